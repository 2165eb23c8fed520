//! Import, export and backup: one place to bring any file in, and every way out.

mod anywhere;
mod card;
mod columns;
mod doubts;
mod drop;
mod lists;
mod out;
mod preview;
mod problems;
mod program;
mod recognised;
mod restore;
mod summary;
mod targets;
mod texts;
mod whose;

pub use anywhere::DropAnywhere;
pub use texts::failure as failure_text;

use leptos::prelude::*;

use crate::i18n::{t, use_i18n};

/// The page.
#[component]
pub fn Data() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="head">
            <h1>{t!(i18n, data.heading)}</h1>
            <p class="sub">{t!(i18n, data.where_kept)}</p>
        </div>
        <div class="body data">
            <drop::BringIn/>
            <div class="grid">
                <div class="w6"><out::Backup/></div>
                <div class="w6"><lists::Lists/></div>
            </div>
        </div>
    }
}
