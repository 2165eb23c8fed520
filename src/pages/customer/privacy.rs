//! What the person allowed, and the person's rights: everything that is known as a file, and to be
//! forgotten.

use leptos::prelude::*;

use crate::{
    i18n::{t, use_i18n},
    ui::Icon,
};

use super::{consents::Consents, erase::EraseDialog, known::FileButtons, subject::Subject};

/// Consents, do-not-contact, the file and the erasure.
#[component]
pub fn Privacy(subject: Subject, #[prop(into)] on_erased: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let erasing = RwSignal::new(Vec::new());
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
                <Consents
                    said=Signal::derive(move || subject.get(|one| one.consents.clone()))
                    on_say=Callback::new(move |(channel, said)| {
                        subject.save(|one| one.set_consent(channel, said));
                    })
                />
                <div class="row wrap">
                    <FileButtons subject/>
                    <button
                        type="button"
                        class="btn small danger"
                        on:click=move |_| erasing.set(vec![subject.id])
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
