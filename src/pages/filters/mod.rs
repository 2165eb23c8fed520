//! The dialog that builds a filter of lines and groups, for every list that has one, and the filter in words.
//! Which questions there are depends on the kind of record; what they mean is the business of `query`.

mod ask;
mod draft;
mod narrow;
mod own;
mod words;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::{
    app::format::use_fmt,
    domain::TableName,
    i18n::{t, t_string, use_i18n},
    pages::parts::known_tags,
    query::Filter,
    ui::{Dialog, Icon, field::unique_id},
};

use ask::{Ask, Fill, Known};
use draft::{Group, Line, Part};

pub use narrow::{BuiltFilter, FilterButton, NarrowThings};
pub use words::describe;

/// How many records a filter lets pass, in words.
pub type Count = Callback<Signal<Filter>, Signal<String>>;

/// The dialog.
#[component]
pub fn FilterDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// What is filtered.
    table: TableName,
    /// The filter of now.
    filter: Signal<Filter>,
    /// How many would pass.
    count: Count,
    /// Takes the filter that was built.
    on_apply: Callback<Filter>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Dialog
            open=open
            title=Signal::derive(move || t_string!(i18n, customers.filter).to_owned())
            wide=true
        >
            <Builder open table filter count on_apply/>
        </Dialog>
    }
}

#[component]
fn Builder(
    open: RwSignal<bool>,
    table: TableName,
    filter: Signal<Filter>,
    count: Count,
    on_apply: Callback<Filter>,
) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let known = untrack(|| Known::of(fmt, table));
    let root = filter.with_untracked(|filter| Group::read(filter, known));
    let filter = Memo::new(move |_| root.filter(known));
    let count = count.run(filter.into());
    let apply = move |filter: Filter| {
        open.set(false);
        on_apply.run(filter);
    };
    view! {
        <form
            class="dialog-form"
            on:submit=move |event| {
                event.prevent_default();
                root.check();
                if untrack(|| root.any_wrong(known)) {
                    to_wrong();
                } else {
                    apply(filter.get_untracked());
                }
            }
        >
            <div class="content">
                <GroupView known=known group=root outer=None/>
                <datalist id="filter-tags">
                    {untrack(|| known_tags(fmt.app(), table))
                        .into_iter()
                        .map(|tag| view! { <option value=tag></option> })
                        .collect_view()}
                </datalist>
            </div>
            <footer>
                <span class="muted num push-start" role="status">{count}</span>
                <button type="button" class="btn" on:click=move |_| apply(Filter::default())>
                    {t!(i18n, common.reset)}
                </button>
                <button type="submit" class="btn primary">{t!(i18n, common.apply)}</button>
            </footer>
        </form>
    }
}

/// Puts the keyboard where something can't be read, once that is said there.
fn to_wrong() {
    request_animation_frame(|| {
        let first = document().query_selector(".filter-line [aria-invalid]");
        let first = first.ok().flatten();
        if let Some(first) = first.and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
            first.focus().ok();
        }
    });
}

#[component]
fn GroupView(known: Known, group: Group, outer: Option<Group>) -> impl IntoView {
    let i18n = use_i18n();
    let add = move |part: Part| group.parts.update(|parts| parts.push(part));
    let add_line = move |_| {
        if let Some(ask) = known.first() {
            add(Part::Line(Line::new(ask)));
        }
    };
    let part = move |part: Part| match part {
        Part::Line(line) => view! { <LineView known=known group=group line=line/> }.into_any(),
        Part::Group(inner) => {
            view! { <GroupView known=known group=inner outer=Some(group)/> }.into_any()
        }
        Part::Kept(filter) => view! { <KeptView group=group filter=filter/> }.into_any(),
    };
    let is = move |any: bool| move || (group.any.get() == any).to_string();
    view! {
        <div class="filter-group" role="group">
            <div class="row">
                <div class="segmented">
                    <button type="button" aria-pressed=is(false) on:click=move |_| group.any.set(false)>
                        {t!(i18n, customers.match_all)}
                    </button>
                    <button type="button" aria-pressed=is(true) on:click=move |_| group.any.set(true)>
                        {t!(i18n, customers.match_any)}
                    </button>
                </div>
                <span class="grow"></span>
                {outer.map(|outer| view! { <RemovePart group=outer part=Part::Group(group)/> })}
            </div>
            {move || group.parts.get().into_iter().map(part).collect_view()}
            <div class="row">
                <button type="button" class="btn small" on:click=add_line>
                    <Icon name="plus"/>
                    {t!(i18n, customers.add_line)}
                </button>
                <button
                    type="button"
                    class="btn small ghost"
                    hidden=outer.is_some()
                    on:click=move |_| add(Part::Group(Group::new(!group.any.get_untracked(), known)))
                >
                    {t!(i18n, customers.add_group)}
                </button>
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn RemovePart(group: Group, part: Part) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <button
            type="button"
            class="btn ghost icon-only small"
            aria-label=move || t_string!(i18n, common.remove)
            on:click=move |_| group.remove(&part)
        >
            <Icon name="x"/>
        </button>
    }
}

#[component]
fn KeptView(group: Group, filter: Filter) -> impl IntoView {
    let fmt = use_fmt();
    let shown = filter.clone();
    view! {
        <div class="filter-line">
            <span class="grow">{move || describe(fmt, &shown)}</span>
            <RemovePart group=group part=Part::Kept(filter)/>
        </div>
    }
}

