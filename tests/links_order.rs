//! Records that lead to others, while those come and go: whatever was deleted comes back in any order,
//! and no order of deleting, restoring, removing for good and taking back is refused because of a link.
#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::pedantic,
    reason = "tests may stop at once"
)]
#![cfg(not(target_arch = "wasm32"))]

mod common;

use common::{
    links::{linked, nothing_dangles, own_entries},
    shop::{Tab, begun, everything, merging, run, undo_of},
};
use futures_executor::block_on;
use proptest::prelude::*;
use regulars::{
    domain::{
        Customer, Id, Member, Refusal, TableName,
        commands::{Delete, HandOver, MergeCustomers, Purge, Restore},
    },
    storage::ExecuteError,
};
use uuid::Uuid;

#[derive(Debug, Clone)]
enum Step {
    Delete(usize, usize),
    Restore(usize),
    Purge(usize),
    Undo(usize),
    HandOver(usize),
    Merge,
}

fn step() -> impl Strategy<Value = Step> {
    let any = 0usize..40;
    prop_oneof![
        5 => (any.clone(), any.clone()).prop_map(|(a, b)| Step::Delete(a, b)),
        3 => any.clone().prop_map(Step::Restore),
        1 => any.clone().prop_map(Step::Purge),
        4 => any.clone().prop_map(Step::Undo),
        1 => any.prop_map(Step::HandOver),
        1 => Just(Step::Merge),
    ]
}

fn apply(
    tab: &Tab,
    step: &Step,
    keys: &[(TableName, Uuid)],
    seed: u64,
) -> Result<u64, ExecuteError> {
    let nothing = Err(ExecuteError::Refused(Refusal::Nothing));
    let of = |table| {
        keys.iter()
            .filter(move |(one, _)| *one == table)
            .map(|(_, id)| *id)
    };
    let entry = |place: usize| {
        let own = own_entries(tab);
        own.get(place % own.len().max(1)).copied()
    };
    let done = match step {
        Step::Delete(one, two) => {
            let mut records = vec![keys[one % keys.len()], keys[two % keys.len()]];
            records.dedup();
            run(tab, &Delete { records, seed })
        }
        Step::Restore(place) => match entry(*place) {
            Some(id) => run(tab, &Restore(vec![id])),
            None => return nothing,
        },
        Step::Purge(place) => match entry(*place) {
            Some(id) => run(tab, &Purge(vec![id])),
            None => return nothing,
        },
        Step::Undo(place) => {
            // Not the shop's beginning, whose undoing takes everything.
            let history = block_on(tab.history(None, 100)).expect("history");
            let change = history[place % history.len()].clone();
            match change.seq {
                1 => return nothing,
                seq => run(tab, &undo_of(tab, seq)),
            }
        }
        Step::HandOver(place) => {
            let team: Vec<Uuid> = of(TableName::Members).collect();
            let to = (place % 3 != 0).then(|| Id::new(team[(place + 1) % 2]));
            let from = Id::new(team[place % 2]);
            if to.is_some_and(|to: Id<Member>| tab.records().get(to).is_none()) {
                return nothing;
            }
            run(tab, &HandOver { from, to })
        }
        Step::Merge => {
            let mut people = of(TableName::Customers).map(Id::<Customer>::new);
            let (fold, keep) = (people.next().unwrap(), people.next().unwrap());
            let records = tab.records();
            let both = records.get(fold).cloned().zip(records.get(keep).cloned());
            drop(records);
            match both {
                Some((fold, keep)) => run(tab, &MergeCustomers(vec![merging(&keep, &[&fold])])),
                None => return nothing,
            }
        }
    };
    done.map(|done| done.seq)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Whatever order they went in, in whatever order they come back: all is as it was.
    #[test]
    fn restored_in_any_order_all_is_as_it_was(
        gone in Just((0..12).collect::<Vec<usize>>()).prop_shuffle(),
        many in 1usize..12,
        back in prop::collection::vec(0usize..40, 12),
    ) {
        let (_, tab, mut make) = begun(62);
        let keys = linked(&mut make, &tab);
        let before = everything(&tab.records());
        for (seed, place) in (1..).zip(gone.iter().take(many)) {
            let records = vec![keys[*place]];
            // It may have gone along with another.
            run(&tab, &Delete { records, seed }).ok();
            nothing_dangles(&tab);
        }
        for place in back {
            let own = own_entries(&tab);
            if let Some(entry) = own.get(place % own.len().max(1)) {
                run(&tab, &Restore(vec![*entry])).expect("restored");
                nothing_dangles(&tab);
            }
        }
        prop_assert!(own_entries(&tab).is_empty());
        prop_assert_eq!(everything(&tab.records()), before);
    }

    /// Nothing is ever refused because of a link that an optional field holds, and nothing is left that
    /// leads nowhere.
    #[test]
    fn no_order_of_things_is_refused_for_a_link(steps in prop::collection::vec(step(), 1..40)) {
        let (_, tab, mut make) = begun(63);
        let keys = linked(&mut make, &tab);
        for (seed, step) in (1..).zip(&steps) {
            match apply(&tab, step, &keys, seed) {
                Ok(_) => {}
                Err(ExecuteError::Refused(
                    Refusal::Nothing | Refusal::AllEditedSince | Refusal::Gone(_),
                )) => {}
                // Points and relations can't stand without their customers.
                Err(ExecuteError::Refused(Refusal::Dangling(TableName::Customers)))
                    if matches!(step, Step::Restore(_) | Step::Undo(_)) => {}
                Err(error) => return Err(TestCaseError::fail(format!("{step:?}: {error}"))),
            }
            nothing_dangles(&tab);
        }
    }

    /// Taken back in turn, all of it leads to the beginning.
    #[test]
    fn taken_back_in_turn_all_is_as_it_was(steps in prop::collection::vec(step(), 1..25)) {
        let (_, tab, mut make) = begun(64);
        let keys = linked(&mut make, &tab);
        let before = everything(&tab.records());
        let mut done = Vec::new();
        for (seed, step) in (1..).zip(&steps) {
            if !matches!(step, Step::Undo(_) | Step::Purge(_)) {
                done.extend(apply(&tab, step, &keys, seed).ok());
            }
        }
        for seq in done.into_iter().rev() {
            let undone = run(&tab, &undo_of(&tab, seq)).expect("undone");
            prop_assert_eq!((undone.kept, undone.unlinked), (0, 0));
        }
        prop_assert_eq!(everything(&tab.records()), before);
    }
}
