//! The archive around a backup with files: a ZIP with the same JSON and beside it `files/<SHA-256>` for
//! each content. Only headers and the directory are made and read here, so that neither the page nor
//! anybody else ever holds all of it: the contents stand between them as they are, not packed. (The
//! library that reads archives elsewhere wants all bytes at hand, and unpackers that the page lacks.)

/// Name of the JSON in the archive.
pub const JSON: &str = "backup.json";
/// Folder of the contents.
pub const FOLDER: &str = "files";

/// Bytes of a file's own header, without its name.
pub const HEADER: usize = 30;
/// Bytes at the end in which the directory's place is found: its record and a comment.
pub const TAIL: u64 = 22 + 65_535;

const LOCAL: u32 = 0x0403_4b50;
const CENTRAL: u32 = 0x0201_4b50;
const END: u32 = 0x0605_4b50;
/// Names are UTF-8.
const UTF8: u16 = 1 << 11;
/// 1980-01-01, the first day the format knows: equal shops give equal files.
const DAY: u16 = 0x21;

/// Writes headers one by one and the directory at last.
#[derive(Debug, Default)]
pub struct Packer {
    directory: Vec<u8>,
    count: u16,
    at: u32,
}

impl Packer {
    /// The header to be written before `size` bytes with that checksum; `None` if one archive can't
    /// hold them.
    pub fn header(&mut self, name: &str, crc: u32, size: u64) -> Option<Vec<u8>> {
        let size = u32::try_from(size).ok()?;
        let length = u16::try_from(name.len()).ok()?;
        let mut common = Vec::new();
        for value in [20, UTF8, 0, 0, DAY] {
            common.extend(u16::to_le_bytes(value));
        }
        for value in [crc, size, size] {
            common.extend(value.to_le_bytes());
        }
        common.extend(length.to_le_bytes());
        common.extend([0, 0]);
        let mut header = LOCAL.to_le_bytes().to_vec();
        header.extend(&common);
        header.extend(name.as_bytes());
        self.directory.extend(CENTRAL.to_le_bytes());
        self.directory.extend(20_u16.to_le_bytes());
        self.directory.extend(&common);
        // No comment, first disk, no attributes.
        self.directory.extend([0; 10]);
        self.directory.extend(self.at.to_le_bytes());
        self.directory.extend(name.as_bytes());
        self.count = self.count.checked_add(1)?;
        let own = u32::try_from(header.len()).ok()?;
        self.at = self.at.checked_add(own)?.checked_add(size)?;
        Some(header)
    }

    /// The directory to be written at the end.
    pub fn finish(mut self) -> Option<Vec<u8>> {
        let size = u32::try_from(self.directory.len()).ok()?;
        self.directory.extend(END.to_le_bytes());
        self.directory.extend([0; 4]);
        for value in [self.count, self.count] {
            self.directory.extend(value.to_le_bytes());
        }
        for value in [size, self.at] {
            self.directory.extend(value.to_le_bytes());
        }
        self.directory.extend([0, 0]);
        Some(self.directory)
    }
}

/// A file of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name with folders.
    pub name: String,
    /// Where its header begins.
    pub at: u64,
    /// Bytes in the archive.
    pub packed: u64,
    /// Bytes once unpacked.
    pub size: u64,
    /// False if it stands there as it is.
    pub is_packed: bool,
}

impl Entry {
    /// Its name without folders.
    pub fn last_name(&self) -> &str {
        self.name.rsplit(['/', '\\']).next().unwrap_or_default()
    }
}

