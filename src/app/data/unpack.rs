//! Taking a workbook or an archive apart, in the worker. The page keeps the parts; each is then a
//! file like any other.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::Failure;
use crate::{
    app::worker::{self, Cancel, Job, JobError, JobName, Progress},
    exchange::unpack::{self, Origin},
};

/// Takes a file apart; the bytes that come back are those of the parts, one behind the other.
#[derive(Debug)]
pub struct Unpack;

/// What stands in the bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outline {
    /// Name, origin and count of bytes of each part.
    pub parts: Vec<(String, Origin, usize)>,
    /// Names of what was left out.
    pub left_out: Vec<String>,
}

impl Job for Unpack {
    const NAME: JobName = JobName::Unpack;
    type Input = ();
    type Output = Outline;
    type Made = Vec<u8>;
    type Error = Failure;

    async fn run(
        (): (),
        bytes: Vec<u8>,
        progress: Progress<'_>,
    ) -> Result<(Outline, Vec<u8>), Failure> {
        let unpacked = unpack::unpack(&bytes, progress).map_err(Failure::Unpack)?;
        let mut outline = Outline {
            parts: Vec::with_capacity(unpacked.parts.len()),
            left_out: unpacked.left_out,
        };
        let mut all = Vec::new();
        for part in unpacked.parts {
            outline
                .parts
                .push((part.name, part.origin, part.bytes.len()));
            all.extend_from_slice(&part.bytes);
        }
        Ok((outline, all))
    }
}

/// One list of a file, on the page.
#[derive(Debug, Clone)]
pub struct Part {
    /// Name of the sheet or the file.
    pub name: String,
    /// Where it comes from.
    pub origin: Origin,
    /// Its contents.
    pub bytes: Rc<Vec<u8>>,
}

/// True if a file has to be taken apart before it can be read.
pub fn is_container(bytes: &[u8]) -> bool {
    unpack::is_container(bytes)
}

/// Takes a file apart; the parts and the names of what was left out. `None` if it was cancelled.
pub async fn take_apart(
    bytes: Vec<u8>,
    cancel: &Cancel,
    progress: impl Fn(f64) + 'static,
) -> Result<Option<(Vec<Part>, Vec<String>)>, Failure> {
    let (outline, bytes) = match worker::run::<Unpack>(&(), bytes, cancel, progress).await {
        Ok(answer) => answer,
        Err(JobError::Cancelled) => return Ok(None),
        Err(JobError::Refused(failure)) => return Err(failure),
        Err(JobError::Broken(error)) => return Err(Failure::Broken(error.to_string())),
    };
    let mut rest = bytes.as_slice();
    let mut parts = Vec::with_capacity(outline.parts.len());
    for (name, origin, length) in outline.parts {
        let (own, behind) = rest.split_at_checked(length).unwrap_or((rest, &[]));
        parts.push(Part {
            name,
            origin,
            bytes: Rc::new(own.to_vec()),
        });
        rest = behind;
    }
    Ok(Some((parts, outline.left_out)))
}
