//! What others may have of a customer: nothing of whoever asked not to be contacted at all, and of the others
//! none of the ways they refused. Lists that were picked, cards and calendars ask here; the shop's own copy of
//! everything does not.

use std::borrow::Cow;

use super::vcard;
use crate::{
    domain::{
        Attachment, Change, Channel, Customer, FieldValue, Id, LoggedEdit, Record, Records, Verb,
    },
    query::whom::whom,
};

/// What leads to a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// A telephone number.
    Number,
    /// An e-mail address.
    Mailbox,
    /// A name in a chat.
    Chat,
    /// A postal address.
    Place,
}

impl Way {
    const ALL: [Self; 4] = [Self::Number, Self::Mailbox, Self::Chat, Self::Place];
}

/// True if the customer refused what the way is good for: a number is good for calls and for messages.
fn refused(customer: &Customer, way: Way) -> bool {
    let refused = |channel| !customer.may_contact(channel);
    match way {
        Way::Number => refused(Channel::Phone) && refused(Channel::Message),
        Way::Mailbox => refused(Channel::Email),
        Way::Chat => refused(Channel::Message),
        Way::Place => refused(Channel::Post),
    }
}

/// The customer as others may have it: `None` if the person asked not to be contacted at all or refused every way,
/// the record itself if nothing was refused. Else a copy without the telephones (own fields of that kind too),
/// e-mails or addresses whose way was refused, and without the kept lines of its card that hold such a way. A web
/// site, a link and the words of a note are no way that a person is asked about: they stay.
pub fn reachable(customer: &Customer) -> Option<Cow<'_, Customer>> {
    if !customer.may_contact_somehow() {
        return None;
    }
    if !Way::ALL.into_iter().any(|way| refused(customer, way)) {
        return Some(Cow::Borrowed(customer));
    }
    let mut left = customer.clone();
    if refused(customer, Way::Number) {
        left.phones.clear();
        left.values
            .retain(|_, value| !matches!(value, FieldValue::Phone(_)));
    }
    if refused(customer, Way::Mailbox) {
        left.emails.clear();
    }
    if refused(customer, Way::Place) {
        left.addresses.clear();
    }
    vcard::drop_ways(&mut left.card, |way| refused(customer, way));
    Some(Cow::Owned(left))
}

/// What others may call the customer; `None` if not at all. Who has no name is called by the first way to get in
/// touch that was not refused.
pub fn called(customer: &Customer) -> Option<&str> {
    if !customer.may_contact_somehow() {
        return None;
    }
    let may = |way| !refused(customer, way);
    let email = customer.emails.first().filter(|_| may(Way::Mailbox));
    let phone = customer.phones.first().filter(|_| may(Way::Number));
    let names = [customer.name.full.as_str(), &customer.name.nickname];
    let mut all = names
        .into_iter()
        .chain(email.map(|one| one.address.as_str()))
        .chain(phone.map(|one| one.number.as_str()));
    Some(all.find(|text| !text.trim().is_empty()).unwrap_or_default())
}

/// Whose file it is: of whom or of whose deal, sale, case or task it shows something. `None` if it is nobody's or
/// they are gone.
pub fn owner_of<'r>(records: &'r Records, file: &Attachment) -> Option<&'r Customer> {
    let whose = whom(records, file.to.table, &[file.to.id]);
    let owner = records.get(*whose.first()?)?;
    Some(owner)
}

