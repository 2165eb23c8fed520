//! One file that was brought in: what it is, what would change, and doing it.

use std::rc::Rc;

use leptos::{prelude::*, task::spawn_local};
use web_sys::File;

use super::{
    columns::ColumnChoices,
    preview::Rows,
    problems::Problems,
    recognised::Recognised,
    restore::Restore,
    summary::{Done, Plan},
    texts,
};
use crate::{
    app::{
        data::{
            Brought, Failure, Kind, Reading, commit, file::LIMIT, import::understand,
            reading::Decisions,
        },
        state::{App, use_app},
        worker::Cancel,
    },
    domain::TableName,
    i18n::{Locale, t, t_string, tag, use_i18n},
    platform::files,
    ui::Icon,
};

/// What a card is doing.
#[derive(Debug, Clone, PartialEq)]
pub enum State {
    /// Reading and planning; the share done.
    Reading(f64),
    /// The plan is on screen.
    Ready,
    /// Bringing it in; the share done.
    Importing(f64),
    /// It is in.
    Done(Brought),
    /// It can't be used.
    Failed(Failure),
}

/// Everything the parts of a card share.
#[derive(Debug, Clone, Copy)]
pub struct Card {
    /// The app.
    pub app: App,
    /// Name of the file.
    pub name: StoredValue<String>,
    /// What was decided by hand.
    pub decisions: RwSignal<Decisions>,
    /// What was found out.
    pub reading: RwSignal<Option<Reading>>,
    /// What it is doing.
    pub state: RwSignal<State>,
    bytes: StoredValue<Option<Rc<Vec<u8>>>, LocalStorage>,
    cancel: StoredValue<Cancel, LocalStorage>,
}

impl Card {
    fn new(app: App, name: String) -> Self {
        Self {
            app,
            name: StoredValue::new(name),
            decisions: RwSignal::new(Decisions::default()),
            reading: RwSignal::new(None),
            state: RwSignal::new(State::Reading(0.0)),
            bytes: StoredValue::new_local(None),
            cancel: StoredValue::new_local(Cancel::default()),
        }
    }

    /// The bytes of the file, once read.
    pub fn bytes(self) -> Option<Rc<Vec<u8>>> {
        self.bytes.try_get_value().flatten()
    }

    /// Ends what is under way and gives the handle of what begins.
    fn begin(self) -> Cancel {
        let next = Cancel::default();
        let before = self.cancel.try_get_value();
        self.cancel.try_set_value(next.clone());
        if let Some(before) = before {
            before.cancel();
        }
        next
    }

    /// Ends what is under way; the plan stays.
    pub fn stop(self) {
        self.begin();
        self.state.try_set(State::Ready);
    }

    fn fail(self, failure: Failure) {
        self.state.try_set(State::Failed(failure));
    }

    /// Reads the file once, then finds out what it is and would change.
    fn look(self, file: Option<File>, locale: Locale, decisions: Decisions) {
        let cancel = self.begin();
        self.state.set(State::Reading(0.0));
        spawn_local(async move {
            if let Some(file) = file.filter(|_| self.bytes().is_none()) {
                match files::read(&file, LIMIT, |_| {}).await {
                    Ok(bytes) => {
                        self.bytes.try_set_value(Some(Rc::new(bytes)));
                    }
                    Err(error) => return self.fail(error.into()),
                }
            }
            let Some(bytes) = self.bytes() else { return };
            let progress = move |share| {
                self.state.try_set(State::Reading(share));
            };
            let language = tag(locale);
            match understand(self.app, language, &bytes, decisions, &cancel, progress).await {
                Ok(Some(reading)) => {
                    self.reading.try_set(Some(reading));
                    self.state.try_set(State::Ready);
                }
                Ok(None) => {}
                Err(failure) => self.fail(failure),
            }
        });
    }

    /// Brings the file in.
    pub fn import(self, locale: Locale) {
        let (Some(bytes), Some(reading)) = (self.bytes(), self.reading.get_untracked()) else {
            return;
        };
        let cancel = self.begin();
        self.state.set(State::Importing(0.0));
        let decisions = Decisions {
            kind: Some(reading.kind),
            ..self.decisions.get_untracked()
        };
        spawn_local(async move {
            let name = self.name.get_value();
            let progress = move |share| {
                self.state.try_set(State::Importing(share));
            };
            let language = tag(locale);
            let done = commit(
                self.app, language, name, &bytes, decisions, &cancel, progress,
            )
            .await;
            match done {
                Ok(Some(brought)) => {
                    self.state.try_set(State::Done(brought));
                }
                Ok(None) => {
                    self.state.try_set(State::Ready);
                }
                Err(failure) => self.fail(failure),
            }
        });
    }
}

/// The card of a file.
#[component]
pub fn FileCard(
    /// The file.
    file: File,
    /// Takes the card away.
    close: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let card = Card::new(use_app(), file.name());
    let file = StoredValue::new_local(file);
    Effect::new(move |_| {
        let decisions = card.decisions.get();
        let locale = i18n.get_locale();
        // What the shop has changes the plan: an undo, another file, another window.
        card.app
            .read(&[TableName::Customers, TableName::Sales], |_| ());
        let busy = |state: &State| matches!(state, State::Importing(_) | State::Done(_));
        if !card.state.with_untracked(busy) {
            card.look(file.try_get_value(), locale, decisions);
        }
    });
    on_cleanup(move || {
        card.begin();
    });
    view! {
        <section class="box data-card" aria-label=card.name.get_value()>
            <header>
                <h2 class="row"><Icon name="file"/>{card.name.get_value()}</h2>
                <button
                    type="button"
                    class="btn ghost icon-only small push"
                    aria-label=move || t_string!(i18n, data.remove_file, name = card.name.get_value())
                    on:click=move |_| close.run(())
                >
                    <Icon name="x"/>
                </button>
            </header>
            <Content card/>
        </section>
    }
    .into_any()
}

/// What the card says, by its state. The parts stay while a plan is made anew, so that focus does.
#[component]
fn Content(card: Card) -> impl IntoView {
    let i18n = use_i18n();
    let kind = Memo::new(move |_| {
        card.reading
            .with(|reading| reading.as_ref().map(|r| r.kind))
    });
    let stage = Memo::new(move |_| {
        card.state.with(|state| match state {
            State::Reading(_) | State::Ready | State::Importing(_) => 0,
            State::Done(_) => 1,
            State::Failed(_) => 2,
        })
    });
    move || match stage.get() {
        1 => view! { <Done card/> }.into_any(),
        2 => view! {
            <p class="bad" role="alert">
                {move || {
                    card.state
                        .with(|state| match state {
                            State::Failed(failure) => {
                                texts::failure(i18n.get_locale(), &card.name.get_value(), failure)
                            }
                            _ => String::new(),
                        })
                }}
            </p>
        }
        .into_any(),
        _ => match kind.get() {
            None => view! {
                <p class="row soft" role="status">
                    <span class="spinner"></span>
                    {t!(i18n, data.reading)}
                </p>
            }
            .into_any(),
            Some(Kind::Backup) => view! { <Recognised card/><Restore card/> }.into_any(),
            Some(_) => view! {
                <Recognised card/>
                <ColumnChoices card/>
                <Plan card/>
                <Rows card/>
                <Problems card/>
            }
            .into_any(),
        },
    }
}
