//! Lines over a numeric axis. Lines differ in dash and label, not in colour alone.

use leptos::prelude::*;

use crate::chart::{Scale, area, line};

use super::{ChartTable, Walk, pointer_share};

/// One line.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// What it is.
    pub name: String,
    /// Its points, x ascending.
    pub points: Vec<(f64, f64)>,
    /// The area below it is filled.
    pub filled: bool,
}

/// A line chart. The read-out walks over the points of the first series.
#[component]
pub fn LineChart(
    /// What it shows.
    #[prop(into)]
    title: Signal<String>,
    /// The lines.
    #[prop(into)]
    series: Signal<Vec<Series>>,
    /// The horizontal range.
    x: Scale,
    /// The vertical range.
    y: Scale,
    /// How a horizontal value is written.
    #[prop(into)]
    x_text: Callback<f64, String>,
    /// How a vertical value is written.
    #[prop(into)]
    y_text: Callback<f64, String>,
    /// What the read-out says of a point.
    #[prop(into)]
    read: Callback<(f64, f64), String>,
    /// Heads and lines of the table below.
    #[prop(into)]
    table: Signal<(Vec<String>, Vec<Vec<String>>)>,
) -> impl IntoView {
    let first = Memo::new(move |_| {
        series.with(|all| {
            all.first()
                .map(|one| one.points.clone())
                .unwrap_or_default()
        })
    });
    let count = Signal::derive(move || first.with(Vec::len));
    let at = RwSignal::new(count.get_untracked() / 2);
    let point = Signal::derive(move || {
        let place = at.get();
        first.with(|points| points.get(place).or(points.last()).copied())
    });
    let text = Signal::derive(move || point.get().map(|at| read.run(at)).unwrap_or_default());
    let (x, y) = (StoredValue::new(x), StoredValue::new(y));
    let move_to = move |event: leptos::ev::PointerEvent| {
        let Some(share) = pointer_share(&event) else {
            return;
        };
        let distance = |value: f64| (x.with_value(|x| x.place(value)) - share * 100.0).abs();
        let nearest = first.with(|points| {
            let all = points.iter().map(|(value, _)| distance(*value)).enumerate();
            all.min_by(|one, other| one.1.total_cmp(&other.1))
                .map(|(place, _)| place)
        });
        if let Some(place) = nearest {
            at.set(place);
        }
    };
    let draw = move || {
        let one = |(place, one): (usize, Series)| {
            let path = x.with_value(|x| y.with_value(|y| line(&one.points, x, y)));
            let fill = x.with_value(|x| y.with_value(|y| area(&one.points, x, y)));
            view! {
                {one.filled.then(|| view! { <path class="fill" d=fill></path> })}
                <path class=format!("stroke s{}", place + 1) d=path></path>
            }
        };
        series.get().into_iter().enumerate().map(one).collect_view()
    };
    let place_x = move |value: f64| format!("{:.2}%", x.with_value(|x| x.place(value)));
    let place_y = move |value: f64| format!("{:.2}%", y.with_value(|y| y.place(value)));
    view! {
        <figure class="chart" aria-label=move || title.get()>
            <ul class="legend" hidden=move || series.with(|all| all.len() < 2)>
                {move || {
                    let entry = |(place, one): (usize, Series)| {
                        view! { <li><i class=format!("s{}", place + 1)></i>{one.name}</li> }
                    };
                    series.get().into_iter().enumerate().map(entry).collect_view()
                }}
            </ul>
            <div class="plot" on:pointermove=move_to on:pointerdown=move_to>
                <div class="ticks" aria-hidden="true">
                    {y.with_value(Scale::ticks)
                        .into_iter()
                        .map(|value| {
                            view! {
                                <span style:bottom=place_y(value)>{move || y_text.run(value)}</span>
                            }
                        })
                        .collect_view()}
                </div>
                <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">{draw}</svg>
                <i
                    class="mark"
                    style:left=move || point.get().map(|at| place_x(at.0)).unwrap_or_default()
                    style:bottom=move || point.get().map(|at| place_y(at.1)).unwrap_or_default()
                ></i>
            </div>
            <div class="labels placed" aria-hidden="true">
                {x.with_value(Scale::ticks)
                    .into_iter()
                    .map(|value| {
                        view! { <span style:left=place_x(value)>{move || x_text.run(value)}</span> }
                    })
                    .collect_view()}
            </div>
            <Walk count=count at=at text=text title=title/>
            <ChartTable
                head=Signal::derive(move || table.get().0)
                rows=Signal::derive(move || table.get().1)
            />
        </figure>
    }
}
