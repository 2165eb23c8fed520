//! What a shop does for its people: a call list that is half worked through, what customers said of it,
//! who gave or refused consent, whose birthday it is these days. Owns its texts. It draws from a chance
//! of its own, so that the rest of the shop does not depend on it.

use chrono::{Datelike, Days, NaiveTime};

use crate::domain::{
    Activity, ActivityKind, Birthday, CallList, Channel, Consent, Customer, CustomerKind, IdMaker,
    Priority, Reached, Task, Timestamp,
};

use super::{SampleOptions, random::Random};

const MINUTE: i64 = 60_000;

/// Where people say what they allow.
const SAID: [&str; 3] = ["counter|form|phone", "柜台|表单|电话", "櫃檯|表單|電話"];
const LIST: [&str; 3] = [
    "Tell about the new arrivals",
    "通知新品到店",
    "通知新品到店",
];
const SCRIPT: [&str; 3] = [
    "Good day, this is the shop. The **new arrivals** are in.\n\n- Ask how the last purchase was.\n- Offer to put something aside.",
    "您好，这里是小店。**新品**到了。\n\n- 问问上次买的怎么样。\n- 可以先为您留一份。",
    "您好，這裡是小店。**新品**到了。\n\n- 問問上次買的怎麼樣。\n- 可以先為您留一份。",
];
const REACHED: [&str; 3] = ["Comes by on Saturday.", "周六过来。", "週六過來。"];
const LATER: [&str; 3] = ["Is driving.", "正在开车。", "正在開車。"];
const HAPPY: [&str; 3] = [
    "Very happy with the gift wrapping.",
    "对礼品包装很满意。",
    "對禮品包裝很滿意。",
];
const UNHAPPY: [&str; 3] = [
    "The box was damaged. Promised a new one.",
    "盒子坏了，答应换一个新的。",
    "盒子壞了，答應換一個新的。",
];
const REPLACE: [&str; 3] = ["Send the new box", "寄出新的盒子", "寄出新的盒子"];

/// Those who are customers for good and may be called.
fn reachable(customer: &Customer) -> bool {
    customer.kind == CustomerKind::Person
        && customer.lead.is_none()
        && !customer.phones.is_empty()
        && customer.may_contact(Channel::Phone)
}

/// Birthdays in the coming days for three, and what some said of being contacted.
pub fn wishes(options: &SampleOptions, customers: &mut [Customer], random: &mut Random) {
    let ahead = [0_u64, 2, 4];
    let people = customers.iter_mut().filter(|one| reachable(one));
    for (customer, days) in people.take(ahead.len()).zip(ahead) {
        let day = options.today + Days::new(days);
        let year = customer.birthday.and_then(Birthday::year).or(Some(1988));
        let (month, date) = (day.month(), day.day());
        customer.birthday =
            Birthday::new(year, month, date).or_else(|| Birthday::new(None, month, date));
    }
    let places: Vec<&str> = options.language.pick(SAID).split('|').collect();
    for customer in customers {
        let asked = random.chance(20);
        let (given, days) = (random.chance(85), random.between(5, 400));
        let channel = random.pick(&Channel::ALL);
        let source = random.word(&places).to_owned();
        let (Some(channel), true) = (channel, asked && !customer.do_not_contact) else {
            continue;
        };
        let on = options.today - Days::new(u64::from(days));
        let said = Consent {
            source,
            ..Consent::new(channel, given, on)
        };
        customer.set_consent(channel, Some(said));
    }
}

/// A call list with three calls made, and two customers who said how content they are.
pub fn work(
    options: &SampleOptions,
    ids: &mut IdMaker,
    customers: &[Customer],
) -> (Vec<Task>, Vec<Activity>) {
    let text = |texts: [&'static str; 3]| options.language.pick(texts);
    let ago = |minutes: i64| Timestamp(options.now.0 - minutes * MINUTE);
    let count = (customers.len() / 40).clamp(5, 20);
    let called: Vec<&Customer> = customers
        .iter()
        .filter(|one| reachable(one))
        .take(count)
        .collect();
    let made = ago(300);
    let list = Task {
        due: Some(options.today),
        calls: Some(CallList {
            customers: called.iter().map(|one| one.id).collect(),
            script: text(SCRIPT).to_owned(),
        }),
        ..Task::new(ids.next(made), text(LIST), made)
    };
    let mut tasks = Vec::new();
    let mut touches = Vec::new();
    let calls = [
        (Reached::Reached, text(REACHED)),
        (Reached::NoAnswer, ""),
        (Reached::CallBack, text(LATER)),
    ];
    for ((customer, (outcome, said)), minutes) in called.iter().zip(calls).zip([240, 230, 220]) {
        let at = ago(minutes);
        touches.push(Activity {
            text: said.to_owned(),
            outcome: Some(outcome),
            list: Some(list.id),
            ..Activity::new(ids.next(at), ActivityKind::CallOut, Some(customer.id), at)
        });
        if outcome == Reached::CallBack {
            let name = customer.display_name();
            let title = [
                format!("Call {name} back"),
                format!("给{name}回电"),
                format!("給{name}回電"),
            ];
            let [english, simplified, traditional] = &title;
            let title = options.language.pick([english, simplified, traditional]);
            tasks.push(Task {
                due: Some(options.today + Days::new(1)),
                time: NaiveTime::from_hms_opt(10, 30, 0),
                remind: Some(0),
                customer: Some(customer.id),
                ..Task::new(ids.next(at), title.as_str(), at)
            });
        }
    }
    tasks.push(list);
    let last = called.iter().rev().map(|one| one.id);
    let answers = [
        (ActivityKind::Visit, 5, text(HAPPY), 2_000),
        (ActivityKind::CallIn, 2, text(UNHAPPY), 1_500),
    ];
    for (customer, (kind, stars, said, minutes)) in last.zip(answers) {
        let at = ago(minutes);
        touches.push(Activity {
            text: said.to_owned(),
            satisfaction: Some(stars),
            ..Activity::new(ids.next(at), kind, Some(customer), at)
        });
        if stars < 3 {
            tasks.push(Task {
                due: Some(options.today + Days::new(1)),
                priority: Priority::High,
                customer: Some(customer),
                ..Task::new(ids.next(at), text(REPLACE), at)
            });
        }
    }
    (tasks, touches)
}
