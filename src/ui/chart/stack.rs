//! Bars side by side, each of several stacked parts that differ in tone and pattern.

use leptos::prelude::*;

use crate::chart::Scale;

use super::{ChartTable, Walk, bars::place_of, pointer_share};

/// A bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Stack {
    /// Below it.
    pub label: String,
    /// Its parts, from the ground up.
    pub parts: Vec<f64>,
    /// What the read-out says.
    pub text: String,
}

/// A chart of stacked bars.
#[component]
pub fn StackChart(
    /// What it shows.
    #[prop(into)]
    title: Signal<String>,
    /// The bars, left to right.
    #[prop(into)]
    stacks: Signal<Vec<Stack>>,
    /// What the parts are.
    #[prop(into)]
    legend: Signal<Vec<String>>,
    /// How a tick of the vertical scale is written.
    #[prop(into)]
    tick: Callback<f64, String>,
    /// Heads and lines of the table below.
    #[prop(into)]
    table: Signal<(Vec<String>, Vec<Vec<String>>)>,
) -> impl IntoView {
    let count = Signal::derive(move || stacks.with(Vec::len));
    let at = RwSignal::new(count.get_untracked().saturating_sub(1));
    let scale = Memo::new(move |_| {
        stacks.with(|stacks| {
            let sums = stacks.iter().map(|stack| stack.parts.iter().sum::<f64>());
            // Counts: at least up to 4, so that no tick is a fraction.
            Scale::around(sums.chain([4.0]), 4)
        })
    });
    let text = Signal::derive(move || {
        let place = at.get();
        stacks
            .with(|stacks| stacks.get(place).map(|stack| stack.text.clone()))
            .unwrap_or_default()
    });
    let point = move |event: leptos::ev::PointerEvent| {
        if let Some(share) = pointer_share(&event) {
            let last = count.get().saturating_sub(1);
            at.set(place_of(share, count.get()).min(last));
        }
    };
    let draw = move || {
        let (scale, chosen) = (scale.get(), at.get());
        let bar = |(place, stack): (usize, Stack)| {
            let parts = stack.parts.into_iter().enumerate().rev();
            let parts = parts.map(|(part, value)| {
                let high = format!("{:.2}%", scale.place(value));
                view! { <i class=format!("part p{}", part + 1) style:height=high></i> }
            });
            view! {
                <div class="chart-bar" class:on=place == chosen>{parts.collect_view()}</div>
            }
        };
        stacks.get().into_iter().enumerate().map(bar).collect_view()
    };
    view! {
        <figure class="chart" aria-label=move || title.get()>
            <ul class="legend">
                {move || {
                    let part = |(place, name): (usize, String)| {
                        view! { <li><i class=format!("block part p{}", place + 1)></i>{name}</li> }
                    };
                    legend.get().into_iter().enumerate().map(part).collect_view()
                }}
            </ul>
            <div class="plot" on:pointermove=point on:pointerdown=point>
                <div class="ticks" aria-hidden="true">
                    {move || {
                        let scale = scale.get();
                        let mark = |value: f64| {
                            let bottom = format!("{:.2}%", scale.place(value));
                            view! { <span style:bottom=bottom>{tick.run(value)}</span> }
                        };
                        scale.ticks().into_iter().map(mark).collect_view()
                    }}
                </div>
                <div class="chart-bars" aria-hidden="true">{draw}</div>
            </div>
            <div class="labels" aria-hidden="true">
                {move || {
                    let stacks = stacks.get().into_iter();
                    stacks.map(|stack| view! { <span>{stack.label}</span> }).collect_view()
                }}
            </div>
            <Walk count=count at=at text=text title=title/>
            <ChartTable
                head=Signal::derive(move || table.get().0)
                rows=Signal::derive(move || table.get().1)
            />
        </figure>
    }
    .into_any()
}
