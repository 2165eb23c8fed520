//! Attaching files: the records and their bytes in one change. Names and categories change with
//! [`super::Save`] and deletion with [`super::Delete`], as for every record.

use std::sync::Arc;

use crate::domain::{
    attachment::{Attachment, content_hash},
    change::{Edit, Label, Verb},
    clock::Moment,
    command::{Command, Draft, Refusal},
    limits,
    record::{Records, TableName},
};

/// A file on its way in. Made by [`NewFile::new`] alone, so that record and bytes belong together.
#[derive(Debug, Clone)]
pub struct NewFile {
    record: Attachment,
    bytes: Arc<[u8]>,
}

impl NewFile {
    /// `record` with the size and the address of `bytes`; refused if there are none or too many.
    pub fn new(mut record: Attachment, bytes: Vec<u8>) -> Result<Self, Refusal> {
        may_be_kept(bytes.len() as u64)?;
        record.size = bytes.len() as u64;
        record.hash = content_hash(&bytes);
        Ok(Self {
            record,
            bytes: bytes.into(),
        })
    }

    /// The record.
    pub const fn record(&self) -> &Attachment {
        &self.record
    }

    /// The bytes; clones share them.
    pub fn bytes(&self) -> Arc<[u8]> {
        Arc::clone(&self.bytes)
    }

    fn edit(&self, moment: &Moment) -> Edit {
        Edit::create(Attachment {
            updated: moment.now,
            ..self.record.clone()
        })
    }

    fn content(&self) -> (String, Arc<[u8]>) {
        (self.record.hash.clone(), self.bytes())
    }
}

/// Whether a file of that size can be kept: asked before it is read.
pub const fn may_be_kept(size: u64) -> Result<(), Refusal> {
    match size {
        0 => Err(Refusal::EmptyFile),
        1..=limits::FILE => Ok(()),
        _ => Err(Refusal::FileTooLarge(limits::FILE >> 20)),
    }
}

/// Attaches files; the first one names the change.
#[derive(Debug, Clone)]
pub struct AttachFiles(pub Vec<NewFile>);

impl Command for AttachFiles {
    fn decide(&self, _: &Records, moment: &Moment) -> Result<Draft, Refusal> {
        let first = self.0.first().ok_or(Refusal::Nothing)?;
        let name = first.record.name.clone();
        let label = Label::new(Verb::Create, TableName::Files, self.0.len(), name);
        let edits = self.0.iter().map(|new| new.edit(moment));
        Ok(Draft {
            files: self.0.iter().map(NewFile::content).collect(),
            ..Draft::new(label, edits.collect())
        })
    }
}

/// Carries out a command together with the files of the record that it makes: they were chosen before
/// it was saved. One change, one undo.
#[derive(Debug, Clone)]
pub struct WithFiles<C> {
    /// What is done; names the change in the history.
    pub command: C,
    /// The files; may be none.
    pub files: Vec<NewFile>,
}

impl<C: Command> Command for WithFiles<C> {
    fn decide(&self, records: &Records, moment: &Moment) -> Result<Draft, Refusal> {
        let mut draft = self.command.decide(records, moment)?;
        draft
            .edits
            .extend(self.files.iter().map(|new| new.edit(moment)));
        draft.files.extend(self.files.iter().map(NewFile::content));
        Ok(draft)
    }
}

/// Keeps bytes ahead of the records that will name them: a restore brings them one by one, so that a
/// large backup never stands in memory. Until something names them, nobody sees them.
#[derive(Debug, Clone)]
pub struct KeepBytes(pub Vec<(String, Arc<[u8]>)>);

impl Command for KeepBytes {
    fn decide(&self, _: &Records, _: &Moment) -> Result<Draft, Refusal> {
        Ok(Draft {
            files: self.0.clone(),
            ..Draft::new(Label::new(Verb::Edit, TableName::Shop, 0, ""), Vec::new())
        })
    }
}

/// Lets go of bytes that no record, no deleted record and no entry of the history names: after a restore
/// that was given up.
#[derive(Debug, Clone, Copy)]
pub struct DropLooseBytes;

impl Command for DropLooseBytes {
    fn decide(&self, _: &Records, _: &Moment) -> Result<Draft, Refusal> {
        Ok(Draft {
            collects: true,
            ..Draft::new(Label::new(Verb::Edit, TableName::Shop, 0, ""), Vec::new())
        })
    }
}
