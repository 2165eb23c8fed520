//! The page to read: that it asks for nothing and runs nothing but its own, and that files stand in it whole.

use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::NaiveDate;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{
    List, Style, Value, Words,
    page::{
        self,
        files::{MOST, Shown, fitting},
    },
    shelf::{self, Shelf},
};
use crate::{
    domain::{AttachedTo, Attachment, Customer, Id, Records, TableName, Timestamp, name::Name},
    exchange::backup::sample::{add, typical},
};

const LANGUAGES: [&str; 3] = ["en", "zh-Hans", "zh-Hant"];

fn style(language: &str) -> Style {
    Style {
        words: Words::of(language),
        zone: chrono_tz::Asia::Shanghai,
        reachable_only: false,
    }
}

/// The whole page, of whose files `shown` tells what there is.
fn page<'b>(
    lists: &[List],
    shelf: &Shelf,
    style: &Style,
    most: u64,
    shown: impl Fn(&Attachment) -> Shown<'b>,
) -> String {
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a date");
    let mut text: String =
        page::write(lists, shelf, "</title><script>", today, style.words).collect();
    let fits = fitting(&shelf.files, most);
    text.push_str(&page::files::opening(shelf, &fits, style.words));
    for (at, (file, values)) in shelf.files.iter().zip(shelf.list.rows.iter()).enumerate() {
        let shown = if fits[at] {
            shown(file)
        } else {
            Shown::TooMuch
        };
        text.extend(page::files::row(file, at, &values, shown, style.words));
    }
    text.push_str(page::CLOSING);
    text + &page::foot()
}

/// A shop with files of these names and sizes on one customer.
fn with_files(files: &[(&str, u64)]) -> Records {
    let mut records = typical();
    let whose = records.customers.iter().next().expect("somebody").id.raw();
    for (n, (name, size)) in (900_u128..).zip(files) {
        add(
            &mut records,
            Attachment {
                id: Id::new(Uuid::from_u128(n)),
                to: AttachedTo {
                    table: TableName::Customers,
                    id: whose,
                },
                name: (*name).to_owned(),
                mime: String::new(),
                size: *size,
                hash: "0".repeat(64),
                category: crate::domain::FileCategory::Other,
                stage: None,
                created: Timestamp(0),
                updated: Timestamp(0),
            },
        );
    }
    records
}

#[test]
fn the_page_opens_without_anything_else() {
    let mut records = with_files(&[("\"><script>.pdf", 4), ("photo.png", 4)]);
    let mut evil = Customer::new(
        Id::new(Uuid::from_u128(77)),
        Name::from_full("\"><img src=x onerror=alert(1)>"),
        Timestamp(0),
    );
    evil.website = "javascript:alert(1)".into();
    add(&mut records, evil);
    for language in LANGUAGES {
        let style = style(language);
        let (lists, shelf) = shelf::whole(&records, &style);
        let html = page(&lists, &shelf, &style, MOST, |_| Shown::Bytes(b"<scr"));
        assert_eq!(html.matches("<script>").count(), 1, "only its own");
        assert!(!html.contains("<img src=x") && !html.contains("href=\"javascript"));
        for tag in ["<link", "<iframe", "<object", "<base", "@import", "url("] {
            assert!(!html.contains(tag), "{tag}");
        }
        assert!(html.contains(&format!("lang=\"{language}\"")));
        for link in html.split("href=\"#").skip(1) {
            let target = link.split('"').next().unwrap_or_default();
            assert!(html.contains(&format!("id=\"{target}\"")), "{target}");
        }
        let rows: usize = lists.iter().map(|list| list.rows.len()).sum();
        assert_eq!(html.matches("<tr id=").count(), rows + shelf.files.len());
    }
}

#[test]
fn a_column_of_which_nobody_has_anything_takes_no_room_in_the_page() {
    let (records, style) = (typical(), style("en"));
    let (lists, shelf) = shelf::whole(&records, &style);
    let html = page(&lists, &shelf, &style, MOST, |_| Shown::Lost);
    let (mut shown, mut left) = (0, 0);
    for list in &lists {
        let section = html.split("<section id=").find(|part| {
            let title = part.split("<h2>").nth(1).unwrap_or_default();
            title.starts_with(&format!("{}</h2>", list.name))
        });
        let section = section.expect("a section of its own");
        let rows: Vec<Vec<Value>> = list.rows.iter().collect();
        for (at, title) in list.columns.iter().enumerate() {
            let said = rows.iter().any(|row| row[at] != Value::Blank);
            let head = section.contains(&format!("<th scope=\"col\">{title}</th>"));
            assert_eq!(head, said || at == 0, "{} of {}", title, list.name);
            *(if head { &mut shown } else { &mut left }) += 1;
        }
        let heads = section.matches("<th ").count();
        for row in section.split("<tr id=").skip(1) {
            let cells = row.split("</tr>").next().unwrap_or_default();
            assert_eq!(cells.matches("<td").count(), heads, "{}", list.name);
        }
    }
    assert!(shown > 0 && left > 0, "{shown} shown, {left} not");
}

