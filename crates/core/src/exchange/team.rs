//! Members of the team by the names that files give them. A name nobody knows becomes a member, so
//! that who looks after whom is never lost; which ones are new is told before anything is imported.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{customers::Draft, duplicates::name_key, plan::ImportPlan};
use crate::domain::{Id, IdMaker, Member, Moment};

/// The team, those that the import makes among them.
#[derive(Debug, Default)]
pub struct Team {
    known: FxHashMap<String, Id<Member>>,
    made: Vec<Member>,
}

impl Team {
    /// The team of the shop. Who works there no more is still known by name.
    pub fn new(members: &[Arc<Member>]) -> Self {
        let mut known = FxHashMap::default();
        // Of two people of one name the one who works here counts.
        let (left, here): (Vec<_>, Vec<_>) = members.iter().partition(|one| one.left);
        for member in here.into_iter().chain(left) {
            known.entry(name_key(&member.name)).or_insert(member.id);
        }
        Self {
            known,
            made: Vec::new(),
        }
    }

    /// The member of that name, made if there is none; `None` for a blank name.
    pub fn member(&mut self, name: &str, ids: &mut IdMaker, moment: &Moment) -> Option<Id<Member>> {
        let key = name_key(name);
        if key.is_empty() {
            return None;
        }
        if let Some(id) = self.known.get(&key) {
            return Some(*id);
        }
        let id = ids.next(moment.now);
        self.known.insert(key, id);
        self.made.push(Member {
            id,
            name: name.trim().to_owned(),
            left: false,
            created: moment.now,
            updated: moment.now,
        });
        Some(id)
    }

    /// Puts who looks after them into the drafts.
    pub fn assign(&mut self, drafts: &mut [Draft], ids: &mut IdMaker, moment: &Moment) {
        for draft in drafts {
            draft.customer.owner = self.member(&draft.owner, ids, moment);
        }
    }

    /// The members that had to be made for a plan and for whatever else names one: a row that is left
    /// out makes nobody.
    pub fn made_for(
        self,
        plan: &ImportPlan,
        others: impl Iterator<Item = Id<Member>>,
    ) -> Vec<Member> {
        let edited = plan.update.iter().map(|(_, edited)| edited);
        let people = plan.create.iter().chain(edited);
        let used: FxHashSet<_> = people.filter_map(|one| one.owner).chain(others).collect();
        let mut made = self.made;
        made.retain(|member| used.contains(&member.id));
        made
    }
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::*;
    use crate::{
        domain::{Timestamp, name::Name},
        exchange::{duplicates::DuplicateChoice, plan::plan},
    };

    fn moment() -> Moment {
        Moment {
            now: Timestamp(5),
            today: chrono::NaiveDate::MIN,
        }
    }

    fn draft(row: usize, name: &str, owner: &str) -> Draft {
        let mut draft = Draft::new(row);
        draft.customer.name = Name::from_full(name);
        draft.owner = owner.to_owned();
        draft
    }

    #[test]
    fn names_find_members_and_new_ones_are_made_once() {
        let ids = &mut IdMaker::new(3);
        let member = |ids: &mut IdMaker, name: &str, left| {
            Arc::new(Member {
                id: ids.next(Timestamp(0)),
                name: name.into(),
                left,
                created: Timestamp(0),
                updated: Timestamp(0),
            })
        };
        let known = [member(ids, "小陈", true), member(ids, "Mei", false)];
        let mut team = Team::new(&known);
        let mut drafts = vec![
            draft(1, "Ann", " mei "),
            draft(2, "Bo", "小陈"),
            draft(3, "Cy", "Dee"),
            draft(4, "Di", "dee"),
            draft(5, "Ed", ""),
        ];
        team.assign(&mut drafts, ids, &moment());
        let owners: Vec<_> = drafts.iter().map(|one| one.customer.owner).collect();
        assert_eq!(owners[..2], [Some(known[1].id), Some(known[0].id)]);
        assert_eq!((owners[2], owners[4]), (owners[3], None));
        let go_on = |_, _| ControlFlow::Continue(());
        let choice = DuplicateChoice::Update;
        let made = plan(drafts, [], choice, ids, &moment(), go_on).expect("not stopped");
        let team = team.made_for(&made, std::iter::empty());
        assert_eq!(
            team.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(),
            ["Dee"]
        );
        assert_eq!(Some(team[0].id), made.create[2].owner);
    }

    #[test]
    fn rows_that_are_left_out_make_nobody() {
        let ids = &mut IdMaker::new(3);
        let go_on = |_, _| ControlFlow::Continue(());
        let first = plan(
            vec![draft(1, "Ann", "")],
            [],
            DuplicateChoice::Skip,
            ids,
            &moment(),
            go_on,
        );
        let known = first.expect("not stopped").create.into_iter().map(Arc::new);
        let mut team = Team::new(&[]);
        let mut drafts = vec![draft(1, "Ann", "Dee")];
        team.assign(&mut drafts, ids, &moment());
        let made = plan(drafts, known, DuplicateChoice::Skip, ids, &moment(), go_on);
        let made = made.expect("not stopped");
        assert_eq!(team.made_for(&made, std::iter::empty()), []);
    }
}
