//! The stages of a board while they are edited: rows that can be renamed, moved and removed, and where
//! the deals of a removed stage go.

use leptos::prelude::*;

use crate::{
    app::App,
    domain::{Id, Pipeline, Stage},
    i18n::{Locale, counted, t, t_string, td_string, use_i18n},
    pages::parts::reason_lines,
    ui::Icon,
};

/// One stage being edited; numbers are text until they are saved.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    id: Id<Stage>,
    name: RwSignal<String>,
    chance: RwSignal<String>,
    stale: RwSignal<String>,
}

/// A stage that goes although deals stand on it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Gone {
    id: Id<Stage>,
    name: String,
    deals: usize,
    /// Not a signal: it would go with the row in which it was made.
    to: Option<Id<Stage>>,
}

/// What is wrong with a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// A probability is no whole number from 0 to 100.
    Percent,
    /// A number of days is none.
    Days,
}

impl Problem {
    /// The sentence.
    pub fn text(self, locale: Locale) -> String {
        match self {
            Self::Percent => td_string!(locale, pipeline.bad_percent).to_owned(),
            Self::Days => td_string!(locale, pipeline.bad_days).to_owned(),
        }
    }
}

/// A board being edited.
#[derive(Debug, Clone, Copy)]
pub struct Draft {
    app: App,
    /// Its name.
    pub name: RwSignal<String>,
    rows: RwSignal<Vec<Row>>,
    gone: RwSignal<Vec<Gone>>,
    reasons: RwSignal<String>,
}

impl Draft {
    /// Of a board; a new one begins with one stage of that name.
    pub fn new(app: App, board: &Pipeline, first: &str) -> Self {
        let mut rows: Vec<Row> = board.stages.iter().map(Row::of).collect();
        if rows.is_empty() {
            rows.push(Row::blank(app, first));
        }
        Self {
            app,
            name: RwSignal::new(board.name.clone()),
            rows: RwSignal::new(rows),
            gone: RwSignal::new(Vec::new()),
            reasons: RwSignal::new(board.lost_reasons.join("\n")),
        }
    }

    /// The board with the edits, and where deals move.
    pub fn finish(
        self,
        base: Pipeline,
    ) -> Result<(Pipeline, Vec<(Id<Stage>, Id<Stage>)>), Problem> {
        let stages = self
            .rows
            .get_untracked()
            .into_iter()
            .map(Row::finish)
            .collect::<Result<Vec<Stage>, Problem>>()?;
        let first = stages.first().map(|stage| stage.id);
        let moves = self.gone.with_untracked(|gone| {
            gone.iter()
                .filter_map(|gone| Some((gone.id, gone.to.or(first)?)))
                .collect()
        });
        let reasons = self.reasons.with_untracked(|text| reason_lines(text));
        let board = Pipeline {
            name: self.name.with_untracked(|name| name.trim().to_owned()),
            stages,
            lost_reasons: reasons,
            ..base
        };
        Ok((board, moves))
    }

    fn shift(self, from: usize, to: Option<usize>) {
        self.rows.update(|rows| {
            if let Some(to) = to.filter(|to| *to < rows.len()) {
                rows.swap(from, to);
            }
        });
    }

    /// Sends the deals of a removed stage somewhere.
    fn send(self, from: Id<Stage>, to: Option<Id<Stage>>) {
        self.gone.update(|all| {
            if let Some(gone) = all.iter_mut().find(|gone| gone.id == from) {
                gone.to = to;
            }
        });
    }

    fn remove(self, id: Id<Stage>) {
        let row = self
            .rows
            .with_untracked(|rows| rows.iter().find(|row| row.id == id).copied());
        let Some(row) = row else { return };
        self.rows.update(|rows| rows.retain(|row| row.id != id));
        let deals = self.app.peek(|records| {
            let here =
                |deal: &&std::sync::Arc<crate::domain::Deal>| deal.is_open() && deal.stage == id;
            records.deals.iter().filter(here).count()
        });
        if deals > 0 {
            let gone = Gone {
                id,
                name: row.name.get_untracked(),
                deals,
                to: None,
            };
            self.gone.update(|all| all.push(gone));
        }
    }
}

impl Row {
    fn of(stage: &Stage) -> Self {
        Self {
            id: stage.id,
            name: RwSignal::new(stage.name.clone()),
            chance: RwSignal::new(stage.probability.to_string()),
            stale: RwSignal::new(
                stage
                    .stale_after
                    .map(|days| days.to_string())
                    .unwrap_or_default(),
            ),
        }
    }

    fn blank(app: App, name: &str) -> Self {
        Self {
            id: app.new_id(),
            name: RwSignal::new(name.to_owned()),
            chance: RwSignal::new("50".to_owned()),
            stale: RwSignal::new("14".to_owned()),
        }
    }

