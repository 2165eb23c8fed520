//! Explanations of the figures of one month, quarter or year.

use super::super::calendar::PeriodId;
use super::super::periods::PeriodRow;
use super::super::{Figure, LoyaltyReports, Term, TermName, TermValue};
use super::{Parts, counted, money, share};

/// Figures of one period.
pub fn period(figure: Figure, row: &PeriodRow, reports: &LoyaltyReports) -> Option<Parts> {
    use TermName as N;
    let usage = row.usage_per_customer.map(|usage| Term {
        name: N::UsagePerCustomer,
        value: TermValue::MeanMoney(usage),
    });
    let (buyers, returning) = (
        counted(N::Buyers, row.buyers),
        counted(N::Returning, row.returning),
    );
    Some(match figure {
        Figure::PeriodRevenue(_) => {
            let mut terms = vec![
                counted(N::New, row.new),
                counted(N::ExistingAll, row.existing_all),
                share(N::ReturningRateAll, row.returning_rate_all),
            ];
            terms.extend(usage);
            (Some(row.net_revenue as f64), terms)
        }
        Figure::PeriodBuyers(_) => {
            let new = counted(N::New, row.new);
            (Some(f64::from(row.buyers)), vec![new, returning])
        }
        Figure::PeriodNew(_) => (Some(f64::from(row.new)), vec![buyers, returning]),
        Figure::PeriodExisting(id) => {
            // Who existed when the period before began, and who came in it.
            let before = reports.period(PeriodId {
                index: id.index - 1,
                ..id
            });
            let (existed, came) = before.map_or((0, 0), |row| (row.existing_all, row.new));
            let terms = vec![
                counted(N::ExistedBefore, existed),
                counted(N::CameBefore, came),
            ];
            (Some(f64::from(row.existing_all)), terms)
        }
        Figure::ReturningRateAll(_) => (
            row.returning_rate_all,
            vec![returning, counted(N::ExistingAll, row.existing_all)],
        ),
        Figure::UsagePerCustomer(_) => (
            row.usage_per_customer,
            vec![money(N::NetRevenue, row.net_revenue), buyers],
        ),
        Figure::ReturningBuyerShare(_) => (row.returning_buyer_share, vec![returning, buyers]),
        _ => {
            let against = row.against_previous?;
            let previous = counted(N::PreviousBuyers, against.previous_buyers);
            let retained = counted(N::Retained, against.retained);
            match figure {
                Figure::RetentionRate(_) => (against.retention_rate, vec![retained, previous]),
                Figure::Churned(_) => (Some(f64::from(against.churned)), vec![previous, retained]),
                Figure::Reactivated(_) => (
                    Some(f64::from(against.reactivated)),
                    vec![returning, retained],
                ),
                Figure::PeriodRevenueThreeTerms(_) => {
                    let rate = share(N::RetentionRate, against.retention_rate);
                    let back = counted(N::Reactivated, against.reactivated);
                    let mut terms = vec![counted(N::New, row.new), previous, rate, back];
                    terms.extend(usage);
                    (Some(row.net_revenue as f64), terms)
                }
                _ => return None,
            }
        }
    })
}
