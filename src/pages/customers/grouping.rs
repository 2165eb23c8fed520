//! The groups of the list: made of the records and the reports, put in order by their names, and what they
//! are called. The rules are in `query::group`.

use std::sync::Arc;

use crate::{
    app::{App, Fmt, Loyalty, search::CustomerSearch},
    domain::{Customer, FieldDef, FieldKind, Id, Records, Standing, TableName, field::fields_of},
    i18n::{Locale, td_string},
    pages::{loyalty::texts, tasks::class_text},
    query::{
        Column, Grouping,
        group::{Group, Shared, group},
        groups::Segment,
    },
    search::pinyin::sort_key,
};

use super::{columns, own::standing};

/// Where a group stands: groups of a report by rank, others by name as names are sorted.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Rank(usize),
    Name(String),
}

/// The groups of those who are listed; followed.
pub fn groups(
    app: App,
    search: CustomerSearch,
    loyalty: Option<Arc<Loyalty>>,
    ids: &[Id<Customer>],
    by: Grouping,
) -> Vec<Group> {
    search.revision();
    let tables = [TableName::Customers, TableName::Members, TableName::Fields];
    app.read(&tables, |records| {
        let known = |id| {
            let loyalty = loyalty.as_ref();
            loyalty
                .map(|loyalty| loyalty.groups(id))
                .unwrap_or_default()
        };
        let place = |shared: &Shared| match shared {
            Shared::Class(class) => Place::Rank(class.index()),
            Shared::Segment(segment) => {
                let place = Segment::ALL.iter().position(|one| one == segment);
                Place::Rank(place.unwrap_or_default())
            }
            Shared::YesNo(yes) => Place::Rank(usize::from(!yes)),
            Shared::Standing(standing) => {
                let place = Standing::ALL.iter().position(|one| one == standing);
                Place::Rank(place.unwrap_or_default())
            }
            Shared::Option(option) => Place::Rank(option_place(records, by, *option)),
            other => Place::Name(sort_key(&stored_name(records, other))),
        };
        group(ids, by, &records.customers, known, place)
    })
}

fn option_place(records: &Records, by: Grouping, option: Id<crate::domain::FieldOption>) -> usize {
    let Grouping::Own(field) = by else { return 0 };
    let field = records.get(field);
    let place = field.and_then(|field| field.options.iter().position(|one| one.id == option));
    place.unwrap_or(usize::MAX)
}

/// The name that stands in the records.
fn stored_name(records: &Records, shared: &Shared) -> String {
    match shared {
        Shared::Tag(text) | Shared::Source(text) => text.clone(),
        Shared::Owner(id) => records
            .get(*id)
            .map(|one| one.name.clone())
            .unwrap_or_default(),
        Shared::Company(id) => {
            let company = records.get(*id);
            company
                .map(|one| one.display_name().to_owned())
                .unwrap_or_default()
        }
        Shared::Option(id) => {
            let mut fields = records.fields.iter();
            let name = fields.find_map(|field| field.option(*id).map(|one| one.name.clone()));
            name.unwrap_or_default()
        }
        _ => String::new(),
    }
}

/// What a group is called; followed.
pub fn name(fmt: Fmt, by: Grouping, shared: &Shared) -> String {
    let locale = fmt.locale();
    match shared {
        Shared::Nothing => {
            let what = grouping_name(fmt.app(), locale, by);
            td_string!(locale, people.group_none, what = what)
        }
        Shared::Class(class) => class_text(locale, *class),
        Shared::Segment(segment) => texts::segment(locale, *segment).to_owned(),
        Shared::Standing(one) => standing(locale, *one).to_owned(),
        Shared::YesNo(true) => td_string!(locale, common.yes).to_owned(),
        Shared::YesNo(false) => td_string!(locale, common.no).to_owned(),
        other => {
            let tables = [TableName::Customers, TableName::Members, TableName::Fields];
            fmt.app()
                .read(&tables, |records| stored_name(records, other))
        }
    }
}

/// What a grouping is called.
pub fn grouping_name(app: App, locale: Locale, by: Grouping) -> String {
    let column = match by {
        Grouping::Tag => return td_string!(locale, customers.tag).to_owned(),
        Grouping::Owner => Column::Owner,
        Grouping::Segment => Column::Segment,
        Grouping::Company => Column::Company,
        Grouping::Source => Column::Source,
        Grouping::Class => Column::Class,
        Grouping::Standing => Column::Standing,
        Grouping::Own(field) => Column::Own(field),
    };
    columns::label(app, locale, column)
}

/// What the list can be grouped by: the fixed groupings and the shop's fields with choices; followed.
pub fn offered(app: App) -> Vec<Grouping> {
    let own: Vec<Arc<FieldDef>> = app.read(&[TableName::Fields], |records| {
        fields_of(records, TableName::Customers)
    });
    let choice = |field: &Arc<FieldDef>| {
        let kinds = [FieldKind::Choice, FieldKind::Choices, FieldKind::YesNo];
        !field.hidden && kinds.contains(&field.kind)
    };
    let own = own.into_iter().filter(choice);
    let own = own.map(|field| Grouping::Own(field.id));
    Grouping::ALL.into_iter().chain(own).collect()
}
