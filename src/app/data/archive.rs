//! A backup with files, as the person chose it: its directory is read, its contents only when they are
//! needed, one at a time. Every content is checked against its address.

use web_sys::{Blob, File};

use super::{Failure, file::BACKUP_LIMIT};
use crate::{
    domain::{attachment::content_hash, limits},
    exchange::backup::{
        archive::{self, Entry, FOLDER, HEADER, JSON, TAIL},
        begins as is_backup,
    },
    platform::{PlatformError, files},
};

/// Bytes by which a backup is told from other JSON.
const START: usize = 400;

/// The archive.
#[derive(Debug, Clone)]
pub struct Archive {
    blob: Blob,
    json: Entry,
    contents: Vec<Entry>,
}

impl Archive {
    /// What `file` is, if it is an archive around a backup. Anything else is for others to read.
    pub async fn open(file: &File) -> Result<Option<Self>, Failure> {
        let blob: &Blob = file;
        let length = files::Chosen::of(file).size;
        if !archive::begins(&files::slice(blob, 0, 4).await?) {
            return Ok(None);
        }
        let tail = files::slice(blob, length.saturating_sub(TAIL), length).await?;
        let Some((from, to)) = archive::directory_place(&tail, length) else {
            return Ok(None);
        };
        let listed = archive::directory(&files::slice(blob, from, to).await?);
        let mut contents = listed.unwrap_or_default();
        let named = contents.iter().position(|entry| entry.last_name() == JSON);
        let Some(at) = named.or_else(|| archive::lone_json(&contents)) else {
            return Ok(None);
        };
        let found = Self {
            blob: blob.clone(),
            json: contents.remove(at),
            contents,
        };
        // Of any other name it says itself what it is.
        let ours = named.is_some() || is_backup(&found.start().await?);
        Ok(ours.then_some(found))
    }

    /// The first bytes of the JSON.
    async fn start(&self) -> Result<Vec<u8>, Failure> {
        let (from, to) = self.place(&self.json, u64::MAX).await?;
        Ok(if self.json.is_packed {
            files::inflate_start(&self.blob, from, to, START).await?
        } else {
            files::slice(&self.blob, from, to.min(from + START as u64)).await?
        })
    }

    /// The JSON of the backup, as a file of its own. Where it lies unpacked, as we write it, nothing is read; what
    /// another program packed may be as large, and never stands in the page's memory.
    pub async fn json(&self) -> Result<Blob, Failure> {
        let (from, to) = self.place(&self.json, BACKUP_LIMIT).await?;
        if self.json.is_packed {
            return Ok(files::inflate_blob(&self.blob, from, to, BACKUP_LIMIT).await?);
        }
        let part = self.blob.slice_with_f64_and_f64(from as f64, to as f64);
        part.map_err(|error| PlatformError::from(error).into())
    }

    /// The content at an address; `None` if it is not in the archive or is not what it was.
    pub async fn content(&self, hash: &str) -> Option<Vec<u8>> {
        let inside = |entry: &&Entry| {
            let mut folders = entry.name.rsplit(['/', '\\']).skip(1);
            entry.last_name() == hash && folders.next() == Some(FOLDER)
        };
        let entry = self.contents.iter().find(inside)?;
        let bytes = self.read(entry, limits::FILE).await.ok()?;
        (content_hash(&bytes) == hash).then_some(bytes)
    }

    /// Where the content of an entry begins and ends.
    async fn place(&self, entry: &Entry, limit: u64) -> Result<(u64, u64), Failure> {
        if entry.size > limit || entry.packed > limit {
            let bytes = entry.size.max(entry.packed);
            return Err(Failure::TooLarge { bytes, limit });
        }
        let header = files::slice(&self.blob, entry.at, entry.at + HEADER as u64).await?;
        let start = archive::behind(&header).ok_or(Failure::Truncated { line: 1 })?;
        let from = entry.at + start;
        Ok((from, from + entry.packed))
    }

    async fn read(&self, entry: &Entry, limit: u64) -> Result<Vec<u8>, Failure> {
        let (from, to) = self.place(entry, limit).await?;
        Ok(if entry.is_packed {
            files::inflate(&self.blob, from, to, limit).await?
        } else {
            files::slice(&self.blob, from, to).await?
        })
    }
}
