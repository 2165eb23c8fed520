//! Every reference between records, in one place: whoever deletes, merges or takes back asks here.

use uuid::Uuid;

use crate::domain::record::{Records, TableName};

/// Calls `visit(table, id, target table, target id)` for every reference between records.
pub fn for_each_reference(
    records: &Records,
    mut visit: impl FnMut(TableName, Uuid, TableName, Uuid),
) {
    use TableName::{
        Activities, Cases, Customers, Deals, Files, Members, Pipelines, Points, Relations, Sales,
        Tasks,
    };
    for customer in records.customers.iter() {
        if let Some(company) = customer.company {
            visit(Customers, customer.id.raw(), Customers, company.raw());
        }
        if let Some(owner) = customer.owner {
            visit(Customers, customer.id.raw(), Members, owner.raw());
        }
    }
    for deal in records.deals.iter() {
        visit(Deals, deal.id.raw(), Pipelines, deal.pipeline.raw());
        if let Some(customer) = deal.customer {
            visit(Deals, deal.id.raw(), Customers, customer.raw());
        }
        if let Some(owner) = deal.owner {
            visit(Deals, deal.id.raw(), Members, owner.raw());
        }
    }
    for sale in records.sales.iter() {
        if let Some(customer) = sale.customer {
            visit(Sales, sale.id.raw(), Customers, customer.raw());
        }
        if let Some(original) = sale.refund_of {
            visit(Sales, sale.id.raw(), Sales, original.raw());
        }
    }
    for relation in records.relations.iter() {
        visit(Relations, relation.id.raw(), Customers, relation.from.raw());
        visit(Relations, relation.id.raw(), Customers, relation.to.raw());
    }
    for case in records.cases.iter() {
        if let Some(owner) = case.owner {
            visit(Cases, case.id.raw(), Members, owner.raw());
        }
        if let Some(customer) = case.customer {
            visit(Cases, case.id.raw(), Customers, customer.raw());
        }
        if let Some(sale) = case.sale {
            visit(Cases, case.id.raw(), Sales, sale.raw());
        }
    }
    for entry in records.points.iter() {
        visit(Points, entry.id.raw(), Customers, entry.customer.raw());
    }
    for activity in records.activities.iter() {
        if let Some(customer) = activity.customer {
            visit(Activities, activity.id.raw(), Customers, customer.raw());
        }
        if let Some(deal) = activity.deal {
            visit(Activities, activity.id.raw(), Deals, deal.raw());
        }
        if let Some(case) = activity.case {
            visit(Activities, activity.id.raw(), Cases, case.raw());
        }
    }
    for task in records.tasks.iter() {
        if let Some(owner) = task.owner {
            visit(Tasks, task.id.raw(), Members, owner.raw());
        }
        if let Some(customer) = task.customer {
            visit(Tasks, task.id.raw(), Customers, customer.raw());
        }
        if let Some(deal) = task.deal {
            visit(Tasks, task.id.raw(), Deals, deal.raw());
        }
    }
    // Last: whoever follows references to what they lead to has seen the records that files are on.
    for file in records.files.iter() {
        visit(Files, file.id.raw(), file.to.table, file.to.id);
    }
}
