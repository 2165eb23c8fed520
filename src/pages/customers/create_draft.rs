//! What has been filled in of a new customer: how it begins, how it is kept until it is saved, and the
//! records it becomes. Knows no markup.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{
    app::App,
    domain::{
        Address, Birthday, Channel, Consent, Customer, CustomerKind, CustomerPart, Email, Id, Lead,
        Member, Phone, Record, Standing, TableName, Values, name::Name,
    },
    pages::{
        customer::BirthdayDraft,
        own::{self, Drafts},
    },
    ui::Picked,
};

/// What has been filled in.
#[derive(Clone, Copy)]
pub struct Form {
    /// Person or company.
    pub kind: RwSignal<CustomerKind>,
    /// The whole name.
    pub name: RwSignal<String>,
    /// A telephone number.
    pub phone: RwSignal<String>,
    /// An e-mail address.
    pub email: RwSignal<String>,
    /// A postal address.
    pub address: RwSignal<Address>,
    /// The company a person belongs to.
    pub company: RwSignal<Picked>,
    /// What a person does there.
    pub job: RwSignal<String>,
    /// The birthday.
    pub birthday: BirthdayDraft,
    /// Free labels.
    pub tags: RwSignal<Vec<String>>,
    /// Web site or profile.
    pub website: RwSignal<String>,
    /// What they are to the shop.
    pub standing: RwSignal<Standing>,
    /// Who looks after it.
    pub owner: RwSignal<Option<Id<Member>>>,
    /// True for a lead.
    pub lead: RwSignal<bool>,
    /// Where they came from.
    pub source: RwSignal<String>,
    /// Number in a former system.
    pub code: RwSignal<String>,
    /// Free text.
    pub note: RwSignal<String>,
    /// True if they want to be left alone.
    pub silent: RwSignal<bool>,
    /// What they allowed.
    pub consents: RwSignal<Vec<Consent>>,
    /// The shop's own fields.
    pub own: Drafts,
    /// True once it was tried without anything to call them by.
    pub error: RwSignal<bool>,
}

impl Form {
    /// A form with nothing but a name.
    pub fn new(app: App, name: String) -> Self {
        let blank = || RwSignal::new(String::new());
        Self {
            kind: RwSignal::new(CustomerKind::Person),
            name: RwSignal::new(name),
            phone: blank(),
            email: blank(),
            address: RwSignal::new(Address::default()),
            company: RwSignal::new(Picked::Nothing),
            job: blank(),
            birthday: BirthdayDraft::new(),
            tags: RwSignal::new(Vec::new()),
            website: blank(),
            standing: RwSignal::new(Standing::Customer),
            owner: RwSignal::new(None),
            lead: RwSignal::new(false),
            source: blank(),
            code: blank(),
            note: blank(),
            silent: RwSignal::new(false),
            consents: RwSignal::new(Vec::new()),
            own: Drafts::new(app, TableName::Customers, &Values::new()),
            error: RwSignal::new(false),
        }
    }

    /// True if there is nothing to call the customer by.
    pub fn is_nameless(self) -> bool {
        [self.name, self.phone, self.email]
            .iter()
            .all(|text| text.with_untracked(|text| text.trim().is_empty()))
    }

    /// True if somebody agreed and it is not said where.
    pub fn lacks_source(self) -> bool {
        self.consents
            .with_untracked(|all| all.iter().any(Consent::lacks_source))
    }

    /// Notes what was said of a channel.
    pub fn say(self, channel: Channel, said: Option<Consent>) {
        self.consents.update(|all| {
            all.retain(|have| have.channel != channel);
            all.extend(said);
        });
    }

    /// The parts where something is filled in; followed.
    pub fn held(self) -> Vec<CustomerPart> {
        let some = |text: RwSignal<String>| text.with(|text| !text.is_empty());
        let holds = |part: &CustomerPart| match part {
            CustomerPart::Phones => some(self.phone),
            CustomerPart::Emails => some(self.email),
            CustomerPart::Addresses => self.address.with(|place| !place.is_blank()),
            CustomerPart::Company => self.company.with(|company| *company != Picked::Nothing),
            CustomerPart::JobTitle => some(self.job),
            // A day that can't be read has to be seen to be put right.
            CustomerPart::Birthday => self.birthday.read() != Ok(None),
            CustomerPart::Tags => self.tags.with(|tags| !tags.is_empty()),
            CustomerPart::Website => some(self.website),
            CustomerPart::Standing => self.standing.get() != Standing::Customer,
            CustomerPart::Owner => self.owner.get().is_some(),
            CustomerPart::Source => some(self.source),
            CustomerPart::Code => some(self.code),
            CustomerPart::Note => some(self.note),
            CustomerPart::Values => !self.own.texts().is_empty(),
        };
        let all = CustomerPart::ALL.into_iter();
        all.filter(holds).collect()
    }

