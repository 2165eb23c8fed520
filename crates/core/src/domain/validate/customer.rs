//! The rules for customers.

use super::{After, line, note, tags, within};
use crate::domain::{Channel, Customer, Refusal, TableName, limits};

pub(super) fn check_customer(customer: &Customer, after: &After<'_>) -> Result<(), Refusal> {
    if customer.display_name().is_empty() {
        return Err(Refusal::Blank("name"));
    }
    let name = &customer.name;
    for text in [
        &name.full,
        &name.family,
        &name.given,
        &name.nickname,
        &name.phonetic,
    ] {
        line("name", text)?;
    }
    let texts = [
        ("website", &customer.website),
        ("job_title", &customer.job_title),
        ("source", &customer.source),
        ("code", &customer.code),
        ("gender", &customer.gender),
    ];
    for (field, text) in texts {
        line(field, text)?;
    }
    note(&customer.note)?;
    within("phones", customer.phones.len(), limits::ENTRIES)?;
    within("emails", customer.emails.len(), limits::ENTRIES)?;
    within("addresses", customer.addresses.len(), limits::ENTRIES)?;
    within("not_same", customer.not_same.len(), limits::ENTRIES)?;
    within("card", customer.card.len(), limits::ENTRIES)?;
    customer.card.iter().try_for_each(|text| {
        within(
            "card",
            text.chars().count(),
            limits::PHOTO + limits::CARD_LINE,
        )
    })?;
    within("merged", customer.merged.len(), limits::ENTRIES)?;
    within("consents", customer.consents.len(), Channel::ALL.len())?;
    customer
        .consents
        .iter()
        .flat_map(|said| [&said.source, &said.purpose, &said.wording])
        .try_for_each(|text| line("consents", text))?;
    customer
        .phones
        .iter()
        .try_for_each(|phone| line("phones", &phone.number))?;
    customer
        .emails
        .iter()
        .try_for_each(|email| line("emails", &email.address))?;
    customer.addresses.iter().try_for_each(|place| {
        [
            &place.street,
            &place.city,
            &place.region,
            &place.postcode,
            &place.country,
        ]
        .into_iter()
        .try_for_each(|part| line("addresses", part))
    })?;
    tags(&customer.tags)?;
    if customer.company == Some(customer.id) {
        return Err(Refusal::Cycle);
    }
    if let Some(lead) = &customer.lead {
        line("reason", &lead.reason)?;
    }
    after.values(TableName::Customers, &customer.values)
}
