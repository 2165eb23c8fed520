//! What somebody allowed, channel by channel: the answer with its day, and where, what for and to which text it
//! was given. Whoever shows it keeps it: a record at once, a form when it is saved. That somebody agreed is kept by
//! neither until it is said where; what is answered anew begins without the words of the old answer.

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
    /// It is a form that asks again before it is saved, and takes what is not complete.
    #[prop(optional)]
    form: bool,
) -> impl IntoView {
    let one = move |channel| {
        let of = Memo::new(move |_| {
            said.with(|said| said.iter().find(|one| one.channel == channel).cloned())
        });
        view! { <OneConsent kept=of channel on_say form/> }
    };
    view! { <div class="details">{Channel::ALL.into_iter().map(one).collect_view()}</div> }
}

#[component]
fn OneConsent(
    kept: Memo<Option<Consent>>,
    channel: Channel,
    on_say: Callback<(Channel, Option<Consent>)>,
    form: bool,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let name = move || texts::channel(i18n.get_locale(), channel);
    // What is not complete yet, and waits here to become so.
    let begun = RwSignal::new(None::<Consent>);
    let said = Memo::new(move |_| begun.get().or_else(|| kept.get()));
    let lacks = move || said.with(|said| said.as_ref().is_some_and(Consent::lacks_source));
    let say = move |now: Option<Consent>| {
        let waits = !form && now.as_ref().is_some_and(Consent::lacks_source);
        begun.set(now.clone().filter(|_| waits));
        if !waits {
            on_say.run((channel, now));
        }
    };
    let state = move || match said.get() {
        None => "open",
        Some(said) if said.given => "given",
        Some(_) => "refused",
    };
    let choose = move |event| {
        let value = event_target_value(&event);
        let today = app.moment().today;
        say((value != "open").then(|| Consent::new(channel, value == "given", today)));
    };
    let change = move |change: &dyn Fn(&mut Consent)| {
        if let Some(mut one) = said.get_untracked() {
            change(&mut one);
            say(Some(one));
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
                    <span class="error small" role="alert">
                        {move || lacks().then(|| t_string!(i18n, clean.consent_needs_source))}
                    </span>
                </Show>
            </span>
        </div>
    }
}
