//! What a customer has no field for, groups, names in two scripts, and what can't be taken handed back.

use super::*;
use crate::{
    domain::Customer,
    exchange::{customers::Read, problem::ProblemKind},
};
use chrono::NaiveDate;

fn cards(text: &str) -> Read {
    read(
        text,
        None,
        NaiveDate::from_ymd_opt(2026, 11, 22).expect("a date"),
    )
}

fn card(inside: &str) -> String {
    format!("BEGIN:VCARD\nVERSION:3.0\n{inside}\nEND:VCARD\n")
}

/// The customer of a card with these lines.
fn one(inside: &str) -> Customer {
    let read = cards(&card(inside));
    assert_eq!(read.problems, [], "{inside}");
    read.drafts[0].customer.clone()
}

/// The customer again, written and read in both versions.
fn again(customer: &Customer, company: &str) {
    for version in [Version::V3, Version::V4] {
        let written = write([customer], version, |_| Some(company.to_owned()));
        let read = cards(&written);
        assert_eq!(read.problems, [], "{written}");
        assert_eq!(&read.drafts[0].customer, customer, "{written}");
        assert_eq!(read.drafts[0].company, company, "{written}");
    }
}

#[test]
fn what_a_field_holds_only_a_part_of_is_kept_whole() {
    let customer = one(
        "N:Lee;Ann;;;\nFN:Ann Lee\nORG:Rad AG;Sales;North\nORG:Verein\nNICKNAME:Annie,Nan\nROLE:Speaker\nTITLE:Buyer\n\
         URL:https://ann.example\nitem2.URL:https://shop.example\nitem2.X-ABLabel:Shop\nitem1.X-ABADR:de\n\
         LOGO;ENCODING=b;TYPE=PNG:iVBORw0KGgo=\nKEY:ABC-1\nSOUND;VALUE=uri:https://x.example/ann.ogg",
    );
    assert_eq!(
        (customer.job_title.as_str(), customer.name.nickname.as_str()),
        ("Buyer", "Annie")
    );
    assert_eq!(customer.website, "https://ann.example");
    let mut kept: Vec<&str> = customer.card.iter().map(String::as_str).collect();
    kept.sort_unstable();
    assert_eq!(
        kept,
        [
            "KEY:ABC-1",
            "LOGO;ENCODING=b;TYPE=PNG:iVBORw0KGgo=",
            "NICKNAME:Annie,Nan",
            "ORG:Rad AG;Sales;North",
            "ORG:Verein",
            "ROLE:Speaker",
            "SOUND;VALUE=uri:https://x.example/ann.ogg",
            "item1.X-ABADR:de",
            "item2.URL:https://shop.example",
            "item2.X-ABLabel:Shop",
        ]
    );
    again(&customer, "Rad AG");
    let written = write([&customer], Version::V3, |_| Some("Rad AG".into()));
    assert_eq!(
        written.matches("\r\nORG:").count(),
        2,
        "none is written twice"
    );
    // Who changed the company is not said to be with the old one.
    let written = write([&customer], Version::V3, |_| Some("Tea GmbH".into()));
    assert!(written.contains("ORG:Tea GmbH\r\n") && written.contains("ORG:Verein\r\n"));
    assert!(!written.contains("Sales"), "{written}");
}

#[test]
fn plain_cards_keep_nothing_besides() {
    let customer = one(
        "N:Lee;Ann;;;\nFN:Ann Lee\nORG:Rad AG;\nORG:Rad AG;\nNICKNAME:Annie\nROLE:Speaker\nURL:https://ann.example\nURL:https://ann.example",
    );
    assert_eq!(
        (customer.card.len(), customer.job_title.as_str()),
        (0, "Speaker")
    );
    again(&customer, "Rad AG");
}

