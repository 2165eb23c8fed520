//! The published shape of the reports: names, nesting and order of the reference results, money in
//! major units. The tests compare this very output.

use regulars::domain::money::Currency;
use regulars::reports::calendar::month_code;
use regulars::reports::cohort::Cohort;
use regulars::reports::concentration::{ConcentrationReport, PercentShare};
use regulars::reports::periods::PeriodRow;
use regulars::reports::repeat::OccasionBucket;
use regulars::reports::{LoyaltyReports, Tier, date_of};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Value, json};

/// JSON whose members keep their order when printed, as the published files do.
pub enum Node {
    Leaf(Value),
    List(Vec<Node>),
    Object(Members),
}

type Members = Vec<(String, Node)>;

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Leaf(value) => value.serialize(serializer),
            Self::List(items) => items.serialize(serializer),
            Self::Object(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                for (name, node) in members {
                    map.serialize_entry(name, node)?;
                }
                map.end()
            }
        }
    }
}

/// An object: plain values after a colon, nested nodes after an arrow.
macro_rules! object {
    ($($name:literal : $value:expr),* $(,)? $(; $($nested:literal => $node:expr),+ $(,)?)?) => {
        Node::Object(vec![
            $(($name.to_owned(), Node::Leaf(json!($value))),)*
            $($(($nested.to_owned(), $node),)+)?
        ])
    };
}

/// An object whose names are made.
fn named(members: impl Iterator<Item = (String, Node)>) -> Node {
    Node::Object(members.collect())
}

/// Minor units as a number of major units.
struct Money(f64);

impl Money {
    fn of(&self, minor: i64) -> Value {
        json!(minor as f64 / self.0)
    }

    fn mean(&self, minor: Option<f64>) -> Value {
        json!(minor.map(|minor| minor / self.0))
    }
}

/// All reports as one JSON object.
pub fn reports(reports: &LoyaltyReports) -> Node {
    let money = Money(10_f64.powi(i32::from(reports.exponent)));
    let rfm = &reports.rfm;
    let mut segments: Vec<_> = rfm
        .segments
        .iter()
        .filter(|row| row.customers > 0)
        .collect();
    segments.sort_by_key(|row| row.segment.label());
    let segments = segments.into_iter().map(|row| {
        let value = object! {
            "customers": row.customers,
            "share_of_customers": row.share_of_customers,
            "mean_days_since_last": row.mean_days_since_last,
            "mean_occasions": row.mean_occasions,
            "net_revenue": money.of(row.net_revenue),
            "share_of_revenue": row.share_of_revenue,
        };
        (row.segment.label().to_owned(), value)
    });
    let classes = reports.abc.classes.iter().map(|row| {
        let value = object! {
            "customers": row.customers,
            "share_of_customers": row.share_of_customers,
            "revenue": money.of(row.revenue),
            "share_of_revenue": row.share_of_revenue,
            "smallest_net_revenue": row.smallest_net_revenue.map(|net| money.of(net)),
        };
        (row.class.label().to_owned(), value)
    });
    let tiers = reports.pyramid.tiers.iter().map(|row| {
        let value = match row.tier {
            Tier::Inactive => object! { "customers": row.customers },
            _ => object! {
                "customers": row.customers,
                "revenue": money.of(row.revenue),
                "share_of_revenue": row.share_of_revenue,
            },
        };
        (row.tier.label().to_owned(), value)
    });
    let stages = reports
        .lifecycle
        .stages
        .iter()
        .map(|row| (row.stage.label().to_owned(), Node::Leaf(json!(row.people))));
    let (lifecycle, intervals) = (&reports.lifecycle, &reports.intervals);
    let all = object! {
        "as_of": date_of(reports.as_of).to_string(),
        "customers": reports.customers;
        "rfm_segments" => named(segments),
        "score_counts" => object! { "r": rfm.r_counts, "f": rfm.f_counts, "m": rfm.m_counts },
        "abc" => named(classes),
        "concentration" => shares(&reports.concentration, &money),
        "pyramid_last_365_days" => named(tiers),
        "repeat" => repeat(reports, &money),
        "intervals" => object! {
            "gaps": intervals.gaps,
            "mean_days": intervals.mean_days,
            "p25_days": intervals.p25_days,
            "p50_days": intervals.p50_days,
            "p80_days": intervals.p80_days,
            "p90_days": intervals.p90_days,
            "p95_days": intervals.p95_days,
        },
        "lifecycle" => object! {
            "active_days": lifecycle.active_days,
            "lapse_days": lifecycle.lapse_days;
            "counts" => named(stages),
        },
        "cohorts" => object! {
            ;
            "cohorts" => Node::List(reports.cohorts.cohorts.iter().map(|it| cohort(it, &money)).collect()),
            "weighted_retention" => Node::Leaf(json!(reports.cohorts.weighted_retention)),
        },
        "quarters" => Node::List(reports.quarters.iter().map(|row| period(row, &money)).collect()),
    };
    with_left_out(all, reports.rows_left_out)
}

