//! How complete the record is and what it lacks; and, if records were merged into it, the way to take
//! them apart again.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    app::format::use_fmt,
    clean::{completeness, gaps},
    i18n::{t, t_string, use_i18n},
    pages::duplicates::texts,
    ui::Icon,
};

use super::subject::Subject;

/// The meter with what is missing.
#[component]
pub fn Quality(subject: Subject) -> impl IntoView {
    let i18n = use_i18n();
    let layout = Memo::new(move |_| subject.app.customer_layout());
    let share =
        Memo::new(move |_| subject.get(|one| layout.with(|layout| completeness(one, layout))));
    let missing = Memo::new(move |_| subject.get(|one| layout.with(|layout| gaps(one, layout))));
    let text = move || t_string!(i18n, clean.complete, share = share.get());
    view! {
        <div class="quality">
            <meter
                class="meter"
                min="0"
                max="100"
                low="40"
                high="80"
                optimum="100"
                prop:value=move || f64::from(share.get())
                aria-label=text
            ></meter>
            <p class="small muted">
                <span class="num">{text}</span>
                {move || {
                    let locale = i18n.get_locale();
                    let missing = missing.get();
                    (!missing.is_empty()).then(|| {
                        let words: Vec<&str> = missing.iter().map(|gap| texts::gap(locale, *gap)).collect();
                        format!(" · {}", words.join(" · "))
                    })
                }}
            </p>
        </div>
    }
}

/// The records that were merged into this one.
#[component]
pub fn MergedRecords(subject: Subject) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let merged = Memo::new(move |_| subject.get(|one| one.merged.clone()));
    let last = move || merged.with(|all| all.last().map(|one| one.at));
    let names = move || {
        let names = merged.with(|all| {
            let names: Vec<String> = all.iter().map(|one| one.name.clone()).collect();
            names.join(" · ")
        });
        t_string!(i18n, clean.merged_from, names = names)
    };
    let apart = move |_| {
        let missing = t_string!(i18n, clean.unmerge_missing).to_owned();
        spawn_local(async move {
            subject.app.unmerge(subject.id, missing).await;
        });
    };
    view! {
        <div class="callout row wrap" hidden=move || merged.with(Vec::is_empty)>
            <span class="grow">{names} " " {move || last().map(|at| fmt.ago(at))}</span>
            <button type="button" class="btn small" on:click=apart>
                <Icon name="undo"/>
                {t!(i18n, clean.unmerge)}
            </button>
        </div>
    }
}
