//! JSON of other programs as lists.

use super::*;
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

#[test]
fn contacts_companies_and_tasks_of_atomic_crm() {
    let parts = parts(
        r#"{"sales":[{"id":1}],"companies":[{"id":5,"name":"Rad AG","city":"Köln"}],
        "contacts":[{"id":7,"first_name":"Ann","last_name":"Lee","company_id":5,"tags":["VIP"],
        "email_jsonb":[{"email":"a@x.de","type":"Work"}],"phone_jsonb":[{"number":"+49 221 1","type":"Home"}]}],
        "notes":[{"contact_id":7,"date":"2024-01-05T10:00","text":"Likes tea"}],
        "tasks":[{"contact_id":7,"text":"Call","due_date":"2027-01-05","done_date":null}]}"#,
    );
    let names: Vec<_> = parts.iter().map(|part| part.0.as_str()).collect();
    assert_eq!(names, ["companies", "contacts", "tasks"]);
    assert!(parts[1].1.contains("Rad AG") && parts[1].1.contains("2024-01-05 Likes tea"));
    assert!(
        parts[1]
            .1
            .starts_with("background,company,email_work,first_name,last_name,phone_home,tags\n")
    );
    assert!(
        parts[2]
            .1
            .contains("SUMMARY:Call\r\nDUE;VALUE=DATE:20270105\r\n")
    );
}

#[test]
fn the_tree_of_monica() {
    let parts = parts(
        r#"{"version":"1.0-preview.1","account":{"data":[{"count":1,"type":"contact","values":[{"uuid":"x",
        "properties":{"first_name":"Ann","last_name":"Lee","tags":["VIP"],
          "birthdate":{"is_age_based":false,"is_year_unknown":true,"date":"2017-05-04T00:00:00Z"}},
        "data":[{"type":"contact_field","values":[{"properties":{"data":"a@x.de"}},{"properties":{"data":"+49 221 12345"}}]},
          {"type":"note","values":[{"properties":{"body":"Likes tea"}}]},
          {"type":"task","values":[{"properties":{"title":"Call","completed":true}}]}]}]}]}}"#,
    );
    assert_eq!(
        parts[0].1,
        "birthday,email,first name,last name,note,phone,tags\n--05-04,a@x.de,Ann,Lee,Likes tea,+49 221 12345,VIP\n"
    );
    assert!(parts[1].1.contains("SUMMARY:Call") && parts[1].1.contains("COMPLETED"));
}

#[test]
fn any_list_of_objects_and_nothing_else() {
    let list = parts(r#"[{"name":"Ann","phone":{"home":"12345"},"tags":["a","b"],"x":null}]"#);
    assert_eq!(list[0].1, "name,phone / home,tags,x\nAnn,12345,a;b,\n");
    for other in ["{\"a\":1}", "{\"a\":,}", "[1,2]", "{}"] {
        assert_eq!(parts(other), [("JSON".to_owned(), other.to_owned())]);
    }
    assert!(!is_foreign(b"{\"format\":\"regulars-backup\"}") && !is_foreign(b"Name,Phone"));
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