#[test]
fn ordinary_photos_are_kept_and_pictures_of_all_kinds_counted() {
    let photo = format!("PHOTO;ENCODING=b;TYPE=JPEG:{}", "/9j/".repeat(100_000));
    let customer = one(&format!("FN:Ann Lee\n{photo}"));
    assert_eq!(customer.card, [photo]);
    let giant = format!("LOGO;ENCODING=b;TYPE=PNG:{}", "iVBO".repeat(200_000));
    let read = cards(&card(&format!("FN:Ann Lee\n{giant}")));
    assert_eq!(
        (read.problems[0].column.as_str(), &read.problems[0].kind),
        ("LOGO", &ProblemKind::PhotoTooLarge)
    );
}

#[test]
fn numbers_say_what_they_are_for() {
    let customer = one(
        "FN:Ann\nTEL;TYPE=MAIN:0221 1\nTEL;TYPE=OTHER:0221 2\nTEL;TYPE=CAR:0221 3\nTEL;TYPE=WORK,MAIN:0221 4",
    );
    let labels: Vec<&str> = customer
        .phones
        .iter()
        .map(|one| one.label.as_str())
        .collect();
    assert_eq!(labels, ["main", "other", "car", "work"]);
    again(&customer, "");
}

#[test]
fn groups_are_no_people_but_tags_of_theirs() {
    let text = [
        card("FN:Ann Lee\nUID:urn:uuid:AA-1"),
        card("FN:Bo Ray\nUID:bb-2"),
        card("FN:Cy"),
        "BEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:Tea\\, friends\nMEMBER:urn:uuid:aa-1\nEND:VCARD\n".to_owned(),
        card("N:Fair\nFN:Fair\nX-ADDRESSBOOKSERVER-KIND:group\nX-ADDRESSBOOKSERVER-MEMBER:urn:uuid:aa-1\n\
              X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:BB-2"),
    ];
    let read = cards(&text.concat());
    let tags: Vec<_> = read
        .drafts
        .iter()
        .map(|one| one.customer.tags.as_slice())
        .collect();
    let both = ["Tea, friends".to_owned(), "Fair".to_owned()];
    assert_eq!(tags, [&both[..], &both[1..], &[]]);
    let told: Vec<_> = read
        .problems
        .iter()
        .map(|one| (one.row, one.value.as_str()))
        .collect();
    assert_eq!(told, [(4, "Tea, friends"), (5, "Fair")]);
    assert!(
        read.problems
            .iter()
            .all(|one| one.kind == ProblemKind::AGroup)
    );
    assert_eq!(read.rejected, Vec::<usize>::new());
}

#[test]
fn names_go_by_their_parts_where_the_whole_is_turned() {
    for (lines, full, family, given) in [
        ("FN:伟 张\nN:张;伟;;;", "张伟", "张", "伟"),
        ("N:欧阳;娜娜;;;\nFN:娜娜欧阳", "欧阳娜娜", "欧阳", "娜娜"),
        ("FN:山田 太郎\nN:山田;太郎;;;", "山田 太郎", "山田", "太郎"),
        ("FN:Konfuzius\nN:孔;夫子;;;", "Konfuzius", "孔", "夫子"),
        ("FN:孔夫子\nN:Konfuzius;;;;", "孔夫子", "Konfuzius", ""),
        ("FN:Ann Lee\nN:Lee;Ann;;;", "Ann Lee", "Lee", "Ann"),
    ] {
        let customer = one(lines);
        let name = &customer.name;
        assert_eq!(
            (
                name.full.as_str(),
                name.family.as_str(),
                name.given.as_str()
            ),
            (full, family, given)
        );
        again(&customer, "");
    }
}

#[test]
fn alternatives_of_a_name_are_kept_and_its_order_is_how_it_sounds() {
    let text = "BEGIN:VCARD\r\nVERSION:4.0\r\nN;ALTID=1;LANGUAGE=zh;SORT-AS=\"Kong,Fuzi\":孔;夫子;;;\r\n\
        N;ALTID=1;LANGUAGE=de:Konfuzius;;;Meister;\r\nFN;ALTID=2:孔夫子\r\nFN;ALTID=2;LANGUAGE=de:Konfuzius\r\n\
        END:VCARD\r\n";
    let read = cards(text);
    let customer = &read.drafts[0].customer;
    let name = &customer.name;
    assert_eq!(
        (
            name.full.as_str(),
            name.family.as_str(),
            name.given.as_str()
        ),
        ("孔夫子", "孔", "夫子")
    );
    assert_eq!(
        (name.prefix.as_str(), name.phonetic.as_str()),
        ("", "Kong Fuzi")
    );
    assert_eq!(
        customer.card,
        [
            "N;ALTID=1;LANGUAGE=de:Konfuzius;;;Meister;",
            "FN;ALTID=2;LANGUAGE=de:Konfuzius"
        ]
    );
    again(customer, "");
}

