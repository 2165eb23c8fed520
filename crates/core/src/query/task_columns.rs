//! The columns of the table of to-dos by the stable names that views, addresses and settings keep, what they are
//! grouped by, and the order they stand in.

use std::sync::Arc;

use chrono::{Datelike, NaiveDate, Timelike};

use super::{
    arranged::{Key, Keyed, TableColumn},
    due::{Due, first_of_week, order},
    gather::{Figure, Part, Sum, gather, sort_by, sums},
    own::{OwnKey, own_key},
    shared::Shared,
    tasks::TasksAsked,
};
use crate::{
    domain::{FieldDef, Id, Priority, Records, Task},
    search::pinyin::sort_key,
};

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TaskColumn {
    /// What is to be done.
    Title,
    /// The day, and the time if it has one.
    Due,
    /// How urgent it is.
    Priority,
    /// For whom.
    Customer,
    /// For which deal.
    Deal,
    /// Who does it.
    Owner,
    /// How it comes again.
    Repeat,
    /// More about it.
    Note,
    /// The day it was ticked off.
    Done,
    /// The day it was written down.
    Created,
    /// A field of the shop's own.
    Own(Id<FieldDef>),
}

impl Keyed for TaskColumn {
    const ALL: &'static [Self] = &[
        Self::Title,
        Self::Due,
        Self::Priority,
        Self::Customer,
        Self::Deal,
        Self::Owner,
        Self::Repeat,
        Self::Note,
        Self::Done,
        Self::Created,
    ];

    fn of_own(field: Id<FieldDef>) -> Self {
        Self::Own(field)
    }

    fn made_of(self) -> Key {
        match self {
            Self::Title => Key::Word("title"),
            Self::Due => Key::Word("due"),
            Self::Priority => Key::Word("priority"),
            Self::Customer => Key::Word("customer"),
            Self::Deal => Key::Word("deal"),
            Self::Owner => Key::Word("owner"),
            Self::Repeat => Key::Word("repeat"),
            Self::Note => Key::Word("note"),
            Self::Done => Key::Word("done"),
            Self::Created => Key::Word("created"),
            Self::Own(field) => Key::Own(field),
        }
    }
}

impl TableColumn for TaskColumn {
    type Of = Task;
    type Group = TaskGroup;
    const GROUPS: &'static [Self::Group] = TaskGroup::ALL;

    fn shown_at_first(self) -> bool {
        !matches!(self, Self::Repeat | Self::Note | Self::Created)
    }

    fn sums(self, records: &Records, ids: &[Id<Task>]) -> Vec<(Sum, usize)> {
        let Self::Own(field) = self else {
            return Vec::new();
        };
        let tasks = ids.iter().filter_map(|id| records.get(*id));
        sums(tasks.filter_map(|task| Figure::of_own(field, &task.values)))
    }
}

impl TaskColumn {
    fn sort_key(self, records: &Records, task: &Task) -> Option<OwnKey> {
        let number = |number: i64| Some(OwnKey::Number(number));
        let text = |text: &str| (!text.is_empty()).then(|| OwnKey::Text(sort_key(text)));
        match self {
            Self::Title => text(&task.title),
            Self::Due => {
                // What is for the whole day comes after what has a time.
                let second = task
                    .time
                    .map_or(86_400, |at| at.num_seconds_from_midnight());
                let day = i64::from(task.due?.num_days_from_ce());
                number(day * 100_000 + i64::from(second))
            }
            Self::Priority => number(match task.priority {
                Priority::Low => 0,
                Priority::Normal => 1,
                Priority::High => 2,
            }),
            Self::Customer => text(records.get(task.customer?)?.display_name()),
            Self::Deal => text(&records.get(task.deal?)?.title),
            Self::Owner => text(&records.get(task.owner?)?.name),
            Self::Repeat => number(i64::from(task.repeat.as_ref()?.interval)),
            Self::Note => text(&task.note),
            Self::Done => number(task.done?.0),
            Self::Created => number(task.created.0),
            Self::Own(field) => own_key(field, &task.values),
        }
    }
}

/// What puts to-dos into groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TaskGroup {
    /// When they are due, in the words of a to-do list.
    Due,
    /// The day they are due.
    Day,
    /// The week they are due in.
    Week,
    /// Who does them.
    Owner,
    /// How urgent they are.
    Priority,
    /// For whom.
    Customer,
    /// The choices of an own field.
    Own(Id<FieldDef>),
}

