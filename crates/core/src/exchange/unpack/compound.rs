//! Compound files (MS-CFB), the little file system that the workbooks of Excel 97 stand in: a stream
//! by its name. Every step is counted against the bytes that are there, so a chain that runs in a
//! circle or beyond the end is an answer like any other.

/// First bytes of a compound file.
pub(super) const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Numbers of sectors from here on mean something else.
const SPECIAL: u32 = 0xffff_fffa;
/// Streams shorter than this stand in the small sectors.
const SHORT: usize = 4_096;
/// Bytes of a small sector.
const SMALL: usize = 64;
/// Bytes of an entry of the directory.
const ENTRY: usize = 128;

/// A number of two bytes.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let part = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(part.try_into().ok()?))
}

/// A number of four bytes.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let part = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(part.try_into().ok()?))
}

/// A name and where its stream begins.
struct Entry {
    name: String,
    start: u32,
    size: usize,
}

/// A compound file that was opened.
pub(super) struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    next: Vec<u32>,
    small_next: Vec<u32>,
    small: Vec<u8>,
    entries: Vec<Entry>,
}

impl<'a> Compound<'a> {
    /// Reads the tables; `None` if they contradict the file.
    pub fn open(bytes: &'a [u8]) -> Option<Self> {
        if !bytes.starts_with(COMPOUND) {
            return None;
        }
        let sector = match u16_at(bytes, 30)? {
            9 => 512,
            12 => 4_096,
            _ => return None,
        };
        let mut file = Self {
            bytes,
            sector,
            next: Vec::new(),
            small_next: Vec::new(),
            small: Vec::new(),
            entries: Vec::new(),
        };
        for number in file.tables()? {
            let table = file.sector(number)?;
            file.next.extend(numbers(table));
        }
        let directory = file.chain(u32_at(bytes, 48)?)?;
        file.entries = directory.chunks_exact(ENTRY).filter_map(entry).collect();
        let root = directory.get(..ENTRY)?;
        file.small_next = match u32_at(bytes, 64)? {
            0 => Vec::new(),
            _ => numbers(&file.chain(u32_at(bytes, 60)?)?).collect(),
        };
        let start = u32_at(root, 116)?;
        if !file.small_next.is_empty() && start < SPECIAL {
            file.small = file.chain(start)?;
        }
        Some(file)
    }

    /// True if there is a stream of that name.
    pub fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name == name)
    }

    /// The stream of that name; `None` if there is none or it is cut short.
    pub fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let entry = self.entries.iter().find(|entry| entry.name == name)?;
        let mut bytes = if entry.size < SHORT {
            self.small_chain(entry.start)?
        } else {
            self.chain(entry.start)?
        };
        if bytes.len() < entry.size {
            return None;
        }
        bytes.truncate(entry.size);
        Some(bytes)
    }

    /// Sectors the file has room for; a chain with more runs in a circle.
    const fn most(&self) -> usize {
        self.bytes.len() / self.sector + 1
    }

    fn sector(&self, number: u32) -> Option<&'a [u8]> {
        let number = usize::try_from(number).ok()?;
        let start = number.checked_add(1)?.checked_mul(self.sector)?;
        // The last one may be shorter than it should.
        let end = start.checked_add(self.sector)?.min(self.bytes.len());
        self.bytes.get(start..end).filter(|bytes| !bytes.is_empty())
    }

    /// The sectors that hold the table of what follows what: the first in the header, further ones
    /// in sectors of their own.
    fn tables(&self) -> Option<Vec<u32>> {
        let mut all: Vec<u32> = numbers(self.bytes.get(76..512)?).collect();
        let mut at = u32_at(self.bytes, 68)?;
        let mut steps = 0;
        while at < SPECIAL {
            steps += 1;
            if steps > self.most() {
                return None;
            }
            all.extend(numbers(self.sector(at)?));
            at = all.pop()?;
        }
        all.retain(|number| *number < SPECIAL);
        (all.len() <= self.most()).then_some(all)
    }

    fn chain(&self, start: u32) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut at = start;
        let mut steps = 0;
        while at < SPECIAL {
            steps += 1;
            if steps > self.most() {
                return None;
            }
            bytes.extend_from_slice(self.sector(at)?);
            at = *self.next.get(usize::try_from(at).ok()?)?;
        }
        Some(bytes)
    }

    fn small_chain(&self, start: u32) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut at = start;
        while at < SPECIAL {
            if bytes.len() > SHORT {
                return None;
            }
            let place = usize::try_from(at).ok()?;
            let from = place.checked_mul(SMALL)?;
            let to = from.checked_add(SMALL)?.min(self.small.len());
            bytes.extend_from_slice(self.small.get(from..to)?);
            at = *self.small_next.get(place)?;
        }
        Some(bytes)
    }
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    let parts = bytes.chunks_exact(4);
    parts.filter_map(|part| Some(u32::from_le_bytes(part.try_into().ok()?)))
}

fn entry(bytes: &[u8]) -> Option<Entry> {
    let length = usize::from(u16_at(bytes, 64)?);
    let name = bytes.get(..length.min(64).saturating_sub(2))?;
    let units: Vec<u16> = name
        .chunks_exact(2)
        .filter_map(|pair| u16_at(pair, 0))
        .collect();
    // A stream; storages and the root are no names to ask for.
    (*bytes.get(66)? == 2).then_some(Entry {
        name: String::from_utf16_lossy(&units),
        start: u32_at(bytes, 116)?,
        size: usize::try_from(u32_at(bytes, 120)?).ok()?,
    })
}
