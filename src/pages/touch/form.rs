//! The form for a touch: what it was, what happened, and if one likes how it ended, what comes next and
//! how content the customer was. One choice and Enter are enough.

use leptos::{html, prelude::*};

use super::draft::{Draft, Ending, Kinds, When};
use crate::{
    app::{
        state::use_app,
        unsaved::{Form, use_taken_up},
    },
    domain::{ActivityKind, Case, Customer, Deal, Id, TableName},
    i18n::{t, t_string, use_i18n},
    pages::parts::{InsertText, Written, appended},
    ui::{DayLine, Icon, LineField, keys::is_enter},
};

/// What a touch is about besides the customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum About {
    /// Nothing in particular.
    #[default]
    Nothing,
    /// A deal.
    Deal(Id<Deal>),
    /// A case.
    Case(Id<Case>),
}

impl About {
    /// The same for a text that is written about it.
    fn written(self) -> Written {
        match self {
            Self::Nothing => Written::default(),
            Self::Deal(id) => Written {
                deal: Some(id),
                ..Written::default()
            },
            Self::Case(id) => Written {
                case: Some(id),
                ..Written::default()
            },
        }
    }

    /// Where what is typed about it is kept.
    fn form(self, customer: Option<Id<Customer>>) -> Form {
        match (self, customer) {
            (Self::Deal(id), _) => Form::TouchOf(TableName::Deals, id.raw()),
            (Self::Case(id), _) => Form::TouchOf(TableName::Cases, id.raw()),
            (Self::Nothing, Some(id)) => Form::TouchOf(TableName::Customers, id.raw()),
            (Self::Nothing, None) => Form::Touch,
        }
    }
}

/// The form.
#[component]
pub fn TouchForm(
    /// With whom; nothing is saved while it is not known, unless it is about something.
    #[prop(into)]
    customer: Signal<Option<Id<Customer>>>,
    /// What it is about.
    #[prop(optional)]
    about: About,
    /// A visit is chosen already and the keyboard is in the text, as in a dialog.
    #[prop(optional)]
    opened: bool,
    /// After saving.
    #[prop(into)]
    on_saved: Callback<()>,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let draft = Draft::new(app);
    if opened {
        draft.kind.set(ActivityKind::Visit);
    }
    let form = if opened {
        Form::Touch
    } else {
        about.form(customer.get_untracked())
    };
    let kept = use_taken_up(
        form,
        move || draft.words(),
        move |words| draft.type_again(words),
    );
    let node = NodeRef::<html::Textarea>::new();
    let save = move || {
        let customer = customer.get_untracked();
        let of_nobody = customer.is_none() && about == About::Nothing;
        if of_nobody || untrack(|| draft.is_to_come(app)) {
            return;
        }
        let command = draft.command(app, customer, about);
        app.run(command, move |_| {
            draft.clear();
            kept.forget();
            on_saved.try_run(());
        });
    };
    view! {
        <div class="touch">
            <Kinds draft text=node/>
            <div class="row add-line">
                <textarea
                    class="input grow"
                    rows="1"
                    dir="auto"
                    node_ref=node
                    autofocus=opened
                    aria-label=move || t_string!(i18n, customers.touch_text)
                    placeholder=move || t_string!(i18n, customers.touch_hint)
                    bind:value=draft.text
                    on:keydown=move |event| {
                        if is_enter(&event) && !event.shift_key() {
                            event.prevent_default();
                            save();
                        }
                    }
                ></textarea>
                <button
                    type="button"
                    class="btn icon-only"
                    class:primary=opened
                    disabled=move || customer.get().is_none() && about == About::Nothing
                    aria-label=move || t_string!(i18n, customers.log_touch)
                    on:click=move |_| save()
                >
                    <Icon name="check"/>
                </button>
            </div>
            <InsertText
                customer
                about=about.written()
                on_insert=Callback::new(move |text: String| {
                    draft.text.update(|written| appended(written, &text));
                })
            />
            <details class="touch-more">
                <summary>{t!(i18n, touch.more)}</summary>
                <div class="form">
                    <When draft/>
                    <Ending draft/>
                    <LineField
                        label=Signal::derive(move || t_string!(i18n, touch.next_step).to_owned())
                        value=draft.next
                    />
                    <DayLine label=Signal::derive(move || t_string!(i18n, touch.next_due).to_owned()) day=draft.due/>
                </div>
            </details>
        </div>
    }
    .into_any()
}
