//! JSON of other programs as lists.

use super::*;
use crate::exchange::duplicates::DuplicateChoice;
use proptest::prelude::*;

fn parts(text: &str) -> Vec<(String, String)> {
    let found = lists(text.as_bytes());
    let text = |bytes| String::from_utf8(bytes).expect("text");
    found
        .parts
        .into_iter()
        .map(|part| (part.name, text(part.bytes)))
        .collect()
}

/// The people and the work of a file as the shop would have them, the people first.
fn brought(
    text: &str,
) -> (
    Vec<crate::domain::Customer>,
    crate::exchange::things::todos::TodosPlan,
) {
    use crate::{
        domain::{Currency, IdMaker, Moment, TableName, Timestamp},
        exchange::{
            customers::convert::Setting,
            import::{Choices, Opened},
            own::OwnFields,
            plan, recognise,
            team::Team,
            things::{self, People, Reader, todos},
        },
    };
    use std::{ops::ControlFlow, sync::Arc};
    let setting = Setting {
        language: "en".into(),
        today: chrono::NaiveDate::MAX,
    };
    let moment = Moment {
        now: Timestamp(5),
        today: chrono::NaiveDate::MIN,
    };
    let ids = &mut IdMaker::new(3);
    let choices = Choices {
        encoding: Some("UTF-8".into()),
        delimiter: Some(','),
        typed: true,
        ..Choices::default()
    };
    let mut customers = Vec::new();
    let mut members = Vec::new();
    let mut made = todos::TodosPlan::default();
    for part in lists(text.as_bytes()).parts {
        let opened = Opened::new(&part.bytes, &choices, "en");
        let known: Vec<_> = customers.iter().cloned().map(Arc::new).collect();
        match recognise::table(&opened) {
            recognise::Kind::Customers => {
                let mut read = opened.read(&setting);
                assert_eq!(read.problems, [], "{}", part.name);
                let mut team = Team::new(&members);
                team.assign(&mut read.drafts, ids, &moment);
                let go_on = |_, _| ControlFlow::Continue(());
                let choice = DuplicateChoice::Update;
                let plan = plan::plan(read.drafts, known, choice, ids, &moment, go_on);
                let plan = plan.expect("not stopped");
                let new = team.made_for(&plan, std::iter::empty());
                members.extend(new.into_iter().map(Arc::new));
                for (_, edited) in plan.update {
                    customers.retain(|one: &crate::domain::Customer| one.id != edited.id);
                    customers.push(edited);
                }
                customers.extend(plan.create);
            }
            recognise::Kind::Activities => {
                let sheet = opened.sheet.as_ref().expect("a table");
                let kind = recognise::Kind::Activities;
                let layout = things::layout(kind, sheet, None);
                let own = OwnFields::new(TableName::Tasks, &[], Currency::CNY);
                let columns = things::columns(kind, &layout, None, &own);
                let reader = Reader {
                    setting: setting.clone(),
                    currency: Currency::CNY,
                    date_order: None,
                    decimal_mark: None,
                    typed: true,
                    zone: chrono_tz::Tz::UTC,
                };
                let read = things::read(kind, &layout, &columns, &reader, &own);
                assert_eq!(read.problems, [], "{}", part.name);
                let known = todos::Known {
                    people: People {
                        customers: known,
                        members: members.clone(),
                        ..People::default()
                    },
                    ..todos::Known::default()
                };
                let go_on = |_, _| ControlFlow::Continue(());
                let choice = DuplicateChoice::Skip;
                let plan = todos::plan(
                    read,
                    &known,
                    choice,
                    chrono_tz::Tz::UTC,
                    ids,
                    &moment,
                    go_on,
                );
                made = plan.expect("not stopped");
            }
            other => panic!("{} is of {other:?}", part.name),
        }
    }
    (customers, made)
}

/// What another customer of that name does not have.
fn named<'a>(customers: &'a [crate::domain::Customer], name: &str) -> &'a crate::domain::Customer {
    let mut found = customers.iter().filter(|one| one.name.full == name);
    let one = found.next().expect("somebody of that name");
    assert_eq!(found.next(), None, "once");
    one
}

