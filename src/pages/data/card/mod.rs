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
            Archive, Brought, Failure, Kind, Reading, Step, Underway, examine,
            import::{rows, understand, understand_backup},
            learned::Memory,
            reading::{Decisions, Page, Stage},
        },
        state::{App, use_app},
        worker::Cancel,
    },
    domain::TableName,
    exchange::unpack::Origin,
    i18n::{Locale, t_string, tag, use_i18n},
    platform::files,
    ui::Icon,
};

mod bring;
mod source;
mod underway;

pub use source::{Source, Split};
pub use underway::Waiting;

/// What a card is doing.
#[derive(Debug, Clone, PartialEq)]
pub enum State {
    /// Reading and planning.
    Reading(Underway),
    /// Reading was stopped; what is on screen is not what was chosen last.
    Stopped,
    /// The plan is on screen.
    Ready,
    /// Bringing it in.
    Importing(Underway),
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
    pub page: RwSignal<Option<(usize, Page)>>,
    /// Names of what stands beside it in its file and can't be read.
    pub left_out: RwSignal<Vec<String>>,
    /// What was chosen before for such a file.
    memory: StoredValue<Memory>,
    bytes: StoredValue<Option<Rc<Vec<u8>>>, LocalStorage>,
    /// A backup's JSON, of which the page holds no bytes.
    backup: StoredValue<Option<Blob>, LocalStorage>,
    archive: StoredValue<Option<Rc<Archive>>, LocalStorage>,
    cancel: StoredValue<Cancel, LocalStorage>,
    /// How often it was asked to be read once more.
    asked: RwSignal<u32>,
}

impl Card {
    fn new(app: App, name: String) -> Self {
        Self {
            app,
            name: StoredValue::new(name),
            decisions: RwSignal::new(Decisions::default()),
            reading: RwSignal::new(None),
            state: RwSignal::new(State::Reading(Underway::START)),
            origin: RwSignal::new(None),
            left_out: RwSignal::new(Vec::new()),
            page: RwSignal::new(None),
            learned: RwSignal::new(false),
            memory: StoredValue::new(Memory::default()),
            bytes: StoredValue::new_local(None),
            backup: StoredValue::new_local(None),
            archive: StoredValue::new_local(None),
            cancel: StoredValue::new_local(Cancel::default()),
            asked: RwSignal::new(0),
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

    /// Ends what is under way, but for an import that is being written: that goes through.
    pub fn stop(self) {
        let late =
            |state: &State| matches!(state, State::Importing(under) if under.step == Step::Save);
        if self.state.try_with_untracked(late).unwrap_or_default() {
            return;
        }
        if let Some(cancel) = self.cancel.try_get_value() {
            cancel.cancel();
        }
        self.state.try_update(|state| match state {
            State::Reading(_) => *state = State::Stopped,
            State::Importing(under) => under.step = Step::Stop,
            _ => {}
        });
    }

    /// Reads it after all.
    pub fn again(self) {
        self.asked.update(|count| *count += 1);
    }

    /// Tells how far reading is, unless it was stopped.
    fn reads(self, cancel: &Cancel) -> impl Fn(Underway) + Clone + 'static {
        let cancel = cancel.clone();
        move |under| {
            if !cancel.is_cancelled() {
                self.state.try_set(State::Reading(under));
            }
        }
    }

    fn fail(self, failure: Failure) {
        self.state.try_set(State::Failed(failure));
    }

    /// Reads the file once, then finds out what it is and would change. Whoever said something of single rows
    /// stays where they are among them.
    fn look(self, source: Option<Source>, locale: Locale, split: Split, stay: bool) {
        let cancel = self.begin();
        self.state.set(State::Reading(Underway::START));
        spawn_local(async move {
            let known = self.backup.try_get_value().flatten().is_some() || self.bytes().is_some();
            if let Some(source) = source.filter(|_| !known)
                && let Err(failure) = self.load(source, &cancel, split).await
            {
                return self.fail(failure);
            }
            if cancel.is_cancelled() {
                return;
            }
            let Some(decisions) = self.decisions.try_get_untracked() else {
                return;
            };
            let progress = self.reads(&cancel);
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
                    let meet = |memory: &mut Memory| memory.meet(self.app, &reading, &now?);
                    let recalled = self.memory.try_update_value(meet).flatten();
                    let page = if stay {
                        self.same_rows(&reading, &cancel).await
                    } else {
                        None
                    };
                    if cancel.is_cancelled() {
                        return;
                    }
                    self.page.try_set(page);
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

    /// The rows that are turned to now, of a plan that was made anew.
    async fn same_rows(self, reading: &Reading, cancel: &Cancel) -> Option<(usize, Page)> {
        let from = self
            .page
            .try_with_untracked(|page| page.as_ref().map(|(from, _)| *from))??;
        Some((from, rows(reading.plan?, from, cancel).await?))
    }

    /// Those rows; the plan is made again where the worker has it no more, as it has one at a time.
    async fn rows(self, from: usize, locale: Locale, cancel: &Cancel) -> Option<Page> {
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
    Effect::new(move |before: Option<(u32, Decisions)>| {
        let chosen = (card.asked.get(), card.decisions.get());
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
                TableName::Cases,
                TableName::Points,
            ],
            |_| (),
        );
        let same = before.as_ref() == Some(&chosen);
        let stay = before.is_some_and(|(_, before)| before.differs_in_rows(&chosen.1));
        let busy = |state: &State| match state {
            State::Importing(_) | State::Done(_) => true,
            // What was stopped waits until the person wants something of it.
            State::Stopped => same,
            _ => false,
        };
        if !card.state.with_untracked(busy) {
            card.look(source.try_get_value(), locale, split, stay);
        }
        chosen
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
            State::Reading(_) | State::Stopped | State::Ready | State::Importing(_) => 0,
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
            None => view! { <Waiting card/> }.into_any(),
            Some(Kind::Backup) => {
                view! { <Recognised card/><Waiting card/><Restore card/> }.into_any()
            }
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
