//! The open deals of a board as a list: sorted by any column, own fields among them, narrowed by words,
//! stage, owner and choices, and worked on many at a time. `?view=table` shows it; what is asked stands in
//! the address.

use std::{collections::HashSet, sync::Arc};

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
    params::ParamsMap,
};
use uuid::Uuid;

use crate::{
    app::{App, Fmt, Route, fields, format::use_fmt, route::base, state::use_app},
    domain::{Deal, FieldDef, FieldKind, Id, Pipeline, TableName},
    i18n::{Locale, t, t_string, td_string, use_i18n},
    pages::{
        own::{ChooseOwn, shown_fields},
        parts::{name_of, team},
    },
    query::deals::{DealColumn, DealsAsked, deals},
    ui::{Empty, Icon},
};

use super::table_bulk::BulkBar;

/// Rows drawn at first, and added each time.
const PAGE: usize = 200;

/// What the parts of the list hold.
#[derive(Clone, Copy)]
pub(super) struct Listed {
    pub app: App,
    pub board: Signal<Option<Id<Pipeline>>>,
    pub asked: Memo<DealsAsked>,
    pub order: Memo<Vec<Id<Deal>>>,
    pub selected: RwSignal<HashSet<Uuid>>,
    go: Callback<DealsAsked>,
}

impl Listed {
    fn new(board: Signal<Option<Id<Pipeline>>>) -> Self {
        let app = use_app();
        let query = use_query_map();
        let navigate = StoredValue::new_local(use_navigate());
        let asked = Memo::new(move |_| {
            query.with(|query| {
                let words: Vec<(String, String)> = query
                    .clone()
                    .into_iter()
                    .map(|(name, value)| (name.into_owned(), value))
                    .collect();
                let words = words
                    .iter()
                    .map(|(name, value)| (name.as_str(), value.as_str()));
                DealsAsked::read(words)
            })
        });
        let tables = [
            TableName::Deals,
            TableName::Pipelines,
            TableName::Customers,
            TableName::Members,
            TableName::Fields,
        ];
        let order = Memo::new(move |_| {
            let asked = asked.get();
            app.read(&tables, |records| {
                let board = board.get().and_then(|id| records.get(id));
                let found = board.map(|board| deals(records, board, &asked));
                let found = found.unwrap_or_default();
                found.into_iter().map(|deal| deal.id).collect()
            })
        });
        let go = Callback::new(move |asked: DealsAsked| {
            let mut map = ParamsMap::new();
            if let Some(board) = board.get_untracked() {
                map.insert("board", board.to_string());
            }
            map.insert("view", "table".to_owned());
            for (name, value) in asked.words() {
                map.insert(name, value);
            }
            let path = format!("{}{}", Route::Pipeline.href(), map.to_query_string());
            let path = path.strip_prefix(&base()).unwrap_or(&path);
            let options = NavigateOptions {
                replace: true,
                scroll: false,
                ..NavigateOptions::default()
            };
            navigate.with_value(|navigate| navigate(path, options));
        });
        Self {
            app,
            board,
            asked,
            order,
            selected: RwSignal::new(HashSet::new()),
            go,
        }
    }

    fn ask(self, change: impl FnOnce(&mut DealsAsked)) {
        let mut asked = self.asked.get_untracked();
        change(&mut asked);
        self.go.run(asked);
    }

    /// Those that are selected and still listed, in order.
    pub fn chosen(self) -> Vec<Id<Deal>> {
        let selected = self.selected.get_untracked();
        let order = self.order.get_untracked();
        order
            .into_iter()
            .filter(|id| selected.contains(&id.raw()))
            .collect()
    }
}

/// The name of a column; followed.
fn label(app: App, locale: Locale, column: DealColumn) -> String {
    match column {
        DealColumn::Title => td_string!(locale, common.title),
        DealColumn::Customer => td_string!(locale, common.customer),
        DealColumn::Stage => td_string!(locale, pipeline.stage),
        DealColumn::Value => td_string!(locale, pipeline.value),
        DealColumn::Owner => td_string!(locale, customers.owner),
        DealColumn::Close => td_string!(locale, pipeline.expected_close),
        DealColumn::Age => td_string!(locale, people.age),
        DealColumn::Own(field) => {
            return app.read(&[TableName::Fields], |records| {
                let field = records.get(field);
                field.map(|field| field.name.clone()).unwrap_or_default()
            });
        }
    }
    .to_owned()
}

fn is_figure(column: DealColumn, fields: &[Arc<FieldDef>]) -> bool {
    match column {
        DealColumn::Value | DealColumn::Age => true,
        DealColumn::Own(id) => fields.iter().any(|field| {
            field.id == id && matches!(field.kind, FieldKind::Number | FieldKind::Money)
        }),
        _ => false,
    }
}

