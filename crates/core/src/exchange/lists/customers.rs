//! Customers with every field, in columns the importer reads back as they are.

use super::{Style, Value};
use crate::{
    domain::{Channel, Customer, CustomerKind, LeadStatus, Standing, Timestamp},
    exchange::customers::more,
};

/// Most phones, e-mails and addresses of one customer, and whether anybody has what few have.
#[derive(Debug, Clone, Copy)]
pub(super) struct Widths {
    phones: usize,
    emails: usize,
    addresses: usize,
    leads: bool,
    consents: [bool; 4],
    relations: bool,
}

impl Widths {
    pub fn of<'a>(customers: impl Iterator<Item = &'a Customer>, relations: bool) -> Self {
        let one = Self {
            phones: 1,
            emails: 1,
            addresses: 1,
            leads: false,
            consents: [false; 4],
            relations,
        };
        customers.fold(one, |most, customer| Self {
            phones: most.phones.max(customer.phones.len()),
            emails: most.emails.max(customer.emails.len()),
            addresses: most.addresses.max(customer.addresses.len()),
            leads: most.leads || customer.lead.is_some(),
            consents: Channel::ALL
                .map(|channel| most.has(channel) || customer.consent(channel).is_some()),
            relations,
        })
    }
}

impl Widths {
    fn has(self, channel: Channel) -> bool {
        let mut all = Channel::ALL.into_iter().zip(self.consents);
        all.any(|(one, has)| has && one == channel)
    }
}

/// Names of the columns.
pub(super) fn columns(style: &Style, widths: Widths) -> Vec<String> {
    let words = style.words;
    let mut columns: Vec<String> = [
        "full_name",
        "code",
        "kind",
        "family_name",
        "given_name",
        "prefix",
        "suffix",
        "nickname",
        "phonetic",
        "company",
        "job_title",
        "birthday",
        "gender",
        "tags",
        "source",
        "website",
        "do_not_contact",
        "standing",
        "owner",
    ]
    .map(|key| words.get(key).to_owned())
    .to_vec();
    if widths.leads {
        columns.push(words.get("lead_status").to_owned());
        columns.push(words.get("lead_reason").to_owned());
        columns.push(words.get("lead_since").to_owned());
        columns.push(words.get("lead_answered").to_owned());
    }
    for channel in Channel::ALL.into_iter().filter(|one| widths.has(*one)) {
        columns.push(words.get(consent_key(channel)).to_owned());
    }
    if widths.relations {
        columns.push(words.get("relations").to_owned());
    }
    for n in 1..=widths.phones {
        columns.extend(["phone_label", "phone"].map(|key| words.numbered(key, n)));
    }
    for n in 1..=widths.emails {
        columns.extend(["email_label", "email"].map(|key| words.numbered(key, n)));
    }
    for n in 1..=widths.addresses {
        let keys = [
            "address_label",
            "street",
            "city",
            "region",
            "postcode",
            "country",
        ];
        columns.extend(keys.map(|key| words.numbered(key, n)));
    }
    columns.push(words.get("note").to_owned());
    columns
}

const fn consent_key(channel: Channel) -> &'static str {
    match channel {
        Channel::Phone => "consent.phone",
        Channel::Email => "consent.email",
        Channel::Message => "consent.message",
        Channel::Post => "consent.post",
    }
}

const fn lead_key(status: LeadStatus) -> &'static str {
    match status {
        LeadStatus::New => "lead.new",
        LeadStatus::Working => "lead.working",
        LeadStatus::Qualified => "lead.qualified",
        LeadStatus::Rejected => "lead.rejected",
    }
}

