//! What one change did, field by field.

use leptos::prelude::*;
use uuid::Uuid;

use super::texts::{Reading, field_text, table_text};
use crate::{
    app::{App, format::use_fmt, notice, state::use_app},
    domain::{
        Change, Id, Label, LoggedEdit, Records, TableName, Timestamp, Verb,
        change::{FieldChange, UPDATED},
        commands::name_of,
        spread::own_field,
    },
    i18n::{Locale, counted, t_string, use_i18n},
};

/// Edits shown; an import has thousands.
const SHOWN: usize = 12;

/// The edits of a change in words.
#[component]
pub fn Details(change: Change) -> impl IntoView {
    let i18n = use_i18n();
    let more = change.edits.len().saturating_sub(SHOWN);
    let edits = change
        .edits
        .into_iter()
        .take(SHOWN)
        .map(|edit| view! { <EditInWords edit/> })
        .collect_view();
    view! {
        <div class="log-details">
            {edits}
            {(more > 0).then(|| view! {
                <p class="muted">{move || t_string!(i18n, history.more_edits, count = counted(i18n.get_locale(), more))}</p>
            })}
        </div>
    }
}

#[component]
fn EditInWords(edit: LoggedEdit) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let head = {
        let edit = edit.clone();
        move || what(app, i18n.get_locale(), &edit)
    };
    let fields = match edit {
        LoggedEdit::Updated { mut fields, .. } => {
            // When it was is told above.
            fields.retain(|change| change.field != UPDATED);
            fields
        }
        _ => Vec::new(),
    };
    view! {
        <div>
            <p>{head}</p>
            <FieldChanges fields/>
        </div>
    }
}

/// What was done to which record: `Deal: created “Wedding tea”`.
pub fn what(app: App, locale: Locale, edit: &LoggedEdit) -> String {
    let (table, id) = edit.key();
    let record = match edit {
        LoggedEdit::Deleted { record } => Some(record.clone()),
        _ => app.peek(|records| records.find(table, id)),
    };
    let name = record.as_ref().map(name_of).unwrap_or_default();
    let verb = match edit {
        LoggedEdit::Created { .. } => Verb::Create,
        LoggedEdit::Updated { .. } => Verb::Edit,
        LoggedEdit::Deleted { .. } => Verb::Delete,
    };
    let kind = table_text(locale, table);
    let said = notice::label(locale, &Label::new(verb, table, 1, name));
    format!("{kind}: {said}")
}

/// Fields with their values before and after.
#[component]
pub fn FieldChanges(fields: Vec<FieldChange>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let rows = fields
        .into_iter()
        .map(|change| {
            let field = change.field.clone();
            let words = move |value: &serde_json::Value| {
                let name = |text: &str| {
                    let id = Uuid::try_parse(text).ok()?;
                    app.peek(|records| name_behind(records, id))
                };
                let reading = Reading {
                    locale: i18n.get_locale(),
                    currency: fmt.currency(),
                    name_of: &name,
                    date_time: &|at| fmt.date_time(Timestamp(at)),
                };
                reading.value(&change.field, value)
            };
            let (before, after) = (change.before, change.after);
            let said = words.clone();
            view! {
                <dt>{move || part_name(app, i18n.get_locale(), &field)}</dt>
                <dd>
                    <del>{move || said(&before)}</del>
                    " → "
                    <ins>{move || words(&after)}</ins>
                </dd>
            }
        })
        .collect_view();
    view! { <dl>{rows}</dl> }
}

/// What an identity found in a value stands for.
pub fn name_behind(records: &Records, id: Uuid) -> Option<String> {
    let stage = records
        .pipelines
        .iter()
        .flat_map(|pipeline| &pipeline.stages)
        .find(|stage| stage.id.raw() == id)
        .map(|stage| stage.name.clone());
    let option = records
        .fields
        .iter()
        .flat_map(|field| &field.options)
        .find(|option| option.id.raw() == id)
        .map(|option| option.name.clone());
    stage.or(option).or_else(|| {
        [
            TableName::Members,
            TableName::Customers,
            TableName::Deals,
            TableName::Products,
            TableName::Pipelines,
            TableName::Sales,
        ]
        .into_iter()
        .find_map(|table| records.find(table, id))
        .map(|record| name_of(&record))
    })
}

/// What a part of a record is called, an own field as well.
pub fn part_name(app: App, locale: Locale, field: &str) -> String {
    own_name(app, field).unwrap_or_else(|| field_text(locale, field))
}

/// The name of an own field that a name of the log stands for.
pub fn own_name(app: App, name: &str) -> Option<String> {
    let id = Id::parse(own_field(name)?)?;
    app.peek(|records| records.fields.get(id).map(|field| field.name.clone()))
}
