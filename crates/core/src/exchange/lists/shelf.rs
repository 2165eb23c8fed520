//! The attached files as a list: what each is called, what it is, and the way to the record it is on. For the page
//! that everything is read on, which holds their bytes too; other forms have no place for those.

use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};
use uuid::Uuid;

use super::{
    List, ListKind, Pick, Style, Value,
    build::{Head, Make, link, lists_of},
};
use crate::domain::{AttachedTo, Attachment, Entity, FileCategory, Id, Records, TableName};

/// The files, and the list of them: a row each, in the same order.
#[derive(Debug)]
pub struct Shelf<'a> {
    /// The list.
    pub list: List<'a>,
    /// What its rows are about.
    pub files: Vec<&'a Attachment>,
}

/// All lists of a shop, and its files.
pub fn whole<'a>(records: &'a Records, style: &Style) -> (Vec<List<'a>>, Shelf<'a>) {
    let make = Make::of(records, &Pick::Everything, style, None);
    (lists_of(&make, ListKind::Customers), make.files())
}

impl<'a> Make<'a> {
    fn files(self: &Rc<Self>) -> Shelf<'a> {
        const HEAD: Head = Head {
            kind: ListKind::Files,
            name: "sheet.files",
            columns: &[
                "file",
                "file_on",
                "file_list",
                "file_what",
                "file_size",
                "file_added",
            ],
        };
        let files: Vec<&'a Attachment> = self.records.files.iter().map(AsRef::as_ref).collect();
        let named: FxHashSet<Uuid> = files.iter().map(|file| file.to.id).collect();
        let tasks = some(&self.chosen.tasks, &named);
        let cases = some(&self.chosen.cases, &named);
        let rows: Vec<Vec<Value<'a>>> = files
            .iter()
            .map(|file| {
                let AttachedTo { table, id } = file.to;
                let on = match table {
                    TableName::Customers => self.customer(Some(Id::new(id))),
                    TableName::Deals => self.deal(Some(Id::new(id))),
                    TableName::Sales => self.sale(Some(Id::new(id))),
                    TableName::Products => {
                        let product = self.records.products.get_raw(id);
                        let name = product.map_or("", |one| one.name.as_str());
                        link(
                            ListKind::Products,
                            self.places.products.get(&id).copied(),
                            name,
                        )
                    }
                    TableName::Tasks => {
                        let task = self.records.tasks.get_raw(id);
                        let name = task.map_or("", |one| one.title.as_str());
                        link(ListKind::Tasks, tasks.get(&id).copied(), name)
                    }
                    _ => {
                        let case = self.records.cases.get_raw(id);
                        let name = case.map_or("", |one| one.title.as_str());
                        link(ListKind::Cases, cases.get(&id).copied(), name)
                    }
                };
                vec![
                    Value::text(&file.name),
                    on,
                    Value::text(self.word(table_key(table))),
                    Value::text(self.word(category_key(file.category))),
                    Value::text(size(file.size)),
                    self.moment(file.created),
                ]
            })
            .collect();
        let list = self.list(&HEAD, super::Content::here(rows));
        Shelf { list, files }
    }
}

/// The rows of those records in their list.
fn some<T: Entity>(chosen: &[&T], named: &FxHashSet<Uuid>) -> FxHashMap<Uuid, usize> {
    let rows = chosen.iter().enumerate();
    let rows = rows.map(|(at, record)| (record.raw_id(), at));
    rows.filter(|(id, _)| named.contains(id)).collect()
}

/// `320 kB`, `1.4 MB`.
pub(super) fn size(bytes: u64) -> String {
    if bytes < 1_024 {
        return format!("{bytes} B");
    }
    if bytes < 1_048_576 {
        return format!("{} kB", bytes.div_ceil(1_024));
    }
    let tenths = bytes.div_ceil(104_858);
    format!("{}.{} MB", tenths / 10, tenths % 10)
}

const fn table_key(table: TableName) -> &'static str {
    match table {
        TableName::Deals => "sheet.deals",
        TableName::Sales => "sheet.sales",
        TableName::Products => "sheet.products",
        TableName::Tasks => "sheet.tasks",
        TableName::Cases => "sheet.cases",
        _ => "sheet.customers",
    }
}

const fn category_key(category: FileCategory) -> &'static str {
    match category {
        FileCategory::Contract => "file.contract",
        FileCategory::Quote => "file.quote",
        FileCategory::Invoice => "file.invoice",
        FileCategory::Photo => "file.photo",
        FileCategory::Certificate => "file.certificate",
        FileCategory::Other => "file.other",
    }
}
