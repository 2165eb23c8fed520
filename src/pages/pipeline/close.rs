//! Winning and losing: a won deal asks what follows and takes a reason, a lost one asks why.

use leptos::prelude::*;

use super::moves::Moves;
use crate::{
    app::{App, Route, route::use_go, saving::use_saving, state::use_app},
    domain::{
        Deal, Id, Task,
        commands::{Add, CloseDeal, GiveReason},
    },
    i18n::{t, t_string, use_i18n},
    pages::parts::Reasons,
    ui::{Dialog, Field, Foot},
};

/// Which deal is being closed.
#[derive(Debug, Clone, Copy)]
pub struct Closing {
    won: RwSignal<bool>,
    lost: RwSignal<bool>,
    deal: RwSignal<Option<Id<Deal>>>,
    moves: StoredValue<Option<Moves>>,
}

impl Closing {
    /// Nothing is being closed; call inside a component and show [`ClosingDialogs`].
    pub fn new() -> Self {
        Self {
            won: RwSignal::new(false),
            lost: RwSignal::new(false),
            deal: RwSignal::new(None),
            moves: StoredValue::new(None),
        }
    }

    /// Closes a deal of the board as won, then asks what follows.
    pub fn win(self, app: App, moves: Moves, deal: Id<Deal>) {
        moves.close(won(app, deal), move |_| self.follow(deal));
    }

    /// Closes a deal as won, away from the board.
    pub fn win_alone(self, app: App, deal: Id<Deal>) {
        app.run(won(app, deal), move |_| self.follow(deal));
    }

    fn follow(self, deal: Id<Deal>) {
        // The page may have been left meanwhile.
        self.deal.try_set(Some(deal));
        self.won.try_set(true);
    }

    /// Asks why a deal was lost; on the board it is not shown meanwhile.
    pub fn ask(self, moves: Option<Moves>, deal: Id<Deal>) {
        if let Some(moves) = moves {
            moves.asked.set(Some(deal));
        }
        self.moves.set_value(moves);
        self.deal.set(Some(deal));
        self.lost.set(true);
    }
}

fn won(app: App, deal: Id<Deal>) -> CloseDeal {
    CloseDeal {
        deal,
        won: true,
        on: app.moment().today,
        reason: String::new(),
        by: untrack(|| app.at_counter()),
    }
}

fn title_of(app: App, deal: Option<Id<Deal>>) -> String {
    app.peek(|records| {
        let deal = deal.and_then(|id| records.get(id));
        deal.map(|deal| deal.title.clone()).unwrap_or_default()
    })
}

/// The two dialogs.
#[component]
pub fn ClosingDialogs(closing: Closing) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    // Closing the dialog without a reason brings the card back.
    Effect::new(move |_| {
        if !closing.lost.get() {
            if let Some(moves) = closing.moves.get_value() {
                moves.asked.try_set(None);
            }
        }
    });
    let won_title = Signal::derive(move || {
        t_string!(
            i18n,
            pipeline.won_title,
            title = title_of(app, closing.deal.get())
        )
    });
    let lost_title = Signal::derive(move || {
        t_string!(
            i18n,
            pipeline.lost_title,
            title = title_of(app, closing.deal.get())
        )
    });
    view! {
        <Dialog open=closing.won title=won_title>
            <AfterWin closing/>
        </Dialog>
        <Dialog open=closing.lost title=lost_title>
            <WhyLost closing/>
        </Dialog>
    }
}

#[component]
fn AfterWin(closing: Closing) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let navigate = leptos_router::hooks::use_navigate();
    let deal = move || {
        app.peek(|records| {
            closing
                .deal
                .get_untracked()
                .and_then(|id| records.get(id).cloned())
        })
    };
    let sell = move |_| {
        closing.won.set(false);
        let Some(deal) = deal() else { return };
        let customer = deal
            .customer
            .map(|id| format!("&customer={id}"))
            .unwrap_or_default();
        let path = format!("/sales/?new=1&deal={}{customer}", deal.id);
        navigate(&path, leptos_router::NavigateOptions::default());
    };
    let go = use_go();
    let plan = move |_| {
        closing.won.set(false);
        let Some(deal) = deal() else { return };
        let moment = app.moment();
        let task = Task {
            due: Some(moment.today),
            customer: deal.customer,
            deal: Some(deal.id),
            ..app.new_task(&t_string!(
                i18n,
                pipeline.won_task_title,
                title = deal.title.clone()
            ))
        };
        app.run(Add::one(task), |_| {});
        go(&Route::Deal(deal.id));
    };
    // The deal is won already; the reason goes to it when the field is left, whatever comes next.
    let explain = move |event| {
        if let Some(deal) = closing.deal.get_untracked() {
            let reason = event_target_value(&event);
            app.run(GiveReason { deal, reason }, |_| {});
        }
    };
    view! {
        <div class="content">
            <p>{t!(i18n, pipeline.won_next)}</p>
            <div class="row wrap">
                <button type="button" class="btn primary" on:click=sell>
                    {t!(i18n, pipeline.won_sale)}
                </button>
                <button type="button" class="btn" on:click=plan>{t!(i18n, pipeline.won_task)}</button>
                <button type="button" class="btn ghost" on:click=move |_| closing.won.set(false)>
                    {t!(i18n, pipeline.won_nothing)}
                </button>
            </div>
            <Field
                label=Signal::derive(move || t_string!(i18n, pipeline.won_why).to_owned())
                children=move |parts| {
                    view! {
                        <input
                            class="input"
                            id=parts.id()
                            aria-describedby=parts.described_by()
                            dir="auto"
                            on:change=explain
                        />
                    }
                }
            />
        </div>
    }
    .into_any()
}

#[component]
fn WhyLost(closing: Closing) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let reasons = app.peek(|records| {
        let deal = closing.deal.get_untracked().and_then(|id| records.get(id));
        let board = deal.and_then(|deal| records.get(deal.pipeline));
        board.map_or_else(Vec::new, |board| board.lost_reasons.clone())
    });
    let said = RwSignal::new(String::new());
    let missing = RwSignal::new(false);
    let saving = use_saving(closing.lost);
    let error = Signal::derive(move || {
        if missing.get() && said.with(String::is_empty) {
            t_string!(i18n, pipeline.lost_needed).to_owned()
        } else {
            saving.error.get()
        }
    });
    let save = move || {
        let reason = said.get_untracked();
        let Some(deal) = closing.deal.get_untracked() else {
            return;
        };
        if reason.is_empty() {
            missing.set(true);
            return;
        }
        let command = CloseDeal {
            deal,
            won: false,
            on: app.moment().today,
            reason,
            by: untrack(|| app.at_counter()),
        };
        match closing.moves.get_value() {
            // The board shows it at once, and puts the card back if it was not written.
            Some(moves) => {
                moves.close(command, |_| {});
                saving.close();
            }
            None => saving.save(command),
        }
    };
    view! {
        <form
            class="dialog-form"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <div class="content">
                <Reasons
                    legend=Signal::derive(move || t_string!(i18n, pipeline.lost_why).to_owned())
                    reasons
                    error
                    said
                />
            </div>
            <Foot
                saving
                danger=true
                action=Signal::derive(move || t_string!(i18n, pipeline.lost).to_owned())
            />
        </form>
    }
    .into_any()
}