/// The list.
#[component]
pub fn DealsTable(board: Signal<Option<Id<Pipeline>>>) -> impl IntoView {
    let i18n = use_i18n();
    let list = Listed::new(board);
    let own = Memo::new(move |_| shown_fields(list.app, TableName::Deals));
    let columns = Memo::new(move |_| {
        let own = own.get();
        let own = own.iter().map(|field| DealColumn::Own(field.id));
        DealColumn::ALL.into_iter().chain(own).collect::<Vec<_>>()
    });
    let drawn = RwSignal::new(PAGE);
    let count = move || list.order.with(Vec::len);
    let shown = move || {
        let mut order = list.order.get();
        order.truncate(drawn.get());
        order
    };
    view! {
        <Controls list/>
        <BulkBar list/>
        {move || {
            if count() == 0 {
                return view! {
                    <Empty
                        icon="board"
                        title=Signal::derive(move || t_string!(i18n, people.no_deals).to_owned())
                    >
                        <button
                            type="button"
                            class="btn"
                            hidden=move || list.asked.with(DealsAsked::is_everything)
                            on:click=move |_| list.go.run(DealsAsked::default())
                        >
                            {t!(i18n, common.reset)}
                        </button>
                    </Empty>
                }
                    .into_any();
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
                    <button
                        type="button"
                        class="btn"
                        hidden=move || count() <= drawn.get()
                        on:click=move |_| drawn.update(|drawn| *drawn += PAGE)
                    >
                        {t!(i18n, common.more)}
                    </button>
                </div>
            }
                .into_any()
        }}
    }
    .into_any()
}

#[component]
fn Controls(list: Listed) -> impl IntoView {
    let i18n = use_i18n();
    let stages = Memo::new(move |_| {
        list.app.read(&[TableName::Pipelines], |records| {
            let board = list.board.get().and_then(|id| records.get(id).cloned());
            board.map(|board| {
                let stages = board.stages.iter();
                stages
                    .map(|stage| (stage.id, stage.name.clone()))
                    .collect::<Vec<_>>()
            })
        })
    });
    let members = Memo::new(move |_| team(list.app));
    let stage = move || {
        let wanted = list.asked.with(|asked| asked.stage);
        let option = |(id, name): (Id<crate::domain::Stage>, String)| {
            view! { <option value=id.to_string() selected=wanted == Some(id)>{name}</option> }
        };
        let all = stages.get().unwrap_or_default();
        all.into_iter().map(option).collect_view()
    };
    let owner = move || {
        let wanted = list.asked.with(|asked| asked.owner.flatten());
        let option = |(id, name): (String, String)| {
            let chosen = wanted.is_some_and(|one| one.to_string() == id);
            view! { <option value=format!("={id}") selected=chosen>{name}</option> }
        };
        members.get().into_iter().map(option).collect_view()
    };
    let pick_owner = move |event| {
        let picked = event_target_value(&event);
        let owner = picked.strip_prefix('=').map(Id::parse);
        list.ask(|asked| asked.owner = owner);
    };
    view! {
        <div class="chips">
            <input
                class="input sale-find"
                type="search"
                aria-label=move || t_string!(i18n, people.find_deals)
                placeholder=move || t_string!(i18n, people.find_deals)
                prop:value=move || list.asked.with(|asked| asked.text.clone())
                on:input=move |event| list.ask(|asked| asked.text = event_target_value(&event))
            />
            <select
                class="input compact"
                aria-label=move || t_string!(i18n, pipeline.stage)
                on:change=move |event| list.ask(|asked| asked.stage = Id::parse(&event_target_value(&event)))
            >
                <option value="" selected=move || list.asked.with(|asked| asked.stage.is_none())>
                    {move || t_string!(i18n, people.any_stage)}
                </option>
                {stage}
            </select>
            <select
                class="input compact"
                hidden=move || members.with(Vec::is_empty)
                aria-label=move || t_string!(i18n, customers.owner)
                on:change=pick_owner
            >
                <option value="" selected=move || list.asked.with(|asked| asked.owner.is_none())>
                    {move || t_string!(i18n, people.any_owner)}
                </option>
                <option value="=" selected=move || list.asked.with(|asked| asked.owner == Some(None))>
                    {move || t_string!(i18n, people.unassigned)}
                </option>
                {owner}
            </select>
            <ChooseOwn
                table=TableName::Deals
                chosen=Signal::derive(move || list.asked.with(|asked| asked.own.clone()))
                on_choose=Callback::new(move |own| list.ask(|asked| asked.own = own))
            />
        </div>
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
        let chosen = list.selected.with(HashSet::len);
        chosen > 0 && list.chosen().len() == list.order.with(Vec::len)
    };
    let toggle_all = move |event| {
        let ids = if event_target_checked(&event) {
            list.order.get_untracked()
        } else {
            Vec::new()
        };
        list.selected.set(ids.into_iter().map(Id::raw).collect());
    };
    let head = move |column: DealColumn| {
        let by = move || {
            list.asked.with(|asked| {
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
            list.ask(|asked| asked.sort = Some((column, down)));
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

#[component]
fn Row(
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
    let is_selected = move || list.selected.with(|selected| selected.contains(&id.raw()));
    let toggle = move |_| {
        list.selected.update(|selected| {
            if !selected.remove(&id.raw()) {
                selected.insert(id.raw());
            }
        });
    };
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
                    on:change=toggle
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
            td_string!(fmt.locale(), common.days, count = days)
        }
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
