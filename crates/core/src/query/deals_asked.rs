//! What a page of deals shows: of which boards, in which shape, and which deals pass. Read from and written to the
//! words of an address; a list, the board and a saved view ask alike. In which order they stand is the business
//! of `deals`.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::{
    domain::{Deal, Id, Outcome, Pipeline, Records, Stage, TableName, View, field::fields_of},
    search::Said,
};

use super::{
    arranged::{Arranged, InTable, TableColumn},
    board::boards,
    deal_columns::DealColumn,
    filter::Filter,
    own::{Chosen, answers, chosen_hold},
    words::{InWords, Whose, Words},
};

/// As what deals are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum DealsShape {
    /// The open ones in the columns of their board.
    #[default]
    Board,
    /// The open ones as a table.
    Table,
    /// The open ones on the days of a month, by when they are expected to close.
    Calendar,
    /// Those that were won or lost.
    Closed,
}

impl DealsShape {
    /// Every shape, in order.
    pub const ALL: [Self; 4] = [Self::Board, Self::Table, Self::Calendar, Self::Closed];

    const fn key(self) -> &'static str {
        match self {
            Self::Board => "board",
            Self::Table => "table",
            Self::Calendar => "calendar",
            Self::Closed => "closed",
        }
    }

    /// What was saved as a view before shapes were kept was a table.
    fn read(words: &Words) -> Self {
        let said = |word: &str| Self::ALL.into_iter().find(|shape| shape.key() == word);
        let saved = || words.id::<View>("view").map(|_| Self::Table);
        words.shape(said).or_else(saved).unwrap_or_default()
    }
}

/// Of which boards deals are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum OfBoards {
    /// Of the first one.
    #[default]
    First,
    /// Of that one; of the first if it is gone.
    One(Id<Pipeline>),
    /// Of every one, in one list. What is drawn as a board is one board: then the first.
    All,
}

impl OfBoards {
    /// The word for all of them.
    const ALL: &'static str = "all";

    fn read(words: &Words) -> Self {
        match words.get("board") {
            Self::ALL => Self::All,
            _ => words.id("board").map_or(Self::First, Self::One),
        }
    }

    fn word(self) -> String {
        match self {
            Self::First => String::new(),
            Self::One(board) => board.to_string(),
            Self::All => Self::ALL.to_owned(),
        }
    }
}

/// How a closed deal ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ended {
    /// It became business.
    Won,
    /// It did not.
    Lost,
}

impl Ended {
    /// Both, the better first.
    pub const ALL: [Self; 2] = [Self::Won, Self::Lost];

    /// How that deal ended; `None` while it is open.
    pub const fn of(deal: &Deal) -> Option<Self> {
        match deal.outcome {
            Outcome::Open => None,
            Outcome::Won { .. } => Some(Self::Won),
            Outcome::Lost { .. } => Some(Self::Lost),
        }
    }

    /// The stable name used in addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Won => "won",
            Self::Lost => "lost",
        }
    }

    /// The one of that name.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }
}

/// What is asked of the page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DealsAsked {
    /// As what they are shown.
    pub shape: DealsShape,
    /// The day whose month a calendar shows; today's if there is none.
    pub on: Option<NaiveDate>,
    /// Of which boards.
    pub board: OfBoards,
    /// Words that occur in title, customer, source, note, tags or own fields.
    pub text: String,
    /// Only of this stage; asked of table and calendar, as the board shows them all.
    pub stage: Option<Id<Stage>>,
    /// Only those that ended so; asked of closed ones alone.
    pub ended: Option<Ended>,
    /// Who looks after them.
    pub owner: Whose,
    /// Only with this tag; any or none while it is blank.
    pub tag: String,
    /// What is chosen of own fields.
    pub own: Chosen,
    /// What else is asked of tags and own fields.
    pub filter: Filter,
    /// How the table stands.
    pub arranged: Arranged<DealColumn>,
}

impl InWords for DealsAsked {
    fn read(words: &Words) -> Self {
        Self {
            shape: DealsShape::read(words),
            on: words.day("on"),
            board: OfBoards::read(words),
            text: words.get("q").to_owned(),
            stage: words.id("stage"),
            ended: Ended::from_key(words.get("outcome")),
            owner: words.owner(),
            tag: words.get("tag").to_owned(),
            own: words.own(),
            filter: words.filter(),
            arranged: Arranged::read(words),
        }
    }

    fn words(&self) -> Words {
        let mut words = Words::default();
        // The board is named, too: a view that says nothing is one of the table.
        words.put("as", self.shape.key());
        words.put_some("on", self.on);
        words.put("board", self.board.word());
        words.put("q", self.text.as_str());
        words.put_some("stage", self.stage);
        words.put_some("outcome", self.ended.map(Ended::key));
        words.put_owner(self.owner);
        words.put("tag", self.tag.as_str());
        words.put_own(&self.own);
        words.put_filter(&self.filter);
        self.arranged.put(&mut words);
        words
    }
}

impl InTable for DealsAsked {
    type Column = DealColumn;

    fn arranged(&self) -> &Arranged<DealColumn> {
        &self.arranged
    }

    fn arranged_mut(&mut self) -> &mut Arranged<DealColumn> {
        &mut self.arranged
    }
}

impl DealsAsked {
    /// The same with nothing narrowed.
    #[must_use]
    pub fn of_all(&self) -> Self {
        let Self {
            shape,
            on,
            board,
            arranged,
            ..
        } = *self;
        Self {
            shape,
            on,
            board,
            arranged,
            ..Self::default()
        }
    }

