//! After-sales requests in the order in which a shop should look at them, and narrowed by how far they are,
//! what they are about, what they say and who looks after them. What is asked is read from and written to the words of an
//! address.

use std::{cmp::Reverse, sync::Arc};

use chrono::NaiveDate;

use super::{
    arranged::{Arranged, InTable},
    calendar::OnDays,
    case_columns::CaseColumn,
    codec::{name_of, named},
    filter::Filter,
    own::answers,
    words::{InWords, Words},
};
use crate::{
    domain::{Case, CaseKind, CaseStatus, Customer, Id, Member, Records},
    search::Said,
};

/// As what cases are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum CasesShape {
    /// A list.
    #[default]
    List,
    /// A table.
    Table,
    /// The days of a month, by the day they are promised for.
    Calendar,
}

impl CasesShape {
    /// Every shape, in order.
    pub const ALL: &'static [Self] = &[Self::List, Self::Table, Self::Calendar];

    const fn key(self) -> &'static str {
        match self {
            Self::List => "",
            Self::Table => "table",
            Self::Calendar => "calendar",
        }
    }

    fn read(words: &Words) -> Self {
        let word = words.get("as");
        let mut all = Self::ALL.iter().copied();
        all.find(|shape| shape.key() == word).unwrap_or_default()
    }
}

/// What a list of cases is narrowed to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Asked {
    /// Only this status; `None`: what is not solved.
    pub status: Option<CaseStatus>,
    /// Only this kind.
    pub kind: Option<CaseKind>,
    /// Only what this member looks after; `Some(None)`: what nobody does.
    pub owner: Option<Option<Id<Member>>>,
    /// Words of what they are about, of whose they are, or the number of the sale or the customer.
    pub text: String,
    /// What is asked of own fields.
    pub own: Filter,
    /// As what they are shown.
    pub shape: CasesShape,
    /// The day whose month a calendar shows; today's if there is none.
    pub on: Option<NaiveDate>,
    /// How the table stands.
    pub arranged: Arranged<CaseColumn>,
}

impl InWords for Asked {
    fn read(words: &Words) -> Self {
        Self {
            status: named(words.get("status")),
            kind: named(words.get("kind")),
            owner: words.owner(),
            text: words.get("q").to_owned(),
            own: words.filter(),
            shape: CasesShape::read(words),
            on: words.day("on"),
            arranged: Arranged::read(words),
        }
    }

    fn words(&self) -> Words {
        let mut words = Words::default();
        words.put_some("status", self.status.as_ref().map(name_of));
        words.put_some("kind", self.kind.as_ref().map(name_of));
        words.put_owner(self.owner);
        words.put("q", self.text.as_str());
        words.put_filter(&self.own);
        words.put("as", self.shape.key());
        words.put_some("on", self.on);
        self.arranged.put(&mut words);
        words
    }
}

impl InTable for Asked {
    type Column = CaseColumn;

    fn arranged(&self) -> &Arranged<CaseColumn> {
        &self.arranged
    }

    fn arranged_mut(&mut self) -> &mut Arranged<CaseColumn> {
        &mut self.arranged
    }
}

impl Asked {
    /// The same with nothing narrowed.
    #[must_use]
    pub fn of_all(&self) -> Self {
        Self {
            shape: self.shape,
            on: self.on,
            arranged: self.arranged,
            ..Self::default()
        }
    }

    /// The same as that shape.
    #[must_use]
    pub fn shown_as(&self, shape: CasesShape) -> Self {
        Self {
            shape,
            on: self.on.filter(|_| shape == CasesShape::Calendar),
            ..self.clone()
        }
    }

    /// True if nothing narrows what is shown.
    pub fn is_everything(&self) -> bool {
        *self == self.of_all()
    }

    fn passes(&self, case: &Case) -> bool {
        self.status
            .map_or(case.is_open(), |status| case.status() == status)
            && self.kind.is_none_or(|kind| case.kind == kind)
            && self.owner.is_none_or(|owner| case.owner == owner)
            && answers(&self.own, &[], &case.values)
    }
}

/// The cases that were asked for: open ones by urgency, then by the day they are promised for, those without
/// a day last, then the oldest; solved ones by when they were solved, the newest first.
pub fn cases(records: &Records, asked: &Asked) -> Vec<Arc<Case>> {
    let said = Said::of(&asked.text);
    those(records, |case| {
        asked.passes(case) && says(records, case, &said)
    })
}

/// The cases that were asked for on the days they are promised for, each day's in the order of the list.
pub fn cases_by_day(records: &Records, asked: &Asked, dates: &[NaiveDate]) -> OnDays<Arc<Case>> {
    let found = cases(records, asked).into_iter();
    OnDays::of(dates, found.map(|case| (case.due, case)))
}

/// True if the case says so: itself, whose it is, the numbers of sale and customer.
fn says(records: &Records, case: &Case, said: &Said) -> bool {
    let customer = case.customer.and_then(|id| records.get(id));
    let sale = case.sale.and_then(|id| records.get(id));
    said.is_in(&[
        case.title.as_str(),
        &case.note,
        &case.solution,
        customer.map_or("", |one| one.display_name()),
        customer.map_or("", |one| &one.code),
        sale.map_or("", |one| &one.number),
    ])
}

/// The open cases of one customer, in the same order.
pub fn open_of(records: &Records, customer: Id<Customer>) -> Vec<Arc<Case>> {
    those(records, |case| {
        case.is_open() && case.customer == Some(customer)
    })
}

