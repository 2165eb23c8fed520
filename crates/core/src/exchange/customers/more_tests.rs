use proptest::prelude::*;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

#[test]
fn consents_as_people_write_them() {
    let read = |text| consent(Channel::Phone, text, day("2026-11-26"));
    for (text, given, on, source) in [
        ("yes 2026-01-05 counter", true, "2026-01-05", "counter"),
        ("是 2026-01-05", true, "2026-01-05", ""),
        ("no 2026-01-05 by phone", false, "2026-01-05", "by phone"),
        ("拒絕", false, "2026-11-26", ""),
        ("No", false, "2026-11-26", ""),
    ] {
        let said = read(text).expect(text);
        assert_eq!(
            (said.given, said.on, said.source.as_str()),
            (given, day(on), source),
            "{text}"
        );
    }
    for text in ["yes", "maybe", "yes last week", "yes 2026-02-30"] {
        assert_eq!(read(text), None, "{text}");
    }
}

#[test]
fn relations_as_people_write_them() {
    let read = |text| mentions("Relations", text).expect(text);
    let told = |text| -> Vec<(String, RelationKind, bool, String)> {
        let all = read(text).into_iter();
        all.map(|one| (one.name, one.kind, one.first, one.role))
            .collect()
    };
    let one = |name: &str, kind, first, role: &str| (name.to_owned(), kind, first, role.to_owned());
    assert_eq!(told("Anna"), [one("Anna", RelationKind::Other, false, "")]);
    assert_eq!(
        told("Anna (sister), "),
        [one("Anna", RelationKind::Other, false, "sister")]
    );
    assert_eq!(
        told("王芳（家人：母亲）， Ben (brought by)"),
        [
            one("王芳", RelationKind::Family, false, "母亲"),
            one("Ben", RelationKind::Referrer, true, ""),
        ]
    );
    assert_eq!(
        read("Ben #K17 (friend)")
            .first()
            .map(|one| one.code.as_str()),
        Some("K17")
    );
    for text in ["(friend)", "Anna (friend", "Anna (friend) too"] {
        assert!(mentions("", text).is_err(), "{text}");
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read(
        people in proptest::collection::vec(("[a-z(),:#\\\\，（王 ]{0,8}x", "[a-z):#,\\\\]{0,6}", "[0-9#,]{0,4}"), 0..4),
        given in any::<bool>(), source in "[a-z0-9 |\\\\]{0,12}", status in 0..4_usize,
        (purpose, wording, sensitive) in ("[a-z |\\\\，]{0,9}", "[a-z |\\\\]{0,9}", any::<bool>()),
    ) {
        let cells: Vec<String> = people.iter().map(|(name, role, code)| {
            mention_text(name, (!code.is_empty()).then_some(code), "friend", role)
        }).collect();
        let read = mentions("", &cells.join(", ")).expect("reads");
        let back: Vec<_> = read.into_iter().map(|one| (one.name, one.role, one.code)).collect();
        let trimmed: Vec<_> = people.iter()
            .map(|(name, role, code)| (name.trim().to_owned(), role.clone(), code.clone())).collect();
        prop_assert_eq!(back, trimmed);
        let said = Consent { source, purpose, wording, sensitive, ..Consent::new(Channel::Post, given, day("2024-02-29")) };
        let text = consent_text(&said, if given { "是" } else { "否" }, "敏感信息");
        prop_assert_eq!(consent(Channel::Post, &text, day("2026-11-26")), Some(said));
        for words in [["new", "working", "qualified", "rejected"], ["新线索", "跟进中", "已转化", "已放弃"]] {
            let all = LeadStatus::ALL;
            prop_assert_eq!(words.get(status).and_then(|word| lead_status(word)), all.get(status).copied());
        }
    }
}
