use super::*;
use crate::{
    domain::{Address, Birthday, Customer, CustomerKind, Email, Phone, name::Name},
    exchange::{
        customers::{Draft, Read},
        problem::ProblemKind,
    },
};
use chrono::NaiveDate;
use proptest::prelude::*;

fn cards(text: &str) -> Read {
    read(
        text,
        None,
        NaiveDate::from_ymd_opt(2026, 11, 22).expect("a date"),
    )
}

fn phones(customer: &Customer) -> Vec<(&str, &str)> {
    customer
        .phones
        .iter()
        .map(|p| (p.number.as_str(), p.label.as_str()))
        .collect()
}

#[test]
fn old_phones_write_2_1() {
    let read = cards(
        "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=BC=A0;=E4=BC=\r\n=9F;;;\r\n\
         FN;QUOTED-PRINTABLE:=E5=BC=A0=E4=BC=9F\r\nTEL;CELL;PREF:13800138000\r\nTEL;HOME:010 1\r\nTEL;WORK;FAX:010 2\r\n\
         NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=GBK:=CA=EC=BF=CD\r\n\
         PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD\r\n AAAA\r\n\r\nBDAY:19900504\r\nEND:VCARD\r\n",
    );
    assert_eq!(read.problems, []);
    let customer = &read.drafts[0].customer;
    assert_eq!(
        (
            customer.name.family.as_str(),
            customer.name.given.as_str(),
            customer.name.full.as_str()
        ),
        ("张", "伟", "张伟")
    );
    assert_eq!(
        phones(customer),
        [
            ("13800138000", "mobile"),
            ("010 1", "home"),
            ("010 2", "work fax")
        ]
    );
    assert_eq!(
        (customer.note.as_str(), customer.birthday),
        ("熟客", Birthday::new(Some(1990), 5, 4))
    );
}

#[test]
fn apple_labels_and_companies() {
    let read = cards(
        "BEGIN:VCARD\nVERSION:3.0\nN:Okafor;Daniel;;Dr.;\nFN:Dr. Daniel Okafor\nORG:Rad AG;Sales\nTITLE:Buyer\n\
         item1.TEL;type=pref:+49 221 1\nitem1.X-ABLabel:_$!<HomeFax>!$_\nitem2.EMAIL;type=INTERNET:d@x.de\nitem2.X-ABLabel:Shop\n\
         TEL;type=CELL;type=VOICE:+49 151 1\nBDAY;X-APPLE-OMIT-YEAR=1604:1604-03-09\n\
         item3.ADR;type=HOME:;;Weg 1\\nHof;Köln;NRW;50667;Germany\nNOTE:a\\, b\\nc\nEND:VCARD\n\
         begin:vcard\nVERSION:3.0\nN:;;;;\nFN:Rad AG\nORG:Rad AG;\nX-ABShowAs:COMPANY\nTEL;type=MAIN:0221 9\nend:vcard\n",
    );
    assert_eq!(read.problems, []);
    let Draft {
        customer, company, ..
    } = &read.drafts[0];
    assert_eq!(
        (company.as_str(), customer.name.prefix.as_str()),
        ("Rad AG", "Dr.")
    );
    assert_eq!(
        phones(customer),
        [("+49 221 1", "home fax"), ("+49 151 1", "mobile")]
    );
    assert_eq!(customer.emails[0].label, "Shop");
    assert_eq!(customer.birthday, Birthday::new(None, 3, 9));
    assert_eq!(
        (
            customer.addresses[0].street.as_str(),
            customer.addresses[0].city.as_str()
        ),
        ("Weg 1\nHof", "Köln")
    );
    assert_eq!(customer.note, "a, b\nc");
    assert_eq!(
        (
            read.drafts[1].customer.kind,
            read.drafts[1].company.as_str()
        ),
        (CustomerKind::Company, "")
    );
}

#[test]
fn version_4_and_nameless_cards() {
    let read = cards(
        "BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:individual\r\nFN:Mei Zhang\r\nBDAY:--0203\r\nGENDER:F\r\n\
         TEL;VALUE=uri;TYPE=\"home,voice\":tel:+86-10-1\r\nEMAIL;PREF=1:m@x.cn\r\nCATEGORIES:VIP,tea\r\nEND:VCARD\r\n\
         BEGIN:VCARD\r\nVERSION:4.0\r\nEMAIL:only@x.de\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:4.0\r\nKIND:org\r\nFN:Rad AG\r\nEND:VCARD\r\n",
    );
    assert_eq!(read.problems, []);
    let customer = &read.drafts[0].customer;
    assert_eq!(
        (customer.birthday, customer.gender.as_str()),
        (Birthday::new(None, 2, 3), "female")
    );
    assert_eq!(
        (phones(customer), customer.tags.len()),
        (vec![("+86-10-1", "home")], 2)
    );
    assert_eq!(read.drafts[1].customer.display_name(), "only@x.de");
    assert_eq!(read.drafts[2].customer.kind, CustomerKind::Company);
}

