//! Asks before people are erased: the one thing on a record that no undo brings back.

use leptos::prelude::*;

use crate::{
    app::{copies, state::use_app},
    domain::{Customer, Id, TableName, commands::EraseCustomers},
    i18n::{counted, t, t_string, use_i18n},
    platform::prefs::Place,
    ui::Dialog,
};

/// Names shown of those who go.
const NAMED: usize = 20;

/// What an erasure means: whom, what goes along, and how many sales stay.
#[derive(Clone, PartialEq, Eq)]
struct Reach {
    names: Vec<String>,
    along: usize,
    sales: usize,
    /// Saved views that have one of the names in them.
    views: Vec<String>,
}

/// Opens when `whom` names somebody; says what goes and what stays.
#[component]
pub fn EraseDialog(
    whom: RwSignal<Vec<Id<Customer>>>,
    #[prop(into)] on_erased: Callback<()>,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        if whom.with(|whom| !whom.is_empty()) && !open.get_untracked() {
            open.set(true);
        }
    });
    Effect::new(move |_| {
        if !open.get() && whom.with_untracked(|whom| !whom.is_empty()) {
            whom.set(Vec::new());
        }
    });
    // Sales and touches may still be on their way from the disk; nothing may be missed.
    let reach = Memo::new(move |_| {
        let ids = Some(whom.get()).filter(|ids| app.loaded.get() && !ids.is_empty())?;
        app.read(TableName::ALL, |records| {
            let erase = EraseCustomers(ids);
            let erasure = erase.reach(records).ok()?;
            Some(Reach {
                along: erasure.gone.len().saturating_sub(erase.0.len()),
                sales: erasure.sales.len(),
                names: erase.names(records),
                views: erase.views(records),
            })
        })
    });
    let erase = move |_| {
        let ids = whom.get_untracked();
        open.set(false);
        if !ids.is_empty() {
            app.run(EraseCustomers(ids), move |_| {
                // What was begun in a form may be about the person.
                Place::clear_all(app.workspace);
                copies::forget(app, i18n.get_locale_untracked());
                on_erased.try_run(());
            });
        }
    };
    let who = move |names: &[String]| match names {
        [name] => t_string!(i18n, clean.erase_who, name = name.clone()),
        names => t_string!(
            i18n,
            clean.erase_who_many,
            count = counted(i18n.get_locale(), names.len())
        ),
    };
    let names = move |names: Vec<String>| {
        let more = names.len().saturating_sub(NAMED);
        let mut shown: Vec<String> = names.into_iter().take(NAMED).collect();
        if more > 0 {
            shown.push(t_string!(
                i18n,
                clean.erase_more,
                count = counted(i18n.get_locale(), more)
            ));
        }
        (shown.len() > 1).then(|| view! { <p class="soft">{shown.join(" · ")}</p> })
    };
    let said = move || {
        reach.get().map(|reach| {
            view! {
                <p><b>{who(&reach.names)}</b></p>
                {names(reach.names)}
                <p>{t_string!(i18n, clean.erase_goes, count = counted(i18n.get_locale(), reach.along))}</p>
                <p>{t_string!(i18n, clean.erase_sales, count = counted(i18n.get_locale(), reach.sales))}</p>
                {(!reach.views.is_empty()).then(|| {
                    let views = reach.views.join(" · ");
                    view! { <p class="callout">{t_string!(i18n, clean.erase_views, views = views)}</p> }
                })}
                <p class="soft">{t!(i18n, clean.erase_text)}</p>
            }
        })
    };
    let title = move || {
        if whom.with(Vec::len) > 1 {
            t_string!(i18n, clean.erase_title_many).to_owned()
        } else {
            t_string!(i18n, clean.erase_title).to_owned()
        }
    };
    view! {
        <Dialog open title=Signal::derive(title)>
            <div class="content stack">{said}</div>
            <footer>
                <button type="button" class="btn" on:click=move |_| open.set(false)>
                    {t!(i18n, common.cancel)}
                </button>
                <button
                    type="button"
                    class="btn danger"
                    disabled=move || reach.with(Option::is_none)
                    on:click=erase
                >
                    {t!(i18n, clean.erase_it)}
                </button>
            </footer>
        </Dialog>
    }
}