/// The place of the one JSON of an archive that holds nothing else to be read: whoever packed it may have
/// called it anything.
pub fn lone_json(entries: &[Entry]) -> Option<usize> {
    let beside = |entry: &Entry| {
        let folder = entry.name.ends_with(['/', '\\']) || entry.name.starts_with("__MACOSX/");
        let mut folders = entry.name.rsplit(['/', '\\']).skip(1);
        folder || entry.last_name().starts_with('.') || folders.next() == Some(FOLDER)
    };
    let mut read = entries
        .iter()
        .enumerate()
        .filter(|(_, entry)| !beside(entry));
    let (at, only) = read.next()?;
    let json = only.last_name().to_ascii_lowercase().ends_with(".json");
    (json && read.next().is_none()).then_some(at)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let two = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(two.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

/// True if the bytes begin as an archive does.
pub fn begins(bytes: &[u8]) -> bool {
    u32_at(bytes, 0) == Some(LOCAL)
}

/// Where the directory of an archive of `length` bytes begins and ends, from its last bytes; `None` if
/// there is none.
pub fn directory_place(tail: &[u8], length: u64) -> Option<(u64, u64)> {
    let last = tail.len().checked_sub(22)?;
    let record = (0..=last).rev().find_map(|at| {
        let record = tail.get(at..)?;
        let comment = usize::from(u16_at(record, 20)?);
        let fits = u32_at(record, 0)? == END && comment == record.len() - 22;
        fits.then_some(record)
    })?;
    let (size, from) = (u32_at(record, 12)?, u32_at(record, 16)?);
    let to = u64::from(from) + u64::from(size);
    (to <= length).then_some((u64::from(from), to))
}

/// The files of a directory; `None` if it is damaged.
pub fn directory(bytes: &[u8]) -> Option<Vec<Entry>> {
    let mut entries = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let one = bytes.get(at..)?;
        if u32_at(one, 0)? != CENTRAL {
            return None;
        }
        let [name, extra, comment] = [28, 30, 32].map(|place| u16_at(one, place).map(usize::from));
        let (name, extra, comment) = (name?, extra?, comment?);
        let text = String::from_utf8_lossy(one.get(46..46 + name)?).into_owned();
        let protected = u16_at(one, 8)? & 1 != 0;
        let method = u16_at(one, 10)?;
        // What is packed in another way, or behind a password, is as good as missing.
        if !protected && matches!(method, 0 | 8) {
            entries.push(Entry {
                name: text,
                at: u64::from(u32_at(one, 42)?),
                packed: u64::from(u32_at(one, 20)?),
                size: u64::from(u32_at(one, 24)?),
                is_packed: method == 8,
            });
        }
        at += 46 + name + extra + comment;
    }
    Some(entries)
}

/// How far behind the beginning of its header a file's bytes begin.
pub fn behind(header: &[u8]) -> Option<u64> {
    if u32_at(header, 0)? != LOCAL {
        return None;
    }
    let (name, extra) = (u16_at(header, 26)?, u16_at(header, 28)?);
    Some(HEADER as u64 + u64::from(name) + u64::from(extra))
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};

    use proptest::prelude::*;

    use super::*;

    fn packed(files: &[(String, Vec<u8>)]) -> Vec<u8> {
        let mut packer = Packer::default();
        let mut out = Vec::new();
        for (name, bytes) in files {
            let size = bytes.len() as u64;
            let header = packer.header(name, crc32fast::hash(bytes), size);
            out.extend(header.expect("small"));
            out.extend(bytes);
        }
        out.extend(packer.finish().expect("small"));
        out
    }

    #[test]
    fn a_backup_of_another_name_is_found_where_it_is_alone() {
        let alone = |names: &[&str]| {
            let entries: Vec<Entry> = names
                .iter()
                .map(|name| Entry {
                    name: (*name).into(),
                    at: 0,
                    packed: 1,
                    size: 1,
                    is_packed: true,
                })
                .collect();
            lone_json(&entries)
        };
        assert_eq!(alone(&["regulars 2026.json"]), Some(0));
        let mac = [
            "tea/",
            "tea/.DS_Store",
            "tea/shop.JSON",
            "__MACOSX/tea/._shop.JSON",
            "tea/files/ab12",
        ];
        assert_eq!(alone(&mac), Some(2));
        assert_eq!(alone(&["a.json", "b.json"]), None);
        assert_eq!(alone(&["a.json", "list.csv"]), None);
        assert_eq!(alone(&["list.csv"]), None);
        assert_eq!(alone(&[]), None);
    }

    fn listed(archive: &[u8]) -> Option<Vec<Entry>> {
        let (from, to) = directory_place(archive, archive.len() as u64)?;
        directory(&archive[usize::try_from(from).ok()?..usize::try_from(to).ok()?])
    }

    fn content<'a>(archive: &'a [u8], entry: &Entry) -> &'a [u8] {
        let at = usize::try_from(entry.at).expect("small");
        let start = at + usize::try_from(behind(&archive[at..]).expect("a header")).expect("small");
        &archive[start..start + usize::try_from(entry.packed).expect("small")]
    }

    proptest! {
        /// Any other program reads what is written here, and here it is read again.
        #[test]
        fn others_read_what_is_written(
            files in proptest::collection::btree_map("[a-z]{1,8}/[a-f0-9文]{1,9}", proptest::collection::vec(any::<u8>(), 0..300), 0..8)
        ) {
            let files: Vec<_> = files.into_iter().collect();
            let archive = packed(&files);
            let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&archive)).expect("a ZIP");
            prop_assert_eq!(zip.len(), files.len());
            for (name, bytes) in &files {
                let mut read = Vec::new();
                zip.by_name(name).expect("there").read_to_end(&mut read).expect("its checksum fits");
                prop_assert_eq!(&read, bytes);
            }
            let entries = listed(&archive).expect("a directory");
            prop_assert_eq!(entries.len(), files.len());
            for (entry, (name, bytes)) in entries.iter().zip(&files) {
                prop_assert_eq!(&entry.name, name);
                prop_assert_eq!(content(&archive, entry), bytes.as_slice());
            }
        }

        /// Whatever the bytes are, reading ends and hands out nothing outside of them.
        #[test]
        fn damaged_ones_do_no_harm(cut in 0usize..400, at in 0usize..400, with in any::<u8>()) {
            let mut archive = packed(&[("backup.json".to_owned(), b"{}".to_vec()), ("files/aa".to_owned(), vec![7; 90])]);
            let place = at % archive.len();
            archive[place] = with;
            archive.truncate(archive.len() - cut.min(archive.len()));
            if let Some(entries) = listed(&archive) {
                prop_assert!(entries.len() <= 2);
            }
        }
    }

    #[test]
    fn what_others_packed_is_found_too() {
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let deflated = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Deflated);
        writer
            .start_file("my shop/backup.json", deflated)
            .expect("starts");
        writer.write_all(&[b' '; 500]).expect("writes");
        let archive = writer.finish().expect("finishes").into_inner();
        let entries = listed(&archive).expect("a directory");
        let entry = entries.first().expect("one");
        assert_eq!(
            (entry.last_name(), entry.size, entry.is_packed),
            (JSON, 500, true)
        );
        assert!(entry.packed < 500 && begins(&archive));
    }
}