#[test]
fn damage_is_reported_and_costs_only_its_card() {
    let read = cards(
        "BEGIN:VCARD\nVERSION:3.0\nFN:Ann\nBDAY:1990-02-30\nBEGIN:VCARD\nVERSION:3.0\nFN:Bo\nEND:VCARD\n\
         BEGIN:VCAR\nFN:Lost\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nTITLE:x\nEND:VCARD\n",
    );
    let names: Vec<&str> = read
        .drafts
        .iter()
        .map(|d| d.customer.name.full.as_str())
        .collect();
    assert_eq!(names, ["Ann", "Bo"]);
    let problems: Vec<(usize, &ProblemKind)> =
        read.problems.iter().map(|p| (p.row, &p.kind)).collect();
    assert!(
        problems.contains(&(1, &ProblemKind::MissingEnd)),
        "{problems:?}"
    );
    assert!(
        problems.contains(&(1, &ProblemKind::UnreadableBirthday)),
        "{problems:?}"
    );
    assert!(
        problems.contains(&(3, &ProblemKind::NotACard)),
        "{problems:?}"
    );
    assert!(
        problems.contains(&(4, &ProblemKind::NoIdentity)),
        "{problems:?}"
    );
}

#[test]
fn lines_are_folded_by_bytes_between_characters() {
    let mut customer = Draft::new(1).customer;
    customer.name = Name::from_full("张伟");
    customer.note = "茶".repeat(200);
    let text = write([&customer], Version::V3, |_| None);
    assert!(text.split("\r\n").all(|line| line.len() <= 75));
    assert!(text.ends_with("END:VCARD\r\n"));
    assert_eq!(cards(&text).drafts[0].customer.note, customer.note);
}

/// Customers with text that has to be escaped or folded.
pub fn somebody() -> impl Strategy<Value = Customer> {
    let word = "[a-zA-Zé茶;,\\\\'=+@-]{0,12}[a-zé茶]";
    (
        (
            word,
            "(Ann Lee|张伟|Cher|Mei Lin Zhang)",
            any::<bool>(),
            1990..2020i32,
            1..13u32,
            1..29u32,
            any::<bool>(),
        ),
        proptest::collection::vec(("[0-9]{3,11}", "(|home|work|mobile|home fax|Shop)"), 0..3),
        proptest::collection::vec(("[a-z]{1,8}@x\\.de", "(|home|work|Shop)"), 0..3),
        proptest::collection::vec((word, word), 0..2),
        proptest::collection::vec(word, 0..3),
        "[a-z茶,;\n\\\\é ]{0,120}[a-z]",
        (
            any::<bool>(),
            any::<bool>(),
            proptest::option::of(("[A-Z][a-z]{1,6}", "(Zhang Wei|zw|やまだ たろう|a;b, c d)")),
        ),
    )
        .prop_map(
            |(
                (text, name, flag, year, month, day, known),
                phones,
                emails,
                places,
                tags,
                note,
                (lunar, leap, more),
            )| {
                let mut customer = Draft::new(1).customer;
                customer.name = Name::from_full(&name);
                customer.name.nickname.clone_from(&text);
                customer.phones = phones
                    .into_iter()
                    .map(|(number, label)| Phone { number, label })
                    .collect();
                customer.phones.dedup_by(|a, b| a.number == b.number);
                customer.emails = emails
                    .into_iter()
                    .map(|(address, label)| Email { address, label })
                    .collect();
                customer.emails.sort_by(|a, b| a.address.cmp(&b.address));
                customer.emails.dedup_by(|a, b| a.address == b.address);
                customer.phones.sort_by(|a, b| a.number.cmp(&b.number));
                customer.phones.dedup_by(|a, b| a.number == b.number);
                customer.addresses = places
                    .into_iter()
                    .map(|(street, city)| Address {
                        street: format!("{street}\nb"),
                        city,
                        label: "home".into(),
                        ..Address::default()
                    })
                    .collect();
                for tag in &tags {
                    customer.add_tag(tag);
                }
                customer.note = note.trim().to_owned();
                customer.job_title.clone_from(&text);
                customer.code.clone_from(&text);
                customer.source = text;
                customer.gender = if flag {
                    "female".into()
                } else {
                    "divers".into()
                };
                customer.do_not_contact = flag;
                let years = known.then_some(year);
                customer.birthday = if lunar {
                    Birthday::lunar(years, month, day, leap && !known)
                } else {
                    Birthday::new(years, month, day)
                };
                if let Some((middle, sounds)) = more {
                    let given = [customer.name.given.as_str(), &middle].join(" ");
                    given.trim().clone_into(&mut customer.name.given);
                    customer.name.phonetic = sounds;
                }
                customer
            },
        )
}

