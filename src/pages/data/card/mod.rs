//! One file that was brought in: what it is, what would change, and doing it.

use std::rc::Rc;

use leptos::{prelude::*, task::spawn_local};
use web_sys::Blob;

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
            Agreed, Archive, Brought, Failure, Kind, Reading, commit, examine,
            import::{rows, understand, understand_backup},
            learned::Memory,
            reading::{Decisions, Preview, Stage},
        },
        state::{App, use_app},
        worker::Cancel,
    },
    domain::TableName,
    exchange::unpack::Origin,
    i18n::{Locale, t, t_string, tag, use_i18n},
    platform::files,
    ui::Icon,
};

mod source;

pub use source::{Source, Split};

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
    Done(Box<Brought>),
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
    /// Where it comes from, if it is a part of another file.
    pub origin: RwSignal<Option<Origin>>,
    /// True if it is read as the person chose for such a file before.
    pub learned: RwSignal<bool>,
    /// Rows that were turned to, and how many are before them; none are while the first ones are shown.
    pub page: RwSignal<Option<(usize, Preview)>>,
    /// Names of what stands beside it in its file and can't be read.
    pub left_out: RwSignal<Vec<String>>,
    /// What was chosen before for such a file.
    memory: StoredValue<Memory>,
    bytes: StoredValue<Option<Rc<Vec<u8>>>, LocalStorage>,
    /// A backup's JSON, of which the page holds no bytes.
    backup: StoredValue<Option<Blob>, LocalStorage>,
    archive: StoredValue<Option<Rc<Archive>>, LocalStorage>,
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
            origin: RwSignal::new(None),
            left_out: RwSignal::new(Vec::new()),
            page: RwSignal::new(None),
            learned: RwSignal::new(false),
            memory: StoredValue::new(Memory::default()),
            bytes: StoredValue::new_local(None),
            backup: StoredValue::new_local(None),
            archive: StoredValue::new_local(None),
            cancel: StoredValue::new_local(Cancel::default()),
        }
    }

    /// The bytes of the file, once read.
    pub fn bytes(self) -> Option<Rc<Vec<u8>>> {
        self.bytes.try_get_value().flatten()
    }

    /// The JSON of the file, if that is a backup.
    pub fn backup(self) -> Option<Blob> {
        let known = self.backup.try_get_value().flatten();
        known.or_else(|| files::blob(&self.bytes()?).ok())
    }

    /// The archive around a backup, if it has one.
    pub fn archive(self) -> Option<Rc<Archive>> {
        self.archive.try_get_value().flatten()
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
    fn look(self, source: Option<Source>, locale: Locale, split: Split) {
        let cancel = self.begin();
        self.state.set(State::Reading(0.0));
        spawn_local(async move {
            let known = self.backup.try_get_value().flatten().is_some() || self.bytes().is_some();
            if let Some(source) = source.filter(|_| !known)
                && let Err(failure) = self.load(source, &cancel, split).await
            {
                return self.fail(failure);
            }
            let Some(decisions) = self.decisions.try_get_untracked() else {
                return;
            };
            let progress = move |share| {
                self.state.try_set(State::Reading(share));
            };
            let language = tag(locale);
            let understood = if let Some(file) = self.backup.try_get_value().flatten() {
                understand_backup(self.app, language, &file, &cancel, progress).await
            } else if let Some(bytes) = self.bytes() {
                understand(self.app, language, &bytes, decisions, &cancel, progress).await
            } else {
                return;
            };
            match understood {
                Ok(Some(reading)) => {
                    let now = self.decisions.try_get_untracked();
                    let meet = |memory: &mut Memory| memory.meet(&reading, &now?);
                    let recalled = self.memory.try_update_value(meet).flatten();
                    self.page.try_set(None);
                    self.reading.try_set(Some(reading));
                    if let Some(decisions) = recalled {
                        // The change of decisions has the file looked at again.
                        self.learned.try_set(true);
                        self.decisions.try_set(decisions);
                    } else {
                        self.state.try_set(State::Ready);
                    }
                }
                Ok(None) => {}
                Err(failure) => self.fail(failure),
            }
        });
    }

    /// Turns to the rows that have `from` before them. Nothing happens while anything else does.
    pub async fn turn(self, from: usize, locale: Locale) {
        if self.state.try_get_untracked() != Some(State::Ready) {
            return;
        }
        let cancel = self.begin();
        if let Some(rows) = self.rows(from, locale, &cancel).await {
            self.page.try_set(Some((from, rows)));
        }
    }

    /// Those rows; the plan is made again where the worker has it no more, as it has one at a time.
    async fn rows(self, from: usize, locale: Locale, cancel: &Cancel) -> Option<Preview> {
        let reading = self.reading.try_get_untracked().flatten()?;
        if let Some(key) = reading.plan
            && let Some(rows) = rows(key, from, cancel).await
        {
            return Some(rows);
        }
        if cancel.is_cancelled() {
            return None;
        }
        let decisions = Decisions {
            kind: Some(reading.kind),
            ..self.decisions.try_get_untracked()?
        };
        let (file, stage) = (self.bytes()?, Stage::Plan);
        let planned = examine(
            self.app,
            tag(locale),
            &file,
            decisions,
            stage,
            cancel,
            |_| {},
        )
        .await;
        let (again, _) = planned.ok().flatten()?;
        let key = again.plan?;
        self.reading.try_set(Some(again));
        rows(key, from, cancel).await
    }

    /// True once there is something to bring in and nothing under way.
    pub fn is_ready(self) -> bool {
        let ready = self.state.try_with(|state| *state == State::Ready);
        let writes = self.reading.try_with(|reading| {
            let reading = reading
                .as_ref()
                .filter(|r| r.usable && r.kind != Kind::Backup);
            reading.is_some_and(|r| r.counts.to_write(r.kind) > 0)
        });
        ready.unwrap_or_default() && writes.unwrap_or_default()
    }

    /// Brings the file in.
    pub fn import(self, locale: Locale) {
        spawn_local(self.bring_in(locale));
    }

    /// Brings the file in; done when it is in, or was not taken.
    pub async fn bring_in(self, locale: Locale) {
        let reading = self.reading.try_get_untracked().flatten();
        let (Some(bytes), Some(reading)) = (self.bytes(), reading) else {
            return;
        };
        let cancel = self.begin();
        self.state.set(State::Importing(0.0));
        let agreed = Agreed {
            name: self.name.get_value(),
            decisions: Decisions {
                kind: Some(reading.kind),
                ..self.decisions.get_untracked()
            },
            reading,
        };
        let progress = move |share| {
            self.state.try_set(State::Importing(share));
        };
        let done = commit(self.app, tag(locale), &bytes, agreed, &cancel, progress).await;
        match done {
            Ok(Some(brought)) => {
                if let Some(decisions) = self.decisions.try_get_untracked() {
                    let reading = &brought.reading;
                    self.memory
                        .try_with_value(|memory| memory.keep(reading, &decisions));
                }
                self.state.try_set(State::Done(Box::new(brought)));
            }
            Ok(None) => {
                self.state.try_set(State::Ready);
            }
            Err(failure) => self.fail(failure),
        }
    }
}

/// The card of a file.
#[component]
pub fn FileCard(
    /// What it is about.
    source: Source,
    /// Takes the card away.
    close: Callback<()>,
    /// Puts cards of its parts in its place.
    split: Split,
    /// Told the card when it comes, so that several can be brought in at once.
    come: Callback<Card>,
) -> impl IntoView {
    let i18n = use_i18n();
    let card = Card::new(use_app(), source.name());
    come.run(card);
    let source = StoredValue::new_local(source);
    Effect::new(move |_| {
        card.decisions.track();
        let locale = i18n.get_locale();
        // What the shop has changes the plan: an undo, another file, another window.
        card.app.read(
            &[
                TableName::Customers,
                TableName::Sales,
                TableName::Deals,
                TableName::Products,
                TableName::Tasks,
                TableName::Activities,
            ],
            |_| (),
        );
        let busy = |state: &State| matches!(state, State::Importing(_) | State::Done(_));
        if !card.state.with_untracked(busy) {
            card.look(source.try_get_value(), locale, split);
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
