//! Those among the people who are not simply customers: leads of every age and state, and some who are
//! in the list twice, as they get there: by another name of theirs, with the number written otherwise.
//! They count among the customers that were asked for. Owns its texts.

use crate::domain::{
    Address, Customer, CustomerKind, LeadStatus, Phone, Timestamp, lead::Lead, name::Name,
};

use super::{SampleOptions, presets::Language, random::Random};

const HOUR: i64 = 3_600_000;

/// States and ages in days that leads come in, again and again.
const STANDS: [(LeadStatus, u32); 8] = [
    (LeadStatus::New, 0),
    (LeadStatus::Working, 4),
    (LeadStatus::Rejected, 18),
    (LeadStatus::Qualified, 33),
    (LeadStatus::New, 2),
    (LeadStatus::Working, 9),
    (LeadStatus::New, 11),
    (LeadStatus::Rejected, 60),
];
const ASKED: [&str; 3] = [
    "Asked for the price list by e-mail.|Left a card at the fair.|Wrote on the web site: is it in stock?|A friend gave the number.",
    "发邮件要报价单。|展会上留了名片。|网站留言：还有货吗？|朋友给的电话。",
    "來信要報價單。|展覽上留了名片。|網站留言：還有貨嗎？|朋友給的電話。",
];
const WHY: [&str; 3] = [
    "Too far away|Only compared prices",
    "离得太远|只是比价",
    "離得太遠|只是比價",
];

/// Short forms of given names.
const SHORT: &[(&str, &str)] = &[
    ("James", "Jim"),
    ("Robert", "Bob"),
    ("John", "Johnny"),
    ("Jennifer", "Jenny"),
    ("Michael", "Mike"),
    ("David", "Dave"),
    ("Elizabeth", "Liz"),
    ("William", "Bill"),
    ("Joseph", "Joe"),
    ("Thomas", "Tom"),
    ("Daniel", "Dan"),
    ("Matthew", "Matt"),
    ("Anthony", "Tony"),
    ("Steven", "Steve"),
    ("Andrew", "Andy"),
    ("Joshua", "Josh"),
    ("Susan", "Sue"),
    ("Deborah", "Debbie"),
    ("Kevin", "Kev"),
    ("Oliver", "Ollie"),
];
/// Simplified and traditional twins of what the names are made of.
const TWINS: &str = "张張刘劉陈陳杨楊赵趙吴吳孙孫马馬罗羅郑鄭谢謝许許邓鄧冯馮韩韓萧蕭叶葉蒋蔣苏蘇吕呂卢盧钟鍾谭譚陆陸贾賈邹鄒\
    伟偉丽麗强強军軍艳豔杰傑涛濤刚剛鹏鵬轩軒远遠晓曉东東国國诗詩华華兰蘭红紅语語梦夢淑淑静靜颜顏庄莊赖賴简簡\
    贤賢圣聖贞貞纬緯铭銘维維凤鳳云雲尧堯闻聞义義荣榮宁寧齐齊卫衛";

/// Turns some of the people into leads and twins. Nobody who is a lead has bought yet, but for those who
/// became customers.
pub fn scatter(options: &SampleOptions, customers: &mut [Customer], random: &mut Random) {
    let pairs = (customers.len() / 200).max(2);
    let leads = (customers.len() / 100).max(4);
    let people = (0..customers.len()).rev();
    let is_person = |at: &usize| {
        customers
            .get(*at)
            .is_some_and(|one| one.kind == CustomerKind::Person)
    };
    let chosen: Vec<usize> = people.filter(is_person).take(2 * pairs).collect();
    for pair in chosen.chunks_exact(2) {
        if let [twin, first] = pair {
            double(options.language, customers, *first, *twin, random);
        }
    }
    let rest = (0..customers.len()).rev().filter(|at| !chosen.contains(at));
    let rest: Vec<usize> = rest.take(leads).collect();
    let asked: Vec<&str> = options.language.pick(ASKED).split('|').collect();
    let why: Vec<&str> = options.language.pick(WHY).split('|').collect();
    for (at, (status, days)) in rest.into_iter().zip(STANDS.into_iter().cycle()) {
        let later = i64::from(random.between(2, 20)) * HOUR;
        let age = i64::from(days * 24 + random.between(3, 9)) * HOUR;
        let (reason, note) = (random.word(&why), random.word(&asked));
        let Some(customer) = customers.get_mut(at) else {
            continue;
        };
        let since = Timestamp(options.now.0 - age);
        let mut lead = Lead::new(since);
        if status != LeadStatus::New {
            let answered = Timestamp((since.0 + later).min(options.now.0));
            lead.move_to(LeadStatus::Working, "", answered);
            lead.move_to(status, reason, answered);
        }
        note.clone_into(&mut customer.note);
        customer.lead = Some(lead);
        customer.created = since;
        customer.updated = since;
    }
}

/// Makes one of them the other once more.
fn double(
    language: Language,
    customers: &mut [Customer],
    first: usize,
    twin: usize,
    random: &mut Random,
) {
    let number = random.below(100);
    let Some(one) = customers.get_mut(first) else {
        return;
    };
    if one.phones.is_empty() {
        one.phones.push(Phone::new(match language {
            Language::En => format!("(312) 555-01{number:02}"),
            Language::ZhHans => format!("139 4400 31{number:02}"),
            Language::ZhHant => format!("0912-440-1{number:02}"),
        }));
    }
    let (name, birthday, city) = (
        one.name.clone(),
        one.birthday,
        one.addresses.first().cloned(),
    );
    let phone = one
        .phones
        .first()
        .map(|phone| otherwise(language, &phone.number));
    let Some(other) = customers.get_mut(twin) else {
        return;
    };
    other.name = also(language, &name);
    other.birthday = birthday.filter(|_| random.chance(50));
    other.phones = phone.into_iter().map(Phone::new).collect();
    other.emails.clear();
    other.addresses = city
        .map(|place| Address {
            street: String::new(),
            ..place
        })
        .into_iter()
        .collect();
    other.tags.clear();
    other.note.clear();
}

/// The same number as somebody else would type it.
fn otherwise(language: Language, number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    match language {
        Language::En => format!("+1 {digits}"),
        Language::ZhHans => format!("+86 {digits}"),
        Language::ZhHant => format!("+886 {}", digits.trim_start_matches('0')),
    }
}

/// What the same person is called, too.
fn also(language: Language, name: &Name) -> Name {
    if language == Language::En {
        let short = SHORT.iter().find(|(long, _)| *long == name.given);
        return short.map_or_else(
            || Name::from_full(&format!("{} {}", name.family, name.given)),
            |(_, short)| Name::from_parts(&name.family, short),
        );
    }
    let twins: Vec<char> = TWINS.chars().filter(|c| !c.is_whitespace()).collect();
    let other = |text: &str| -> String {
        let letters = text.chars().map(|letter| {
            let twin = twins.chunks_exact(2).find_map(|pair| match pair {
                [one, two] if *one == letter => Some(*two),
                [one, two] if *two == letter => Some(*one),
                _ => None,
            });
            twin.unwrap_or(letter)
        });
        letters.collect()
    };
    Name::from_parts(&other(&name.family), &other(&name.given))
}