/// Customers whom an entry of the log is about and others may not have under the name that it is called after.
pub fn withheld(records: &Records, change: &Change) -> Vec<Id<Customer>> {
    // Imports are called after their file.
    let named = !change.label.name.is_empty() && change.label.count == 1;
    if !named || matches!(change.label.verb, Verb::Import | Verb::Backup) {
        return Vec::new();
    }
    let hidden = |one: &Customer| called(one) != Some(one.display_name());
    let mut found = Vec::new();
    for edit in &change.edits {
        let (table, id) = edit.key();
        let mut whose = whom(records, table, &[id]);
        if let LoggedEdit::Deleted { record } = edit {
            let record = match record {
                Record::Trash(entry) => &entry.record,
                other => other,
            };
            match record {
                Record::Customers(one) if hidden(one) => found.push(one.id),
                Record::Deals(one) => whose.extend(one.customer),
                Record::Tasks(one) => whose.extend(one.customer),
                Record::Cases(one) => whose.extend(one.customer),
                Record::Sales(one) => whose.extend(one.customer),
                _ => {}
            }
        }
        whose.retain(|id| records.get(*id).is_some_and(|one| hidden(one)));
        found.append(&mut whose);
    }
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::domain::{
        Consent, Email, IdMaker, Label, Phone, TableName, Task, Timestamp, name::Name,
    };

    fn person() -> Customer {
        let mut ids = IdMaker::new(1);
        let mut one = Customer::new(ids.next(Timestamp(1)), Name::from_full("Ann"), Timestamp(1));
        one.phones.push(Phone::new("13800138000"));
        one.emails.push(Email::new("ann@example.com"));
        let of = FieldValue::Phone;
        one.values
            .insert(ids.next(Timestamp(1)), of("13900139000".into()));
        let link = FieldValue::Link("https://ann.example".into());
        one.values.insert(ids.next(Timestamp(1)), link);
        one.card = [
            "item1.IMPP:xmpp:ann@chat.example",
            "item1.X-ABLabel:Chat",
            "item2.X-ABRELATEDNAMES:Tom",
            "item2.X-ABLabel:_$!<Brother>!$_",
            "X-QQ;TYPE=home:10001",
            "IMPP;X-SERVICE-TYPE=Mail:mailto:ann@example.com",
            "X-FAX:tel:+49-221-1",
            "GEO:50.9;6.9",
        ]
        .map(str::to_owned)
        .to_vec();
        one
    }

    fn refuse(one: &mut Customer, channel: Channel) {
        let said = Consent::new(channel, false, NaiveDate::MIN);
        one.set_consent(channel, Some(said));
    }

    #[test]
    fn nothing_is_copied_where_nothing_was_refused() {
        let one = person();
        assert!(matches!(reachable(&one), Some(Cow::Borrowed(_))));
    }

    #[test]
    fn refused_ways_are_left_out() {
        let mut one = person();
        refuse(&mut one, Channel::Phone);
        let left = reachable(&one).expect("by message");
        assert_eq!((left.phones.len(), left.values.len()), (1, 2));
        assert_eq!(left.card, one.card);
        refuse(&mut one, Channel::Message);
        let left = reachable(&one).expect("by mail");
        assert!(left.phones.is_empty() && left.emails.len() == 1);
        let values: Vec<_> = left.values.values().collect();
        assert!(matches!(values[..], [FieldValue::Link(_)]), "{values:?}");
        assert_eq!(
            left.card,
            [
                "item2.X-ABRELATEDNAMES:Tom",
                "item2.X-ABLabel:_$!<Brother>!$_",
                "GEO:50.9;6.9"
            ]
        );
        refuse(&mut one, Channel::Email);
        let left = reachable(&one).expect("by post");
        assert!(left.emails.is_empty() && left.card.contains(&"GEO:50.9;6.9".to_owned()));
        refuse(&mut one, Channel::Post);
        assert_eq!(reachable(&one), None);
        let mut one = person();
        one.do_not_contact = true;
        assert_eq!(reachable(&one), None);
    }

    #[test]
    fn who_has_no_name_is_not_called_by_a_refused_way() {
        let mut one = person();
        one.name = Name::default();
        assert_eq!(called(&one), Some("ann@example.com"));
        refuse(&mut one, Channel::Email);
        assert_eq!(called(&one), Some("13800138000"));
        refuse(&mut one, Channel::Phone);
        refuse(&mut one, Channel::Message);
        assert_eq!(called(&one), Some(""));
        refuse(&mut one, Channel::Post);
        assert_eq!(called(&one), None);
    }

    fn entry(verb: Verb, name: &str, edits: Vec<LoggedEdit>) -> Change {
        Change {
            seq: 1,
            at: Timestamp(1),
            label: Label::new(verb, TableName::Customers, 1, name),
            device: String::new(),
            person: String::new(),
            undoes: None,
            edits,
            replaced_all: false,
            pages: Vec::new(),
        }
    }

    #[test]
    fn the_log_names_nobody_who_asked_not_to_be_contacted() {
        let mut records = Records::default();
        let mut silent = person();
        silent.do_not_contact = true;
        let mut ids = IdMaker::new(9);
        let id = ids.next(Timestamp(1));
        let mut number = Customer::new(id, Name::default(), Timestamp(1));
        number.phones.push(Phone::new("13800138000"));
        let day = NaiveDate::from_ymd_opt(2026, 1, 5).expect("a date");
        for channel in [Channel::Phone, Channel::Message] {
            number.set_consent(channel, Some(Consent::new(channel, false, day)));
        }
        let open = Customer::new(ids.next(Timestamp(1)), Name::from_full("Bo"), Timestamp(1));
        let all = [silent.clone(), number.clone(), open.clone()];
        for (slot, one) in (0..).zip(all) {
            records.customers.put(slot, std::sync::Arc::new(one));
        }
        let task = Task {
            customer: Some(silent.id),
            ..Task::new(ids.next(Timestamp(1)), "Call Ann", Timestamp(1))
        };
        let made = |table, id| LoggedEdit::Created { table, id };
        let of = |id: Id<Customer>| vec![made(TableName::Customers, id.raw())];
        let told = |name: &str, edits| withheld(&records, &entry(Verb::Create, name, edits));
        assert_eq!(told("Ann", of(silent.id)), [silent.id]);
        assert_eq!(told("13800138000", of(number.id)), [number.id]);
        assert_eq!(told("Bo", of(open.id)), []);
        let deleted = |record| vec![LoggedEdit::Deleted { record }];
        assert_eq!(told("Call Ann", deleted(task.into())), [silent.id]);
        let import = entry(Verb::Import, "list.csv", of(silent.id));
        assert_eq!(withheld(&records, &import), []);
    }
}