#[test]
fn what_can_not_be_taken_goes_back_as_it_was() {
    let photo = "PHOTO;ENCODING=b:AAAA\r\n BBBB\r\n";
    let nobody = format!(
        "BEGIN:VCARD\r\nVERSION:2.1\r\nTITLE;ENCODING=QUOTED-PRINTABLE:=41=\r\n=42\r\n{photo}END:VCARD\r\n"
    );
    let odd = "BEGIN:VCAR\r\nFN:Lost\r\nEND:VCARD\r\n";
    let good = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann\r\nEND:VCARD\r\n";
    let text = [good, odd, good, &nobody, good, "stray\r\n", odd].concat();
    let read = cards(&text);
    assert_eq!(read.drafts.len(), 3);
    let back = verbatim(&text, &read.rejected);
    assert_eq!(back, [odd, nobody.as_str(), odd].concat());
    assert_eq!(verbatim(good, &cards(good).rejected), "");
}

/// A card as phones of old write it, with its texts in that encoding: quoted, or byte for byte.
fn old_card(
    name: &str,
    note: &str,
    charset: &'static encoding_rs::Encoding,
    quoted: bool,
) -> Vec<u8> {
    let written = |head: &str, text: &str| {
        let bytes = charset.encode(text).0;
        if quoted {
            let escaped: Vec<String> = bytes.iter().map(|byte| format!("={byte:02X}")).collect();
            let escaped = escaped.concat();
            format!("{head};ENCODING=QUOTED-PRINTABLE:{escaped}\r\n").into_bytes()
        } else {
            [head.as_bytes(), b":", &bytes, b"\r\n"].concat()
        }
    };
    [
        b"BEGIN:VCARD\r\nVERSION:2.1\r\n".to_vec(),
        written("FN", name),
        written("NOTE", note),
        b"TEL;CELL:13900139000\r\nEND:VCARD\r\n".to_vec(),
    ]
    .concat()
}

fn opened(bytes: &[u8], encoding: Option<&str>) -> (Vec<String>, Vec<ProblemKind>, String) {
    use crate::exchange::{
        customers::convert::Setting,
        import::{Choices, Opened},
    };
    let choices = Choices {
        encoding: encoding.map(str::to_owned),
        ..Choices::default()
    };
    let opened = Opened::new(bytes, &choices, "en");
    let read = opened.read(&Setting {
        language: "en".into(),
        today: NaiveDate::MAX,
    });
    let drafts = read.drafts.iter();
    let names = drafts.map(|one| one.customer.name.full.clone());
    let problems = read.problems.into_iter().map(|one| one.kind);
    (
        names.collect(),
        problems.collect(),
        opened.encoding().to_owned(),
    )
}

