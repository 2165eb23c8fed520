//! The rules every record obeys, whoever wrote it: a form, an import, an undo or a restore. Each
//! change passes through here before it is written.

mod customer;
mod own;
mod references;

pub use references::{for_each_of, for_each_reference, relink, set_link};

use rustc_hash::FxHashMap;
use uuid::Uuid;

use super::{
    activity::Activity,
    case::Case,
    change::Edit,
    command::Refusal,
    deal::{Deal, Outcome},
    field::Values,
    keys::Keys,
    limits,
    pipeline::Pipeline,
    points::PointsEntry,
    product::Product,
    record::{Record, Records, TableName},
    sale::{Sale, SaleLine},
    shop::Shop,
    task::Task,
};

/// Checks every record that a change would write, and that nothing left would refer to a record
/// that goes away.
pub fn edits(edits: &[Edit], records: &Records) -> Result<(), Refusal> {
    let view = After::new(edits, records);
    for record in edits.iter().filter_map(|edit| edit.after.as_ref()) {
        match record {
            Record::Shop(shop) => check_shop(shop)?,
            Record::Customers(customer) => customer::check_customer(customer, &view)?,
            Record::Pipelines(pipeline) => check_pipeline(pipeline)?,
            Record::Products(product) => check_product(product, &view)?,
            Record::Deals(deal) => check_deal(deal, &view)?,
            Record::Sales(sale) => check_sale(sale, &view)?,
            Record::Cases(case) => check_case(case, &view)?,
            Record::Points(entry) => check_points(entry)?,
            Record::Activities(activity) => check_activity(activity)?,
            Record::Tasks(task) => check_task(task, &view)?,
            Record::Members(member) => required("name", &member.name)?,
            Record::Fields(field) => own::check_field(field)?,
            Record::Relations(relation) => own::check_relation(relation)?,
            Record::Views(record) => own::check_view(record)?,
            Record::Templates(template) => own::check_template(template)?,
            Record::Files(file) => own::check_file(file)?,
            Record::Trash(_) => {}
        }
        view.leads_somewhere(record)?;
    }
    edits.iter().try_for_each(own::same_content)?;
    view.nothing_dangles(records)
}

/// The records as they would be after the edits.
struct After<'a> {
    records: &'a Records,
    written: FxHashMap<(TableName, Uuid), &'a Record>,
    removed: Keys,
}

impl<'a> After<'a> {
    fn new(edits: &'a [Edit], records: &'a Records) -> Self {
        let written = edits.iter().filter_map(|edit| edit.after.as_ref());
        let written = written.map(|record| ((record.table(), record.id()), record));
        let removed = edits.iter().filter(|edit| edit.after.is_none());
        Self {
            records,
            written: written.collect(),
            removed: removed.filter_map(Edit::key).collect(),
        }
    }

    fn leads_somewhere(&self, record: &Record) -> Result<(), Refusal> {
        let mut nowhere = None;
        for_each_of(record, |table, id| {
            let exists = self.written.contains_key(&(table, id))
                || (self.records.contains(table, id) && !self.removed.contains(table, id));
            if !exists {
                nowhere.get_or_insert(table);
            }
        });
        nowhere.map_or(Ok(()), |table| Err(Refusal::Dangling(table)))
    }

    fn pipeline(&self, id: Uuid) -> Option<&Pipeline> {
        match self.written.get(&(TableName::Pipelines, id)) {
            Some(Record::Pipelines(pipeline)) => Some(pipeline),
            _ => self.records.pipelines.get_raw(id).map(AsRef::as_ref),
        }
    }

    /// Records that are not part of the change must not refer to what it removes.
    fn nothing_dangles(&self, records: &Records) -> Result<(), Refusal> {
        if self.removed.only(TableName::Trash) {
            return Ok(());
        }
        let mut dangling = None;
        for_each_reference(records, |table, id, target, to| {
            if self.removed.contains(target, to)
                && !self.removed.contains(table, id)
                && !self.written.contains_key(&(table, id))
            {
                dangling = Some(target);
            }
        });
        dangling.map_or(Ok(()), |table| Err(Refusal::Dangling(table)))
    }
}

impl After<'_> {
    /// The values of a record of `table` fit the fields they are for. A field in the trash or gone
    /// says nothing about its values.
    fn values(&self, table: TableName, values: &Values) -> Result<(), Refusal> {
        within("values", values.len(), limits::ENTRIES)?;
        values.iter().try_for_each(|(id, value)| {
            let field = match self.written.get(&(TableName::Fields, id.raw())) {
                Some(Record::Fields(field)) => Some(field.as_ref()),
                _ => self.records.fields.get(*id).map(AsRef::as_ref),
            };
            let fits = field.is_none_or(|field| field.of == table && field.kind == value.kind());
            if fits && value.check().is_ok() {
                Ok(())
            } else {
                Err(Refusal::BadValue)
            }
        })
    }
}

fn line(field: &'static str, text: &str) -> Result<(), Refusal> {
    within(field, text.chars().count(), limits::LINE)
}

fn required(field: &'static str, text: &str) -> Result<(), Refusal> {
    if text.trim().is_empty() {
        Err(Refusal::Blank(field))
    } else {
        line(field, text)
    }
}

fn note(text: &str) -> Result<(), Refusal> {
    within("note", text.chars().count(), limits::NOTE)
}

fn tags(tags: &[String]) -> Result<(), Refusal> {
    within("tags", tags.len(), limits::ENTRIES)?;
    tags.iter().try_for_each(|tag| required("tags", tag))
}

fn within(field: &'static str, length: usize, limit: usize) -> Result<(), Refusal> {
    if length > limit {
        Err(Refusal::TooLong(field))
    } else {
        Ok(())
    }
}

