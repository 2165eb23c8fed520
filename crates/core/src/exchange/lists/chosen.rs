//! Which records go out: those picked, and what they name or what names them.
//!
//! Where only those may be named who can be contacted (a list that was picked, not the shop's own copy of
//! everything), whoever asked not to be contacted at all is nowhere: not among the customers, and none of
//! their records come along. Of a picked list of deals, sales, tasks, notes or cases their rows stay, because
//! the list would be wrong without them, but name nobody.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};
use uuid::Uuid;

use super::Pick;
use crate::{
    domain::{
        Activity, Case, Customer, Deal, Entity, Id, PointsEntry, Product, Records, Sale, TableName,
        Task,
    },
    exchange::reach,
};

/// The records that go out.
#[derive(Default)]
pub(super) struct Chosen<'a> {
    /// Of those who refused some ways of being contacted, only what may go out.
    pub customers: Vec<Cow<'a, Customer>>,
    pub deals: Vec<&'a Deal>,
    pub sales: Vec<&'a Sale>,
    pub products: Vec<&'a Product>,
    pub tasks: Vec<&'a Task>,
    pub notes: Vec<&'a Activity>,
    pub cases: Vec<&'a Case>,
    pub points: Vec<&'a PointsEntry>,
    /// True if nobody may be named who can't be contacted.
    reachable_only: bool,
    /// Who may not be named then: nobody, as a rule, which costs the many records that name somebody nothing.
    silent: FxHashSet<Id<Customer>>,
}

impl<'a> Chosen<'a> {
    pub fn of(records: &'a Records, pick: &Pick, reachable_only: bool) -> Self {
        let mut chosen = Self::picked(records, pick);
        if let Pick::List(table, _) = pick
            && reachable_only
        {
            chosen.leave_out(records, *table);
        }
        chosen
    }

    /// Leaves out who may not be contacted at all, what others refused, and what came along of the former.
    fn leave_out(&mut self, records: &Records, picked: TableName) {
        self.reachable_only = true;
        let all = records.customers.iter();
        let silent = all.filter(|one| !one.may_contact_somehow());
        self.silent = silent.map(|one| one.id).collect();
        let silent = &self.silent;
        let customers = std::mem::take(&mut self.customers);
        let reachable = customers.into_iter().filter_map(|one| match one {
            Cow::Borrowed(one) => reach::reachable(one),
            Cow::Owned(one) => reach::reachable(&one).map(|one| Cow::Owned(one.into_owned())),
        });
        self.customers = reachable.collect();
        let stays = |table: TableName, customer: Option<Id<Customer>>| {
            table == picked || !customer.is_some_and(|id| silent.contains(&id))
        };
        self.deals
            .retain(|deal| stays(TableName::Deals, deal.customer));
        self.sales
            .retain(|sale| stays(TableName::Sales, sale.customer));
        self.tasks
            .retain(|task| stays(TableName::Tasks, task.customer));
        self.notes
            .retain(|note| stays(TableName::Activities, note.customer));
        self.cases
            .retain(|case| stays(TableName::Cases, case.customer));
        self.points
            .retain(|entry| !silent.contains(&entry.customer));
    }