    /// True if deals of all boards stand in one list.
    pub fn is_of_all(&self) -> bool {
        self.board == OfBoards::All && self.shape != DealsShape::Board
    }

    /// The boards whose deals are shown, in order: all, or one; none while there is none.
    pub fn boards(&self, records: &Records) -> Vec<Arc<Pipeline>> {
        let mut all = boards(records);
        if !self.is_of_all() {
            let wanted = |one: &Arc<Pipeline>| self.board == OfBoards::One(one.id);
            let at = all.iter().position(wanted).unwrap_or(0);
            all = all.into_iter().skip(at).take(1).collect();
        }
        all
    }

    /// True if the column has something to tell apart: of one board, which one needs no saying; how they ended
    /// closed ones tell, and what they may be worth open ones.
    pub fn tells(&self, column: DealColumn) -> bool {
        let closed = self.shape == DealsShape::Closed;
        match column {
            DealColumn::Board => self.is_of_all(),
            DealColumn::Outcome | DealColumn::Closed | DealColumn::Reason => closed,
            DealColumn::Weighted => !closed,
            _ => true,
        }
    }

    /// True if a new table of that shape shows the column.
    pub fn shows_at_first(shape: DealsShape, column: DealColumn) -> bool {
        match column {
            // Where a deal stood and when it was hoped for matters little once it is closed.
            DealColumn::Stage | DealColumn::Close | DealColumn::Age => shape != DealsShape::Closed,
            _ => column.shown_at_first(),
        }
    }

    /// The same as that shape, without an order and groups that tell nothing there.
    #[must_use]
    pub fn shown_as(&self, shape: DealsShape) -> Self {
        let mut asked = Self {
            shape,
            on: self.on.filter(|_| shape == DealsShape::Calendar),
            ..self.clone()
        };
        let Arranged { sort, group, .. } = asked.arranged;
        asked.arranged.sort = sort.filter(|(column, _)| asked.tells(*column));
        asked.arranged.group = group.filter(|column| asked.tells(*column));
        asked
    }

    /// True if nothing narrows what is shown.
    pub fn is_everything(&self) -> bool {
        *self == self.of_all()
    }

    /// Which deals pass, whatever their stage and outcome.
    pub(super) fn narrowing<'a>(&'a self, records: &'a Records) -> impl Fn(&Deal) -> bool + 'a {
        let fields = fields_of(records, TableName::Deals);
        let words = Said::of(&self.text);
        let has_words = move |deal: &Deal| {
            if words.is_nothing() {
                return true;
            }
            let own = fields.iter().filter_map(|field| {
                let value = deal.values.get(&field.id)?;
                Some(value.plain(field))
            });
            let own: Vec<String> = own.collect();
            let texts = [
                deal.title.as_str(),
                customer_name(records, deal),
                &deal.code,
                &deal.source,
                &deal.note,
                &deal.tags.join(" "),
                &own.join(" "),
            ];
            words.is_in(&texts)
        };
        move |deal| {
            self.owner.is_none_or(|owner| deal.owner == owner)
                && (self.tag.is_empty() || deal.tags.contains(&self.tag))
                && chosen_hold(&self.own, &deal.values)
                && answers(&self.filter, &deal.tags, &deal.values)
                && has_words(deal)
        }
    }
}

/// With whom a deal is; blank if with nobody known.
pub(super) fn customer_name<'a>(records: &'a Records, deal: &Deal) -> &'a str {
    let customer = deal.customer.and_then(|id| records.get(id));
    customer.map(|one| one.display_name()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> DealsAsked {
        let pairs = pairs.iter();
        DealsAsked::read(&Words::of(
            pairs.map(|(name, word)| (*name, (*word).to_owned())),
        ))
    }

    #[test]
    fn addresses_and_views_of_earlier_releases_show_what_they_did() {
        let saved = "01890a5d-ac96-774b-bcce-b302099a8057";
        for (pairs, shape) in [
            (&[][..], DealsShape::Board),
            (&[("view", "table")], DealsShape::Table),
            (&[("view", "closed")], DealsShape::Closed),
            (&[("view", saved)], DealsShape::Table),
            (&[("view", saved), ("as", "board")], DealsShape::Board),
            (&[("as", "closed")], DealsShape::Closed),
            (&[("as", "calendar")], DealsShape::Calendar),
            (&[("as", "cards"), ("view", "cards")], DealsShape::Board),
        ] {
            assert_eq!(read(pairs).shape, shape, "{pairs:?}");
        }
    }

    #[test]
    fn the_month_of_a_calendar_is_where_one_is_and_not_what_is_asked() {
        let month = read(&[("as", "calendar"), ("on", "2026-12-01")]);
        assert_eq!(month.on, "2026-12-01".parse().ok());
        assert_eq!(DealsAsked::read(&month.words()), month);
        assert!(month.is_everything() && month.of_all() == month);
        assert_eq!(month.shown_as(DealsShape::Calendar), month);
        assert_eq!(month.shown_as(DealsShape::Table).on, None);
        for far in ["0001-01-01", "2200-01-01", "today"] {
            assert_eq!(read(&[("on", far)]).on, None, "{far}");
        }
    }

    #[test]
    fn how_deals_ended_is_said_in_words() {
        let lost = read(&[("as", "closed"), ("outcome", "lost")]);
        assert_eq!(lost.ended, Some(Ended::Lost));
        assert_eq!(DealsAsked::read(&lost.words()), lost);
        assert!(!lost.is_everything() && lost.of_all().is_everything());
        assert_eq!(lost.of_all().shape, DealsShape::Closed);
        assert_eq!(read(&[("outcome", "both")]).ended, None);
    }
}