fn amount(field: &'static str, value: i64) -> Result<(), Refusal> {
    if (-limits::AMOUNT..=limits::AMOUNT).contains(&value) {
        Ok(())
    } else {
        Err(Refusal::OutOfRange(field))
    }
}

fn check_shop(shop: &Shop) -> Result<(), Refusal> {
    line("name", &shop.name)?;
    required("time_zone", &shop.time_zone)?;
    within("reject_reasons", shop.reject_reasons.len(), limits::ENTRIES)?;
    for reason in &shop.reject_reasons {
        required("reject_reasons", reason)?;
    }
    within("learned", shop.learned.len(), limits::ENTRIES)?;
    for ways in &shop.learned {
        within("learned", ways.columns.len(), limits::ENTRIES)?;
        let columns = ways.columns.iter();
        let texts = columns.flat_map(|one| [&one.title, &one.becomes]);
        let others = [&ways.kind, &ways.seen, &ways.encoding, &ways.taken_for];
        let more = [&ways.delimiter, &ways.date_order, &ways.decimal_mark];
        let mut all = texts.chain(others).chain(more);
        all.try_for_each(|text| line("learned", text))?;
    }
    if !(1..=Shop::MOST_YEARS).contains(&shop.retention_years) {
        return Err(Refusal::OutOfRange("retention_years"));
    }
    if (1..=7).contains(&shop.week_start) {
        Ok(())
    } else {
        Err(Refusal::OutOfRange("week_start"))
    }
}

fn check_pipeline(pipeline: &Pipeline) -> Result<(), Refusal> {
    required("name", &pipeline.name)?;
    if pipeline.stages.is_empty() {
        return Err(Refusal::NoStage);
    }
    within("stages", pipeline.stages.len(), limits::ENTRIES)?;
    pipeline.stages.iter().try_for_each(|stage| {
        required("stage", &stage.name)?;
        if stage.probability > 100 {
            Err(Refusal::OutOfRange("probability"))
        } else {
            Ok(())
        }
    })
}

fn check_product(product: &Product, after: &After<'_>) -> Result<(), Refusal> {
    after.values(TableName::Products, &product.values)?;
    required("name", &product.name)?;
    line("sku", &product.sku)?;
    line("category", &product.category)?;
    if product.price.is_some_and(|price| price < 0) || product.tax_rate > 10_000 {
        return Err(Refusal::OutOfRange("price"));
    }
    amount("price", product.price.unwrap_or(0))
}

fn check_deal(deal: &Deal, after: &After<'_>) -> Result<(), Refusal> {
    required("title", &deal.title)?;
    line("source", &deal.source)?;
    line("code", &deal.code)?;
    note(&deal.note)?;
    tags(&deal.tags)?;
    if let Outcome::Won { reason, .. } | Outcome::Lost { reason, .. } = &deal.outcome {
        line("reason", reason)?;
    }
    if deal.value < 0 {
        return Err(Refusal::OutOfRange("value"));
    }
    amount("value", deal.value)?;
    after.values(TableName::Deals, &deal.values)?;
    let known = after
        .pipeline(deal.pipeline.raw())
        .is_some_and(|p| p.stage(deal.stage).is_some());
    if known || !deal.is_open() {
        Ok(())
    } else {
        Err(Refusal::Dangling(TableName::Pipelines))
    }
}

fn check_sale(sale: &Sale, after: &After<'_>) -> Result<(), Refusal> {
    line("number", &sale.number)?;
    note(&sale.note)?;
    amount("total", sale.total)?;
    amount("discount", sale.discount)?;
    amount("points", sale.points)?;
    after.values(TableName::Sales, &sale.values)?;
    within("lines", sale.lines.len(), limits::ENTRIES)?;
    sale.lines.iter().try_for_each(check_line)?;
    if !sale.lines.is_empty() && sale.total_of_lines() != Some(sale.total) {
        return Err(Refusal::TotalMismatch);
    }
    Ok(())
}

fn check_line(sale_line: &SaleLine) -> Result<(), Refusal> {
    line("name", &sale_line.name)?;
    amount("unit_price", sale_line.unit_price)?;
    amount("discount", sale_line.discount)?;
    amount("quantity", sale_line.quantity.0)?;
    if sale_line.tax_rate > 10_000 {
        return Err(Refusal::OutOfRange("tax_rate"));
    }
    sale_line
        .total()
        .ok_or(Refusal::OutOfRange("lines"))
        .and_then(|sum| amount("lines", sum))
}

fn check_case(case: &Case, after: &After<'_>) -> Result<(), Refusal> {
    required("title", &case.title)?;
    note(&case.note)?;
    note(&case.solution)?;
    after.values(TableName::Cases, &case.values)
}

fn check_points(entry: &PointsEntry) -> Result<(), Refusal> {
    note(&entry.note)?;
    if entry.points == 0 || (entry.points < 0) != entry.reason.takes() {
        return Err(Refusal::OutOfRange("points"));
    }
    amount("points", entry.points)
}

fn check_activity(activity: &Activity) -> Result<(), Refusal> {
    note(&activity.text)?;
    if activity
        .satisfaction
        .is_some_and(|value| !(1..=5).contains(&value))
    {
        return Err(Refusal::OutOfRange("satisfaction"));
    }
    Ok(())
}

fn check_task(task: &Task, after: &After<'_>) -> Result<(), Refusal> {
    required("title", &task.title)?;
    note(&task.note)?;
    line("code", &task.code)?;
    if task.remind.is_some_and(|minutes| minutes > limits::REMIND) {
        return Err(Refusal::OutOfRange("remind"));
    }
    if let Some(calls) = &task.calls {
        within("customers", calls.customers.len(), limits::CALLS)?;
        note(&calls.script)?;
    }
    after.values(TableName::Tasks, &task.values)
}