#[test]
fn cards_that_name_no_charset_are_read_in_the_one_they_seem_to_be_in_and_that_is_told() {
    use encoding_rs::{BIG5, GB18030, UTF_8};
    for quoted in [true, false] {
        for (charset, name, note) in [
            (GB18030, "张伟", "老客户，喜欢龙井，电话联系"),
            (BIG5, "陳美玲", "熟客，喜歡烏龍茶，請先打電話"),
        ] {
            let file = old_card(name, note, charset, quoted);
            let told = vec![ProblemKind::NoCharset(charset.name().to_owned())];
            let read = (vec![name.to_owned()], told, charset.name().to_owned());
            assert_eq!(opened(&file, None), read, "quoted: {quoted}");
            // Whoever says what it is, is believed, and not told any more.
            let (names, problems, encoding) = opened(&file, Some("windows-1252"));
            assert_ne!(names, [name]);
            assert_eq!((problems, &*encoding), (vec![], "windows-1252"));
            let read = (vec![name.to_owned()], vec![], charset.name().to_lowercase());
            let (names, problems, encoding) = opened(&file, Some(charset.name()));
            assert_eq!((names, problems, encoding.to_lowercase()), read);
        }
        let file = old_card("张伟", "老客户", UTF_8, quoted);
        let read = (vec!["张伟".to_owned()], vec![], "UTF-8".to_owned());
        assert_eq!(opened(&file, None), read, "UTF-8 needs no word");
    }
    // What is UTF-8 in the same file stays it, whatever is said of the rest.
    let mut both = old_card("张伟", "老客户，喜欢龙井，电话联系", GB18030, true);
    both.extend(old_card("李娜", "", UTF_8, false));
    for said in [None, Some("gb18030")] {
        assert_eq!(opened(&both, said).0, ["张伟", "李娜"], "{said:?}");
    }
}

#[test]
fn how_a_name_sounds_goes_out_for_other_programs_too() {
    for (inside, phonetic, given, family) in [
        (
            "N:张;伟;;;\nFN:张伟\nX-PHONETIC-FIRST-NAME:Wei\nX-PHONETIC-LAST-NAME:Zhang",
            "Zhang Wei",
            "Wei",
            "Zhang",
        ),
        (
            "N:Nguyen;Ann;;;\nFN:Ann Nguyen\nX-PHONETIC-LAST-NAME:Win\nX-PHONETIC-FIRST-NAME:An",
            "An Win",
            "An",
            "Win",
        ),
    ] {
        let customer = one(inside);
        assert_eq!(customer.name.phonetic, phonetic);
        again(&customer, "");
        let written = write([&customer], Version::V3, |_| None);
        let said = format!("X-PHONETIC-FIRST-NAME:{given}\r\nX-PHONETIC-LAST-NAME:{family}\r\n");
        assert!(written.contains(&said), "{written}");
    }
}

#[test]
fn a_lunar_birthday_without_its_year_is_not_lost() {
    for day in ["--08-15 lunar", "1990-08-15 lunar", "--04-08 lunar leap"] {
        let mut customer = one("N:Lee;Ann;;;\nFN:Ann Lee");
        customer.birthday = crate::domain::Birthday::parse(day);
        assert!(customer.birthday.is_some(), "{day}");
        again(&customer, "");
    }
}

#[test]
fn how_a_name_is_sorted_and_an_address_without_parts_survive() {
    let customer =
        one("N;SORT-AS=\"Harten,Rene\":van der Harten;Rene;J.;;\nFN:Rene van der Harten");
    assert_eq!(customer.name.given, "Rene J.");
    again(&customer, "");
    let written = write([&customer], Version::V4, |_| None);
    assert!(
        written.contains("SORT-AS=\"Harten,Rene\":van der Harten;Rene;J."),
        "{written}"
    );
    assert_eq!(written.matches("\r\nN").count(), 1, "{written}");
    let mut married = customer;
    married.name.family = "Lee".into();
    let written = write([&married], Version::V4, |_| None);
    assert!(
        written.contains("N:Lee;Rene J.;;;") && !written.contains("SORT-AS"),
        "{written}"
    );
    let customer = one("N:Lee;Ann;;;\nFN:Ann Lee\nLABEL;TYPE=HOME:Weg 1\\n50667 Köln");
    let place = &customer.addresses[0];
    assert_eq!(
        (
            place.street.as_str(),
            place.postcode.as_str(),
            place.city.as_str()
        ),
        ("Weg 1", "50667", "Köln")
    );
}

#[test]
fn a_card_that_we_wrote_names_its_customer() {
    let mut customer = one("N:Lee;Ann;;;\nFN:Ann Lee");
    customer.id = crate::domain::IdMaker::new(3).next(crate::domain::Timestamp(1));
    again(&customer, "");
}
