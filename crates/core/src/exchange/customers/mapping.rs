//! Which column holds what: proposed from the headers, or from the values where there is no
//! header; the person may change every column before anything is imported.

use serde::{Deserialize, Serialize};

use super::{
    super::{amount::DecimalMark, dates::DateOrder, own::OwnFields},
    cell,
    field::{Field, What},
    headers,
    layout::Layout,
};
use crate::domain::{IdMaker, Timestamp};

/// One column as the person sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its header.
    pub title: String,
    /// The first value that is not blank.
    pub example: String,
    /// What it holds.
    pub field: Field,
}

impl Column {
    /// True if it says something that is not brought in; what is known to say nothing is not missed.
    pub fn is_left_out(&self) -> bool {
        let known = headers::field_of(&self.title).is_some_and(|field| field.what == What::Ignore);
        self.field.what == What::Ignore && !self.example.is_empty() && !known
    }
}

/// What every column holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Mapping {
    /// The product whose export it is, if recognised.
    pub preset: Option<String>,
    /// Columns from the left.
    pub columns: Vec<Column>,
    /// True for our own export: values are taken as they are, nothing is split or cleaned.
    pub exact: bool,
    /// True for cells of a workbook, which carry no guard.
    #[serde(default)]
    pub typed: bool,
    /// What the person said of dates that can be read either way.
    #[serde(default)]
    pub date_order: Option<DateOrder>,
    /// What the person said of numbers that can be read either way.
    #[serde(default)]
    pub decimal_mark: Option<DecimalMark>,
}

impl Mapping {
    /// A proposal for a sheet.
    pub fn propose(layout: &Layout<'_>) -> Self {
        let width = layout
            .header
            .into_iter()
            .chain(layout.rows.iter().copied())
            .map(super::super::sheet::Row::len)
            .max()
            .unwrap_or(0);
        let preset = layout
            .header
            .and_then(|row| headers::preset_of(row.cells()));
        let mut columns: Vec<Column> = (0..width)
            .map(|at| Column {
                title: layout.title(at),
                example: examples(layout, at)
                    .next()
                    .unwrap_or_default()
                    .trim()
                    .to_owned(),
                field: Field::default(),
            })
            .collect();
        for (at, column) in columns.iter_mut().enumerate() {
            column.field = match layout.header {
                Some(row) => headers::field_of(row.cell(at)).unwrap_or_default(),
                None => guess(layout, at),
            };
        }
        let mut mapping = Self {
            preset: preset.map(str::to_owned),
            columns,
            exact: preset == Some("Regulars"),
            typed: false,
            date_order: None,
            decimal_mark: None,
        };
        mapping.pair_names(layout);
        mapping.adapt();
        mapping.drop_numbers(layout);
        if layout.header.is_none() {
            mapping.name_parts(layout);
        }
        mapping
    }

    /// What a header means depends on its neighbours.
    fn adapt(&mut self) {
        let has = |columns: &[Column], what: What| columns.iter().any(|c| c.field.what == what);
        let preset = self.preset.clone().unwrap_or_default();
        let outlook = preset == "Outlook";
        for column in &mut self.columns {
            let header = headers::normalise(&column.title);
            // In Outlook and Google a title is what stands before the name.
            if outlook && matches!(header.as_str(), "title" | "titel") {
                column.field = Field::new(What::NamePrefix);
            }
            // These products keep ids of other things in a column called id.
            if preset == "Facebook leads" && header == "id" {
                column.field = Field::new(What::Ignore);
            }
            if preset.starts_with("Google") && header == "file as" {
                column.field = Field::new(What::Ignore);
            }
        }
        if preset == "HubSpot (companies)" {
            self.set(What::FullName, What::Ignore);
        }
        // What these lists call a name is that of a company.
        let of_companies = [
            "Twenty (companies)",
            "Krayin (organizations)",
            "Salesforce (accounts)",
        ]
        .contains(&preset.as_str());
        if of_companies && !has(&self.columns, What::Company) {
            self.set(What::FullName, What::Company);
        }
        // "名称" beside a person's name is the company's or nothing; keep the first full name only.
        let mut seen = Vec::new();
        for column in &mut self.columns {
            let what = column.field.what;
            let single = matches!(
                what,
                What::FullName
                    | What::FamilyName
                    | What::GivenName
                    | What::Company
                    | What::CompanyCode
                    | What::JobTitle
                    | What::Birthday
                    | What::Gender
                    | What::Kind
                    | What::Standing
                    | What::Owner
                    | What::Website
                    | What::LeadStatus
            );
            // A lunar birthday stands beside a civil one: whichever a row fills counts.
            let told = (what, column.field.label == "lunar");
            if single && seen.contains(&told) {
                column.field = Field::default();
            }
            seen.push(told);
        }
        // A list without names of people but with a name column is complete as it is; 名 alone
        // beside nothing else is a whole name.
        if has(&self.columns, What::GivenName)
            && !has(&self.columns, What::FamilyName)
            && !has(&self.columns, What::FullName)
        {
            self.set(What::GivenName, What::FullName);
        }
    }