    /// What a customer is called in a cell; `None` if nobody may be named.
    pub fn called<'c>(&self, customer: &'c Customer) -> Option<&'c str> {
        if self.reachable_only {
            reach::called(customer)
        } else {
            Some(customer.display_name())
        }
    }

    /// True if a cell may not name what belongs to this customer.
    pub fn hides(&self, customer: Option<Id<Customer>>) -> bool {
        customer.is_some_and(|id| self.silent.contains(&id))
    }

    fn picked(records: &'a Records, pick: &Pick) -> Self {
        let (table, ids) = match pick {
            Pick::Everything => (None, None),
            Pick::List(table, ids) => (Some(*table), ids.as_ref()),
        };
        let Some(table) = table else {
            return Self {
                customers: whole(all(records)),
                deals: all(records),
                sales: all(records),
                products: all(records),
                tasks: all(records),
                notes: all(records),
                cases: all(records),
                points: all(records),
                ..Self::default()
            };
        };
        let places: Option<Places> = ids.map(|ids| ids.iter().copied().zip(0..).collect());
        let places = places.as_ref();
        let picked = |id: Uuid| places.is_none_or(|places| places.contains_key(&id));
        let mut chosen = Self::default();
        match table {
            TableName::Deals => chosen.deals = in_order(records, places),
            TableName::Sales => chosen.sales = in_order(records, places),
            TableName::Products => {
                chosen.products = in_order(records, places);
                return chosen;
            }
            TableName::Tasks => chosen.tasks = in_order(records, places),
            TableName::Activities => chosen.notes = in_order(records, places),
            TableName::Cases => chosen.cases = in_order(records, places),
            TableName::Points => {
                chosen.points = in_order(records, places);
                // Those that sales gave or took back stand among them.
                chosen.sales = some(records, |sale: &Sale| sale.points_that_count() != 0);
            }
            // Who belongs to whom is a list of customers' names.
            TableName::Relations => {
                chosen.customers = whole(all(records));
                return chosen;
            }
            _ => {
                chosen.customers = whole(in_order(records, places));
                let theirs = |id: Option<Id<Customer>>| id.is_some_and(|id| picked(id.raw()));
                chosen.deals = some(records, |deal: &Deal| theirs(deal.customer));
                chosen.sales = some(records, |sale: &Sale| theirs(sale.customer));
                chosen.tasks = some(records, |task: &Task| theirs(task.customer));
                chosen.notes = some(records, |note: &Activity| theirs(note.customer));
                chosen.cases = some(records, |case: &Case| theirs(case.customer));
                chosen.points = some(records, |entry: &PointsEntry| theirs(Some(entry.customer)));
                return chosen;
            }
        }
        chosen.add_named(records);
        chosen
    }

    /// The customers that are named, with their companies, and the deals of tasks and notes.
    fn add_named(&mut self, records: &'a Records) {
        let tasks = self.tasks.iter().filter_map(|task| task.deal);
        let notes = self.notes.iter().filter_map(|note| note.deal);
        let deals: FxHashSet<Uuid> = tasks.chain(notes).map(Id::raw).collect();
        if self.deals.is_empty() {
            self.deals = some(records, |deal: &Deal| deals.contains(&deal.id.raw()));
        }
        let mut named: FxHashSet<Uuid> = FxHashSet::default();
        let of_deals = self.deals.iter().filter_map(|deal| deal.customer);
        let of_sales = self.sales.iter().filter_map(|sale| sale.customer);
        let of_tasks = self.tasks.iter().filter_map(|task| task.customer);
        let of_notes = self.notes.iter().filter_map(|note| note.customer);
        let of_cases = self.cases.iter().filter_map(|case| case.customer);
        let of_all = of_deals.chain(of_sales).chain(of_tasks).chain(of_notes);
        let of_points = self.points.iter().map(|entry| entry.customer);
        let of_all = of_all.chain(of_cases).chain(of_points);
        named.extend(of_all.map(Id::raw));
        let people = named.iter().filter_map(|id| records.customers.get_raw(*id));
        let companies: Vec<Uuid> = people.filter_map(|one| one.company).map(Id::raw).collect();
        named.extend(companies);
        self.customers = whole(some(records, |one: &Customer| {
            named.contains(&one.id.raw())
        }));
    }
}

/// Places of the records that were named.
type Places = FxHashMap<Uuid, usize>;

/// The records that were named, in their order; all if none were.
fn in_order<'a, T: Entity>(records: &'a Records, places: Option<&Places>) -> Vec<&'a T> {
    let Some(places) = places else {
        return all(records);
    };
    let mut found = some(records, |one: &T| places.contains_key(&one.raw_id()));
    found.sort_by_key(|one| places.get(&one.raw_id()).copied());
    found
}

fn all<T: Entity>(records: &Records) -> Vec<&T> {
    some(records, |_| true)
}

fn some<T: Entity>(records: &Records, test: impl Fn(&T) -> bool) -> Vec<&T> {
    let all = T::table(records).iter().map(AsRef::as_ref);
    all.filter(|record| test(record)).collect()
}

fn whole(customers: Vec<&Customer>) -> Vec<Cow<'_, Customer>> {
    customers.into_iter().map(Cow::Borrowed).collect()
}
