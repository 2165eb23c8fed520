//! Bars side by side, each of one or two stacked parts.

use leptos::prelude::*;

use crate::chart::Scale;

use super::{ChartTable, Walk, pointer_share};

/// A bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// Below it.
    pub label: String,
    /// The emphasised part, from the ground up.
    pub value: f64,
    /// The quiet part on top of it; 0 if the bar has one part.
    pub rest: f64,
    /// What the read-out says.
    pub text: String,
    /// The time it stands for is not over.
    pub unfinished: bool,
}

/// A bar chart.
#[component]
pub fn BarChart(
    /// What it shows.
    #[prop(into)]
    title: Signal<String>,
    /// The bars, left to right.
    #[prop(into)]
    bars: Signal<Vec<Bar>>,
    /// What the lower and the upper part of a bar are.
    #[prop(optional, into)]
    legend: Option<Signal<[String; 2]>>,
    /// How a tick of the vertical scale is written.
    #[prop(into)]
    tick: Callback<f64, String>,
    /// Heads and lines of the table below.
    #[prop(into)]
    table: Signal<(Vec<String>, Vec<Vec<String>>)>,
) -> impl IntoView {
    let count = Signal::derive(move || bars.with(Vec::len));
    let at = RwSignal::new(count.get_untracked().saturating_sub(1));
    let scale = Memo::new(move |_| {
        bars.with(|bars| Scale::around(bars.iter().map(|bar| bar.value + bar.rest), 4))
    });
    let text = Signal::derive(move || {
        let place = at.get();
        bars.with(|bars| bars.get(place).map(|bar| bar.text.clone()))
            .unwrap_or_default()
    });
    let point = move |event: leptos::ev::PointerEvent| {
        if let Some(share) = pointer_share(&event) {
            let last = count.get().saturating_sub(1);
            at.set(place_of(share, count.get()).min(last));
        }
    };
    view! {
        <figure class="chart" aria-label=move || title.get()>
            {legend
                .map(|legend| {
                    view! {
                        <ul class="legend">
                            <li><i class="block"></i>{move || legend.with(|[lower, _]| lower.clone())}</li>
                            <li><i class="block rest"></i>{move || legend.with(|[_, upper]| upper.clone())}</li>
                        </ul>
                    }
                })}
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
                <div class="chart-bars" aria-hidden="true">
                    {move || {
                        let (scale, chosen) = (scale.get(), at.get());
                        let draw = |(place, bar): (usize, Bar)| {
                            let high = format!("{:.2}%", scale.place(bar.value));
                            let more = scale.place(bar.value + bar.rest) - scale.place(bar.value);
                            let more = format!("{more:.2}%");
                            view! {
                                <div class="chart-bar" class:on=place == chosen class:unfinished=bar.unfinished>
                                    <i class="rest" style:height=more></i>
                                    <i style:height=high></i>
                                </div>
                            }
                        };
                        bars.get().into_iter().enumerate().map(draw).collect_view()
                    }}
                </div>
            </div>
            <div class="labels" aria-hidden="true">
                {move || {
                    let bars = bars.get();
                    let every = bars.len().div_ceil(12).max(1);
                    bars.into_iter()
                        .enumerate()
                        .map(|(place, bar)| {
                            view! { <span>{(place % every == 0).then_some(bar.label)}</span> }
                        })
                        .collect_view()
                }}
            </div>
            <Walk count=count at=at text=text title=title/>
            <ChartTable
                head=Signal::derive(move || table.get().0)
                rows=Signal::derive(move || table.get().1)
            />
        </figure>
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share of a small count, from 0 up"
)]
pub(super) fn place_of(share: f64, count: usize) -> usize {
    (share * count as f64) as usize
}