impl Keyed for TaskGroup {
    const ALL: &'static [Self] = &[
        Self::Due,
        Self::Day,
        Self::Week,
        Self::Owner,
        Self::Priority,
        Self::Customer,
    ];

    fn of_own(field: Id<FieldDef>) -> Self {
        Self::Own(field)
    }

    fn made_of(self) -> Key {
        match self {
            Self::Due => Key::Word("due"),
            Self::Day => Key::Word("day"),
            Self::Week => Key::Word("week"),
            Self::Owner => Key::Word("owner"),
            Self::Priority => Key::Word("priority"),
            Self::Customer => Key::Word("customer"),
            Self::Own(field) => Key::Own(field),
        }
    }
}

impl TaskGroup {
    /// To-dos in groups, each in the order given; `today` and `week_start` (1 Monday … 7 Sunday) as [`Due::of`] has
    /// them. Those that are gone are left out.
    pub fn groups(
        self,
        records: &Records,
        ids: &[Id<Task>],
        (today, week_start): (NaiveDate, u8),
    ) -> Vec<Part<Id<Task>>> {
        let shared = |task: &Task| {
            let one = Shared::one;
            match self {
                Self::Due => one(Some(Shared::Due(Due::of(task, today, week_start)))),
                Self::Day => one(task.due.map(Shared::Day)),
                Self::Week => {
                    let first = task.due.map(|day| first_of_week(day, week_start));
                    one(first.map(Shared::Week))
                }
                Self::Owner => one(task.owner.map(Shared::Owner)),
                Self::Priority => one(Some(Shared::Priority(task.priority))),
                Self::Customer => one(task.customer.map(Shared::Customer)),
                Self::Own(field) => Shared::of_own(field, &task.values),
            }
        };
        let shared = |id: &Id<Task>| {
            let task = records.get(*id);
            task.map_or_else(Vec::new, |task| shared(task))
        };
        gather(ids.iter().copied(), shared, |shared| shared.place(records))
    }
}