    /// Two columns of names: `客户名称` beside `联系人`, `Customer Name` beside `Contact Name`. Where they
    /// differ the first names the company, and the second whoever is spoken to there.
    fn pair_names(&mut self, layout: &Layout<'_>) {
        const COMPANIES: &[&str] = &[
            "customer name",
            "customer",
            "client name",
            "client",
            "kunde",
            "kundenname",
            "客户名称",
            "客户",
            "客戶名稱",
            "客戶",
            "名称",
            "名稱",
        ];
        const PEOPLE: &[&str] = &[
            "contact name",
            "contact person",
            "ansprechpartner",
            "kontaktperson",
            "联系人",
            "联系人姓名",
            "聯絡人",
            "聯絡人姓名",
        ];
        let named = |all: &[Column], names: &[&str]| {
            all.iter().position(|one| {
                let header = headers::normalise(&one.title);
                one.field.what == What::FullName && names.contains(&header.as_str())
            })
        };
        if self
            .columns
            .iter()
            .any(|one| one.field.what == What::Company)
        {
            return;
        }
        let both = named(&self.columns, COMPANIES).zip(named(&self.columns, PEOPLE));
        let Some((company, person)) = both else {
            return;
        };
        let rows = layout.cells(company).zip(layout.cells(person));
        let filled = rows.filter(|(one, other)| !one.trim().is_empty() && !other.trim().is_empty());
        let (same, apart): (Vec<_>, Vec<_>) =
            filled.partition(|(one, other)| one.trim() == other.trim());
        if apart.len() > same.len() {
            if let Some(column) = self.columns.get_mut(company) {
                column.field = Field::new(What::Company);
            }
        }
    }

    /// Several columns of numbers: the first that a row fills counts. One that never fills a gap holds
    /// something else and is left out, where it is seen.
    fn drop_numbers(&mut self, layout: &Layout<'_>) {
        let mut filled: Vec<bool> = Vec::new();
        for (at, column) in self.columns.iter_mut().enumerate() {
            if column.field.what != What::Code {
                continue;
            }
            let cells: Vec<bool> = layout
                .cells(at)
                .map(|cell| !cell::plain(cell).is_empty())
                .collect();
            filled.resize(cells.len(), false);
            let first = !filled.contains(&true);
            let fills = cells
                .iter()
                .zip(&filled)
                .any(|(cell, before)| *cell && !before);
            if !first && !fills {
                column.field = Field::default();
            }
            for (before, cell) in filled.iter_mut().zip(cells) {
                *before |= cell;
            }
        }
    }

    /// Without a header: two columns that a third puts together are the parts of its name.
    fn name_parts(&mut self, layout: &Layout<'_>) {
        let together = |given: usize, family: usize, whole: usize| {
            let given = layout.cells(given);
            let rows = given.zip(layout.cells(family)).zip(layout.cells(whole));
            let rows = rows.filter(|((given, family), _)| !given.is_empty() && !family.is_empty());
            let (fits, others): (Vec<_>, Vec<_>) = rows.partition(|((given, family), whole)| {
                *whole == format!("{given} {family}") || *whole == format!("{family}{given}")
            });
            fits.len() > others.len()
        };
        let parts = [(0, 1, 2), (1, 0, 2)];
        let Some((given, family, whole)) = parts.into_iter().find(|(g, f, w)| together(*g, *f, *w))
        else {
            return;
        };
        for (at, what) in [
            (given, What::GivenName),
            (family, What::FamilyName),
            (whole, What::FullName),
        ] {
            if let Some(column) = self.columns.get_mut(at) {
                column.field = Field::new(what);
            }
        }
    }

