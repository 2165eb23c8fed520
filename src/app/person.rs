//! Who is at the counter: the member of the team whom the changes made on this device are stamped with.
//! Remembered per device and workspace; it is a name in the log and no account. Knows no markup.

use leptos::prelude::*;

use crate::{
    domain::{Activity, ActivityKind, Customer, Id, Member, Record, TableName, Task},
    i18n::{Locale, td_string},
    platform::prefs::{Pref, Workspace},
};

use super::state::App;

const OWN: Pref<Id<Member>> = Pref::new("regulars.person");
const SAMPLE: Pref<Id<Member>> = Pref::new("regulars.person.sample");

const fn of(workspace: Workspace) -> &'static Pref<Id<Member>> {
    match workspace {
        Workspace::Own => &OWN,
        Workspace::Sample => &SAMPLE,
    }
}

/// Who was chosen on this device.
pub(super) fn kept(workspace: Workspace) -> Option<Id<Member>> {
    of(workspace).get()
}

impl App {
    /// Who is at the counter; followed. Nobody once they left the team.
    pub fn at_counter(self) -> Option<Id<Member>> {
        let id = self.person.get()?;
        self.read(&[TableName::Members], |records| {
            let member = records.get(id)?;
            (!member.left).then_some(id)
        })
    }

    /// Chooses who is at the counter, and remembers it on this device.
    pub fn set_at_counter(self, member: Option<Id<Member>>) {
        match &member {
            Some(id) => of(self.workspace).set(id),
            None => of(self.workspace).clear(),
        }
        self.person.set(member);
    }

    /// A touch with a customer that whoever is at the counter writes down now.
    pub fn new_touch(self, kind: ActivityKind, customer: Option<Id<Customer>>) -> Activity {
        Activity {
            by: untrack(|| self.at_counter()),
            ..Activity::new(self.new_id(), kind, customer, self.moment().now)
        }
    }

    /// A task on no day, that whoever is at the counter does unless somebody else is said to.
    pub fn new_task(self, title: &str) -> Task {
        Task {
            owner: untrack(|| self.at_counter()),
            ..Task::new(self.new_id(), title.trim(), self.moment().now)
        }
    }

    /// The name behind a change's person, whether they work here, left, or stand in the trash; followed.
    /// Blank for a change of nobody in particular.
    pub fn person_name(self, locale: Locale, person: &str) -> String {
        if person.is_empty() {
            return String::new();
        }
        let found = Id::<Member>::parse(person).and_then(|id| {
            self.read(&[TableName::Members, TableName::Trash], |records| {
                let here = records.get(id).map(|member| member.name.clone());
                here.or_else(|| {
                    let mut gone = records.trash.iter();
                    gone.find_map(|trashed| match &trashed.record {
                        Record::Members(member) if member.id == id => Some(member.name.clone()),
                        _ => None,
                    })
                })
            })
        });
        found.unwrap_or_else(|| td_string!(locale, people.gone_member).to_owned())
    }
}