/// The to-dos that pass, in the order of the table: what is open by when it is due, then what is done; or by the
/// column that is asked for.
pub fn rows(
    records: &Records,
    asked: &TasksAsked,
    today: NaiveDate,
    week_start: u8,
) -> Vec<Arc<Task>> {
    let passes = asked.in_list(records, today, week_start);
    let tasks = records.tasks.iter().filter(|task| passes(task));
    let mut tasks: Vec<Arc<Task>> = tasks.cloned().collect();
    tasks.sort_by(|a, b| a.done.is_some().cmp(&b.done.is_some()).then(order(a, b)));
    if let Some((column, down)) = asked.arranged.sort {
        sort_by(&mut tasks, down, |task| column.sort_key(records, task));
    }
    tasks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{FieldValue, IdMaker, Timestamp, field::Decimal, field::set_value},
        query::{InWords, Words},
    };

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    /// A Wednesday, in a shop whose week begins on Monday.
    fn today() -> NaiveDate {
        day("2026-11-25")
    }

    struct Shop {
        ids: IdMaker,
        records: Records,
    }

    impl Shop {
        fn put(&mut self, title: &str, due: Option<&str>, more: impl FnOnce(&mut Task)) {
            let mut task = Task::new(self.ids.next(Timestamp(1)), title, Timestamp(1));
            task.due = due.map(day);
            more(&mut task);
            let slot = self.records.tasks.slot_count();
            self.records.tasks.put(slot, Arc::new(task));
        }

        fn new() -> Self {
            let mut shop = Self {
                ids: IdMaker::new(1),
                records: Records::default(),
            };
            shop.put("late", Some("2026-11-20"), |_| ());
            shop.put("old", Some("2026-11-01"), |task| {
                task.done = Some(Timestamp(9));
            });
            shop.put("some day", None, |task| task.priority = Priority::Low);
            shop.put("week", Some("2026-11-29"), |task| {
                task.priority = Priority::High;
            });
            shop.put("next", Some("2026-11-30"), |_| ());
            shop.put("now", Some("2026-11-25"), |_| ());
            shop
        }

        fn rows(&self, pairs: &[(&str, &str)]) -> Vec<Arc<Task>> {
            let pairs = pairs.iter().map(|(name, word)| (*name, (*word).to_owned()));
            let asked = TasksAsked::read(&Words::of(pairs));
            assert_eq!(TasksAsked::read(&asked.words()), asked);
            rows(&self.records, &asked, today(), 1)
        }

        fn titles(&self, pairs: &[(&str, &str)]) -> Vec<String> {
            let rows = self.rows(pairs).into_iter();
            rows.map(|task| task.title.clone()).collect()
        }

        fn by(&self, by: TaskGroup) -> Vec<(Shared, Vec<String>)> {
            let ids: Vec<Id<Task>> = self.rows(&[]).iter().map(|task| task.id).collect();
            let groups = by.groups(&self.records, &ids, (today(), 1)).into_iter();
            let title = |id: Id<Task>| self.records.get(id).map(|task| task.title.clone());
            let titles = |ids: Vec<Id<Task>>| ids.into_iter().filter_map(title).collect();
            groups.map(|part| (part.shared, titles(part.ids))).collect()
        }
    }

    #[test]
    fn open_ones_stand_by_when_they_are_due_and_any_column_sorts_with_blanks_last() {
        let shop = Shop::new();
        let usual = ["late", "now", "week", "next", "some day", "old"];
        assert_eq!(shop.titles(&[]), usual);
        let by_title = shop.titles(&[("sort", "title")]);
        assert_eq!(by_title, ["late", "next", "now", "old", "some day", "week"]);
        let late_first = shop.titles(&[("sort", "-due")]);
        assert_eq!(
            late_first,
            ["next", "week", "now", "late", "old", "some day"]
        );
        let urgent = shop.titles(&[("sort", "-priority")]);
        assert_eq!(urgent, ["week", "late", "now", "next", "old", "some day"]);
        let done = shop.titles(&[("sort", "done")]);
        assert_eq!(done.first().map(String::as_str), Some("old"));
    }

    #[test]
    fn groups_by_day_week_urgency_and_own_choices_stand_in_their_order() {
        let mut shop = Shop::new();
        let weeks = shop.by(TaskGroup::Week);
        let expected = [
            (Some("2026-10-26"), vec!["old"]),
            (Some("2026-11-16"), vec!["late"]),
            (Some("2026-11-23"), vec!["now", "week"]),
            (Some("2026-11-30"), vec!["next"]),
            (None, vec!["some day"]),
        ];
        let expected = expected.map(|(first, titles)| {
            let shared = first.map_or(Shared::Nothing, |first| Shared::Week(day(first)));
            (shared, titles.into_iter().map(str::to_owned).collect())
        });
        assert_eq!(weeks, expected);
        let shared = |by| {
            let groups = shop.by(by).into_iter();
            groups.map(|(shared, _)| shared).collect::<Vec<_>>()
        };
        assert_eq!(shared(TaskGroup::Due), Due::ALL.map(Shared::Due));
        let urgency = [Priority::High, Priority::Normal, Priority::Low];
        assert_eq!(shared(TaskGroup::Priority), urgency.map(Shared::Priority));
        assert_eq!(shared(TaskGroup::Day).len(), 6);
        assert_eq!(shared(TaskGroup::Owner), [Shared::Nothing]);

        let field: Id<FieldDef> = shop.ids.next(Timestamp(1));
        shop.put("paid", None, |task| {
            set_value(&mut task.values, field, Some(FieldValue::YesNo(false)));
        });
        shop.put("asked", None, |task| {
            set_value(&mut task.values, field, Some(FieldValue::YesNo(true)));
        });
        let answers = shop.by(TaskGroup::Own(field)).into_iter();
        let answers: Vec<Shared> = answers.map(|(shared, _)| shared).collect();
        let expected = [Shared::YesNo(true), Shared::YesNo(false), Shared::Nothing];
        assert_eq!(answers, expected);
    }

    #[test]
    fn numbers_of_own_fields_are_added_up_and_nothing_else() {
        let mut shop = Shop::new();
        let field: Id<FieldDef> = shop.ids.next(Timestamp(1));
        for hours in ["1.5", "2"] {
            shop.put("work", None, |task| {
                let hours = Decimal::parse(hours).map(FieldValue::Number);
                set_value(&mut task.values, field, hours);
            });
        }
        let ids: Vec<Id<Task>> = shop.rows(&[]).iter().map(|task| task.id).collect();
        let sums = |column: TaskColumn| column.sums(&shop.records, &ids);
        assert_eq!(sums(TaskColumn::Own(field)), [(Sum::Number(3.5), 2)]);
        assert_eq!(sums(TaskColumn::Priority), []);
    }

    #[test]
    fn columns_and_groupings_are_found_by_their_names() {
        let field = Id::new(uuid::Uuid::from_u128(7));
        for column in TaskColumn::ALL
            .iter()
            .copied()
            .chain([TaskColumn::Own(field)])
        {
            assert_eq!(TaskColumn::from_key(&column.key()), Some(column));
        }
        for by in TaskGroup::ALL
            .iter()
            .copied()
            .chain([TaskGroup::Own(field)])
        {
            assert_eq!(TaskGroup::from_key(&by.key()), Some(by));
        }
        assert_eq!(TaskGroup::from_key("title"), None);
    }
}