    /// The records to add: the customer first, then a company made on the spot. `None` if nothing was
    /// filled in to call it by, or the birthday is no day.
    pub fn records(self, app: App, values: Values) -> Option<(Id<Customer>, Vec<Record>)> {
        let now = app.moment().now;
        let typed = |text: RwSignal<String>| text.with_untracked(|text| text.trim().to_owned());
        let name = self.name.get_untracked();
        let kind = self.kind.get_untracked();
        let named = match kind {
            CustomerKind::Person => Name::from_full(&name),
            CustomerKind::Company => company_name(&name),
        };
        let mut customer = Customer::new(app.new_id(), named, now);
        customer.kind = kind;
        let phone = typed(self.phone);
        customer.phones = Vec::from_iter((!phone.is_empty()).then(|| Phone::new(phone)));
        let email = typed(self.email);
        customer.emails = Vec::from_iter((!email.is_empty()).then(|| Email::new(email)));
        let address = self.address.get_untracked();
        customer.addresses = Vec::from_iter((!address.is_blank()).then_some(address));
        customer.tags = self.tags.get_untracked();
        customer.website = typed(self.website);
        customer.standing = self.standing.get_untracked();
        customer.owner = self.owner.get_untracked();
        customer.lead = self.lead.get_untracked().then(|| Lead::new(now));
        customer.source = typed(self.source);
        customer.code = typed(self.code);
        customer.note = typed(self.note);
        customer.values = values;
        customer.do_not_contact = self.silent.get_untracked();
        for said in self.consents.get_untracked() {
            customer.set_consent(said.channel, Some(said));
        }
        if customer.display_name().trim().is_empty() {
            return None;
        }
        let id = customer.id;
        let mut records = Vec::new();
        if kind == CustomerKind::Person {
            customer.job_title = typed(self.job);
            customer.birthday = untrack(|| self.birthday.read()).ok()?;
            match self.company.get_untracked() {
                Picked::Nothing => {}
                Picked::Record(company) => customer.company = Some(Id::new(company.id)),
                Picked::New(name) => {
                    let mut company = Customer::new(app.new_id(), company_name(&name), now);
                    company.kind = CustomerKind::Company;
                    customer.company = Some(company.id);
                    records.push(company.into());
                }
            }
        }
        records.insert(0, customer.into());
        Some((id, records))
    }
}

/// What was typed, as it is kept until it is saved.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Texts {
    kind: CustomerKind,
    name: String,
    phone: String,
    email: String,
    company: Picked,
    tags: Vec<String>,
    #[serde(default)]
    source: String,
    #[serde(default)]
    own: own::Texts,
    #[serde(default)]
    address: Address,
    #[serde(default)]
    job: String,
    #[serde(default)]
    birthday: Option<Birthday>,
    #[serde(default)]
    website: String,
    #[serde(default)]
    standing: Standing,
    #[serde(default)]
    owner: Option<Id<Member>>,
    #[serde(default)]
    code: String,
    #[serde(default)]
    note: String,
    #[serde(default)]
    silent: bool,
    #[serde(default)]
    consents: Vec<Consent>,
}

impl Form {
    /// What is filled in; followed.
    pub fn texts(self) -> Texts {
        Texts {
            kind: self.kind.get(),
            name: self.name.get(),
            phone: self.phone.get(),
            email: self.email.get(),
            company: self.company.get(),
            tags: self.tags.get(),
            source: self.source.get(),
            own: self.own.texts(),
            address: self.address.get(),
            job: self.job.get(),
            birthday: self.birthday.read().ok().flatten(),
            website: self.website.get(),
            standing: self.standing.get(),
            owner: self.owner.get(),
            code: self.code.get(),
            note: self.note.get(),
            silent: self.silent.get(),
            consents: self.consents.get(),
        }
    }

    /// Types it again.
    pub fn type_again(self, texts: Texts) {
        self.kind.set(texts.kind);
        self.name.set(texts.name);
        self.phone.set(texts.phone);
        self.email.set(texts.email);
        self.company.set(texts.company);
        self.tags.set(texts.tags);
        self.source.set(texts.source);
        self.own.type_again(&texts.own);
        self.address.set(texts.address);
        self.job.set(texts.job);
        self.birthday.show(texts.birthday);
        self.website.set(texts.website);
        self.standing.set(texts.standing);
        self.owner.set(texts.owner);
        self.code.set(texts.code);
        self.note.set(texts.note);
        self.silent.set(texts.silent);
        self.consents.set(texts.consents);
    }
}

/// A company has no family name.
fn company_name(full: &str) -> Name {
    Name {
        full: full.split_whitespace().collect::<Vec<_>>().join(" "),
        ..Name::default()
    }
}
