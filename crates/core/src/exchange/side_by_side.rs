//! Names of files that lie side by side in one folder of an archive: none leads out of it, none is there twice,
//! and every system can write each.

use std::collections::HashSet;

/// Signs that some system refuses in a name.
const REFUSED: [char; 9] = ['/', '\\', ':', '*', '?', '"', '<', '>', '|'];

/// The names as they can stand in one folder, in their order: `menu.pdf`, `menu (2).pdf`.
pub fn side_by_side<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut taken = HashSet::new();
    let mut free = |name: String| taken.insert(name.to_lowercase()).then_some(name);
    let names = names.into_iter().map(|name| {
        let name = writable(name);
        let (stem, ending) = match name.rsplit_once('.') {
            Some((stem, ending)) if !stem.is_empty() => (stem, format!(".{ending}")),
            _ => (name.as_str(), String::new()),
        };
        let numbered = (2_usize..).map(|number| format!("{stem} ({number}){ending}"));
        let mut all = std::iter::once(name.clone()).chain(numbered);
        all.find_map(&mut free).unwrap_or_default()
    });
    names.collect()
}

/// The name without what leads elsewhere or can't be written.
fn writable(name: &str) -> String {
    let name: String = name
        .chars()
        .map(|sign| {
            if sign.is_control() || REFUSED.contains(&sign) {
                '_'
            } else {
                sign
            }
        })
        .collect();
    // Windows drops dots and spaces at the end, and dots alone lead to a folder.
    let name = name.trim().trim_end_matches(['.', ' ']);
    let device = name.split('.').next().unwrap_or_default().trim_end();
    if name.is_empty() || is_device(device) {
        format!("_{name}")
    } else {
        name.to_owned()
    }
}

/// Names that Windows keeps for devices, whatever their ending.
fn is_device(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let port = name
        .strip_prefix("com")
        .or_else(|| name.strip_prefix("lpt"));
    matches!(name.as_str(), "con" | "prn" | "aux" | "nul")
        || port.is_some_and(|port| matches!(port.as_bytes(), [b'1'..=b'9']))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_same_name_again_gets_a_number_before_its_ending() {
        let names = [
            "menu.pdf", "Menu.PDF", "menu.pdf", "note", "note", ".env", ".env",
        ];
        assert_eq!(
            side_by_side(names),
            [
                "menu.pdf",
                "Menu (2).PDF",
                "menu (3).pdf",
                "note",
                "note (2)",
                ".env",
                ".env (2)"
            ]
        );
        // Whoever has that number already keeps it.
        let names = ["a.txt", "a (2).txt", "a.txt"];
        assert_eq!(side_by_side(names), ["a.txt", "a (2).txt", "a (3).txt"]);
    }

    #[test]
    fn no_name_leads_out_of_the_folder_or_to_a_device() {
        let names = [
            "../../x.sh",
            "..",
            "C:\\run.exe",
            "",
            "con.txt",
            "LPT1",
            "合同.pdf ",
        ];
        assert_eq!(
            side_by_side(names),
            [
                ".._.._x.sh",
                "_",
                "C__run.exe",
                "_ (2)",
                "_con.txt",
                "_LPT1",
                "合同.pdf"
            ]
        );
    }

    proptest! {
        #[test]
        fn whatever_they_are_called_each_is_there_once(
            names in prop::collection::vec("[ab/\\\\.\u{0} (2)AB]{0,4}", 0..30),
        ) {
            let out = side_by_side(names.iter().map(String::as_str));
            prop_assert_eq!(out.len(), names.len());
            let apart: HashSet<String> = out.iter().map(|name| name.to_lowercase()).collect();
            prop_assert_eq!(apart.len(), out.len());
            for name in &out {
                prop_assert!(!name.is_empty() && !name.contains(['/', '\\', '\0']));
                prop_assert!(!name.ends_with(['.', ' ']) && !name.starts_with(' '));
            }
        }
    }
}
