//! Everything that is known of one person, gathered from the records, the change log and the kept files, and
//! handed over: one page, or, where files are attached, an archive of the page, the same for programs, and the
//! files. What the page says and how is the business of whoever asks.

use std::collections::BTreeMap;

use js_sys::Array;

use super::{
    Failure, LeftOut,
    pack::{blob, entry, piece_of},
};
use crate::{
    app::App,
    domain::{Change, Customer, Erasure, Id, Record, commands::EraseCustomer},
    exchange::{backup::archive::Packer, person},
    platform::files,
    storage::StorageError,
};

/// Entries of the log read at a time.
const BATCH: u32 = 500;

/// What is known of a person.
pub struct Known {
    /// The records.
    pub records: Vec<Record>,
    /// What was done to them, the oldest first; of each change only what is about the person.
    pub history: Vec<Change>,
    /// Where each attached file stands in the archive, by its address.
    pub places: BTreeMap<String, String>,
    /// True if the log could not be read.
    pub lacks_history: bool,
}

/// Looks everything up.
pub async fn known(app: App, whom: Id<Customer>) -> Known {
    app.whole().await;
    let records = app.peek(|all| person::about(all, whom));
    // What an erasure would reach is what the log says of the person.
    let about = app.peek(|all| EraseCustomer(whom).reach(all));
    let history = match about {
        Ok(about) => history(app, about).await,
        Err(_) => Ok(Vec::new()),
    };
    Known {
        places: person::places(&records),
        records,
        lacks_history: history.is_err(),
        history: history.unwrap_or_default(),
    }
}

async fn history(app: App, mut about: Erasure) -> Result<Vec<Change>, StorageError> {
    // What was deleted long ago is known only from the log: first see who it was about.
    let mut news = true;
    while news {
        news = false;
        each(app, |change| news |= about.learn(&change)).await?;
    }
    let mut found = Vec::new();
    each(app, |change| found.extend(person::changed(change, &about))).await?;
    found.reverse();
    Ok(found)
}

/// Calls `visit` with every entry of the log, the newest first.
async fn each(app: App, mut visit: impl FnMut(Change)) -> Result<(), StorageError> {
    let Some(shop) = app.shop() else {
        return Ok(());
    };
    let mut before = None;
    loop {
        let block = shop.history(before, BATCH).await?;
        let Some(oldest) = block.last() else {
            return Ok(());
        };
        before = Some(oldest.seq);
        block.into_iter().for_each(&mut visit);
    }
}

/// Hands `page` over under that name, with everything beside it where files are attached. Gives what could not
/// be read.
pub async fn hand_over(
    app: App,
    name: &str,
    page: &str,
    known: &Known,
) -> Result<LeftOut, Failure> {
    let mut left_out = LeftOut {
        history: known.lacks_history,
        ..LeftOut::default()
    };
    if known.places.is_empty() {
        let name = format!("{name}.html");
        files::download(&name, "text/html;charset=utf-8", &[page.as_bytes()])?;
        return Ok(left_out);
    }
    let json = person::json(&known.records)?;
    let mut packer = Packer::default();
    let whole = Array::new();
    for (ending, text) in [("html", page), ("json", &json)] {
        let path = format!("{name}.{ending}");
        whole.push(&entry(&mut packer, &path, text.as_bytes())?.into());
    }
    for (hash, path) in &known.places {
        let found = match app.shop() {
            Some(shop) => shop.file(hash).await,
            None => Ok(None),
        };
        match found {
            Ok(Some(bytes)) => {
                whole.push(&entry(&mut packer, path, &bytes)?.into());
            }
            _ => left_out.files.push(path.clone()),
        }
    }
    let end = packer.finish().ok_or(Failure::ArchiveTooLarge)?;
    whole.push(&piece_of(&[&end])?.into());
    files::download_blob(&format!("{name}.zip"), &blob(&whole, "application/zip")?)?;
    Ok(left_out)
}
