//! Which lines of a long table are drawn: those between two places, group by group. A line is the head of a group or a
//! row; of a folded group there is only the head.

use super::{gather::Part, shared::Shared};

/// The lines of a group that are drawn, each by its place among all lines of the table, from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn<T> {
    /// What its rows have in common; `None` where there are no groups.
    pub shared: Option<Shared>,
    /// The place of its head, if that is drawn.
    pub head: Option<usize>,
    /// The rows.
    pub rows: Vec<(usize, T)>,
}

/// The rows of a group that are to be seen.
fn open<'a, T>(part: &'a Part<T>, is_folded: &impl Fn(&Shared) -> bool) -> &'a [T] {
    if is_folded(&part.shared) {
        &[]
    } else {
        &part.ids
    }
}

/// How many lines there are; `is_folded` says of which groups there is only the head.
pub fn lines<T>(
    order: &[T],
    groups: Option<&[Part<T>]>,
    is_folded: impl Fn(&Shared) -> bool,
) -> usize {
    groups.map_or(order.len(), |groups| {
        let lines = groups.iter().map(|part| 1 + open(part, &is_folded).len());
        lines.sum()
    })
}

/// The lines from `first` to before `last`; groups without one among them are left out.
pub fn parted<T: Copy>(
    order: &[T],
    groups: Option<&[Part<T>]>,
    is_folded: impl Fn(&Shared) -> bool,
    (first, last): (usize, usize),
) -> Vec<Drawn<T>> {
    let between = |line: &usize| (first..last).contains(line);
    // Rows of which the first stands on that line.
    let rows = |begin: usize, ids: &[T]| -> Vec<(usize, T)> {
        let passed = first.saturating_sub(begin);
        let most = last.saturating_sub(begin.max(first));
        let ids = ids.iter().copied().enumerate().skip(passed).take(most);
        ids.map(|(place, id)| (begin + place, id)).collect()
    };
    let Some(groups) = groups else {
        return vec![Drawn {
            shared: None,
            head: None,
            rows: rows(0, order),
        }];
    };
    let mut line = 0;
    let mut drawn = Vec::new();
    for part in groups {
        let ids = open(part, &is_folded);
        let one = Drawn {
            shared: Some(part.shared.clone()),
            head: Some(line).filter(between),
            rows: rows(line + 1, ids),
        };
        line += 1 + ids.len();
        if one.head.is_some() || !one.rows.is_empty() {
            drawn.push(one);
        }
        if line >= last {
            break;
        }
    }
    drawn
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    fn tag(number: usize) -> Shared {
        Shared::Tag(number.to_string())
    }

    /// Every line of the table, one after the other: the head of a group, or a row.
    fn all(groups: &[Part<u32>], folded: &HashSet<Shared>) -> Vec<(Shared, Option<u32>)> {
        let mut all = Vec::new();
        for part in groups {
            all.push((part.shared.clone(), None));
            if !folded.contains(&part.shared) {
                all.extend(part.ids.iter().map(|id| (part.shared.clone(), Some(*id))));
            }
        }
        all
    }

    #[test]
    fn without_groups_there_are_only_rows() {
        let order: Vec<u32> = (10..20).collect();
        let none = |_: &Shared| false;
        assert_eq!(lines(&order, None, none), 10);
        let drawn = parted(&order, None, none, (3, 5));
        assert_eq!(drawn.len(), 1);
        assert_eq!(
            (drawn[0].head, &drawn[0].rows),
            (None, &vec![(3, 13), (4, 14)])
        );
        assert!(parted(&order, None, none, (10, 20))[0].rows.is_empty());
    }

    proptest! {
        /// Whatever is in sight, it is these lines of the whole and no other, each at its place.
        #[test]
        fn what_is_drawn_is_a_piece_of_the_whole(
            sizes in prop::collection::vec((0_u32..6, any::<bool>()), 0..8),
            first in 0_usize..30,
            more in 0_usize..20,
        ) {
            let folded: HashSet<Shared> = sizes
                .iter()
                .enumerate()
                .filter(|(_, (_, folded))| *folded)
                .map(|(number, _)| tag(number))
                .collect();
            let groups: Vec<Part<u32>> = sizes
                .iter()
                .enumerate()
                .map(|(number, (size, _))| Part { shared: tag(number), ids: (0..*size).collect() })
                .collect();
            let is_folded = |shared: &Shared| folded.contains(shared);
            let whole = all(&groups, &folded);
            prop_assert_eq!(lines(&[], Some(&groups), is_folded), whole.len());
            let last = first + more;
            let drawn = parted(&[], Some(&groups), is_folded, (first, last));
            let mut seen: Vec<(usize, (Shared, Option<u32>))> = Vec::new();
            for one in drawn {
                let shared = one.shared.expect("a group");
                prop_assert!(one.head.is_some() || !one.rows.is_empty(), "nothing for nothing");
                seen.extend(one.head.map(|line| (line, (shared.clone(), None))));
                seen.extend(one.rows.into_iter().map(|(line, id)| (line, (shared.clone(), Some(id)))));
            }
            let wanted: Vec<_> = whole.into_iter().enumerate().skip(first).take(more).collect();
            prop_assert_eq!(seen, wanted);
        }
    }
}