#[test]
fn the_policy_of_the_page_knows_its_script_and_its_style_and_no_other() {
    let (records, style) = (typical(), style("en"));
    let (lists, shelf) = shelf::whole(&records, &style);
    let html = page(&lists, &shelf, &style, MOST, |_| Shown::Lost);
    let policy = html
        .split("http-equiv=\"Content-Security-Policy\" content=\"")
        .nth(1);
    let policy = policy
        .and_then(|rest| rest.split('"').next())
        .expect("a policy");
    assert!(policy.starts_with("default-src 'none'; ") && !policy.contains("unsafe"));
    for (tag, source) in [("style", "style-src"), ("script", "script-src")] {
        let inside = html.split(&format!("<{tag}>")).nth(1).expect("it is there");
        let inside = inside.split(&format!("</{tag}>")).next().expect("it ends");
        let hash = STANDARD.encode(Sha256::digest(inside));
        assert!(
            policy.contains(&format!("{source} 'sha256-{hash}'")),
            "{tag}"
        );
    }
}

#[test]
fn files_stand_in_the_page_whole() {
    let records = with_files(&[
        ("photo.png", 700_001),
        ("offer.pdf", 900_000),
        ("gone.txt", 5),
    ]);
    let style = style("en");
    let (lists, shelf) = shelf::whole(&records, &style);
    let bytes: Vec<u8> = (0..900_000_u32)
        .map(|n| n.to_le_bytes()[0] ^ 0x5a)
        .collect();
    let html = page(&lists, &shelf, &style, MOST, |file| {
        match file.name.as_str() {
            "photo.png" => Shown::Bytes(&bytes[..700_001]),
            "offer.pdf" => Shown::Bytes(&bytes),
            _ => Shown::Lost,
        }
    });
    let between = |from: &str, to: char| {
        let rest = html.split(from).nth(1).expect("it is there");
        rest.split(to).next().expect("it ends").to_owned()
    };
    let photo = between("alt=\"photo.png\" src=\"data:image/png;base64,", '"');
    assert_eq!(STANDARD.decode(photo).expect("base64"), &bytes[..700_001]);
    let offer = between(
        "data-name=\"offer.pdf\">Save</button><script type=\"text/plain\">",
        '<',
    );
    assert_eq!(STANDARD.decode(offer).expect("base64"), bytes);
    assert!(html.contains("The file could not be read"));
    // From the record to its files and back.
    let at = shelf
        .files
        .iter()
        .position(|file| file.name == "offer.pdf")
        .expect("listed");
    assert!(html.contains(&format!(
        " <a class=\"f\" href=\"#files-{at}\">offer.pdf</a>"
    )));
    let row = html
        .split(&format!("<tr id=\"files-{at}\">"))
        .nth(1)
        .expect("its row");
    assert!(
        row.split("</tr>")
            .next()
            .expect("ends")
            .contains("href=\"#customers-")
    );
}

#[test]
fn what_is_too_much_is_said_and_what_still_fits_comes_in() {
    let records = with_files(&[("a.pdf", 3 << 20), ("b.pdf", 9 << 20), ("c.pdf", 1 << 20)]);
    let style = style("en");
    let (lists, shelf) = shelf::whole(&records, &style);
    let mine = |name: &str| shelf.files.iter().position(|file| file.name == name);
    let fits = fitting(&shelf.files, 5 << 20);
    let of = |name: &str| fits[mine(name).expect("listed")];
    assert_eq!(["a.pdf", "b.pdf", "c.pdf"].map(of), [true, false, true]);
    let html = page(&lists, &shelf, &style, 5 << 20, |_| Shown::Bytes(b"x"));
    assert!(html.contains("because of their size: 1 (9.0 MB)"));
    assert_eq!(html.matches("Too large for this page").count(), 1);
}
