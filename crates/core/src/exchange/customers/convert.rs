//! Rows to customers, with every value that could not be taken named by row and column. A value
//! that can't be read is left out and told, never bent into something else; a row that names nobody
//! is rejected.

use chrono::NaiveDate;

pub use super::setting::Setting;
use super::{
    super::{
        amount::DecimalMark,
        own::{OwnColumn, OwnFields},
        problem::{Problem, ProblemKind},
    },
    accepts, birthday, cell,
    field::{Field, What},
    kind::{is_firm, says_company, settle},
    layout::Layout,
    lunar,
    mapping::Mapping,
    more::{self, Mention},
    orders::{date_orders, own_columns, point_marks},
    parts::{Parts, overfull},
};
use crate::domain::{
    Birthday, Customer, Email, Id, Phone, TableName, Timestamp, limits, name::Name,
};

/// A customer of a file, not yet one of the shop: identity and times are still blank.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// Where it stands in the file.
    pub row: usize,
    /// The record.
    pub customer: Customer,
    /// Name of the company the person belongs to, empty if none.
    pub company: String,
    /// Number of that company in the former system, empty if none.
    pub company_code: String,
    /// Name of the member of the team who looks after it, empty if nobody.
    pub owner: String,
    /// Who else belongs to the customer.
    pub mentions: Vec<Mention>,
    /// Points that the customer brings along; 0 for none.
    pub points: i64,
    /// The day since when they are a customer, if the file says so.
    pub since: Option<NaiveDate>,
}

impl Draft {
    /// An empty draft of a row.
    pub fn new(row: usize) -> Self {
        let customer = Customer::new(Id::new(uuid::Uuid::nil()), Name::default(), Timestamp(0));
        Self {
            row,
            customer,
            company: String::new(),
            company_code: String::new(),
            owner: String::new(),
            mentions: Vec::new(),
            points: 0,
            since: None,
        }
    }
}

/// Everything a file says about customers.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Read {
    /// Customers in the order of the file.
    pub drafts: Vec<Draft>,
    /// What could not be taken.
    pub problems: Vec<Problem>,
    /// Numbers of the rows that became no customer.
    pub rejected: Vec<usize>,
    /// Numbers of the rows that only add up others, left out.
    pub totals: Vec<usize>,
}

/// Reads the rows below the header, for a shop without own fields.
pub fn read(layout: &Layout<'_>, mapping: &Mapping, setting: &Setting) -> Read {
    let none = OwnFields::none(TableName::Customers);
    read_with(layout, mapping, setting, &none)
}

/// Reads the rows below the header; columns may hold those own fields.
pub fn read_with(
    layout: &Layout<'_>,
    mapping: &Mapping,
    setting: &Setting,
    own: &OwnFields,
) -> Read {
    let mut read = Read {
        totals: layout.totals.clone(),
        ..Read::default()
    };
    let orders = date_orders(layout, mapping, setting, &mut read.problems);
    let marks = point_marks(layout, mapping, &mut read.problems);
    let own = own_columns(layout, mapping, setting, own, &mut read.problems);
    for row in &layout.rows {
        let mut reader = RowReader {
            row: row.number,
            mapping,
            setting,
            order: birthday::Order::default(),
            mark: DecimalMark::Point,
            parts: Parts::default(),
            draft: Draft::new(row.number),
            problems: &mut read.problems,
        };
        if row.len() > mapping.columns.len() {
            let extra: Vec<&str> = row
                .cells()
                .skip(mapping.columns.len())
                .filter(|c| !c.trim().is_empty())
                .collect();
            if let Some(first) = extra.first() {
                let kind = ProblemKind::TooManyCells {
                    cells: row.len(),
                    columns: mapping.columns.len(),
                };
                reader.problem("", kind, first);
            }
        }
        for (at, (column, text)) in mapping.columns.iter().zip(row.cells()).enumerate() {
            if column.field.what != What::Ignore && !text.is_empty() {
                reader.order = orders.get(&at).copied().unwrap_or_default();
                reader.mark = marks.get(&at).copied().unwrap_or(DecimalMark::Point);
                match own.get(&at) {
                    Some(own) => reader.own(own, &column.title, text),
                    None => reader.cell(&column.field, &column.title, text),
                }
            }
        }
        match reader.finish() {
            Some(draft) => read.drafts.push(draft),
            None => read.rejected.push(row.number),
        }
    }
    read
}

