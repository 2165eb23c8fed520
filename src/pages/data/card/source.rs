//! What a card is made of and how its bytes are come by: whatever holds several lists is taken apart, once,
//! be it a file, one of an archive or a text that was pasted. Knows nothing of what the lists say.

use std::rc::Rc;

use leptos::prelude::*;
use web_sys::{Blob, File};

use super::Card;
use crate::{
    app::{
        data::{
            Archive, Failure, Step, Underway,
            file::{BACKUP_LIMIT, LIMIT},
            unpack::{Part, is_container, take_apart},
        },
        worker::Cancel,
    },
    exchange::{backup::begins as is_backup, unpack::Origin},
    platform::files,
};

/// Bytes by which a backup is told from other JSON.
const HEAD: u64 = 400;

/// What a card is made of.
#[derive(Debug, Clone)]
pub enum Source {
    /// A file that was chosen or dropped.
    File(File),
    /// One list of such a file, or a table that was pasted, and what stands beside it unread.
    Part(Part, Vec<String>),
}

impl Source {
    pub(super) fn name(&self) -> String {
        match self {
            Self::File(file) => file.name(),
            Self::Part(part, _) => part.name.clone(),
        }
    }
}

/// Told the lists of a file that holds several, and what is left out.
pub type Split = Callback<(Vec<Part>, Vec<String>), ()>;

impl Card {
    /// Reads it once; what holds several lists is handed to `split`.
    pub(super) async fn load(
        self,
        source: Source,
        cancel: &Cancel,
        split: Split,
    ) -> Result<(), Failure> {
        match source {
            Source::File(file) => {
                if let Some(archive) = Archive::open(&file).await? {
                    let json = archive.json().await?;
                    self.archive.try_set_value(Some(Rc::new(archive)));
                    self.backup.try_set_value(Some(json));
                    return Ok(());
                }
                if is_backup(&files::slice(&file, 0, HEAD).await?) {
                    files::check(&file, BACKUP_LIMIT)?;
                    self.backup.try_set_value(Some(Blob::clone(&file)));
                    return Ok(());
                }
                let told = self.reads(cancel);
                let read = |share| told(Underway::reading(Step::Open, share));
                let bytes = files::read(&file, LIMIT, read).await?;
                if cancel.is_cancelled() {
                    return Ok(());
                }
                if is_container(&bytes) {
                    return self.open(bytes, Vec::new(), cancel, split).await;
                }
                self.bytes.try_set_value(Some(Rc::new(bytes)));
            }
            // A sheet is a list; what is still a file may be a tree or a page that was pasted.
            Source::Part(part, left_out)
                if part.origin == Origin::Member && is_container(&part.bytes) =>
            {
                return self
                    .open(part.bytes.to_vec(), left_out, cancel, split)
                    .await;
            }
            Source::Part(part, left_out) => self.take(part, left_out),
        }
        Ok(())
    }

    /// Takes it apart.
    async fn open(
        self,
        bytes: Vec<u8>,
        mut left_out: Vec<String>,
        cancel: &Cancel,
        split: Split,
    ) -> Result<(), Failure> {
        let told = self.reads(cancel);
        let progress = move |share| told(Underway::reading(Step::TakeApart, share));
        let Some((mut parts, more)) = take_apart(bytes, cancel, progress).await? else {
            return Ok(());
        };
        left_out.extend(more);
        if parts.len() > 1 {
            for part in &mut parts {
                part.name = format!("{} › {}", self.name.get_value(), part.name);
            }
            split.run((parts, left_out));
        } else if let Some(part) = parts.pop() {
            self.take(part, left_out);
        }
        Ok(())
    }

    /// Takes the one list of a file as what the card is about.
    fn take(self, part: Part, left_out: Vec<String>) {
        if part.origin == Origin::Sheet {
            // Nothing is left to guess about how it is written.
            self.decisions.update_untracked(|decisions| {
                decisions.choices.encoding = Some("UTF-8".to_owned());
                decisions.choices.delimiter = Some(',');
                decisions.choices.typed = true;
            });
        }
        self.origin.try_set(Some(part.origin));
        self.left_out.try_set(left_out);
        self.bytes.try_set_value(Some(part.bytes));
    }
}