#[component]
fn LineView(known: Known, group: Group, line: Line) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let all = StoredValue::new(Ask::all(known));
    let options = all
        .get_value()
        .into_iter()
        .zip(0_usize..)
        .map(move |(ask, place)| {
            view! {
                <option value=place.to_string() selected=move || line.ask.get() == ask>
                    {move || words::ask(fmt, ask)}
                </option>
            }
        });
    let choose = move |event| {
        let place = event_target_value(&event).parse::<usize>().ok();
        let chosen = place.and_then(|place| all.with_value(|all| all.get(place).copied()));
        if let Some(ask) = chosen {
            let fill = ask.fill(known);
            if fill != line.ask.get_untracked().fill(known) || fill == Fill::Options {
                line.checked.set(false);
                line.from.set(String::new());
                line.to.set(String::new());
            }
            line.ask.set(ask);
        }
    };
    let error = unique_id();
    let described = StoredValue::new(error.clone());
    let wrong = move || line.checked.get() && line.any_wrong(known);
    view! {
        <div class="filter-line">
            <select
                class="input"
                aria-label=move || t_string!(i18n, customers.is_or_not)
                on:change=move |event| line.not.set(event_target_value(&event) == "not")
            >
                <option value="is" selected=move || !line.not.get()>{t!(i18n, customers.is_so)}</option>
                <option value="not" selected=move || line.not.get()>{t!(i18n, customers.is_not)}</option>
            </select>
            <select class="input" aria-label=move || t_string!(i18n, customers.condition) on:change=choose>
                {options.collect_view()}
            </select>
            <Values known line error=described/>
            <RemovePart group=group part=Part::Line(line)/>
            <p class="error" role="alert" id=error hidden=move || !wrong()>
                {t!(i18n, customers.wrong_value)}
            </p>
        </div>
    }
}

#[component]
fn Values(known: Known, line: Line, error: StoredValue<String>) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let field = move |value: RwSignal<String>, kind: &'static str, label: Signal<String>| {
        let wrong = move || line.checked.get() && line.is_wrong(known, value);
        let list = move || (line.ask.get() == Ask::Tag).then_some("filter-tags");
        view! {
            <input
                class="input"
                type=kind
                list=list
                inputmode=(kind == "text" && line.ask.get_untracked().fill(known) == Fill::Numbers).then_some("decimal")
                aria-label=move || label.get()
                placeholder=move || label.get()
                aria-invalid=move || wrong().then_some("true")
                aria-describedby=move || wrong().then(|| error.get_value())
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
                on:change=move |_| line.checked.set(true)
            />
        }
    };
    let value = Signal::derive(move || words::ask(fmt, line.ask.get()));
    let from = Signal::derive(move || t_string!(i18n, customers.from).to_owned());
    let to = Signal::derive(move || t_string!(i18n, customers.to).to_owned());
    move || {
        match line.ask.get().fill(known) {
        Fill::Nothing => view! { <span class="filter-values"></span> }.into_any(),
        Fill::Text | Fill::Number => {
            view! { <span class="filter-values">{field(line.from, "text", value)}</span> }.into_any()
        }
        Fill::Numbers => view! {
            <span class="filter-values">{field(line.from, "text", from)} {field(line.to, "text", to)}</span>
        }
        .into_any(),
        Fill::Options => view! {
            <span class="filter-values"><Options known line value=line.from label=value/></span>
        }
        .into_any(),
        Fill::OptionAndDates => view! {
            <span class="filter-values wrap">
                <Options known line value=line.what label=value/>
                {field(line.from, "date", from)}
                {field(line.to, "date", to)}
            </span>
        }
        .into_any(),
        Fill::Dates => view! {
            <span class="filter-values">{field(line.from, "date", from)} {field(line.to, "date", to)}</span>
        }
        .into_any(),
        Fill::Month => {
            let option = move |month: u32| {
                let name = month.to_string();
                view! {
                    <option value=month.to_string() selected=move || line.from.get() == month.to_string()>
                        {name}
                    </option>
                }
            };
            view! {
                <span class="filter-values">
                    <select
                        class="input"
                        aria-label=move || value.get()
                        on:change=move |event| line.from.set(event_target_value(&event))
                    >
                        <option value="">"—"</option>
                        {(1..=12).map(option).collect_view()}
                    </select>
                </span>
            }
            .into_any()
        }
    }
    }
}

/// A choice; nothing chosen asks whether the field is filled in, or nobody looks after them.
#[component]
fn Options(
    known: Known,
    line: Line,
    value: RwSignal<String>,
    label: Signal<String>,
) -> impl IntoView {
    let fmt = use_fmt();
    let options = move || words::options(fmt, known, line.ask.get());
    let blank = move || words::blank(fmt.locale(), line.ask.get());
    view! {
        <select
            class="input"
            aria-label=move || label.get()
            on:change=move |event| value.set(event_target_value(&event))
        >
            <option value="" selected=move || value.with(String::is_empty)>{blank}</option>
            {move || {
                options()
                    .into_iter()
                    .map(|(one, name)| {
                        let own = one.clone();
                        view! {
                            <option value=one selected=move || value.with(|chosen| *chosen == own)>
                                {name}
                            </option>
                        }
                    })
                    .collect_view()
            }}
        </select>
    }
}