/// What is promised for `today` or was promised for a day before.
pub fn due(records: &Records, today: NaiveDate) -> Vec<Arc<Case>> {
    those(records, |case| {
        case.is_open() && case.due.is_some_and(|due| due <= today)
    })
}

fn those(records: &Records, wanted: impl Fn(&Case) -> bool) -> Vec<Arc<Case>> {
    let all = records.cases.iter().filter(|case| wanted(case));
    let mut found: Vec<Arc<Case>> = all.cloned().collect();
    found.sort_by_key(|case| {
        (
            Reverse(case.solved),
            Reverse(case.priority),
            case.due.is_none(),
            case.due,
            case.created,
            case.id,
        )
    });
    found
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use CaseStatus::{Open, Solved, Waiting};

    use super::*;
    use crate::{
        domain::{Priority, Timestamp},
        query::calendar,
    };

    fn shop() -> Records {
        let mut records = Records::default();
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day);
        let case = |number: u128, due, priority, status: CaseStatus, when| {
            let mut case = Case::new(Id::new(Uuid::from_u128(number)), "x", Timestamp(when));
            case.due = due;
            case.priority = priority;
            case.customer = number
                .is_multiple_of(2)
                .then(|| Id::new(Uuid::from_u128(90)));
            case.move_to(status, Timestamp(when + 5));
            case
        };
        let all = [
            case(1, None, Priority::Normal, Open, 1),
            case(2, day(9), Priority::Normal, Waiting, 2),
            case(3, day(8), Priority::Normal, Open, 3),
            case(4, None, Priority::High, Open, 4),
            case(5, day(1), Priority::High, Solved, 5),
            case(6, None, Priority::Low, Solved, 6),
        ];
        for (slot, case) in (0..).zip(all) {
            records.cases.put(slot, Arc::new(case));
        }
        records
    }

    fn numbers(cases: &[Arc<Case>]) -> Vec<u128> {
        cases.iter().map(|case| case.id.raw().as_u128()).collect()
    }

    #[test]
    fn a_case_is_found_by_its_words_whose_it_is_and_their_numbers() {
        use crate::domain::{Currency, Sale, name::Name};
        let mut records = shop();
        let ann = Customer {
            code: "K-77".to_owned(),
            ..Customer::new(
                Id::new(Uuid::from_u128(90)),
                Name::from_full("Ann Lee"),
                Timestamp(1),
            )
        };
        records.customers.put(0, Arc::new(ann));
        let sold = Sale {
            number: "R-1204".to_owned(),
            ..Sale::new(
                Id::new(Uuid::from_u128(95)),
                NaiveDate::default(),
                100,
                Currency::USD,
                Timestamp(1),
            )
        };
        let repair = Case {
            sale: Some(sold.id),
            ..Case::new(Id::new(Uuid::from_u128(7)), "Broken lid", Timestamp(9))
        };
        records.sales.put(0, Arc::new(sold));
        records.cases.put(6, Arc::new(repair));
        let found = |text: &str| {
            let asked = Asked {
                text: text.to_owned(),
                ..Asked::default()
            };
            numbers(&cases(&records, &asked))
        };
        assert_eq!(found("lid BROKEN"), [7]);
        assert_eq!(found("r-1204"), [7]);
        assert_eq!(found("ann"), [4, 2], "open ones, as ever");
        assert_eq!(found("k-77 x"), [4, 2]);
        assert_eq!(found("nothing of it"), [0; 0]);
    }

    #[test]
    fn a_month_shows_the_cases_asked_for_on_the_days_they_are_promised_for() {
        let records = shop();
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).expect("a day");
        let dates = calendar::week(day(8), 7);
        let shown = |asked: &Asked| {
            let found = cases_by_day(&records, asked, &dates);
            let days = found.days.into_iter();
            let filled = days.filter(|(_, cases)| !cases.is_empty());
            let filled: Vec<_> = filled.map(|(day, cases)| (day, numbers(&cases))).collect();
            (filled, found.undated)
        };
        let asked = Asked {
            shape: CasesShape::Calendar,
            on: Some(day(8)),
            ..Asked::default()
        };
        let both = vec![(day(8), vec![3]), (day(9), vec![2])];
        assert_eq!(shown(&asked), (both, 2));
        let waiting = Asked {
            status: Some(Waiting),
            ..asked.clone()
        };
        assert_eq!(shown(&waiting), (vec![(day(9), vec![2])], 0));
        // The month is where one is, not what is asked.
        assert!(asked.is_everything() && Asked::read(&asked.words()) == asked);
        assert_eq!(asked.shown_as(CasesShape::Table).on, None);
        assert_eq!(asked.shown_as(CasesShape::Calendar), asked);
    }

    #[test]
    fn the_urgent_stands_first_then_what_is_promised_soonest() {
        let records = shop();
        assert_eq!(numbers(&cases(&records, &Asked::default())), [4, 3, 2, 1]);
        let solved = Asked {
            status: Some(Solved),
            ..Asked::default()
        };
        assert_eq!(numbers(&cases(&records, &solved)), [6, 5]);
        let waiting = Asked {
            status: Some(Waiting),
            ..Asked::default()
        };
        assert_eq!(numbers(&cases(&records, &waiting)), [2]);
        assert_eq!(
            numbers(&open_of(&records, Id::new(Uuid::from_u128(90)))),
            [4, 2]
        );
        let eighth = NaiveDate::from_ymd_opt(2026, 11, 8).expect("a day");
        assert_eq!(numbers(&due(&records, eighth)), [3]);
    }
}
