//! What the person allowed, and the person's rights: everything that is known as a file, and to be
//! forgotten.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::{
    domain::{Channel, Consent},
    i18n::{t, t_string, use_i18n},
    pages::duplicates::texts,
    ui::{DayField, Icon},
};

use super::{erase::EraseDialog, known::FileButtons, subject::Subject};

/// Consents, do-not-contact, the file and the erasure.
#[component]
pub fn Privacy(subject: Subject, #[prop(into)] on_erased: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let erasing = RwSignal::new(None);
    let silent = move || subject.get(|one| one.do_not_contact);
    view! {
        <details class="privacy">
            <summary>
                <h2>{t!(i18n, clean.privacy)}</h2>
                <span class="tag bad" hidden=move || !silent()>{t!(i18n, customers.ask_silent)}</span>
            </summary>
            <div class="stack">
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=silent
                        on:change=move |event| {
                            let silent = event_target_checked(&event);
                            subject.save(|one| one.do_not_contact = silent);
                        }
                    />
                    {t!(i18n, customers.ask_silent)}
                </label>
                <div class="details">
                    {Channel::ALL
                        .into_iter()
                        .map(|channel| view! { <OneConsent subject channel/> })
                        .collect_view()}
                </div>
                <div class="row wrap">
                    <FileButtons subject/>
                    <button
                        type="button"
                        class="btn small danger"
                        on:click=move |_| erasing.set(Some(subject.id))
                    >
                        <Icon name="trash"/>
                        {t!(i18n, clean.erase_person)}
                    </button>
                </div>
            </div>
        </details>
        <EraseDialog whom=erasing on_erased=on_erased/>
    }
}

/// What was said of one channel, where and when.
#[component]
fn OneConsent(subject: Subject, channel: Channel) -> impl IntoView {
    let i18n = use_i18n();
    let said = Memo::new(move |_| subject.get(|one| one.consent(channel).cloned()));
    let name = move || texts::channel(i18n.get_locale(), channel);
    let state = move || match said.get() {
        None => "open",
        Some(said) if said.given => "given",
        Some(_) => "refused",
    };
    let choose = move |event| {
        let value = event_target_value(&event);
        let today = subject.app.moment().today;
        subject.save(|one| {
            let source = one.consent(channel).map(|said| said.source.clone());
            let said = (value != "open").then(|| Consent {
                channel,
                given: value == "given",
                on: today,
                source: source.unwrap_or_default(),
            });
            one.set_consent(channel, said);
        });
    };
    let change = move |change: &dyn Fn(&mut Consent)| {
        subject.save(|one| {
            if let Some(mut said) = one.consent(channel).cloned() {
                change(&mut said);
                one.set_consent(channel, Some(said));
            }
        });
    };
    let option = move |value: &'static str, text: Signal<&'static str>| {
        view! { <option value=value selected=move || state() == value>{text}</option> }
    };
    view! {
        <div class="detail consent">
            <span class="detail-label">{name}</span>
            <span class="row wrap">
                <select class="input" aria-label=name on:change=choose>
                    {option("open", Signal::derive(move || t_string!(i18n, clean.consent_open)))}
                    {option("given", Signal::derive(move || t_string!(i18n, clean.consent_given)))}
                    {option("refused", Signal::derive(move || t_string!(i18n, clean.consent_refused)))}
                </select>
                // Fields that were made anew at each change would lose who types in them.
                <Show when=move || said.with(Option::is_some)>
                    <DayField
                        label=Signal::derive(move || format!("{}: {}", name(), t_string!(i18n, common.date)))
                        stored=Signal::derive(move || said.with(|said| said.as_ref().map(|said| said.on)))
                        required=true
                        on_done=Callback::new(move |day: Option<NaiveDate>| {
                            if let Some(day) = day {
                                change(&|said| said.on = day);
                            }
                        })
                    />
                    <input
                        class="input grow"
                        type="text"
                        aria-label=move || format!("{}: {}", name(), t_string!(i18n, clean.consent_source))
                        placeholder=move || t_string!(i18n, clean.consent_source)
                        prop:value=move || said.with(|said| said.as_ref().map(|said| said.source.clone()))
                        on:change=move |event| {
                            let text = event_target_value(&event);
                            change(&|said| text.trim().clone_into(&mut said.source));
                        }
                    />
                </Show>
            </span>
        </div>
    }
}
