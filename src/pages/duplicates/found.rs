//! The groups found, how far the search is, and what is left of them after every change.

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};

use crate::{
    app::{
        App, Notice,
        duplicates::{self, FindError},
        worker::Cancel,
    },
    clean::{self, Group},
    domain::{
        Customer, Id, TableName,
        commands::{MergeCustomers, Merging},
        unite::Choice,
    },
};

/// The search and its result. Copied freely.
#[derive(Debug, Clone, Copy)]
pub struct Found {
    /// The app.
    pub app: App,
    groups: RwSignal<Vec<Group>>,
    /// Share done while it looks.
    pub looking: RwSignal<Option<f64>>,
    /// True once a search came to its end.
    pub looked: RwSignal<bool>,
    /// Groups that still are groups, the likeliest first.
    pub shown: Memo<Vec<Group>>,
    cancel: StoredValue<Cancel, LocalStorage>,
}

impl Found {
    /// Nothing found yet.
    pub fn new(app: App) -> Self {
        let groups = RwSignal::new(Vec::new());
        let shown = Memo::new(move |_| {
            app.read(&[TableName::Customers], |records| {
                groups.with(|groups: &Vec<Group>| {
                    groups
                        .iter()
                        .filter_map(|group| left(group, |id| records.get(id).map(AsRef::as_ref)))
                        .collect()
                })
            })
        });
        let cancel = StoredValue::new_local(Cancel::default());
        // A search nobody waits for any more ends with the page.
        on_cleanup(move || {
            cancel.try_with_value(Cancel::cancel);
        });
        Self {
            app,
            groups,
            looking: RwSignal::new(None),
            looked: RwSignal::new(false),
            shown,
            cancel,
        }
    }

    /// Looks through all customers.
    pub fn look(self) {
        let cancel = Cancel::default();
        self.cancel.set_value(cancel.clone());
        self.looking.set(Some(0.0));
        spawn_local(async move {
            let progress = move |share| {
                self.looking.try_set(Some(share));
            };
            let answer = duplicates::find(self.app, &cancel, progress).await;
            self.looking.try_set(None);
            match answer {
                Ok(groups) => {
                    self.groups.try_set(groups);
                    self.looked.try_set(true);
                }
                Err(FindError::Cancelled) => {}
                Err(FindError::Failed(text)) => self.app.notify(Notice::Problem(text)),
            }
        });
    }

    /// Ends the search.
    pub fn stop(self) {
        self.cancel.with_value(Cancel::cancel);
    }

    /// Groups that are as good as sure.
    pub fn certain(self) -> Vec<Group> {
        self.shown.with(|groups| {
            groups
                .iter()
                .filter(|group| group.certain)
                .cloned()
                .collect()
        })
    }

    /// Merges all groups that are as good as sure, in one change.
    pub fn merge_certain(self) {
        let merging = self.app.peek(|records| {
            untrack(|| self.certain())
                .iter()
                .filter_map(|group| {
                    let members: Vec<Arc<Customer>> = group
                        .members
                        .iter()
                        .filter_map(|id| records.get(*id).cloned())
                        .collect();
                    let keep = clean::best(members.iter().map(AsRef::as_ref))?;
                    Some(merging(&group.members, keep, Choice::new()))
                })
                .collect::<Vec<Merging>>()
        });
        self.app.run(MergeCustomers(merging), |_| ());
    }
}

/// Keeps `keep` and folds the rest into it.
pub fn merging(group: &[Id<Customer>], keep: Id<Customer>, choice: Choice) -> Merging {
    Merging {
        keep,
        fold: group.iter().copied().filter(|id| *id != keep).collect(),
        choice,
    }
}

/// What is left of a group; `None` if it is none any more, or somebody said so.
fn left<'a>(group: &Group, get: impl Fn(Id<Customer>) -> Option<&'a Customer>) -> Option<Group> {
    let there: Vec<&Customer> = group.members.iter().filter_map(|id| get(*id)).collect();
    let ids: Vec<Id<Customer>> = there.iter().map(|one| one.id).collect();
    let told_apart = there
        .iter()
        .any(|one| one.not_same.iter().any(|other| ids.contains(other)));
    (ids.len() > 1 && !told_apart).then(|| Group {
        members: ids,
        ..group.clone()
    })
}
