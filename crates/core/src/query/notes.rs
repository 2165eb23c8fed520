//! Notes found by any of their words: what was written of touches, and beside deals, tasks, cases and sales.
//! Knows nothing of how they are shown.

use std::borrow::Cow;

use rustc_hash::FxHashMap;
use uuid::Uuid;

use super::timeline::noon;
use crate::{
    domain::{Activity, Case, Deal, Entity, Records, Sale, Table, TableName, Task, Timestamp},
    search::fold,
};

/// The words of all notes, folded once and kept in step with the records.
#[derive(Debug, Clone, Default)]
pub struct Notes {
    touches: Texts,
    deals: Texts,
    tasks: Texts,
    cases: Texts,
    sales: Texts,
}

/// Those of one table, each with when it is from.
#[derive(Debug, Clone, Default)]
struct Texts {
    texts: FxHashMap<Uuid, (i64, Box<str>)>,
    version: Option<u64>,
}

impl Texts {
    /// Comes in step with the table, of whose records `said` tells the note.
    fn follow<T: Entity>(
        &mut self,
        table: &Table<T>,
        said: impl Fn(&T) -> (Timestamp, Cow<'_, str>),
    ) {
        let moves = self.version.and_then(|version| table.since(version));
        match moves {
            Some(moves) => {
                for step in moves {
                    for one in step.before.iter().chain(&step.after) {
                        self.texts.remove(&one.raw_id());
                    }
                    if let Some(one) = &step.after {
                        self.note(one.raw_id(), said(one));
                    }
                }
            }
            None => {
                self.texts.clear();
                for one in table.iter() {
                    self.note(one.raw_id(), said(one));
                }
            }
        }
        self.version = Some(table.version());
    }

    fn note(&mut self, id: Uuid, (at, text): (Timestamp, Cow<'_, str>)) {
        // Of a million sales few have a note.
        if text.is_empty() {
            return;
        }
        let text = fold(&text);
        if !text.is_empty() {
            self.texts.insert(id, (at.0, text.into_boxed_str()));
        }
    }
}

/// What is written beside a case: what it is about, and how it was solved.
pub fn of_case(case: &Case) -> Cow<'_, str> {
    match (case.note.as_str(), case.solution.as_str()) {
        (note, "") => Cow::Borrowed(note),
        ("", solution) => Cow::Borrowed(solution),
        (note, solution) => Cow::Owned(format!("{note}\n{solution}")),
    }
}

impl Notes {
    /// Comes in step with the records.
    pub fn follow(&mut self, records: &Records) {
        self.touches.follow(&records.activities, |one: &Activity| {
            (one.at, Cow::Borrowed(&one.text))
        });
        self.deals.follow(&records.deals, |one: &Deal| {
            (one.updated, Cow::Borrowed(&one.note))
        });
        self.tasks.follow(&records.tasks, |one: &Task| {
            (one.updated, Cow::Borrowed(&one.note))
        });
        self.cases
            .follow(&records.cases, |one: &Case| (one.updated, of_case(one)));
        self.sales.follow(&records.sales, |one: &Sale| {
            let at = one.at.unwrap_or_else(|| noon(one.date));
            (at, Cow::Borrowed(&one.note))
        });
    }

