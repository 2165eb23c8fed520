//! What the page of to-dos shows: as a list, a table or a calendar, for which day, those of one customer, of one of the
//! team, of one urgency, what they say, and what is asked of own fields. Read from and written to the words of an address. When something is
//! due is the business of `due`.

use chrono::NaiveDate;

use super::{
    arranged::{Arranged, InTable},
    codec::{name_of, named},
    due::Due,
    filter::Filter,
    own::answers,
    task_columns::TaskColumn,
    words::{InWords, Whose, Words},
};
use crate::{
    domain::{Customer, Id, Priority, Records, Task},
    search::Said,
};

/// As what to-dos are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum TasksShape {
    /// A list by when they are due.
    #[default]
    Agenda,
    /// A table.
    Table,
    /// Seven days.
    Week,
    /// A month.
    Month,
    /// Whom to get in touch with, by plan.
    Plan,
}

impl TasksShape {
    /// Every shape, in order.
    pub const ALL: [Self; 5] = [
        Self::Agenda,
        Self::Table,
        Self::Week,
        Self::Month,
        Self::Plan,
    ];

    const fn key(self) -> &'static str {
        match self {
            Self::Agenda => "",
            Self::Table => "table",
            Self::Week => "week",
            Self::Month => "month",
            Self::Plan => "plan",
        }
    }

    fn read(words: &Words) -> Self {
        let said = |word: &str| {
            let mut shapes = Self::ALL
                .into_iter()
                .filter(|shape| !shape.key().is_empty());
            shapes.find(|shape| shape.key() == word)
        };
        words.shape(said).unwrap_or_default()
    }
}

/// What is asked of the page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TasksAsked {
    /// As what they are shown.
    pub shape: TasksShape,
    /// The day around which a calendar is; today if none is named.
    pub on: Option<NaiveDate>,
    /// Only of this customer.
    pub customer: Option<Id<Customer>>,
    /// Who looks after them.
    pub owner: Whose,
    /// Words of what is to be done, of whom it is for, or of its deal.
    pub text: String,
    /// Only of this urgency.
    pub priority: Option<Priority>,
    /// In the list, only what is due then.
    pub due: Option<Due>,
    /// What is asked of own fields.
    pub own: Filter,
    /// How the table stands.
    pub arranged: Arranged<TaskColumn>,
}

impl InWords for TasksAsked {
    fn read(words: &Words) -> Self {
        Self {
            shape: TasksShape::read(words),
            on: words.day("on"),
            customer: words.id("customer"),
            owner: words.owner(),
            text: words.get("q").to_owned(),
            priority: named(words.get("priority")),
            due: {
                let word = words.get("due");
                Due::ALL.into_iter().find(|one| one.key() == word)
            },
            own: words.filter(),
            arranged: Arranged::read(words),
        }
    }

    fn words(&self) -> Words {
        let mut words = Words::default();
        words.put("as", self.shape.key());
        words.put_some("on", self.on);
        words.put_some("customer", self.customer);
        words.put_owner(self.owner);
        words.put("q", self.text.as_str());
        words.put_some("priority", self.priority.as_ref().map(name_of));
        words.put_some("due", self.due.map(Due::key));
        words.put_filter(&self.own);
        self.arranged.put(&mut words);
        words
    }
}

impl InTable for TasksAsked {
    type Column = TaskColumn;

    fn arranged(&self) -> &Arranged<TaskColumn> {
        &self.arranged
    }

    fn arranged_mut(&mut self) -> &mut Arranged<TaskColumn> {
        &mut self.arranged
    }
}

impl TasksAsked {
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

    /// A test for tasks, whenever they are due.
    pub fn test<'a>(&'a self, records: &'a Records) -> impl Fn(&Task) -> bool + 'a {
        let said = Said::of(&self.text);
        move |task| {
            (self.customer.is_none() || task.customer == self.customer)
                && self.owner.is_none_or(|owner| task.owner == owner)
                && self.priority.is_none_or(|one| task.priority == one)
                && answers(&self.own, &[], &task.values)
                && says(records, task, &said)
        }
    }

    /// A test for the list, which tells when they are due: `today` and the first day of the week as [`Due::of`]
    /// has them.
    pub fn in_list<'a>(
        &'a self,
        records: &'a Records,
        today: NaiveDate,
        week_start: u8,
    ) -> impl Fn(&Task) -> bool + 'a {
        let passes = self.test(records);
        move |task| {
            self.due
                .is_none_or(|due| Due::of(task, today, week_start) == due)
                && passes(task)
        }
    }

    /// True if what comes every year for that customer is shown among the tasks.
    pub fn shows_days_of(&self, customer: &Customer) -> bool {
        self.customer.is_none_or(|id| id == customer.id)
            && self.owner.is_none_or(|owner| customer.owner == owner)
            && self.text.trim().is_empty()
            && self.priority.is_none()
            && self.own.is_everything()
    }
}

