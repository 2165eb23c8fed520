//! The files of an archive. Workbooks, web pages and the JSON of other programs among them are taken apart
//! too, archives are not: one inside another is how bombs are built.

use std::io::Read;

use super::{
    ARCHIVE, COMPOUND, MAX_PARTS, MAX_TOTAL, Origin, Part, UnpackError, Unpacked, biff, book,
    cards::Cards,
    guard::{self, name_of},
    html, json, ods,
};
use crate::exchange::backup::manifest;

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

/// True for a file that explains others, or that a system left there: no list, though it is text.
fn explains(name: &str) -> bool {
    let name = name.to_lowercase();
    let stem = name.split('.').next().unwrap_or_default();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    ["readme", "license", "licence", "changelog"].contains(&stem)
        || ["ini", "md", "log", "css", "js"].contains(&ending)
}

/// Every file that can be a list, cards or a backup; those at a place of `broken` are named only.
pub(super) fn members(
    bytes: &[u8],
    broken: &[(usize, UnpackError)],
    progress: &dyn Fn(f64),
) -> Result<Unpacked, UnpackError> {
    let mut zip = guard::open(bytes)?;
    let mut found = Unpacked::default();
    let mut cards = Cards::default();
    let count = zip.len();
    for at in 0..count {
        progress(at as f64 / count as f64);
        let raw = zip.by_index_raw(at).or(Err(UnpackError::Damaged))?;
        let (path, folder) = (name_of(raw.name_raw()), raw.is_dir());
        drop(raw);
        let name = path
            .rsplit(['/', '\\'])
            .next()
            .unwrap_or_default()
            .to_owned();
        let unseen = path.starts_with("__MACOSX/")
            || name.starts_with('.')
            || name.is_empty()
            // What explains an archive of ours is no list.
            || name == manifest::NAME;
        if folder || unseen {
            continue;
        }
        if broken.iter().any(|(place, _)| *place == at) || explains(&name) {
            found.left_out.push(name);
            continue;
        }
        let mut file = zip.by_index(at).or(Err(UnpackError::Damaged))?;
        let held: usize = found.parts.iter().map(|part| part.bytes.len()).sum();
        let held = held + cards.bytes.len();
        if held as u64 > MAX_TOTAL {
            found.left_out.push(name);
            continue;
        }
        let mut content = Vec::new();
        let held = file.by_ref().take(MAX_FILE + 1).read_to_end(&mut content);
        if held.or(Err(UnpackError::Damaged))? as u64 > MAX_FILE {
            return Err(UnpackError::TooLarge(MAX_FILE >> 20));
        }
        drop(file);
        if cards.take(&name, &content) {
            continue;
        }
        if found.parts.len() >= MAX_PARTS {
            found.left_out.push(name);
            continue;
        }
        if [ARCHIVE, COMPOUND]
            .iter()
            .any(|start| content.starts_with(start))
        {
            let archive = || guard::check(&content)?.whole();
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
            of_member(name, sheets, &mut found);
        } else if json::is_foreign(&content) {
            of_member(name, Ok(json::lists(&content)), &mut found);
        } else if html::is_page(&content) {
            of_member(name, html::tables(&content), &mut found);
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
    // One list of cards is never what is too much.
    if let Some(part) = cards.part() {
        found.parts.insert(0, part);
    }
    match broken.first() {
        Some((_, why)) if found.parts.is_empty() => Err(*why),
        _ => Ok(found),
    }
}

/// Adds what stands in one of the files under its name; one that can't be read is left out.
fn of_member(name: String, inside: Result<Unpacked, UnpackError>, found: &mut Unpacked) {
    let Ok(inside) = inside else {
        found.left_out.push(name);
        return;
    };
    let named = |part: &str| format!("{name} › {part}");
    let left_out = inside.left_out.iter().map(|part| named(part));
    found.left_out.extend(left_out);
    found
        .parts
        .extend(inside.parts.into_iter().map(|part| Part {
            // What could not be taken apart is still the file itself.
            name: match part.origin {
                Origin::Sheet => named(&part.name),
                Origin::Member => name.clone(),
            },
            ..part
        }));
}
