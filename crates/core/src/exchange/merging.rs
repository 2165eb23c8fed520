//! What a file says of somebody the shop knows, brought into the known record.

use super::duplicates::{born_apart, name_key, same_phone};
use crate::domain::{Customer, Id, Standing, name::Name};

/// Brings what a file says into a known record. Blank fields are filled, lists grow, texts that
/// differ are replaced by the file's; what differs only in format stays as it is, and a note is
/// added to, never lost.
pub fn merge(known: &mut Customer, from: &Customer) {
    let name = &mut known.name;
    if !from.name.full.trim().is_empty() && name_key(&name.full) != name_key(&from.name.full) {
        *name = Name {
            nickname: std::mem::take(&mut name.nickname),
            ..from.name.clone()
        };
    }
    for (have, new) in [
        (&mut name.family, &from.name.family),
        (&mut name.given, &from.name.given),
        (&mut name.prefix, &from.name.prefix),
        (&mut name.suffix, &from.name.suffix),
        (&mut name.nickname, &from.name.nickname),
        (&mut name.phonetic, &from.name.phonetic),
    ] {
        if have.is_empty() {
            new.clone_into(have);
        }
    }
    for (have, new) in [
        (&mut known.website, &from.website),
        (&mut known.job_title, &from.job_title),
        (&mut known.gender, &from.gender),
        (&mut known.source, &from.source),
        (&mut known.code, &from.code),
    ] {
        if !new.trim().is_empty() && name_key(have) != name_key(new) {
            new.clone_into(have);
        }
    }
    for phone in &from.phones {
        match known
            .phones
            .iter_mut()
            .find(|have| have.number == phone.number || same_phone(&have.number, &phone.number))
        {
            Some(have) if have.label.is_empty() => have.label.clone_from(&phone.label),
            Some(_) => {}
            None => known.phones.push(phone.clone()),
        }
    }
    for email in &from.emails {
        match known
            .emails
            .iter_mut()
            .find(|have| have.key() == email.key())
        {
            Some(have) if have.label.is_empty() => have.label.clone_from(&email.label),
            Some(_) => {}
            None => known.emails.push(email.clone()),
        }
    }
    for place in &from.addresses {
        let key = |a: &crate::domain::Address| {
            name_key(
                &[&a.street, &a.city, &a.region, &a.postcode, &a.country]
                    .map(String::as_str)
                    .concat(),
            )
        };
        if !known.addresses.iter().any(|have| key(have) == key(place)) {
            known.addresses.push(place.clone());
        }
    }
    known.birthday = match (known.birthday, from.birthday) {
        // A file without the year knows less, not better.
        (Some(have), Some(new))
            if new.year().is_none() && (have.month(), have.day()) == (new.month(), new.day()) =>
        {
            Some(have)
        }
        (have, new) => new.or(have),
    };
    for tag in &from.tags {
        known.add_tag(tag);
    }
    if !from.note.trim().is_empty() && !known.note.contains(from.note.trim()) {
        if !known.note.is_empty() {
            known.note.push('\n');
        }
        known.note.push_str(from.note.trim());
    }
    known.owner = from.owner.or(known.owner);
    // The usual standing is what a file says that says nothing.
    if from.standing != Standing::default() {
        known.standing = from.standing;
    }
    known.do_not_contact |= from.do_not_contact;
    let photo = |lines: &[String]| lines.iter().any(|line| line.starts_with("PHOTO"));
    let pictured = photo(&known.card);
    for line in &from.card {
        let picture = line.starts_with("PHOTO");
        let there = known.card.contains(line) || (picture && pictured);
        if !there {
            known.card.push(line.clone());
        }
    }
    for (field, value) in &from.values {
        known.values.insert(*field, value.clone());
    }
}

/// Brings what a further row of one file says into what an earlier one made: blank fields are filled, lists
/// grow, and where the two contradict each other the first stays. True if they do.
pub fn fill(first: &mut Customer, from: &Customer) -> bool {
    let mut rest = from.clone();
    let mut clash = false;
    if name_key(&first.name.full) != name_key(&rest.name.full) && !first.name.full.trim().is_empty()
    {
        rest.name = Name {
            nickname: rest.name.nickname,
            ..Name::default()
        };
    }
    for (have, new) in [
        (&first.website, &mut rest.website),
        (&first.job_title, &mut rest.job_title),
        (&first.gender, &mut rest.gender),
        (&first.source, &mut rest.source),
        (&first.code, &mut rest.code),
    ] {
        if !have.trim().is_empty() && !new.trim().is_empty() {
            clash |= name_key(have) != name_key(new);
            new.clear();
        }
    }
    if born_apart(first, &rest) {
        clash = true;
        rest.birthday = None;
    }
    if first.standing != Standing::default() {
        clash |= rest.standing != Standing::default() && rest.standing != first.standing;
        rest.standing = Standing::default();
    }
    for (have, new) in [
        (first.owner.map(Id::raw), rest.owner.map(Id::raw)),
        (first.company.map(Id::raw), rest.company.map(Id::raw)),
    ] {
        clash |= have.is_some() && new.is_some() && have != new;
    }
    rest.owner = first.owner.or(rest.owner);
    rest.values.retain(|field, new| {
        let have = first.values.get(field);
        clash |= have.is_some_and(|have| have != new);
        have.is_none()
    });
    merge(first, &rest);
    first.company = first.company.or(from.company);
    clash
}
