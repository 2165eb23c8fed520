use std::sync::Arc;

use super::*;
use crate::domain::{IdMaker, name::Name};

#[test]
fn a_company_has_what_happened_with_its_people() {
    let mut ids = IdMaker::new(1);
    let mut records = Records::default();
    let someone = |ids: &mut IdMaker, name: &str| {
        Customer::new(ids.next(Timestamp(1)), Name::from_full(name), Timestamp(1))
    };
    let firm = someone(&mut ids, "Harbour Hotel");
    let mut ann = someone(&mut ids, "Ann");
    ann.company = Some(firm.id);
    let other = someone(&mut ids, "Bo");
    let all = [firm.id, ann.id, other.id];
    for (slot, (who, at)) in (0..).zip([(firm.id, 10), (ann.id, 20), (other.id, 30)]) {
        let id = ids.next(Timestamp(1));
        let touch = Activity::new(id, ActivityKind::Visit, Some(who), Timestamp(at));
        records.activities.put(slot, Arc::new(touch));
    }
    for (slot, one) in (0..).zip([firm, ann, other]) {
        records.customers.put(slot, Arc::new(one));
    }
    let [firm, ann, other] = all;
    let people = |id| -> Vec<Id<Customer>> {
        let all = records.customers.iter();
        let theirs = all.filter(|one| one.company == Some(id));
        theirs.map(|one| one.id).collect()
    };
    let read = |id| {
        let entries = with_people(&records, id, people(id), |_| Vec::new()).into_iter();
        entries
            .map(|entry| (entry.at.0, entry.of))
            .collect::<Vec<_>>()
    };
    // When Ann was written down is hers alone.
    assert_eq!(read(firm), [(20, Some(ann)), (10, None), (1, None)]);
    assert_eq!(read(ann), [(20, None), (1, None)]);
    assert_eq!(read(other), [(30, None), (1, None)]);
    let own_only = Narrow {
        own_only: true,
        ..Narrow::default()
    };
    let mut entries = with_people(&records, firm, people(firm), |_| Vec::new());
    entries.retain(|entry| own_only.passes(entry));
    assert_eq!(entries.len(), 2);
}
