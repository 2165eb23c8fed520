//! The groups of possible duplicates: looking for them, the safe batch, and each with its reasons.

use leptos::prelude::*;

use crate::{
    app::{format::use_fmt, state::use_app},
    clean::Group,
    domain::commands::NotTheSame,
    i18n::{counted, t, t_string, use_i18n},
    ui::{Empty, Icon},
};

use super::{compare::Compare, found::Found, texts};

/// Groups shown at first; more on demand.
const PAGE: usize = 50;

/// Everything about duplicates.
#[component]
pub fn Groups(found: Found) -> impl IntoView {
    let i18n = use_i18n();
    let shown = RwSignal::new(PAGE);
    let count = Memo::new(move |_| found.shown.with(Vec::len));
    let none = move || found.looked.get() && found.looking.get().is_none() && count.get() == 0;
    view! {
        <Bar found/>
        {move || {
            none().then(|| {
                view! {
                    <Empty
                        icon="check"
                        title=Signal::derive(move || t_string!(i18n, clean.none).to_owned())
                    />
                }
            })
        }}
        <ul class="clean-groups" hidden=move || count.get() == 0>
            <For
                each=move || found.shown.with(|all| all.iter().take(shown.get()).cloned().collect::<Vec<_>>())
                key=|group| group.members.clone()
                let:group
            >
                <OneGroup group/>
            </For>
        </ul>
        <div class="row">
            <button
                type="button"
                class="btn"
                hidden=move || count.get() <= shown.get()
                on:click=move |_| shown.update(|shown| *shown += PAGE)
            >
                {t!(i18n, clean.more)}
            </button>
        </div>
    }
}

/// How many there are, the batch, and how far the search is.
#[component]
fn Bar(found: Found) -> impl IntoView {
    let i18n = use_i18n();
    let certain = Memo::new(move |_| found.certain().len());
    let said = move || match found.looking.get() {
        Some(_) => t_string!(i18n, clean.looking).to_owned(),
        None if found.looked.get() => {
            t_string!(
                i18n,
                clean.groups,
                count = counted(i18n.get_locale(), found.shown.with(Vec::len))
            )
        }
        None => t_string!(i18n, clean.stopped).to_owned(),
    };
    let looking = move || found.looking.get().is_some();
    view! {
        <div class="row wrap clean-bar">
            <span role="status" class="soft num">{said}</span>
            <span class="grow"></span>
            <button
                type="button"
                class="btn primary"
                hidden=move || certain.get() == 0
                on:click=move |_| found.merge_certain()
            >
                {move || t_string!(i18n, clean.merge_certain, count = counted(i18n.get_locale(), certain.get()))}
            </button>
            <button type="button" class="btn" hidden=looking on:click=move |_| found.look()>
                <Icon name="refresh"/>
                {t!(i18n, clean.look_again)}
            </button>
            <button type="button" class="btn" hidden=move || !looking() on:click=move |_| found.stop()>
                {t!(i18n, common.cancel)}
            </button>
        </div>
        <progress
            class="progress"
            max="1"
            hidden=move || !looking()
            prop:value=move || found.looking.get().unwrap_or(0.0)
            aria-label=move || t_string!(i18n, clean.looking)
        ></progress>
    }
}

/// One group: who, how likely, why; the comparison on demand.
#[component]
fn OneGroup(group: Group) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let open = RwSignal::new(false);
    let names = {
        let members = group.members.clone();
        app.peek(|records| {
            let mut names: Vec<String> = Vec::new();
            for one in members.iter().filter_map(|id| records.get(*id)) {
                let name = one.display_name().to_owned();
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            names.join(" · ")
        })
    };
    let (score, size) = (group.score, group.members.len());
    let (sure, unsure) = (score >= crate::clean::CERTAIN, score < 60);
    let reasons = group.reasons.clone();
    let members = StoredValue::new(group.members.clone());
    let heading = names.clone();
    let group = StoredValue::new(group);
    let toggle_name = {
        let names = names.clone();
        move || t_string!(i18n, clean.compare_named, name = names.clone())
    };
    let apart_name = move || t_string!(i18n, clean.not_same_named, name = names.clone());
    view! {
        <li class="box clean-group">
            <div class="row wrap">
                <div class="grow">
                    <h2>{heading}</h2>
                    <p class="row wrap small">
                        <span class="tag num" class:good=sure class:warn=unsure>
                            {move || t_string!(i18n, clean.points, score = score)}
                        </span>
                        <span class="muted num">{move || { fmt.locale(); t_string!(i18n, clean.records, count = counted(i18n.get_locale(), size)) }}</span>
                        {reasons
                            .into_iter()
                            .map(|one| view! { <span class="tag">{move || texts::reason(i18n.get_locale(), one)}</span> })
                            .collect_view()}
                    </p>
                </div>
                <button
                    type="button"
                    class="btn"
                    aria-label=apart_name
                    on:click=move |_| app.run(NotTheSame(members.get_value()), |_| ())
                >
                    {t!(i18n, clean.not_same)}
                </button>
                <button
                    type="button"
                    class="btn"
                    aria-label=toggle_name
                    aria-expanded=move || open.get().to_string()
                    on:click=move |_| open.update(|open| *open = !*open)
                >
                    {t!(i18n, clean.compare)}
                </button>
            </div>
            {move || open.get().then(|| view! { <Compare group=group.with_value(|group| group.members.clone())/> })}
        </li>
    }
}