    /// The records in whose note every word of `typed` occurs, newest first, at most `limit`. Nothing for
    /// a single sign.
    pub fn find(&self, typed: &str, limit: usize) -> Vec<(TableName, Uuid)> {
        let typed = fold(typed);
        if typed.chars().count() < 2 {
            return Vec::new();
        }
        let words: Vec<&str> = typed.split_whitespace().collect();
        let tables = [
            (TableName::Activities, &self.touches),
            (TableName::Deals, &self.deals),
            (TableName::Tasks, &self.tasks),
            (TableName::Cases, &self.cases),
            (TableName::Sales, &self.sales),
        ];
        let all = tables.into_iter().flat_map(|(table, texts)| {
            let texts = texts.texts.iter();
            texts.map(move |(id, (at, text))| (table, *id, *at, text))
        });
        let mut found: Vec<(i64, TableName, Uuid)> = all
            .filter(|(.., text)| words.iter().all(|word| text.contains(word)))
            .map(|(table, id, at, _)| (at, table, id))
            .collect();
        found.sort_unstable_by(|a, b| b.cmp(a));
        found.truncate(limit);
        let found = found.into_iter();
        found.map(|(_, table, id)| (table, id)).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::{ActivityKind, Currency, IdMaker};

    #[test]
    fn notes_are_found_by_any_of_their_words_newest_first_and_follow_the_table() {
        let mut ids = IdMaker::new(1);
        let mut records = Records::default();
        let mut put = |records: &mut Records, slot, at, text: &str| {
            let at = Timestamp(at);
            let mut touch = Activity::new(ids.next(Timestamp(1)), ActivityKind::Note, None, at);
            touch.text = text.to_owned();
            let id = touch.id.raw();
            records.activities.put(slot, Arc::new(touch));
            id
        };
        let old = put(&mut records, 0, 1, "Likes strong **Oolong** tea");
        let new = put(&mut records, 1, 2, "喜歡烏龍茶, oolong only");
        let mut notes = Notes::default();
        notes.follow(&records);
        let ids = |notes: &Notes, typed, limit| -> Vec<Uuid> {
            let found = notes.find(typed, limit).into_iter();
            found.map(|(_, id)| id).collect()
        };
        assert_eq!(ids(&notes, "OOLONG", 5), [new, old]);
        assert_eq!(ids(&notes, "tea strong", 5), [old]);
        assert_eq!(ids(&notes, "乌龙", 5), [new], "either script");
        assert_eq!(notes.find("o", 5), []);
        assert_eq!(ids(&notes, "oolong", 1), [new]);
        let more = put(&mut records, 2, 3, "oolong again");
        records.activities.remove(new);
        notes.follow(&records);
        assert_eq!(ids(&notes, "oolong", 5), [more, old]);
    }

    #[test]
    fn what_is_written_beside_deals_tasks_and_cases_is_found_too() {
        let mut ids = IdMaker::new(1);
        let mut records = Records::default();
        let place = (ids.next(Timestamp(1)), ids.next(Timestamp(1)));
        let deal = ids.next(Timestamp(1));
        let mut deal = Deal::new(deal, "Vase", place, Currency::CNY, Timestamp(1));
        deal.note = "wants it in cobalt".into();
        let mut task = Task::new(ids.next(Timestamp(2)), "Order", Timestamp(2));
        task.note = "cobalt glaze".into();
        let mut case = Case::new(ids.next(Timestamp(3)), "Broken", Timestamp(3));
        case.note = "cobalt flaked".into();
        case.solution = "glued".into();
        let found = [
            (TableName::Cases, case.id.raw()),
            (TableName::Tasks, task.id.raw()),
            (TableName::Deals, deal.id.raw()),
        ];
        records.deals.put(0, Arc::new(deal));
        records.tasks.put(0, Arc::new(task));
        records.cases.put(0, Arc::new(case));
        let mut notes = Notes::default();
        notes.follow(&records);
        assert_eq!(notes.find("cobalt", 5), found);
        assert_eq!(notes.find("flaked glued", 5), found[..1]);
        let day = chrono::NaiveDate::from_ymd_opt(2026, 1, 5).expect("a date");
        let mut sale = Sale::new(
            ids.next(Timestamp(4)),
            day,
            500,
            Currency::CNY,
            Timestamp(4),
        );
        sale.note = "engraved for the wedding".into();
        let sold = (TableName::Sales, sale.id.raw());
        records.sales.put(0, Arc::new(sale));
        notes.follow(&records);
        assert_eq!(notes.find("wedding engraved", 5), [sold]);
        records.tasks.remove(found[1].1);
        notes.follow(&records);
        assert_eq!(notes.find("cobalt", 5), [found[0], found[2]]);
    }
}
