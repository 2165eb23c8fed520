//! The daily work of a sample shop: deals on the board, what is to be done, what was said.

use chrono::Days;

use crate::domain::{
    Activity, ActivityKind, Customer, Deal, IdMaker, Outcome, Pipeline, Priority, Rank, StageVisit,
    Task, Timestamp,
};

use super::{SampleOptions, goods::price, noon, random::Random, words::Words};

const DAY: i64 = 86_400_000;

/// Deals: three in five open, some of them stale; the others won or lost with a reason.
pub fn deals(
    options: &SampleOptions,
    ids: &mut IdMaker,
    (board, customers): (&Pipeline, &[Customer]),
    words: &Words,
    random: &mut Random,
) -> Vec<Deal> {
    let count = (options.customers / 10).clamp(30, 200);
    let ranks = Rank::sequence(count as usize);
    let stages = u32::try_from(board.stages.len()).unwrap_or(1);
    ranks
        .filter_map(|rank| {
            let customer = customers.get(random.below(options.customers) as usize)?;
            let reached = random.below(stages) as usize;
            let stood = i64::from(if random.chance(20) {
                random.between(15, 60)
            } else {
                random.below(6)
            });
            let closed = random.chance(40);
            let ended = i64::from(if closed { random.below(300) } else { 0 });
            let mut at = options.now.0 - (stood + ended) * DAY;
            let mut history: Vec<StageVisit> = Vec::new();
            for stage in board.stages.iter().take(reached + 1).rev() {
                history.push(StageVisit {
                    stage: stage.id,
                    at: Timestamp(at),
                });
                at -= i64::from(random.between(1, 9)) * DAY;
            }
            history.reverse();
            let created = history.first()?.at;
            let on = options.today - Days::new(u64::try_from(ended).unwrap_or(0));
            let reason = || board.lost_reasons.clone();
            let outcome = match (closed, random.chance(55)) {
                (false, _) => Outcome::Open,
                (true, true) => Outcome::Won {
                    on,
                    reason: String::new(),
                },
                (true, false) => {
                    let reasons = reason();
                    let place = random.below(u32::try_from(reasons.len()).unwrap_or(1)) as usize;
                    Outcome::Lost {
                        on,
                        reason: reasons.get(place).cloned().unwrap_or_default(),
                    }
                }
            };
            let id = ids.next(created);
            // Whose it is stands beside it wherever a deal is shown.
            let title = random.word(&words.deals);
            let at = (board.id, history.last()?.stage);
            Some(Deal {
                customer: Some(customer.id),
                rank,
                value: price(random.between(30, 900) * 10, options.currency),
                expected_close: (!closed)
                    .then(|| options.today + Days::new(u64::from(random.between(3, 60)))),
                outcome,
                history,
                source: random.word(&words.sources).to_owned(),
                ..Deal::new(id, title, at, options.currency, created)
            })
        })
        .collect()
}

/// To-dos: two overdue, two today, the rest in the coming weeks or done.
pub fn tasks(
    options: &SampleOptions,
    ids: &mut IdMaker,
    customers: &[Customer],
    words: &Words,
    random: &mut Random,
) -> Vec<Task> {
    let count = (options.customers / 20).clamp(10, 60);
    let made = Timestamp(options.now.0 - 20 * DAY);
    (0..count)
        .filter_map(|number| {
            let customer = customers.get(random.below(options.customers) as usize)?;
            let due = match number {
                0 | 1 => options.today - Days::new(u64::from(random.between(1, 6))),
                2 | 3 => options.today,
                _ => options.today + Days::new(u64::from(random.between(1, 30))),
            };
            Some(Task {
                due: Some(due),
                priority: if random.chance(15) {
                    Priority::High
                } else {
                    Priority::Normal
                },
                done: (number > 3 && random.chance(30)).then(|| Timestamp(options.now.0 - DAY)),
                customer: Some(customer.id),
                ..Task::new(ids.next(made), random.word(&words.tasks), made)
            })
        })
        .collect()
}

/// What was said and noted, one touch for every third customer.
pub fn activities(
    options: &SampleOptions,
    ids: &mut IdMaker,
    customers: &[Customer],
    words: &Words,
    random: &mut Random,
) -> Vec<Activity> {
    (0..(options.customers / 3).min(5_000))
        .filter_map(|_| {
            let customer = customers.get(random.below(options.customers) as usize)?;
            let day = options.today - Days::new(u64::from(random.between(1, 300)));
            let at = noon(day).min(options.now);
            let (id, kind) = (ids.next(at), random.pick(&ActivityKind::ALL)?);
            Some(Activity {
                text: random.word(&words.touches).to_owned(),
                ..Activity::new(id, kind, Some(customer.id), at)
            })
        })
        .collect()
}