struct RowReader<'a> {
    row: usize,
    mapping: &'a Mapping,
    setting: &'a Setting,
    order: birthday::Order,
    mark: DecimalMark,
    parts: Parts,
    draft: Draft,
    problems: &'a mut Vec<Problem>,
}

impl RowReader<'_> {
    fn problem(&mut self, column: &str, kind: ProblemKind, value: &str) {
        self.problems
            .push(Problem::new(self.row, column, kind, value));
    }

    /// A cell without what spreadsheets and other programs put around it.
    fn bare<'t>(&self, raw: &'t str) -> &'t str {
        match (self.mapping.exact, self.mapping.typed) {
            (true, true) => raw,
            (true, false) => cell::unguard(raw),
            (false, _) => cell::plain(raw),
        }
    }

    fn own(&mut self, column: &OwnColumn, title: &str, raw: &str) {
        match column.read(self.bare(raw)) {
            Ok(Some(value)) => {
                let values = &mut self.draft.customer.values;
                values.insert(column.field.id, value);
            }
            Ok(None) => {}
            Err(kind) => self.problem(title, kind, raw),
        }
    }

    fn cell(&mut self, field: &Field, title: &str, raw: &str) {
        let exact = self.mapping.exact;
        let text = self.bare(raw);
        let limit = if matches!(field.what, What::Note | What::Relations) {
            limits::NOTE
        } else {
            limits::LINE
        };
        let listed = matches!(field.what, What::Tags | What::Phone | What::Email);
        if text.len() > limit && !listed && text.chars().count() > limit {
            self.problem(title, ProblemKind::TooLong, raw);
            return;
        }
        if text.is_empty() {
            return;
        }
        match field.what {
            What::Ignore | What::Own | What::New => {}
            What::Phone if exact => self.parts.phones.push((field.group, Phone::new(text))),
            What::Email if exact => self.parts.emails.push((field.group, Email::new(text))),
            What::Phone => self.phones(field, title, text),
            What::Email => self.emails(field, title, text),
            What::PhoneLabel | What::EmailLabel | What::AddressLabel => {
                self.parts.label(field, text);
            }
            What::Street
            | What::Street2
            | What::Street3
            | What::PoBox
            | What::City
            | What::Region
            | What::Postcode
            | What::Country
            | What::Address => self.parts.place(field, text),
            What::Birthday => match self.birthday(field, text) {
                Ok(day) => self.draft.customer.birthday = self.draft.customer.birthday.or(day),
                Err(kind) => self.problem(title, kind, raw),
            },
            What::Since => {
                let since = more::since(&mut self.draft, text, self.order, self.setting.today);
                if let Err(kind) = since {
                    self.problem(title, kind, raw);
                }
            }
            What::DoNotContact => match cell::flag(text) {
                Some(yes) => self.draft.customer.do_not_contact |= yes,
                None => self.problem(title, ProblemKind::UnreadableFlag, raw),
            },
            What::Standing => match cell::standing(text) {
                Some(standing) => self.draft.customer.standing = standing,
                None => self.problem(title, ProblemKind::NotAnOption, raw),
            },
            What::AcceptsEmail | What::AcceptsMessages | What::RefusesEmail => {
                match accepts::take(field.what, title, text, self.setting.today) {
                    Ok(Some(said)) => {
                        let channel = said.channel;
                        self.draft.customer.set_consent(channel, Some(said));
                    }
                    Ok(None) => {}
                    Err(kind) => self.problem(title, kind, raw),
                }
            }
            What::Points => match cell::points(text, self.mark) {
                Ok(points) => self.draft.points = points,
                Err(kind) => self.problem(title, kind, raw),
            },
            What::Tags => self.tags(title, text),
            What::Code if !exact && cell::is_scientific(text) => {
                self.problem(title, ProblemKind::LostDigits, raw);
            }
            What::Note => self.parts.append(What::Note, text),
            what => match more::take(&mut self.draft, what, title, text, self.setting.today) {
                Err(kind) => self.problem(title, kind, raw),
                Ok(true) => {}
                Ok(false) => self.parts.keep(what, text),
            },
        }
    }

    fn phones(&mut self, field: &Field, title: &str, text: &str) {
        for phone in cell::phones(text) {
            match phone {
                Ok(number) => {
                    let phone = Phone {
                        number,
                        label: field.label.clone(),
                    };
                    self.parts.phones.push((field.group, phone));
                }
                Err((kind, value)) => self.problem(title, kind, &value),
            }
        }
    }

    fn emails(&mut self, field: &Field, title: &str, text: &str) {
        for email in cell::emails(text) {
            match email {
                Ok(address) if address.chars().count() <= limits::LINE => {
                    let email = Email {
                        address,
                        label: field.label.clone(),
                    };
                    self.parts.emails.push((field.group, email));
                }
                Ok(address) => self.problem(title, ProblemKind::TooLong, &address),
                Err((kind, value)) => self.problem(title, kind, &value),
            }
        }
    }

    fn tags(&mut self, title: &str, text: &str) {
        let tags = if self.mapping.exact {
            cell::exact_tags(text)
        } else {
            cell::tags(text)
        };
        for tag in tags {
            let full = self.draft.customer.tags.len() >= limits::ENTRIES;
            if full || tag.chars().count() > limits::LINE {
                self.problem(title, ProblemKind::TooLong, &tag);
                return;
            }
            self.draft.customer.add_tag(&tag);
        }
    }

    /// A birthday; in a column of lunar ones every day is one.
    fn birthday(&self, field: &Field, text: &str) -> Result<Option<Birthday>, ProblemKind> {
        if field.label == "lunar" {
            return lunar::read(text);
        }
        birthday::read_as(text, self.order, self.setting.today)
    }

    fn finish(mut self) -> Option<Draft> {
        let exact = self.mapping.exact;
        match self.parts.take_birthday() {
            Ok(None) => {}
            Ok(Some(day)) => {
                self.draft.customer.birthday.get_or_insert(day);
            }
            Err(text) => self.problem("", ProblemKind::UnreadableBirthday, &text),
        }
        if !exact {
            self.parts.plain_labels();
        }
        let parts = &mut self.parts;
        let draft = &mut self.draft;
        let customer = &mut draft.customer;
        let named_whole = parts.named_whole();
        customer.name = parts.take_name(exact);
        customer.phones = parts.take_phones(exact);
        customer.emails = parts.take_emails();
        customer.addresses = parts.take_addresses();
        customer.website = parts.take(What::Website);
        customer.job_title = parts.take(What::JobTitle);
        customer.note = parts.take(What::Note);
        customer.source = parts.take(What::Source);
        customer.code = parts.take(What::Code);
        let gender = parts.take(What::Gender);
        // Our own lists write these two words in the person's language.
        let ours = matches!(gender.as_str(), "女" | "男");
        customer.gender = if exact && !ours {
            gender
        } else {
            cell::gender(&gender)
        };
        draft.company = parts.take(What::Company);
        draft.company_code = parts.take(What::CompanyCode);
        draft.owner = parts.take(What::Owner);
        let kind = parts.take(What::Kind);
        let firm = !exact && kind.is_empty() && named_whole && draft.company.is_empty();
        let firm = firm && is_firm(&draft.customer.name.full);
        settle(draft, firm || says_company(&kind));
        if overfull(&self.draft.customer) {
            self.problem("", ProblemKind::TooLong, "");
            return None;
        }
        if self.draft.customer.display_name().trim().is_empty() {
            self.problem("", ProblemKind::NoIdentity, "");
            return None;
        }
        Some(self.draft)
    }
}

#[cfg(test)]
#[path = "convert_more_tests.rs"]
mod more_tests;
#[cfg(test)]
#[path = "convert_tests.rs"]
mod tests;