    /// Columns named as own fields hold those. In our own lists they stand behind the note, whatever
    /// they are called; elsewhere a header that says something else is believed.
    pub fn know(&mut self, own: &OwnFields) {
        let note = self.columns.iter().position(|c| c.field.what == What::Note);
        let note = note.filter(|_| self.exact);
        let mut seen: Vec<String> = Vec::new();
        for (at, column) in self.columns.iter_mut().enumerate() {
            let behind = note.is_some_and(|note| at > note);
            if !behind && column.field.what != What::Ignore {
                continue;
            }
            let Some(field) = own.named(&column.title).map(|one| Field::own(one.id)) else {
                continue;
            };
            if !seen.contains(&field.label) {
                seen.push(field.label.clone());
                column.field = field;
            }
        }
    }

    /// Makes the fields that columns become; afterwards each says of what kind it is.
    pub fn make_fields(
        &mut self,
        layout: &Layout<'_>,
        own: &mut OwnFields,
        ids: &mut IdMaker,
        now: Timestamp,
    ) {
        for (at, column) in self.columns.iter_mut().enumerate() {
            let Some(target) = column.field.own_target() else {
                continue;
            };
            let made = target.made(&column.title, layout.cells(at), own, ids, now);
            if made != Some(target) {
                column.field = made.map(Field::from).unwrap_or_default();
            }
        }
    }

    fn set(&mut self, from: What, to: What) {
        for column in self
            .columns
            .iter_mut()
            .filter(|column| column.field.what == from)
        {
            column.field.what = to;
        }
    }

    /// True for a list of companies: it names some and no people.
    pub fn of_companies(&self) -> bool {
        let has = |what: What| self.columns.iter().any(|one| one.field.what == what);
        let people = [What::FullName, What::FamilyName, What::GivenName];
        has(What::Company) && !people.into_iter().any(has)
    }

    /// True if rows could become customers: a name, a phone, an e-mail or a company is mapped.
    pub fn is_usable(&self) -> bool {
        self.columns.iter().any(|column| {
            matches!(
                column.field.what,
                What::FullName
                    | What::FamilyName
                    | What::GivenName
                    | What::Nickname
                    | What::Phone
                    | What::Email
                    | What::Company
            )
        })
    }
}

fn examples<'a>(layout: &Layout<'a>, column: usize) -> impl Iterator<Item = &'a str> {
    layout.cells(column).filter(|cell| !cell.trim().is_empty())
}

/// What a column without header holds, from its values.
fn guess(layout: &Layout<'_>, column: usize) -> Field {
    let values: Vec<&str> = examples(layout, column).take(50).collect();
    let most = |test: &dyn Fn(&str) -> bool| {
        !values.is_empty() && values.iter().filter(|v| test(v)).count() * 10 >= values.len() * 7
    };
    let what = if most(&|v| v.contains('@') && cell::emails(v).iter().all(Result::is_ok)) {
        What::Email
    } else if most(&|v| v.contains(['-', '/', '.', '年']) && is_date(v)) {
        What::Birthday
    } else if most(&|v| digits_of(v) >= 7 && cell::phones(v).iter().all(Result::is_ok)) {
        What::Phone
    } else if column < 3
        && most(&|v| digits_of(v) == 0 && v.chars().count() < 60)
        && !(0..column).any(|before| guess(layout, before).what == What::FullName)
    {
        What::FullName
    } else {
        What::Ignore
    };
    Field::new(what)
}

fn is_date(text: &str) -> bool {
    let far = chrono::NaiveDate::MAX;
    digits_of(text) == 8 && matches!(super::birthday::read(text, false, far), Ok(Some(_)))
}

fn digits_of(text: &str) -> usize {
    crate::domain::contact::digits(text).len()
}