/// The shape that the documentation of Atomic CRM describes.
const ATOMIC: &str = r#"{
    "sales": [{"id": 1, "first_name": "Mei", "last_name": "Lin", "email": "mei@shop.example"}],
    "companies": [{"id": 7, "name": "Rad AG", "sector": "crafts", "size": 12, "website": "https://rad.example",
        "linkedin_url": "https://linkedin.example/rad", "phone_number": "+49 221 555010", "revenue": "2M",
        "tax_identifier": "DE-99", "description": "Makes wheels", "city": "Köln", "country": "Germany",
        "address": "Ring 1", "zipcode": "50667", "state_abbr": "NW",
        "context_links": ["https://rad.example/press"], "sales_id": 1, "logo": {"src": "x"}}],
    "contacts": [
        {"id": 7, "first_name": "Ann", "last_name": "Lee", "title": "Buyer", "company_id": 7, "gender": "female",
         "has_newsletter": true, "background": "From the fair", "sales_id": 1, "tags": ["VIP", "fair"],
         "emails": [{"email": "ann@rad.example", "type": "Work"}, {"email": "ann@home.example", "type": "Home"}],
         "phones": [{"number": "+492215550101", "type": "Work"}]},
        {"id": 8, "first_name": "Ann", "last_name": "Lee", "avatar": {"src": "https://x.example/a.png"}}],
    "notes": [
        {"contact_id": 8, "sales_id": 1, "text": "First line\n\nSecond line", "date": "2025-02-14T09:20:21Z",
         "attachments": [{"url": "https://x.example/offer.pdf", "name": "offer.pdf"}]},
        {"contact_id": 7, "text": "Likes tea"}],
    "tasks": [
        {"contact_id": 8, "sales_id": 1, "text": "Send the kit"},
        {"contact_id": 7, "text": "Show the wheel", "due_date": "2025-03-26T16:15:00Z", "done_date": "2025-04-01T09:00:00"}],
    "deals": [{"id": 1, "name": "Wheels"}, {"id": 2, "name": "Spokes"}]
}"#;

#[test]
fn what_atomic_crm_documents_comes_in_whole() {
    let (customers, work) = brought(ATOMIC);
    let rad = named(&customers, "Rad AG");
    assert_eq!(rad.kind, crate::domain::CustomerKind::Company);
    assert_eq!(
        rad.note,
        "Makes wheels\nSector: crafts\nSize: 12\nRevenue: 2M\nTax: DE-99\nhttps://rad.example/press"
    );
    let place = &rad.addresses[0];
    assert_eq!(
        (
            place.street.as_str(),
            place.city.as_str(),
            place.postcode.as_str()
        ),
        ("Ring 1", "Köln", "50667")
    );
    let lees: Vec<_> = customers
        .iter()
        .filter(|one| one.name.full == "Ann Lee")
        .collect();
    let codes: Vec<_> = lees.iter().map(|one| one.code.as_str()).collect();
    assert_eq!(codes, ["7", "8"], "two people of one name stay two");
    let ann = lees[0];
    let emails: Vec<_> = ann.emails.iter().map(|one| one.address.as_str()).collect();
    assert_eq!(emails, ["ann@home.example", "ann@rad.example"]);
    assert_eq!(ann.phones[0].number, "+492215550101");
    assert_eq!((ann.company, ann.tags.len()), (Some(rad.id), 2));
    assert_eq!(ann.note, "From the fair\nLikes tea");
    assert!(ann.owner.is_some() && ann.owner == rad.owner);
    let of = |one: &crate::domain::Task| (one.title.clone(), one.customer, one.due.is_some());
    let tasks: Vec<_> = work.tasks.iter().map(of).collect();
    assert_eq!(
        tasks,
        [
            ("Send the kit".to_owned(), Some(lees[1].id), false),
            ("Show the wheel".to_owned(), Some(ann.id), true)
        ]
    );
    assert!(work.tasks[1].done.is_some() && work.tasks[0].owner == ann.owner);
    let note = &work.touches[0];
    assert_eq!((work.touches.len(), note.customer), (1, Some(lees[1].id)));
    assert_eq!(
        note.text,
        "First line\n\nSecond line\noffer.pdf https://x.example/offer.pdf"
    );
    assert_eq!(note.at, crate::domain::Timestamp(1_739_524_821_000));
    assert_eq!(
        lists(ATOMIC.as_bytes()).left_out,
        ["companies › logo (1)", "contacts › avatar (1)", "deals (2)"]
    );
}

#[test]
fn what_the_database_of_atomic_crm_calls_otherwise_is_read_too() {
    let (customers, _) = brought(
        r#"{"companies":[],"tags":[{"id":3,"name":"VIP"}],
        "contacts":[{"id":7,"first_name":"Ann","last_name":"Lee","company_name":"Rad AG","tags":[3],
        "email_jsonb":[{"email":"a@x.de","type":"Work"}],"phone_jsonb":[{"number":"+49 221 12345","type":"Home"}]}]}"#,
    );
    let ann = named(&customers, "Ann Lee");
    assert_eq!((ann.emails.len(), ann.phones.len()), (1, 1));
    assert_eq!(ann.tags, ["VIP"]);
}

