//! First run: one screen that opens the person's own shop, with the sample shop as a second way in.

mod currency;
mod fill;
mod language;
mod own;
mod sample;
mod texts;
mod zone;

pub use currency::CurrencySelect;
pub use fill::FillSample;
pub use language::LanguageSwitch;
pub use sample::SizeSelect;
pub use texts::{KINDS, kind_icon, kind_text};
pub use zone::{ZoneInput, known_zone};

use leptos::prelude::*;

use crate::{
    app::{route::base, state::use_app},
    i18n::{t, use_i18n},
    pages::{
        parts::RestoreBackup,
        piece::{Lazy, Piece},
    },
    platform::prefs::Workspace,
};

/// The page.
#[component]
pub fn Start() -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let of_sample = app.workspace == Workspace::Sample;
    view! {
        <div class="start">
            <header class="start-top">
                <img src=format!("{}/favicon.svg", base()) alt="" width="28" height="28"/>
                <span class="strong">{t!(i18n, common.app)}</span>
                <span class="grow"></span>
                <LanguageSwitch/>
            </header>
            <main class="start-main" id="main" tabindex="-1">
                {if of_sample {
                    view! { <Lazy piece=Piece::Fill/> }.into_any()
                } else {
                    view! {
                        <div class="start-intro">
                            <h1>{t!(i18n, start.heading)}</h1>
                            <p>{t!(i18n, start.intro)}</p>
                        </div>
                        <own::OwnShop/>
                        <sample::SampleShop/>
                        <RestoreBackup/>
                        <p class="start-foot">{t!(i18n, start.privacy)}</p>
                    }
                        .into_any()
                }}
            </main>
        </div>
    }
}
