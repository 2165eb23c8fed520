//! The own fields of a record, each edited in place. What can't be read is refused with the reason,
//! and the value stays as it was.

use std::{future::ready, sync::Arc};

use leptos::prelude::*;

use super::{ValueInput, shown_fields};
use crate::{
    app::{
        Notice,
        engine::{Answer, go_on},
        fields,
        format::use_fmt,
        state::use_app,
    },
    domain::{FieldDef, FieldKind, FieldValue, Id, TableName, Values},
    i18n::use_i18n,
    pages::customer::{Inline, tel, web},
    ui::{
        Icon,
        field::{FieldParts, unique_id},
    },
};

/// A field and what it should hold from now on.
pub type Change = (Id<FieldDef>, Option<FieldValue>);

/// The own fields of a record; nothing where the shop has none.
#[component]
pub fn OwnFields(
    /// Whose fields.
    table: TableName,
    /// What the record holds.
    #[prop(into)]
    values: Signal<Values>,
    /// False where whoever the numbers lead to asked not to be called: then nothing dials them.
    #[prop(default = Signal::stored(true), into)]
    may_call: Signal<bool>,
    /// Takes a new value.
    on_save: Callback<Change, Answer<'static, bool>>,
) -> impl IntoView {
    let app = use_app();
    let fields = Memo::new(move |_| shown_fields(app, table));
    view! {
        <For each=move || fields.get() key=|field| (field.id, field.updated) let(field)>
            <Line field=field values=values may_call on_save=on_save/>
        </For>
    }
}

#[component]
fn Line(
    field: Arc<FieldDef>,
    values: Signal<Values>,
    may_call: Signal<bool>,
    on_save: Callback<Change, Answer<'static, bool>>,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let id = field.id;
    let known = StoredValue::new(field.clone());
    let value = Memo::new(move |_| values.with(|values| values.get(&id).cloned()));
    let plain = Signal::derive(move || {
        let value = value.get();
        value.map_or_else(String::new, |value| {
            known.with_value(|field| fields::draft(field, &value, fmt.currency()))
        })
    });
    let shown = Signal::derive(move || {
        let value = value.get();
        value.map_or_else(String::new, |value| {
            known.with_value(|field| fields::text(fmt, field, &value))
        })
    });
    let save = move |text: String| -> Answer<'static, bool> {
        match known.with_value(|field| fields::read(app, field, &text)) {
            Ok(new) if new == value.get_untracked() => Box::pin(ready(true)),
            Ok(new) => on_save.run((id, new)),
            Err(problem) => {
                let why = fields::problem(i18n.get_locale_untracked(), &problem);
                let name = known.with_value(|field| field.name.clone());
                app.notify(Notice::Problem(format!("{name}: {why}")));
                Box::pin(ready(false))
            }
        }
    };
    let name = Signal::stored(field.name.clone());
    let in_place = matches!(
        field.kind,
        FieldKind::Text | FieldKind::Number | FieldKind::Money | FieldKind::Link | FieldKind::Phone
    );
    if in_place {
        let action = move || {
            let text = plain.get();
            let (href, icon) = match field.kind {
                FieldKind::Link => (web(&text)?, "external"),
                FieldKind::Phone if may_call.get() => (tel(&text)?, "phone"),
                _ => return None,
            };
            let target = (icon == "external").then_some("_blank");
            Some(view! {
                <a
                    class="btn ghost icon-only small"
                    href=href
                    target=target
                    rel="noopener noreferrer"
                    aria-label=text
                >
                    <Icon name=icon/>
                </a>
            })
        };
        view! {
            <div class="detail">
                <span class="detail-label">{name}</span>
                <span class="entry">
                    <Inline
                        label=name
                        value=plain
                        shown=shown
                        placeholder=Signal::stored("—".to_owned())
                        on_save=Callback::new(save)
                    />
                    {action}
                </span>
            </div>
        }
        .into_any()
    } else {
        let draft = RwSignal::new(plain.get_untracked());
        Effect::new(move |_| {
            let plain = plain.get();
            if draft.get_untracked() != plain {
                draft.set(plain);
            }
        });
        let control = unique_id();
        let parts = FieldParts {
            id: StoredValue::new(control.clone()),
            invalid: Signal::stored(false),
        };
        let on_change = Callback::new(move |()| go_on(save(draft.get_untracked())));
        view! {
            <div class="detail">
                <label class="detail-label" for=control>{name}</label>
                <ValueInput field=field draft=draft parts=parts on_change=on_change/>
            </div>
        }
        .into_any()
    }
}
