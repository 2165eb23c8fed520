//! The foot of a form in a dialog: away without saving, and the button that saves.

use leptos::prelude::*;

use crate::{
    app::Saving,
    i18n::{t, t_string, use_i18n},
};

/// The foot.
#[component]
pub fn Foot(
    /// How the form ends.
    saving: Saving,
    /// The words of the button that saves; *Save* where nothing else is said.
    #[prop(optional, into)]
    action: MaybeProp<String>,
    /// True if what the form does can't be wanted by accident.
    #[prop(optional)]
    danger: bool,
    /// What leaving without saving does besides closing the dialog.
    #[prop(optional)]
    on_cancel: Option<Callback<()>>,
    /// True while there is nothing to save.
    #[prop(optional, into)]
    off: Signal<bool>,
    /// Id of the form, where the foot stands outside of it.
    #[prop(optional, into)]
    form: Option<String>,
    /// What stands at the start of the line.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let i18n = use_i18n();
    let save = move || t_string!(i18n, common.save).to_owned();
    view! {
        <footer>
            {children.map(|children| children())}
            <button
                type="button"
                class="btn"
                on:click=move |_| {
                    if let Some(on_cancel) = on_cancel {
                        on_cancel.run(());
                    }
                    saving.close();
                }
            >
                {t!(i18n, common.cancel)}
            </button>
            <button
                type="submit"
                form=form
                class=if danger { "btn danger" } else { "btn primary" }
                disabled=move || off.get() || saving.disabled()
            >
                {move || action.get().unwrap_or_else(save)}
            </button>
        </footer>
    }
    .into_any()
}