#[test]
fn photos_labels_and_unknown_properties_go_out_as_they_came_in() {
    let photo = "/9j/4AAQSkZJRgABAQAAAQABAAD".repeat(40);
    let folded = format!("{}\n {}", &photo[..60], &photo[60..]);
    let text = format!(
        "BEGIN:VCARD\nVERSION:3.0\nN:Lee;Ann;;;\nFN:Ann Lee\nitem1.TEL:0221 1\nitem1.X-ABLabel:Shop\n\
         item2.X-ABDATE;type=pref:2010-05-01\nitem2.X-ABLabel:_$!<Anniversary>!$_\nIMPP;X-SERVICE-TYPE=Skype:skype:ann\n\
         X-SOCIALPROFILE;type=twitter:https://x.example/ann\nPHOTO;ENCODING=b;TYPE=JPEG:{folded}\nUID:abc-1\nEND:VCARD\n"
    );
    let first = cards(&text);
    assert_eq!(first.problems, []);
    let customer = &first.drafts[0].customer;
    let kept: Vec<&str> = customer.card.iter().map(String::as_str).collect();
    let line = format!("PHOTO;ENCODING=b;TYPE=JPEG:{photo}");
    assert_eq!(
        kept,
        [
            line.as_str(),
            "item2.X-ABDATE;type=pref:2010-05-01",
            "item2.X-ABLabel:_$!<Anniversary>!$_",
            "IMPP;X-SERVICE-TYPE=Skype:skype:ann",
            "X-SOCIALPROFILE;type=twitter:https://x.example/ann",
            "UID:abc-1",
        ]
    );
    for version in [Version::V3, Version::V4] {
        let written = write([customer], version, |_| None);
        assert!(
            written.split("\r\n").all(|line| line.len() <= 75),
            "folded at 75 bytes"
        );
        let again = cards(&written);
        assert_eq!(
            (again.problems.len(), &again.drafts[0].customer),
            (0, customer),
            "{version:?}"
        );
        assert_eq!(phones(&again.drafts[0].customer), [("0221 1", "Shop")]);
    }
    assert!(write([customer], Version::V4, |_| None).contains("PHOTO:data:image/jpeg;base64,/9j/"));
}

#[test]
fn photos_of_old_phones_and_the_web_are_kept_and_giants_are_told() {
    let read = cards(
        "BEGIN:VCARD\nVERSION:2.1\nN:Lee;Ann\nPHOTO;ENCODING=BASE64;PNG:iVBORw0KGgo\nAAAA\n\nX-ANDROID-CUSTOM;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:vnd.x;=E5=BC=A0\nTEL:123456\nEND:VCARD\n\
         BEGIN:VCARD\nVERSION:4.0\nFN:Bo\nPHOTO:https://x.example/bo.jpg\nEND:VCARD\n",
    );
    assert_eq!(read.problems, []);
    assert_eq!(
        read.drafts[0].customer.card,
        [
            "PHOTO;ENCODING=b;TYPE=PNG:iVBORw0KGgoAAAA",
            "X-ANDROID-CUSTOM:vnd.x;张"
        ]
    );
    assert_eq!(read.drafts[0].customer.phones.len(), 1);
    assert_eq!(
        read.drafts[1].customer.card,
        ["PHOTO;VALUE=uri:https://x.example/bo.jpg"]
    );
    let giant = format!(
        "BEGIN:VCARD\nVERSION:3.0\nFN:Cy\nPHOTO;ENCODING=b:{}\nEND:VCARD\n",
        "A".repeat(800_000)
    );
    let read = cards(&giant);
    assert_eq!(read.drafts[0].customer.card.len(), 0);
    assert_eq!(read.problems[0].kind, ProblemKind::PhotoTooLarge);
}

proptest! {
    #[test]
    fn what_is_written_is_read(customer in somebody(), v4: bool) {
        let version = if v4 { Version::V4 } else { Version::V3 };
        let read = cards(&write([&customer], version, |_| Some("Rad, AG".into())));
        prop_assert_eq!(&read.problems, &[]);
        prop_assert_eq!(read.drafts[0].company.as_str(), "Rad, AG");
        prop_assert_eq!(&read.drafts[0].customer, &customer);
    }

    #[test]
    fn our_table_gives_the_same_customers(customer in somebody()) {
        use crate::exchange::{
            customers::convert::Setting, import::{Choices, Opened}, lists::{self, Pick, Style, Words},
        };
        let mut records = crate::domain::Records::default();
        crate::exchange::backup::sample::add(&mut records, customer.clone());
        let style = Style { words: Words::of("en"), zone: chrono_tz::Tz::UTC, reachable_only: false };
        let found = lists::lists(&records, &Pick::List(crate::domain::TableName::Customers, None), &style);
        let text = lists::csv::write(&found[0]);
        let opened = Opened::new(text.as_bytes(), &Choices::default(), "en");
        prop_assert_eq!(opened.mapping.preset.as_deref(), Some("Regulars"));
        let read = opened.read(&Setting { language: "en".into(), today: NaiveDate::MAX });
        prop_assert_eq!(&read.problems, &[]);
        prop_assert_eq!(&read.drafts[0].customer, &customer);
    }

    #[test]
    fn no_text_makes_it_fall(text in "(BEGIN:VCARD\n|END:VCARD\n|N:|FN;QUOTED-PRINTABLE:|=E5|=\n|[a;:,\\\\\n\" .]|TEL;|\\.|BDAY:|--02|BEGIN:VCALENDAR\n){0,24}") {
        let _ = cards(&text);
    }
}
