//! Everything as one page to read, written in the worker: the lists, and the attached files as far as they fit, of
//! which no more than one stands in memory.

use std::mem::ManuallyDrop;

use web_sys::Blob;

use super::{
    Failure,
    write::{Order, Source, style, told},
};
use crate::{
    domain::Records,
    exchange::lists::{
        page::{self, files::Shown},
        shelf,
    },
    platform::{files, idb::IdbStore},
    storage::{Space, Store},
};

/// Everything as one page to read, the files too as far as they fit: each is read when its turn comes.
pub(super) async fn readable(
    order: &Order,
    records: &Records,
    progress: &dyn Fn(f64),
) -> Result<Blob, Failure> {
    let style = style(order, records);
    let (lists, shelf) = shelf::whole(records, &style);
    let (lists, shelf) = (ManuallyDrop::new(lists), ManuallyDrop::new(shelf));
    let name = records.settings().map_or("", |shop| shop.name.as_str());
    let mut file = files::Growing::default();
    let total: usize = lists.iter().map(|list| list.rows.len()).sum();
    let lists = page::write(&lists, &shelf, name, order.today, style.words);
    for piece in told(lists, total, &|share| progress(share / 2.0)) {
        file.push(piece.as_bytes())?;
    }
    if !shelf.files.is_empty() {
        let store = match &order.source {
            Source::Store(database) => IdbStore::open(database).await.ok(),
            Source::Backup | Source::List => None,
        };
        let fits = page::files::fitting(&shelf.files, page::files::MOST);
        file.push(page::files::opening(&shelf, &fits, style.words).as_bytes())?;
        let rows = shelf.files.iter().zip(shelf.list.rows.iter()).zip(&fits);
        for (at, ((attached, values), fits)) in rows.enumerate() {
            progress(0.5 + at as f64 / shelf.files.len() as f64 / 2.0);
            let hash = [attached.hash.clone()];
            let read = match &store {
                Some(store) if *fits => store.get(Space::Files, &hash).await.ok(),
                _ => None,
            };
            let bytes = read.and_then(|mut all| all.pop()).flatten();
            let shown = match &bytes {
                Some(bytes) => Shown::Bytes(bytes),
                None if *fits => Shown::Lost,
                None => Shown::TooMuch,
            };
            for piece in page::files::row(attached, at, &values, shown, style.words) {
                file.push(piece.as_bytes())?;
            }
        }
        file.push(page::CLOSING.as_bytes())?;
    }
    file.push(page::foot().as_bytes())?;
    Ok(file.finish(order.out.mime())?)
}
