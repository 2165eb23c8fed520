//! What records lack: how many of each kind, each a way to the list of those customers.

use leptos::prelude::*;

use crate::{
    app::{Route, format::use_fmt, state::use_app},
    clean::{self, Gap},
    domain::TableName,
    i18n::{t, t_string, use_i18n},
    query::{Condition, Filter, to_query},
    ui::Icon,
};

use super::texts;

/// The list of the customers that lack something.
pub fn customers_with(gap: Gap) -> String {
    let query = to_query(&Filter::Is(Condition::Lacks(gap)));
    Route::CustomersWhere(format!("filter={query}")).href()
}

/// The list of gaps.
#[component]
pub fn Gaps() -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let counted = Memo::new(move |_| {
        let layout = app.customer_layout();
        app.read(&[TableName::Customers], |records| {
            let mut counts = Gap::ALL.map(|gap| (gap, 0_usize));
            let mut points = 0_u64;
            for one in records.customers.iter() {
                for (gap, count) in &mut counts {
                    *count += usize::from(gap.is_missed(one, &layout));
                }
                points += u64::from(clean::completeness(one, &layout));
            }
            let all = records.customers.len();
            (counts, points / u64::try_from(all.max(1)).unwrap_or(1), all)
        })
    });
    let average = move || t_string!(i18n, clean.complete_average, share = counted.get().1);
    let rows = move || {
        let (counts, _, all) = counted.get();
        counts
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(gap, count)| {
                #[expect(clippy::cast_precision_loss, reason = "a share of the records")]
                let share = count as f64 / all.max(1) as f64;
                view! {
                    <li>
                        <a class="row clean-gap" href=customers_with(gap)>
                            <span class="grow">{texts::gap(i18n.get_locale(), gap)}</span>
                            <span class="num">{fmt.count(count)}</span>
                            <span class="num muted">{fmt.percent_whole(share)}</span>
                            <Icon name="chevron-right"/>
                        </a>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <p class="soft">{average}</p>
        <p class="small muted">{t!(i18n, clean.gaps_about)}</p>
        <ul class="box clean-list">{rows}</ul>
    }
}
