//! Who stands above and below a customer where groups are drawn as cards side by side. The keyboard goes
//! through everybody once, so that a card which repeats somebody is passed over.

use crate::domain::{Customer, Id};

use super::group::Group;

/// The place in `order` of the card below the one at `here` (or above it), in the same column or the next
/// one before it; `None` at the end. `order` is everybody once, as the groups show them ([`super::group::flat`]),
/// and `across` cards stand in a row.
pub fn beside(
    groups: &[Group],
    order: &[Id<Customer>],
    across: usize,
    here: usize,
    below: bool,
) -> Option<usize> {
    let mut next = 0;
    let rows = groups
        .iter()
        .flat_map(|group| group.ids.chunks(across.max(1)));
    // Column and place of those who stand in a row for the first time.
    let mut rows = rows
        .map(|row| {
            let mut firsts = Vec::new();
            for (column, id) in row.iter().enumerate() {
                if order.get(next) == Some(id) {
                    firsts.push((column, next));
                    next += 1;
                }
            }
            firsts
        })
        .filter(|row| !row.is_empty());
    let mut above = Vec::new();
    loop {
        let row = rows.next()?;
        let Some((column, _)) = row.iter().find(|(_, place)| *place == here) else {
            above = row;
            continue;
        };
        let wanted = if below { rows.next()? } else { above };
        let before = wanted.iter().rev().find(|(at, _)| at <= column);
        return before.or(wanted.first()).map(|(_, place)| *place);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::query::{group::flat, shared::Shared};

    fn groups(of: &[&[u128]]) -> Vec<Group> {
        let group = |ids: &&[u128]| Group {
            shared: Shared::Nothing,
            ids: ids.iter().map(|id| Id::new(Uuid::from_u128(*id))).collect(),
        };
        of.iter().map(group).collect()
    }

    #[test]
    fn the_column_is_kept_from_group_to_group() {
        let groups = groups(&[&[1, 2, 3, 4], &[5], &[6, 7, 8]]);
        let order = flat(&groups);
        let go = |here, below| beside(&groups, &order, 3, here, below);
        assert_eq!(go(1, true), Some(3), "a short row ends before the column");
        assert_eq!(go(3, true), Some(4));
        assert_eq!(go(4, true), Some(5));
        assert_eq!(go(7, false), Some(4));
        assert_eq!(go(3, false), Some(0));
        assert_eq!((go(0, false), go(7, true)), (None, None));
    }

    #[test]
    fn who_stands_there_again_is_passed_over() {
        let groups = groups(&[&[1, 2, 3], &[2, 3], &[1, 4, 2]]);
        let order = flat(&groups);
        let go = |here, below| beside(&groups, &order, 3, here, below);
        assert_eq!(go(2, true), Some(3), "the row of two known ones is skipped");
        assert_eq!(go(3, false), Some(1));
    }

    proptest! {
        #[test]
        fn going_down_gets_past_every_row_and_back(
            of in prop::collection::vec(prop::collection::vec(0_u128..20, 1..8), 1..6), across in 1_usize..5,
        ) {
            let of: Vec<Vec<u128>> = of
                .into_iter()
                .map(|mut ids| {
                    let mut seen = std::collections::HashSet::new();
                    ids.retain(|id| seen.insert(*id));
                    ids
                })
                .collect();
            let slices: Vec<&[u128]> = of.iter().map(Vec::as_slice).collect();
            let groups = groups(&slices);
            let order = flat(&groups);
            let mut here = 0;
            while let Some(next) = beside(&groups, &order, across, here, true) {
                prop_assert!(next > here && next < order.len());
                let back = beside(&groups, &order, across, next, false);
                prop_assert!(back.is_some_and(|back| back < next));
                here = next;
            }
            let last = beside(&groups, &order, across, order.len() - 1, true);
            prop_assert_eq!(last, None);
        }
    }
}
