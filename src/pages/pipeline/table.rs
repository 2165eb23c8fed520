//! The open deals of a board, or of all of them, as a list: sorted by any column, own fields among them, narrowed by words,
//! stage, owner, tags and own fields, and worked on many at a time.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::{App, state::use_app},
    domain::{Deal, FieldDef, Id, TableName},
    i18n::{t_string, use_i18n},
    pages::{own::shown_fields, parts::Selection},
    query::deals_asked::DealColumn,
    ui::{Icon, More},
};

use super::{
    controls::{Controls, NoDeals},
    shown::{Deals, found},
    table_bulk::BulkBar,
    table_row::{Row, is_figure, label},
};

/// Rows drawn at first, and added each time.
const PAGE: usize = 200;

/// What the parts of the list hold.
#[derive(Clone, Copy)]
pub(super) struct Listed {
    pub app: App,
    pub words: Deals,
    pub order: Memo<Vec<Id<Deal>>>,
    pub selection: Selection,
}

impl Listed {
    fn new(words: Deals) -> Self {
        let app = use_app();
        let order: Memo<Vec<Id<Deal>>> = Memo::new(move |_| {
            let found = words.asked.with(|asked| found(app, asked));
            found.into_iter().map(|deal| deal.id).collect()
        });
        let listed =
            Signal::derive(move || order.with(|order| order.iter().map(|id| id.raw()).collect()));
        Self {
            app,
            words,
            order,
            selection: Selection::of(listed),
        }
    }
}

/// The list.
#[component]
pub fn DealsTable(words: Deals) -> impl IntoView {
    let i18n = use_i18n();
    let list = Listed::new(words);
    let own = Memo::new(move |_| shown_fields(list.app, TableName::Deals));
    let columns = Memo::new(move |_| {
        let own = own.get();
        let own = own.iter().map(|field| DealColumn::Own(field.id));
        let fixed = words
            .asked
            .with(|asked| asked.columns().collect::<Vec<_>>());
        fixed.into_iter().chain(own).collect::<Vec<_>>()
    });
    let drawn = RwSignal::new(PAGE);
    let count = move || list.order.with(Vec::len);
    let shown = move || {
        let mut order = list.order.get();
        order.truncate(drawn.get());
        order
    };
    view! {
        <Controls words/>
        <BulkBar list/>
        {move || {
            if count() == 0 {
                return view! { <NoDeals words/> }.into_any();
            }
            view! {
                <div class="body">
                    <div class="box scroll-x">
                        <table class="deals-table" aria-label=move || t_string!(i18n, pipeline.heading)>
                            <Heads list columns own/>
                            <tbody>
                                <For each=shown key=|id| *id let:id>
                                    <Row list id columns own/>
                                </For>
                            </tbody>
                        </table>
                    </div>
                    <More drawn step=PAGE count=Signal::derive(count)/>
                </div>
            }
                .into_any()
        }}
    }
    .into_any()
}

#[component]
fn Heads(
    list: Listed,
    columns: Memo<Vec<DealColumn>>,
    own: Memo<Vec<Arc<FieldDef>>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let all = move || {
        let chosen = list.selection.count();
        chosen > 0 && chosen == list.selection.listed()
    };
    let toggle_all = move |event| {
        if event_target_checked(&event) {
            list.selection.select_all();
        } else {
            list.selection.clear();
        }
    };
    let head = move |column: DealColumn| {
        let by = move || {
            list.words.asked.with(|asked| {
                let (by, down) = asked.sort?;
                (by == column).then_some(down)
            })
        };
        let sorted = move || match by() {
            None => "none",
            Some(false) => "ascending",
            Some(true) => "descending",
        };
        let sort = move |_| {
            let down = match untrack(by) {
                Some(down) => !down,
                // Figures are looked at from the great end.
                None => own.with_untracked(|own| is_figure(column, own)),
            };
            list.words.change(|asked| asked.sort = Some((column, down)));
        };
        let arrow = move || {
            let down = by()?;
            let name = if down { "arrow-down" } else { "arrow-up" };
            Some(view! { <Icon name=name/> })
        };
        let end = move || own.with(|own| is_figure(column, own));
        view! {
            <th scope="col" class:end=end aria-sort=sorted>
                <button type="button" class="th-sort" on:click=sort>
                    <span>{move || label(list.app, i18n.get_locale(), column)}</span>
                    {arrow}
                </button>
            </th>
        }
    };
    view! {
        <thead>
            <tr>
                <td>
                    <input
                        type="checkbox"
                        aria-label=move || {
                            let count = list.order.with(Vec::len);
                            t_string!(i18n, people.select_all_deals, count = count)
                        }
                        prop:checked=all
                        on:change=toggle_all
                    />
                </td>
                {move || columns.get().into_iter().map(head).collect_view()}
            </tr>
        </thead>
    }
}
