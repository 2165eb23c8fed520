//! Finding every duplicate of a shop. Records are filed under keys (tail of the telephone, mailbox,
//! folded name, its letters, its sound, the whole birthday, the address); only those that share one are compared, so the work grows
//! with the records and not with their square. The result does not depend on their order.

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use crate::domain::{Customer, Id};

use super::{
    complete::fullness,
    person::Person,
    score::{Match, Reason, THRESHOLD, exclude, judge},
};

/// Records under one key that are all compared with each other; of more (a name that hundreds
/// bear) each is compared with its neighbours only.
const FULL: usize = 24;
/// Neighbours then.
const WINDOW: usize = 6;
/// Records in a group; more are no duplicates but a habit.
const LARGEST: usize = 40;

/// Records that are perhaps one customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// The records, in order of their identities.
    pub members: Vec<Id<Customer>>,
    /// Points of the weakest link that holds the group together, 40 to 100.
    pub score: i32,
    /// Every sign, the weightiest first.
    pub reasons: Vec<Reason>,
    /// True if all have the same telephone and name: safe to merge unseen.
    pub certain: bool,
}

/// Groups of possible duplicates, the likeliest first. `progress` hears the share done.
pub fn find(customers: &[Customer], progress: &mut dyn FnMut(f64)) -> Vec<Group> {
    let mut people: Vec<Person> = customers.iter().map(Person::of).collect();
    people.sort_unstable_by_key(|person| person.id);
    people.dedup_by_key(|person| person.id);
    progress(0.3);
    let mut filed: Vec<(u64, u32)> = Vec::with_capacity(people.len() * 6);
    for (place, person) in (0_u32..).zip(&people) {
        filed.extend(person.keys().into_iter().map(|key| (key, place)));
    }
    filed.sort_unstable();
    progress(0.4);
    let pairs = pairs(&people, &filed, progress);
    group(&people, pairs)
}

/// Pairs at or over the threshold.
fn pairs(
    people: &[Person],
    filed: &[(u64, u32)],
    progress: &mut dyn FnMut(f64),
) -> Vec<(u32, u32, Match)> {
    let mut seen: FxHashSet<(u32, u32)> = FxHashSet::default();
    let mut found = Vec::new();
    let mut done = 0;
    for block in filed.chunk_by(|one, other| one.0 == other.0) {
        let places = block.iter().map(|(_, place)| *place).collect();
        for key in meetings(people, places) {
            if !seen.insert(key) {
                continue;
            }
            let both = people.get(key.0 as usize).zip(people.get(key.1 as usize));
            let Some((one, other)) = both else { continue };
            let judged = judge(one, other);
            if judged.score >= THRESHOLD && !exclude(one, other) {
                found.push((key.0, key.1, judged));
            }
        }
        let before = done / 4096;
        done += block.len();
        if done / 4096 > before {
            #[expect(clippy::cast_precision_loss, reason = "a share of the work")]
            let share = done as f64 / filed.len() as f64;
            progress(0.4 + 0.6 * share);
        }
    }
    found
}

/// Who of those under one key is compared with whom, the earlier first: all with each other, or in a large crowd
/// each with those who come next to them.
pub(super) fn meetings(people: &[Person], mut places: Vec<u32>) -> Vec<(u32, u32)> {
    let reach = if places.len() <= FULL {
        FULL
    } else {
        places.sort_by(|one, other| {
            let order = |place: &u32| people.get(*place as usize).map(Person::order);
            order(one).cmp(&order(other))
        });
        WINDOW
    };
    let mut all = Vec::new();
    for (at, one) in places.iter().enumerate() {
        let next = places.iter().skip(at + 1).take(reach);
        all.extend(next.map(|other| (*one.min(other), *one.max(other))));
    }
    all
}

/// A group while it grows.
#[derive(Debug, Clone)]
struct Cluster {
    members: Vec<u32>,
    score: i32,
    reasons: Vec<Reason>,
    certain: bool,
}

/// Joins pairs to groups, the surest first; never two records that contradict each other.
fn group(people: &[Person], mut pairs: Vec<(u32, u32, Match)>) -> Vec<Group> {
    pairs.sort_by_key(|(one, other, judged)| {
        (
            !judged.certain,
            std::cmp::Reverse(judged.score),
            *one,
            *other,
        )
    });
    let mut home: Vec<Option<usize>> = vec![None; people.len()];
    let mut clusters: Vec<Option<Cluster>> = Vec::new();
    for (one, other, judged) in pairs {
        let at = |home: &[Option<usize>], place: u32| home.get(place as usize).copied().flatten();
        let (left, right) = (at(&home, one), at(&home, other));
        if left.is_some() && left == right {
            // They stand together already: one more reason.
            if let Some(Some(cluster)) = left.and_then(|place| clusters.get_mut(place)) {
                cluster.reasons.extend(judged.reasons);
            }
            continue;
        }
        let take = |clusters: &[Option<Cluster>], place: Option<usize>, alone: u32| {
            let known = place.and_then(|place| clusters.get(place).cloned().flatten());
            known.unwrap_or_else(|| Cluster {
                members: vec![alone],
                score: 100,
                reasons: Vec::new(),
                certain: true,
            })
        };
        let mut joined = take(&clusters, left, one);
        let more = take(&clusters, right, other);
        let apart = joined.members.iter().any(|a| {
            more.members.iter().any(|b| {
                let both = people.get(*a as usize).zip(people.get(*b as usize));
                both.is_some_and(|(a, b)| exclude(a, b))
            })
        });
        if apart || joined.members.len() + more.members.len() > LARGEST {
            continue;
        }
        joined.score = joined.score.min(more.score).min(judged.score);
        joined.certain &= more.certain && judged.certain;
        joined.members.extend(more.members);
        joined.reasons.extend(more.reasons);
        joined.reasons.extend(judged.reasons);
        for place in [left, right].into_iter().flatten() {
            if let Some(old) = clusters.get_mut(place) {
                *old = None;
            }
        }
        for member in &joined.members {
            if let Some(place) = home.get_mut(*member as usize) {
                *place = Some(clusters.len());
            }
        }
        clusters.push(Some(joined));
    }
    let mut groups: Vec<Group> = clusters
        .into_iter()
        .flatten()
        .map(|mut cluster| {
            cluster.members.sort_unstable();
            cluster.reasons.sort_unstable();
            cluster.reasons.dedup();
            let ids = cluster.members.iter();
            Group {
                members: ids
                    .filter_map(|place| people.get(*place as usize).map(|one| one.id))
                    .collect(),
                score: cluster.score,
                reasons: cluster.reasons,
                certain: cluster.certain,
            }
        })
        .collect();
    groups.sort_by(|one, other| {
        (!one.certain, -one.score, &one.members).cmp(&(
            !other.certain,
            -other.score,
            &other.members,
        ))
    });
    groups
}

/// The record of a group to keep: the fullest, of those the one with the longest history.
pub fn best<'a>(members: impl IntoIterator<Item = &'a Customer>) -> Option<Id<Customer>> {
    members
        .into_iter()
        .min_by_key(|one| (std::cmp::Reverse(fullness(one)), one.created, one.id))
        .map(|one| one.id)
}