/// How far a lead has come, what the person allowed, and who belongs to it.
fn more<'a>(
    customer: &'a Customer,
    relations: String,
    style: &Style,
    widths: Widths,
) -> Vec<Value<'a>> {
    let word = |key: &str| style.words.get(key);
    let mut row = Vec::new();
    if widths.leads {
        // To the millisecond and with its zone: a file says the same moment anywhere.
        let moment = |at: Timestamp| {
            let at = chrono::DateTime::from_timestamp_millis(at.0);
            let at = at.map(|at| at.with_timezone(&style.zone));
            at.map_or(Value::Blank, |at| {
                Value::text(at.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, false))
            })
        };
        row.extend(customer.lead.as_ref().map_or(
            [Value::Blank, Value::Blank, Value::Blank, Value::Blank],
            |lead| {
                [
                    Value::text(word(lead_key(lead.status))),
                    Value::text(&lead.reason),
                    moment(lead.since),
                    lead.answered.map_or(Value::Blank, moment),
                ]
            },
        ));
    }
    for channel in Channel::ALL.into_iter().filter(|one| widths.has(*one)) {
        row.push(customer.consent(channel).map_or(Value::Blank, |said| {
            let given = word(if said.given { "yes" } else { "no" });
            Value::text(more::consent_text(
                said,
                given,
                style.words.get("consent.sensitive"),
            ))
        }));
    }
    if widths.relations {
        row.push(Value::text(relations));
    }
    row
}

/// The values of one customer. `company` leads to the company of a person, `owner` is the name of who
/// looks after it, `relations` are those that begin with it.
pub(super) fn row<'a>(
    customer: &'a Customer,
    company: Value<'a>,
    owner: Value<'a>,
    relations: String,
    style: &Style,
    widths: Widths,
) -> Vec<Value<'a>> {
    let word = |key: &str| style.words.get(key);
    let name = &customer.name;
    let kind = match customer.kind {
        CustomerKind::Company => word("company_kind"),
        CustomerKind::Person => word("person"),
    };
    let gender = match customer.gender.as_str() {
        "female" => word("female"),
        "male" => word("male"),
        other => other,
    };
    // A birthday without year, or of the lunar calendar, is no day of a sheet; it stays as files
    // write it.
    let birthday = customer.birthday.map_or(Value::Blank, |day| {
        let civil = day.year().filter(|_| !day.is_lunar());
        let whole = civil.and_then(|year| day.in_year(year));
        whole.map_or_else(|| Value::text(day.to_string()), Value::Day)
    });
    let text = |text: &'a str| Value::text(text);
    let mut row = vec![
        text(&name.full),
        text(&customer.code),
        text(kind),
        text(&name.family),
        text(&name.given),
        text(&name.prefix),
        text(&name.suffix),
        text(&name.nickname),
        text(&name.phonetic),
        company,
        text(&customer.job_title),
        birthday,
        text(gender),
        Value::text(joined(&customer.tags)),
        text(&customer.source),
        text(&customer.website),
        text(if customer.do_not_contact {
            word("yes")
        } else {
            ""
        }),
        text(match customer.standing {
            Standing::Customer => "",
            Standing::Supplier => word("supplier"),
            Standing::Partner => word("partner"),
            Standing::Competitor => word("competitor"),
        }),
        owner,
    ];
    row.extend(more(customer, relations, style, widths));
    for n in 0..widths.phones {
        let phone = customer.phones.get(n);
        row.extend(cells(phone, |phone| [&phone.label, &phone.number]));
    }
    for n in 0..widths.emails {
        let email = customer.emails.get(n);
        row.extend(cells(email, |email| [&email.label, &email.address]));
    }
    for n in 0..widths.addresses {
        row.extend(cells(customer.addresses.get(n), |place| {
            [
                &place.label,
                &place.street,
                &place.city,
                &place.region,
                &place.postcode,
                &place.country,
            ]
        }));
    }
    row.push(text(&customer.note));
    row
}

/// The texts of one entry, or as many blank cells if the customer has none.
fn cells<'a, T, const N: usize>(
    entry: Option<&'a T>,
    texts: impl Fn(&'a T) -> [&'a String; N],
) -> [Value<'a>; N] {
    entry.map_or([const { Value::Blank }; N], |entry| {
        texts(entry).map(|text| Value::text(text.as_str()))
    })
}

/// Tags in one cell: a comma between them, `\` before what would be one.
pub fn joined(tags: &[String]) -> String {
    let tags = tags.iter();
    let safe = tags.map(|tag| tag.replace('\\', "\\\\").replace(',', "\\,"));
    safe.collect::<Vec<_>>().join(", ")
}
