//! Data going out as real downloads: backups, lists for spreadsheets, cards for phones.
//!
//! Lists take the identities to write, in that order, or `None` for all. They are written in the
//! worker, with headers our importer reads back.

mod days;
mod files;
mod lists;
mod out;
mod pack;
pub mod person;
mod readable;
mod write;

use leptos::prelude::GetUntracked;

pub use self::{
    days::{DayOf, days_left_out, task_calendar},
    files::attached,
};
pub use lists::{cards, unreachable};
pub use out::Out;
pub use pack::LeftOut;
pub use write::{Order, Wanted, WriteFile, file, report};

use super::Failure;
use crate::{
    app::App,
    domain::{
        Command, Draft, Edit, Label, Moment, Record, Records, Refusal, Shop, TableName, Verb,
    },
    platform::{self, PlatformError},
    storage::Health,
};

impl From<PlatformError> for Failure {
    fn from(error: PlatformError) -> Self {
        match error {
            PlatformError::TooLarge { size, limit, .. } => Self::TooLarge { bytes: size, limit },
            PlatformError::Locked(_) => Self::Locked,
            PlatformError::Gone(_) => Self::Gone,
            other => Self::Broken(other.to_string()),
        }
    }
}

/// Notes that a backup was handed over.
struct BackedUp;

impl Command for BackedUp {
    fn decide(&self, records: &Records, moment: &Moment) -> Result<Draft, Refusal> {
        let gone = Refusal::Gone(TableName::Shop);
        let shop = records.settings().ok_or(gone)?;
        // The time of change stays: two backups of the same records are the same bytes.
        let noted = Shop {
            last_backup: Some(moment.now),
            ..Shop::clone(shop)
        };
        let label = Label::new(Verb::Backup, TableName::Shop, 1, shop.name.clone());
        let before = Record::Shop(shop.clone());
        Ok(Draft::new(label, vec![Edit::update(before, noted)]))
    }
}

/// Downloads a backup and remembers when. Gives what could not be read and is not in it.
pub async fn backup(app: App) -> Result<LeftOut, Failure> {
    let left_out = download_backup(app, "").await?;
    // A refusal is shown by the app itself; the file is in the person's hands either way. While
    // nothing can be written there is nothing to note it in, and no reason to say so again.
    if app.health.get_untracked() == Health::Sound {
        app.execute(&BackedUp).await;
    }
    Ok(left_out)
}

/// Downloads a backup whose name ends with `suffix`; gives what is not in it.
pub(super) async fn download_backup(app: App, suffix: &str) -> Result<LeftOut, Failure> {
    let packed = pack::pack(app).await?;
    platform::files::download_blob(&file_name(app, suffix, packed.extension), &packed.blob)?;
    Ok(packed.left_out)
}

/// `regulars-<shop>-<date><suffix>.<extension>`, without signs that file systems refuse.
fn file_name(app: App, suffix: &str, extension: &str) -> String {
    let shop = app.peek(|all| all.settings().map(|shop| shop.name.clone()));
    let mut name = String::from("regulars");
    let shop = shop.unwrap_or_default();
    for word in shop.split(|c: char| !c.is_alphanumeric()) {
        if !word.is_empty() {
            name.push('-');
            name.push_str(word);
        }
    }
    let name: String = name.chars().take(60).collect();
    let today = app.moment().today;
    format!("{name}-{today}{suffix}.{extension}")
}

/// Hands a text over as a download.
fn download(app: App, what: &str, extension: &str, mime: &str, text: &str) -> Result<(), Failure> {
    let name = file_name(app, &format!("-{what}"), extension);
    platform::files::download(&name, mime, &[text.as_bytes()])?;
    Ok(())
}
