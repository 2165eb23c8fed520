//! What somebody allowed, channel by channel: the answer with its day, and where, what for and to which text it
//! was given. Whoever shows it keeps it: a record at once, a form when it is saved.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::{
    app::state::use_app,
    domain::{Channel, Consent},
    i18n::{t, t_string, use_i18n},
    pages::duplicates::texts,
    ui::DayField,
};

/// Every channel.
#[component]
pub fn Consents(
    /// What was said; at most one entry a channel.
    said: Signal<Vec<Consent>>,
    /// Takes what is said of a channel now.
    on_say: Callback<(Channel, Option<Consent>)>,
) -> impl IntoView {
    let one = move |channel| {
        let of = Memo::new(move |_| {
            let find =
                |said: &Vec<Consent>| said.iter().find(|one| one.channel == channel).cloned();
            said.with(find)
        });
        view! { <OneConsent said=of channel on_say/> }
    };
    view! { <div class="details">{Channel::ALL.into_iter().map(one).collect_view()}</div> }
}

#[component]
fn OneConsent(
    said: Memo<Option<Consent>>,
    channel: Channel,
    on_say: Callback<(Channel, Option<Consent>)>,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let name = move || texts::channel(i18n.get_locale(), channel);
    let state = move || match said.get() {
        None => "open",
        Some(said) if said.given => "given",
        Some(_) => "refused",
    };
    let choose = move |event| {
        let value = event_target_value(&event);
        let today = app.moment().today;
        let before = said.get_untracked();
        let now = (value != "open").then(|| {
            let given = value == "given";
            let one = before.unwrap_or_else(|| Consent::new(channel, given, today));
            Consent {
                given,
                on: today,
                ..one
            }
        });
        on_say.run((channel, now));
    };
    let change = move |change: &dyn Fn(&mut Consent)| {
        if let Some(mut one) = said.get_untracked() {
            change(&mut one);
            on_say.run((channel, Some(one)));
        }
    };
    let option = move |value: &'static str, text: Signal<&'static str>| {
        view! { <option value=value selected=move || state() == value>{text}</option> }
    };
    let line = move |what: Signal<&'static str>, part: fn(&mut Consent) -> &mut String| {
        let value = move || {
            let mut said = said.get();
            said.as_mut().map(|said| part(said).clone())
        };
        view! {
            <input
                class="input grow"
                type="text"
                dir="auto"
                maxlength="200"
                aria-label=move || format!("{}: {}", name(), what.get())
                placeholder=move || what.get()
                prop:value=value
                on:change=move |event| {
                    let text = event_target_value(&event);
                    change(&|said| text.trim().clone_into(part(said)));
                }
            />
        }
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
                    {line(
                        Signal::derive(move || t_string!(i18n, clean.consent_source)),
                        |said| &mut said.source,
                    )}
                    {line(
                        Signal::derive(move || t_string!(i18n, clean.consent_purpose)),
                        |said| &mut said.purpose,
                    )}
                    {line(
                        Signal::derive(move || t_string!(i18n, clean.consent_wording)),
                        |said| &mut said.wording,
                    )}
                    <label class="check small">
                        <input
                            type="checkbox"
                            aria-label=move || format!("{}: {}", name(), t_string!(i18n, clean.consent_sensitive))
                            prop:checked=move || said.with(|said| said.as_ref().is_some_and(|said| said.sensitive))
                            on:change=move |event| {
                                let sensitive = event_target_checked(&event);
                                change(&|said| said.sensitive = sensitive);
                            }
                        />
                        {t!(i18n, clean.consent_sensitive)}
                    </label>
                </Show>
            </span>
        </div>
    }
}
