//! One deal in the list of deals, cell by cell, and what the columns are called.

use std::sync::Arc;

use leptos::prelude::*;

use super::{shown::board_name, table::Listed};
use crate::{
    app::{App, Fmt, Route, fields, format::use_fmt},
    domain::{Deal, FieldDef, FieldKind, Id, TableName},
    i18n::{Locale, counted, t_string, td_string, use_i18n},
    pages::parts::name_of,
    query::deals_asked::DealColumn,
};

/// The name of a column; followed.
pub(super) fn label(app: App, locale: Locale, column: DealColumn) -> String {
    match column {
        DealColumn::Title => td_string!(locale, common.title),
        DealColumn::Customer => td_string!(locale, common.customer),
        DealColumn::Board => td_string!(locale, pipeline.one_board),
        DealColumn::Stage => td_string!(locale, pipeline.stage),
        DealColumn::Value => td_string!(locale, pipeline.value),
        DealColumn::Owner => td_string!(locale, customers.owner),
        DealColumn::Close => td_string!(locale, pipeline.expected_close),
        DealColumn::Age => td_string!(locale, people.age),
        DealColumn::Tags => td_string!(locale, customers.tags),
        DealColumn::Own(field) => {
            return app.read(&[TableName::Fields], |records| {
                let field = records.get(field);
                field.map(|field| field.name.clone()).unwrap_or_default()
            });
        }
    }
    .to_owned()
}

/// True for columns that hold figures.
pub(super) fn is_figure(column: DealColumn, fields: &[Arc<FieldDef>]) -> bool {
    match column {
        DealColumn::Value | DealColumn::Age => true,
        DealColumn::Own(id) => fields.iter().any(|field| {
            field.id == id && matches!(field.kind, FieldKind::Number | FieldKind::Money)
        }),
        _ => false,
    }
}

/// A row.
#[component]
pub(super) fn Row(
    list: Listed,
    id: Id<Deal>,
    columns: Memo<Vec<DealColumn>>,
    own: Memo<Vec<Arc<FieldDef>>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let deal = Memo::new(move |_| {
        list.app
            .read(&[TableName::Deals], |records| records.get(id).cloned())
    });
    let title = move || deal.with(|deal| deal.as_ref().map(|deal| deal.title.clone()));
    let is_selected = move || list.selection.has(id.raw());
    let cell = move |column: DealColumn| {
        let end = move || own.with(|own| is_figure(column, own));
        view! {
            <td class:end=end class:num=end>
                {move || deal.get().map(|deal| content(fmt, own, column, &deal))}
            </td>
        }
    };
    view! {
        <tr class:selected=is_selected>
            <td>
                <input
                    type="checkbox"
                    aria-label=move || {
                        let name = title().unwrap_or_default();
                        t_string!(i18n, customers.select_one, name = name)
                    }
                    prop:checked=is_selected
                    on:change=move |_| list.selection.toggle(id.raw())
                />
            </td>
            {move || columns.get().into_iter().map(cell).collect_view()}
        </tr>
    }
}

fn content(fmt: Fmt, own: Memo<Vec<Arc<FieldDef>>>, column: DealColumn, deal: &Deal) -> AnyView {
    let app = fmt.app();
    let text = match column {
        DealColumn::Title => {
            let title = deal.title.clone();
            return view! { <a href=Route::Deal(deal.id).href() dir="auto">{title}</a> }.into_any();
        }
        DealColumn::Customer => {
            let href = deal.customer.map(|id| Route::Customer(id).href());
            let name = name_of(app, deal.customer);
            return href
                .map(|href| view! { <a href=href dir="auto">{name}</a> })
                .into_any();
        }
        DealColumn::Board => board_name(app, deal.pipeline),
        DealColumn::Stage => app.read(&[TableName::Pipelines], |records| {
            let board = records.get(deal.pipeline);
            let stage = board.and_then(|board| board.stage(deal.stage));
            stage.map(|stage| stage.name.clone()).unwrap_or_default()
        }),
        DealColumn::Value => fmt.money(deal.value, deal.currency),
        DealColumn::Owner => deal
            .owner
            .map(|id| app.person_name(fmt.locale(), &id.to_string()))
            .unwrap_or_default(),
        DealColumn::Close => deal
            .expected_close
            .map(|day| fmt.date(day))
            .unwrap_or_default(),
        DealColumn::Age => {
            let days = (app.moment().now.0 - deal.created.0).max(0) / 86_400_000;
            td_string!(
                fmt.locale(),
                common.days,
                count = counted(fmt.locale(), days)
            )
        }
        DealColumn::Tags => return view! { <Tags tags=deal.tags.clone()/> }.into_any(),
        DealColumn::Own(id) => own.with(|own| {
            let field = own.iter().find(|field| field.id == id);
            let value = deal.values.get(&id);
            field
                .zip(value)
                .map(|(field, value)| fields::text(fmt, field, value))
                .unwrap_or_default()
        }),
    };
    view! { <span dir="auto">{text}</span> }.into_any()
}

/// Tags side by side.
#[component]
pub(super) fn Tags(tags: Vec<String>) -> impl IntoView {
    let one =
        |tag: String| view! { <span class="tag"><span class="clip" dir="auto">{tag}</span></span> };
    view! { <span class="row wrap deal-tags">{tags.into_iter().map(one).collect_view()}</span> }
}
