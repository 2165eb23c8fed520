//! Life-cycle stages and the gaps between visits that set their thresholds.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::Loyalty,
    i18n::{counted, t, t_string, use_i18n},
    reports::{Figure, intervals::IntervalReport, lifecycle::StageRow},
};

use super::{
    out::ExportFigures,
    sheet::{Cell, Sheet},
    tables, texts,
};

/// The part.
#[component]
pub fn Stages(of: Arc<Loyalty>) -> impl IntoView {
    let (i18n, sheet) = (use_i18n(), Sheet::here());
    let fmt = sheet.fmt;
    let report = of.reports.lifecycle.clone();
    let (active, lapse) = (report.active_days, report.lapse_days);
    let own = report.from_own_gaps;
    let people: u32 = report.stages.iter().map(|row| row.people).sum();
    let line = move |row: StageRow| {
        let (stage, held) = (row.stage, row.people);
        let share = f64::from(held) / f64::from(people.max(1));
        view! {
            <tr>
                <th scope="row">{move || texts::stage(fmt.locale(), stage)}</th>
                <td>
                    <Cell
                        asked=Figure::StagePeople(stage)
                        value=Some(f64::from(held))
                        text=Signal::derive(move || fmt.count(held as usize))
                    />
                </td>
                <td class="meter"><i style:width=format!("{:.2}%", share * 100.0)></i></td>
                <td>
                    <Cell
                        asked=Figure::StageShare(stage)
                        value=Some(share)
                        text=Signal::derive(move || fmt.percent(share))
                    />
                </td>
            </tr>
        }
    };
    view! {
        <section class="grid" id="stages">
            <div class="box w7">
                <header>
                    <h2>{t!(i18n, loyalty.stages)}</h2>
                    <span class="push row">
                        {move || t_string!(i18n, loyalty.stages_sub, active = active, lapse = lapse)}
                        <ExportFigures name="loyalty-stages" of=of.clone() make=tables::stages/>
                    </span>
                </header>
                <div class="scroll">
                    <table class="figures">
                        <thead>
                            <tr>
                                <th scope="col">{t!(i18n, loyalty.stage)}</th>
                                <th scope="col">{t!(i18n, loyalty.people)}</th>
                                <th scope="col" colspan="2">{t!(i18n, loyalty.share)}</th>
                            </tr>
                        </thead>
                        <tbody>{report.stages.into_iter().map(line).collect_view()}</tbody>
                    </table>
                </div>
                <p class="muted small">
                    {move || {
                        if own {
                            t_string!(i18n, loyalty.stages_own)
                        } else {
                            t_string!(i18n, loyalty.stages_default)
                        }
                    }}
                </p>
            </div>
            <Intervals of=of/>
        </section>
    }
}

#[component]
fn Intervals(of: Arc<Loyalty>) -> impl IntoView {
    let (i18n, sheet) = (use_i18n(), Sheet::here());
    let fmt = sheet.fmt;
    let report = of.reports.intervals.clone();
    let (gaps, mean) = (report.gaps, report.mean_days);
    let percentiles = IntervalReport::PERCENTS.map(|percent| (percent, report.percentile(percent)));
    let line = move |(percent, days): (u32, Option<i32>)| {
        let text = move || {
            days.map_or_else(
                || "–".to_owned(),
                |days| t_string!(i18n, loyalty.days_value, days = days),
            )
        };
        view! {
            <tr>
                <th scope="row">
                    {move || t_string!(i18n, loyalty.percentile, percent = percent)}
                </th>
                <td>
                    <Cell
                        asked=Figure::IntervalDays(percent)
                        value=days.map(f64::from)
                        text=Signal::derive(text)
                    />
                </td>
            </tr>
        }
    };
    view! {
        <div class="box w5">
            <header>
                <h2>{t!(i18n, loyalty.intervals)}</h2>
                <span class="push row">
                    {move || t_string!(i18n, loyalty.intervals_sub, count = counted(i18n.get_locale(), gaps))}
                    <ExportFigures name="loyalty-intervals" of make=tables::intervals/>
                </span>
            </header>
            <table class="figures">
                <tbody>
                    {percentiles.into_iter().map(line).collect_view()}
                    <tr>
                        <th scope="row">{t!(i18n, loyalty.mean_gap)}</th>
                        <td>
                            <Cell
                                asked=Figure::MeanGap
                                value=mean
                                text=Signal::derive(move || {
                                    mean.map_or_else(|| "–".to_owned(), |mean| fmt.number(mean, 1))
                                })
                            />
                        </td>
                    </tr>
                </tbody>
            </table>
        </div>
    }
}
