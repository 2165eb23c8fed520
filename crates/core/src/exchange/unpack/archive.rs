//! The files of an archive. Workbooks among them are taken apart too, archives are not: one inside
//! another is how bombs are built.

use std::io::Read;

use super::{
    ARCHIVE, COMPOUND, Origin, Part, UnpackError, Unpacked, biff, book,
    guard::{self, name_of},
    ods,
};

/// Bytes of one file.
const MAX_FILE: u64 = 300 << 20;

/// Beginnings of files that are no lists.
const OTHERS: &[&[u8]] = &[
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"RIFF",
    b"\x1f\x8b",
    b"SQLite",
];

/// Every file that can be a list, cards or a backup.
pub(super) fn members(bytes: &[u8], progress: &dyn Fn(f64)) -> Result<Unpacked, UnpackError> {
    let mut zip = guard::open(bytes)?;
    let mut found = Unpacked::default();
    let count = zip.len();
    for at in 0..count {
        progress(at as f64 / count as f64);
        let mut file = zip.by_index(at).or(Err(UnpackError::Damaged))?;
        let path = name_of(file.name_raw());
        let name = path
            .rsplit(['/', '\\'])
            .next()
            .unwrap_or_default()
            .to_owned();
        let unseen = path.starts_with("__MACOSX/") || name.starts_with('.') || name.is_empty();
        if file.is_dir() || unseen {
            continue;
        }
        let mut content = Vec::new();
        let held = file.by_ref().take(MAX_FILE + 1).read_to_end(&mut content);
        if held.or(Err(UnpackError::Damaged))? as u64 > MAX_FILE {
            return Err(UnpackError::TooLarge(MAX_FILE >> 20));
        }
        drop(file);
        if [ARCHIVE, COMPOUND]
            .iter()
            .any(|start| content.starts_with(start))
        {
            let archive = || guard::check(&content);
            let old = content.starts_with(COMPOUND);
            let sheets = if old { Ok(Vec::new()) } else { archive() }.and_then(|names| {
                if old {
                    biff::sheets(&content, &|_| ())
                } else if names.iter().any(|name| name == "mimetype") {
                    ods::sheets(&content, &|_| ())
                } else {
                    book::sheets(&content, &|_| ())
                }
            });
            match sheets {
                Ok(book) => {
                    let of_book = book.parts.into_iter().map(|part| Part {
                        name: format!("{name} › {}", part.name),
                        ..part
                    });
                    found.parts.extend(of_book);
                }
                Err(_) => found.left_out.push(name),
            }
        } else if content.trim_ascii().is_empty()
            || OTHERS.iter().any(|start| content.starts_with(start))
        {
            found.left_out.push(name);
        } else {
            found.parts.push(Part {
                name,
                origin: Origin::Member,
                bytes: content,
            });
        }
    }
    Ok(found)
}