    fn finish(self) -> Result<Stage, Problem> {
        let chance = self.chance.get_untracked();
        let stale = self.stale.get_untracked();
        let stale = stale.trim();
        Ok(Stage {
            id: self.id,
            name: self.name.with_untracked(|name| name.trim().to_owned()),
            probability: chance
                .trim()
                .parse()
                .ok()
                .filter(|chance| *chance <= 100)
                .ok_or(Problem::Percent)?,
            stale_after: if stale.is_empty() {
                None
            } else {
                Some(stale.parse().ok().ok_or(Problem::Days)?)
            },
        })
    }
}

/// The rows of the stages.
#[component]
pub fn Stages(draft: Draft) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="stage-rows" role="group" aria-label=move || t_string!(i18n, pipeline.stages)>
            <div class="stage-row head-row" aria-hidden="true">
                <span>{t!(i18n, pipeline.col_name)}</span>
                <span>{t!(i18n, pipeline.col_chance)}</span>
                <span>{t!(i18n, pipeline.col_stale)}</span>
            </div>
            <For each=move || draft.rows.get() key=|row| row.id let:row>
                <StageRow draft row/>
            </For>
            <button
                type="button"
                class="btn"
                on:click=move |_| {
                    let row = Row::blank(draft.app, t_string!(i18n, pipeline.new_stage));
                    draft.rows.update(|rows| rows.push(row));
                }
            >
                <Icon name="plus"/>
                {t!(i18n, pipeline.add_stage)}
            </button>
            <For each=move || draft.gone.get() key=|gone| gone.id let:gone>
                <Moving draft gone/>
            </For>
        </div>
    }
}

#[component]
fn StageRow(draft: Draft, row: Row) -> impl IntoView {
    let i18n = use_i18n();
    let at = Memo::new(move |_| {
        draft
            .rows
            .with(|rows| rows.iter().position(|other| other.id == row.id))
            .unwrap_or_default()
    });
    let n = move || at.get() + 1;
    let count = move || draft.rows.with(Vec::len);
    view! {
        <div class="stage-row">
            <input
                class="input"
                aria-label=move || t_string!(i18n, pipeline.stage_name, n = n())
                bind:value=row.name
            />
            <input
                class="input amount"
                inputmode="numeric"
                aria-label=move || t_string!(i18n, pipeline.stage_probability, n = n())
                bind:value=row.chance
            />
            <input
                class="input amount"
                inputmode="numeric"
                aria-label=move || t_string!(i18n, pipeline.stage_stale, n = n())
                bind:value=row.stale
            />
            <span class="row">
                <button
                    type="button"
                    class="btn ghost icon-only"
                    aria-label=move || t_string!(i18n, pipeline.stage_up, n = n())
                    disabled=move || at.get() == 0
                    on:click=move |_| draft.shift(at.get_untracked(), at.get_untracked().checked_sub(1))
                >
                    <Icon name="arrow-up"/>
                </button>
                <button
                    type="button"
                    class="btn ghost icon-only"
                    aria-label=move || t_string!(i18n, pipeline.stage_down, n = n())
                    disabled=move || n() == count()
                    on:click=move |_| draft.shift(at.get_untracked(), Some(at.get_untracked() + 1))
                >
                    <Icon name="arrow-down"/>
                </button>
                <button
                    type="button"
                    class="btn ghost icon-only"
                    aria-label=move || t_string!(i18n, pipeline.stage_remove, n = n())
                    disabled=move || count() == 1
                    on:click=move |_| draft.remove(row.id)
                >
                    <Icon name="trash"/>
                </button>
            </span>
        </div>
    }
}

/// Where the open deals of a removed stage go.
#[component]
fn Moving(draft: Draft, gone: Gone) -> impl IntoView {
    let i18n = use_i18n();
    let (id, count, name) = (gone.id, gone.deals, StoredValue::new(gone.name));
    let to = move || {
        draft.gone.with_untracked(|all| {
            let gone = all.iter().find(|gone| gone.id == id);
            gone.and_then(|gone| gone.to)
        })
    };
    view! {
        <label class="callout row wrap">
            <span>
                {move || t_string!(i18n, pipeline.move_deals, count = counted(i18n.get_locale(), count), name = name.get_value())}
            </span>
            <select
                class="input moving"
                on:change=move |event| draft.send(id, Id::parse(&event_target_value(&event)))
            >
                {move || {
                    draft
                        .rows
                        .get()
                        .into_iter()
                        .map(|row| {
                            view! {
                                <option
                                    value=row.id.to_string()
                                    selected=to() == Some(row.id)
                                >
                                    {row.name}
                                </option>
                            }
                        })
                        .collect_view()
                }}
            </select>
        </label>
    }
}

/// The reasons for losing, one a line.
#[component]
pub fn Reasons(draft: Draft) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <label class="field">
            <span class="label">{t!(i18n, pipeline.lost_reasons)}</span>
            <textarea class="input" rows="5" bind:value=draft.reasons></textarea>
        </label>
    }
}