#[test]
fn the_tree_of_monica_comes_with_all_that_took_place() {
    use crate::domain::ActivityKind::{CallIn, CallOut, Meeting, Message, Note};
    let text = r#"{"version":"1.0-preview.1","account":{"properties":{"journal_entries":[{"uuid":"j"}]},"data":[
        {"count":1,"type":"user","values":[{"uuid":"u","properties":{"first_name":"Own","last_name":"Er"}}]},
        {"count":1,"type":"relationship","values":[{"properties":{"type":"spouse"}}]},
        {"count":1,"type":"photo","values":[{"uuid":"p","properties":{"dataUrl":"data:image/png;base64,AAAA"}}]},
        {"count":1,"type":"activity","values":[{"uuid":"a","properties":{"summary":"Lunch","description":"By the river","happened_at":"2024-03-01"}}]},
        {"count":1,"type":"contact","values":[{"uuid":"x-1",
        "properties":{"first_name":"Ann","last_name":"Lee","tags":["VIP"],
          "birthdate":{"is_age_based":false,"is_year_unknown":true,"date":"2017-05-04T00:00:00Z"}},
        "data":[{"type":"contact_field","values":[{"properties":{"data":"a@x.de"}},{"properties":{"data":"+49 221 12345"}}]},
          {"type":"note","values":[{"created_at":"2024-02-01T08:00:00Z","properties":{"body":"Likes tea"}},{"properties":{"body":"Sings"}}]},
          {"type":"call","values":[{"properties":{"called_at":"2024-02-03","content":"About wheels","contact_called":true}},
             {"properties":{"called_at":"2024-02-04","content":null,"contact_called":false}}]},
          {"type":"conversation","values":[{"properties":{"happened_at":"2024-02-05","messages":[
             {"properties":{"content":"Hello","written_by_me":true}},{"properties":{"content":"Hi"}}]}}]},
          {"type":"activity","values":["a"]},{"type":"photo","values":["p"]},
          {"type":"gift","values":[{"properties":{"name":"Cup"}},{"properties":{"name":"Pot"}}]},
          {"type":"debt","values":[{"properties":{"amount":5}}]},
          {"type":"task","values":[{"properties":{"title":"Ring back","completed":true,"completed_at":"2024-02-06T00:00:00Z"}}]},
          {"type":"reminder","values":[{"properties":{"title":"Ask again","initial_date":"2027-01-05"}}]}]}]}]}}"#;
    let (customers, work) = brought(text);
    let ann = named(&customers, "Ann Lee");
    assert_eq!(customers.len(), 1, "who uses Monica is nobody's customer");
    assert_eq!((ann.code.as_str(), ann.note.as_str()), ("x-1", "Sings"));
    assert_eq!((ann.phones.len(), ann.emails.len()), (1, 1));
    assert_eq!(ann.birthday, crate::domain::Birthday::new(None, 5, 4));
    let touches: Vec<_> = work
        .touches
        .iter()
        .map(|one| (one.kind, one.text.as_str()))
        .collect();
    assert_eq!(
        touches,
        [
            (Note, "Likes tea"),
            (CallIn, "About wheels"),
            (CallOut, "call"),
            (Message, "Hello\nHi"),
            (Meeting, "Lunch\nBy the river"),
        ]
    );
    assert!(work.touches.iter().all(|one| one.customer == Some(ann.id)));
    let tasks: Vec<_> = work
        .tasks
        .iter()
        .map(|one| (one.title.as_str(), one.due, one.done.is_some()))
        .collect();
    let day = chrono::NaiveDate::from_ymd_opt(2027, 1, 5);
    assert_eq!(
        tasks,
        [("Ring back", None, true), ("Ask again", day, false)]
    );
    assert!(work.tasks.iter().all(|one| one.customer == Some(ann.id)));
    assert_eq!(
        lists(text.as_bytes()).left_out,
        [
            "debt (1)",
            "gift (2)",
            "journal entries (1)",
            "photo (1)",
            "relationship (1)"
        ]
    );
}

#[test]
fn no_list_of_few_bytes_becomes_one_of_many() {
    let wide: Vec<String> = (0..1_900).map(|at| format!("\"k{at}\":1")).collect();
    let text = format!("[{{{}}}{}]", wide.join(","), ",{\"a\":1}".repeat(30_000));
    let found = lists(text.as_bytes());
    assert!(
        found
            .parts
            .iter()
            .all(|part| part.bytes.len() <= text.len())
    );
}

#[test]
fn any_list_of_objects_and_nothing_else() {
    let list = parts(r#"[{"name":"Ann","phone":{"home":"12345"},"tags":["a","b"],"x":null}]"#);
    assert_eq!(list[0].1, "name,phone / home,tags,x\nAnn,12345,a;b,\n");
    for other in ["{\"a\":1}", "{\"a\":,}", "[1,2]", "{}"] {
        assert_eq!(parts(other), [("JSON".to_owned(), other.to_owned())]);
    }
    assert!(!is_foreign(b"{\"format\":\"regulars-backup\"}") && !is_foreign(b"Name,Phone"));
    assert!(is_foreign(b"[\r\n  {\"name\":1}]") && !is_foreign(b"[1,2]"));
    assert!(is_foreign(b" {\"contacts\":[]}") && is_foreign(b"[{\"name\":1}]"));
}

proptest! {
    #[test]
    fn no_tree_makes_it_fall(
        text in r#"(\{"(contacts|account|tasks)":|\[)?[\[\]\{\}",:a-z0-9]{0,60}"#,
    ) {
        drop(lists(text.as_bytes()));
    }
}
