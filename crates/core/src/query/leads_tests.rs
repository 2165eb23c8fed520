//! Which leads are shown in what order, and their figures.

use super::*;
use crate::domain::{Email, IdMaker, Timestamp, name::Name};

struct Shop {
    ids: IdMaker,
    records: Records,
}

impl Shop {
    fn lead(&mut self, name: &str, source: &str, since: i64, answered: Option<i64>) {
        self.put(name, source, since, answered, |_| ());
    }

    fn put(
        &mut self,
        name: &str,
        source: &str,
        since: i64,
        answered: Option<i64>,
        more: impl FnOnce(&mut Customer),
    ) {
        let mut lead = Lead::new(Timestamp(since));
        if let Some(at) = answered {
            lead.move_to(LeadStatus::Working, "", Timestamp(at));
        }
        let mut one = Customer::new(
            self.ids.next(Timestamp(1)),
            Name::from_full(name),
            Timestamp(since),
        );
        one.source = source.to_owned();
        one.lead = Some(lead);
        more(&mut one);
        let slot = self.records.customers.slot_count();
        self.records.customers.put(slot, Arc::new(one));
    }

    fn names(&self, asked: &Asked) -> Vec<String> {
        let found = leads(&self.records, asked);
        found.iter().map(|one| one.name.full.clone()).collect()
    }
}

fn shop() -> Shop {
    Shop {
        ids: IdMaker::new(1),
        records: Records::default(),
    }
}

#[test]
fn who_waits_longest_stands_on_top_and_what_is_over_is_left_out() {
    let mut shop = shop();
    shop.lead("late", "web", 30, None);
    shop.lead("early", "web", 10, None);
    shop.lead("busy", "fair", 5, Some(9));
    shop.put("gone", "", 1, Some(2), |one| {
        if let Some(lead) = &mut one.lead {
            lead.move_to(LeadStatus::Rejected, "no money", Timestamp(3));
        }
    });
    let plain = Customer::new(
        shop.ids.next(Timestamp(1)),
        Name::from_full("x"),
        Timestamp(1),
    );
    shop.records.customers.put(9, Arc::new(plain));
    assert_eq!(shop.names(&Asked::default()), ["early", "late", "busy"]);
    assert_eq!(open_leads(&shop.records), 3);
    let only = |stand| Asked {
        stand,
        ..Asked::default()
    };
    assert_eq!(
        shop.names(&only(Stand::Only(LeadStatus::Rejected))),
        ["gone"]
    );
    assert_eq!(shop.names(&only(Stand::All)).len(), 4);
    let from = Asked {
        source: Some("fair".to_owned()),
        ..Asked::default()
    };
    assert_eq!(shop.names(&from), ["busy"]);
    let said = |text: &str| Asked {
        text: text.to_owned(),
        ..Asked::default()
    };
    assert_eq!(shop.names(&said("FAIR us")), ["busy"], "source and name");
    assert_eq!(
        shop.names(&said("gone")),
        [""; 0],
        "only those that are open"
    );
}

#[test]
fn leads_are_found_by_name_sound_number_address_tag_and_note() {
    let mut shop = shop();
    shop.put("王芳", "web", 1, None, |one| {
        one.phones = vec![Phone::new("+86 139-1234 5678")];
        one.emails = vec![Email::new("wf@tea.example")];
        one.tags = vec!["Wedding".into()];
        one.note = "wants tins".into();
    });
    shop.lead("Ann Lee", "web", 2, None);
    let found = |text: &str| {
        shop.names(&Asked {
            text: text.to_owned(),
            ..Asked::default()
        })
    };
    for text in [
        "wangfang",
        "wf",
        "91234",
        "139-1234",
        "tea.example",
        "tins wedding",
    ] {
        assert_eq!(found(text), ["王芳"], "{text}");
    }
    assert_eq!(found("lee ann"), ["Ann Lee"]);
    assert_eq!(found("lee tins"), [""; 0]);
}

#[test]
fn the_address_brings_back_what_was_asked() {
    let mut ids = IdMaker::new(1);
    for stand in Stand::ALL {
        for source in [None, Some(String::new()), Some("a & b=ü".to_owned())] {
            for owner in [None, Some(None), Some(Some(ids.next(Timestamp(1))))] {
                let source = source.clone();
                let asked = Asked {
                    stand,
                    source,
                    owner,
                    text: "lee ann".to_owned(),
                    ..Asked::default()
                };
                assert_eq!(Asked::read(&asked.words()), asked);
            }
        }
    }
    let names = ["state", "owner", "nowhere"];
    let nonsense = Words::of(names.map(|name| (name, "§".to_owned())));
    assert_eq!(Asked::read(&nonsense), Asked::default());
}

#[test]
fn reasons_are_counted_by_what_was_chosen_and_are_as_many_as_were_rejected() {
    let mut shop = shop();
    let said = [
        ("web", reason("Too far", "")),
        ("web", reason("Too far", "two hours: by bus")),
        ("fair", reason("", " too far ")),
        ("fair", reason("Price", "")),
        ("fair", reason(" ", "moved away")),
        ("fair", String::new()),
    ];
    for (at, (source, why)) in said.iter().enumerate() {
        shop.put(&format!("n{at}"), source, 0, None, |one| {
            if let Some(lead) = &mut one.lead {
                lead.move_to(LeadStatus::Rejected, why, Timestamp(1));
            }
        });
    }
    // Taken up again: its reason is gone.
    shop.put("again", "web", 0, None, |one| {
        if let Some(lead) = &mut one.lead {
            lead.move_to(LeadStatus::Rejected, "Price", Timestamp(1));
            lead.move_to(LeadStatus::Working, "", Timestamp(2));
        }
    });
    let (lines, all) = figures(&shop.records);
    let line = |said: &str, count| (said.to_owned(), count);
    assert_eq!(
        all.reasons,
        [
            line("Too far", 3),
            line("", 1),
            line("Price", 1),
            line("moved away", 1)
        ]
    );
    assert_eq!(all.rejected, 6);
    for (_, one) in &lines {
        let sum: usize = one.reasons.iter().map(|(_, count)| count).sum();
        assert_eq!(sum, one.rejected);
    }
    let web = lines.iter().find(|(source, _)| source == "web");
    assert_eq!(
        web.map(|(_, one)| one.reasons.clone()),
        Some(vec![line("Too far", 2)])
    );
    assert_eq!(said[1].1, "Too far: two hours: by bus");
}

#[test]
fn the_time_to_the_first_answer_is_the_middle_one() {
    let mut shop = shop();
    shop.lead("a", "web", 0, Some(10));
    shop.lead("b", "web", 0, Some(1_000));
    shop.lead("c", "web", 0, Some(30));
    shop.lead("d", "web ", 0, None);
    shop.lead("e", "fair", 100, Some(140));
    let (lines, all) = figures(&shop.records);
    let names: Vec<&str> = lines.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["web", "fair"]);
    assert_eq!((lines[0].1.leads, lines[0].1.waiting), (4, 1));
    assert_eq!(lines[0].1.response, Some(30));
    assert_eq!(lines[1].1.response, Some(40));
    // 10, 30, 40, 1000: between the two in the middle.
    assert_eq!(all.response, Some(35));
    assert_eq!((all.leads, all.rate()), (5, None));
    assert_eq!(figures(&Records::default()).1, Figures::default());
}