fn shares(concentration: &ConcentrationReport, money: &Money) -> Node {
    let mut shares: Members = vec![
        (
            "customers".to_owned(),
            Node::Leaf(json!(concentration.customers)),
        ),
        (
            "revenue".to_owned(),
            Node::Leaf(money.of(concentration.revenue)),
        ),
    ];
    for (end, held) in [
        ("top", &concentration.top),
        ("bottom", &concentration.bottom),
    ] {
        let share = |held: &PercentShare| {
            (
                format!("{end}_{}pct_share", held.percent),
                Node::Leaf(json!(held.share)),
            )
        };
        shares.extend(held.iter().map(share));
    }
    let rest = object! {
        "gini": concentration.gini,
        "lorenz_deciles": concentration.lorenz_deciles,
        "customers_for_80pct": concentration.customers_for_80pct,
        "share_of_customers_for_80pct": concentration.share_of_customers_for_80pct,
    };
    if let Node::Object(rest) = rest {
        shares.extend(rest);
    }
    Node::Object(shares)
}

/// Says how many rows of other currencies were left out, when there were any.
fn with_left_out(mut all: Node, rows: u32) -> Node {
    if let Node::Object(members) = &mut all
        && rows > 0
    {
        members.push((
            "rows_left_out_other_currency".to_owned(),
            Node::Leaf(json!(rows)),
        ));
    }
    all
}

fn repeat(reports: &LoyaltyReports, money: &Money) -> Node {
    let repeat = &reports.repeat;
    let within = repeat.within.iter().map(|within| {
        let value =
            object! { "eligible": within.eligible, "repeated": within.repeated, "rate": within.rate };
        (within.days.to_string(), value)
    });
    let kaplan_meier = repeat.within.iter().map(|within| {
        (
            within.days.to_string(),
            Node::Leaf(json!(within.kaplan_meier)),
        )
    });
    let name = |bucket: &OccasionBucket| match bucket.to {
        None => format!("{}+", bucket.from),
        Some(to) if to == bucket.from => to.to_string(),
        Some(to) => format!("{}-{to}", bucket.from),
    };
    let distribution = repeat
        .distribution
        .iter()
        .map(|bucket| (name(bucket), Node::Leaf(json!(bucket.customers))));
    object! {
        "customers": repeat.customers,
        "repeat_customers": repeat.repeat_customers,
        "repeat_rate": repeat.repeat_rate,
        "occasions": repeat.occasions,
        "occasions_per_customer": repeat.occasions_per_customer,
        "average_occasion_value": money.mean(repeat.average_occasion_value);
        "repeat_within_days" => named(within),
        "km_repeat_within_days" => named(kaplan_meier),
        "occasion_count_distribution" => named(distribution),
    }
}

fn cohort(cohort: &Cohort, money: &Money) -> Node {
    let per_customer = &cohort.cumulative_revenue_per_customer;
    object! {
        "cohort": month_code(cohort.month),
        "size": cohort.size,
        "active": cohort.active,
        "retention": cohort.retention,
        "cumulative_repeaters": cohort.cumulative_repeaters,
        "revenue": cohort.revenue.iter().map(|&minor| money.of(minor)).collect::<Vec<_>>(),
        "cumulative_revenue_per_customer":
            per_customer.iter().map(|&minor| money.mean(Some(minor))).collect::<Vec<_>>(),
        "last_month_complete": cohort.last_month_complete,
    }
}

fn period(row: &PeriodRow, money: &Money) -> Node {
    let mut node = object! {
        "period": row.period.code(),
        "complete": row.complete,
        "buyers": row.buyers,
        "new": row.new,
        "returning": row.returning,
        "occasions": row.occasions,
        "net_revenue": money.of(row.net_revenue),
        "existing_all": row.existing_all,
        "returning_rate_all": row.returning_rate_all,
        "usage_per_customer": money.mean(row.usage_per_customer),
        "returning_buyer_share": row.returning_buyer_share,
        "occasions_per_buyer": row.occasions_per_buyer,
    };
    if let (Node::Object(members), Some(against)) = (&mut node, row.against_previous) {
        let against = object! {
            "previous_buyers": against.previous_buyers,
            "retained": against.retained,
            "retention_rate": against.retention_rate,
            "churned": against.churned,
            "reactivated": against.reactivated,
        };
        if let Node::Object(more) = against {
            members.extend(more);
        }
    }
    node
}

/// One line a customer, by id; prospects are in no score and in no line.
pub fn customer_table(reports: &LoyaltyReports, codes: &[String], currency: Currency) -> String {
    let mut lines: Vec<(&str, String)> = reports
        .people
        .iter()
        .filter_map(|row| {
            let code = codes.get(row.customer as usize)?;
            let scores = row.scores?;
            let cells = [
                quoted(code),
                row.days_since_last?.to_string(),
                row.occasions.to_string(),
                currency.decimal(row.net_revenue),
                scores.r.to_string(),
                scores.f.to_string(),
                scores.m.to_string(),
                scores.segment().label().to_owned(),
                row.class?.label().to_owned(),
                row.stage.label().to_owned(),
            ];
            Some((code.as_str(), cells.join(",")))
        })
        .collect();
    lines.sort_unstable();
    let header = "customer_id,days_since_last,occasions,net_revenue,r,f,m,segment,abc,stage";
    let lines = lines.into_iter().map(|(_, line)| line);
    std::iter::once(header.to_owned())
        .chain(lines)
        .map(|line| line + "\n")
        .collect()
}

/// A cell, quoted when it has to be.
fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}