/// True if the task says so: itself, whom it is for, its deal.
fn says(records: &Records, task: &Task, said: &Said) -> bool {
    let customer = task.customer.and_then(|id| records.get(id));
    let deal = task.deal.and_then(|id| records.get(id));
    said.is_in(&[
        task.title.as_str(),
        &task.note,
        customer.map_or("", |one| one.display_name()),
        deal.map_or("", |one| &one.title),
    ])
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::{IdMaker, Timestamp, name::Name};

    #[test]
    fn tasks_are_found_by_their_words_and_narrowed_by_urgency_and_when_they_are_due() {
        let mut ids = IdMaker::new(1);
        let mut records = Records::default();
        let ann = Customer::new(
            ids.next(Timestamp(1)),
            Name::from_full("Ann Lee"),
            Timestamp(1),
        );
        let whose = ann.id;
        records.customers.put(0, Arc::new(ann));
        let today = NaiveDate::from_ymd_opt(2026, 11, 25).expect("a day");
        let mut task = |title: &str, customer, due, priority| Task {
            customer,
            due,
            priority,
            note: format!("about {title}"),
            ..Task::new(ids.next(Timestamp(1)), title, Timestamp(1))
        };
        let tasks = [
            task("Call back", Some(whose), Some(today), Priority::High),
            task(
                "Send the list",
                Some(whose),
                today.pred_opt(),
                Priority::Normal,
            ),
            task("Sweep", None, None, Priority::High),
        ];
        let found = |pairs: &[(&str, &str)]| -> Vec<&str> {
            let asked = read(pairs);
            let passes = asked.in_list(&records, today, 1);
            let those = tasks.iter().filter(|task| passes(task));
            those.map(|task| task.title.as_str()).collect()
        };
        assert_eq!(found(&[("q", "lee CALL")]), ["Call back"]);
        assert_eq!(found(&[("q", "ann")]), ["Call back", "Send the list"]);
        assert_eq!(found(&[("q", "about sweep")]), ["Sweep"]);
        assert_eq!(found(&[("priority", "high")]), ["Call back", "Sweep"]);
        assert_eq!(found(&[("due", "overdue")]), ["Send the list"]);
        assert_eq!(found(&[("due", "none"), ("priority", "high")]), ["Sweep"]);
        assert_eq!(found(&[("due", "soon"), ("priority", "??")]).len(), 3);
    }

    fn read(pairs: &[(&str, &str)]) -> TasksAsked {
        let pairs = pairs.iter();
        TasksAsked::read(&Words::of(
            pairs.map(|(name, word)| (*name, (*word).to_owned())),
        ))
    }

    #[test]
    fn shape_and_day_are_read_from_old_and_new_addresses() {
        let saved = "01890a5d-ac96-774b-bcce-b302099a8057";
        for (pairs, shape) in [
            (&[][..], TasksShape::Agenda),
            (&[("view", "week")], TasksShape::Week),
            (&[("as", "month"), ("view", saved)], TasksShape::Month),
            (&[("view", saved)], TasksShape::Agenda),
            (&[("as", "agenda")], TasksShape::Agenda),
            (
                &[("as", "table"), ("sort", "-owner"), ("group", "week")],
                TasksShape::Table,
            ),
        ] {
            let asked = read(pairs);
            assert_eq!(asked.shape, shape, "{pairs:?}");
            assert_eq!(TasksAsked::read(&asked.words()), asked);
        }
        let day = read(&[("as", "week"), ("on", "2026-12-24")]);
        assert_eq!(day.on, NaiveDate::from_ymd_opt(2026, 12, 24));
        assert_eq!(TasksAsked::read(&day.words()), day);
        for bad in ["1899-12-31", "2200-01-01", "soon", "-5"] {
            assert_eq!(read(&[("on", bad)]).on, None, "{bad}");
        }
    }

    #[test]
    fn birthdays_show_where_no_task_is_asked_for() {
        let mut ids = IdMaker::new(1);
        let mut ann = Customer::new(ids.next(Timestamp(1)), Name::from_full("Ann"), Timestamp(1));
        let mona = ids.next(Timestamp(1));
        ann.owner = Some(mona);
        let shown = |asked: TasksAsked| asked.shows_days_of(&ann);
        let owned = |owner| TasksAsked {
            owner,
            ..TasksAsked::default()
        };
        assert!(shown(TasksAsked::default()) && shown(owned(Some(Some(mona)))));
        assert!(!shown(owned(Some(None))));
        let of = |customer| TasksAsked {
            customer: Some(customer),
            ..TasksAsked::default()
        };
        assert!(shown(of(ann.id)) && !shown(of(ids.next(Timestamp(1)))));
        assert!(!shown(TasksAsked {
            own: Filter::Not(Box::default()),
            ..TasksAsked::default()
        }));
    }
}
