//! The people and companies of a sample shop.

use chrono::{Datelike, NaiveDate};

use crate::domain::{
    Address, Birthday, Customer, CustomerKind, Email, Id, IdMaker, Phone, ShopKind, name::Name,
};

use super::{SampleOptions, noon, presets::Language, random::Random, words::Words};

/// Everybody: companies first, because people refer to them.
pub fn customers(
    options: &SampleOptions,
    ids: &mut IdMaker,
    words: &Words,
    random: &mut Random,
) -> Vec<Customer> {
    let share = if options.kind == ShopKind::Wholesale {
        60
    } else {
        8
    };
    let companies = options.customers * share / 100;
    let mut all: Vec<Customer> = Vec::with_capacity(options.customers as usize);
    let mut firms: Vec<Id<Customer>> = Vec::new();
    for number in 0..options.customers {
        let since = options.today - chrono::Days::new(u64::from(random.below(730)));
        let made = noon(since).min(options.now);
        let is_company = number < companies;
        let name = if is_company {
            company(options.language, words, random)
        } else {
            person(options.language, words, random)
        };
        let mut customer = Customer::new(ids.next(made), name, made);
        contact(&mut customer, number, options.language, words, random);
        if is_company {
            customer.kind = CustomerKind::Company;
            firms.push(customer.id);
        } else {
            details(&mut customer, &firms, options.today, words, random);
        }
        customer.code = format!("M{:05}", number + 1);
        all.push(customer);
    }
    all
}

fn person(language: Language, words: &Words, random: &mut Random) -> Name {
    let family = random.frequent(&words.surnames);
    let mut given = random.frequent(&words.given).to_owned();
    // One character more makes far more names, as parents know.
    if language != Language::En && given.chars().count() == 1 && random.chance(25) {
        let other = random.word(&words.given);
        given.extend(other.chars().next());
    }
    Name::from_parts(family, &given)
}

fn company(language: Language, words: &Words, random: &mut Random) -> Name {
    let (head, tail) = (
        random.word(&words.company_heads),
        random.word(&words.company_tails),
    );
    let gap = if language == Language::En { " " } else { "" };
    Name {
        full: format!("{head}{gap}{tail}"),
        ..Name::default()
    }
}

fn contact(
    customer: &mut Customer,
    number: u32,
    language: Language,
    words: &Words,
    random: &mut Random,
) {
    if random.chance(92) {
        let (a, b) = (random.below(10_000), random.below(10_000));
        customer.phones.push(Phone::new(match language {
            // 555-01xx is set aside for invented numbers.
            Language::En => format!("({}) 555-01{:02}", random.between(201, 989), a % 100),
            Language::ZhHans => {
                format!(
                    "{} {a:04} {b:04}",
                    random
                        .pick(&["138", "139", "150", "158", "186", "177"])
                        .unwrap_or("138")
                )
            }
            Language::ZhHant => format!(
                "09{:02}-{:03}-{:03}",
                random.between(10, 89),
                a % 1000,
                b % 1000
            ),
        }));
    }
    if random.chance(55) {
        let local: String = mailbox(&customer.name.full);
        customer
            .emails
            .push(Email::new(format!("{local}{}@example.com", number + 1)));
    }
    if random.chance(40) {
        let (street, house) = (random.word(&words.streets), random.between(1, 240));
        customer.addresses.push(Address {
            street: match language {
                Language::En => format!("{house} {street}"),
                _ => format!("{street}{house}号").replace('号', language.pick(["", "号", "號"])),
            },
            city: random.frequent(&words.cities).to_owned(),
            ..Address::default()
        });
    }
    random.word(&words.sources).clone_into(&mut customer.source);
}

fn details(
    customer: &mut Customer,
    firms: &[Id<Customer>],
    today: NaiveDate,
    words: &Words,
    random: &mut Random,
) {
    if random.chance(60) {
        let year = today.year() - i32::try_from(random.between(18, 75)).unwrap_or(30);
        let year = Some(year).filter(|_| random.chance(70));
        customer.birthday = Birthday::new(year, random.between(1, 12), random.between(1, 28));
    }
    if random.chance(30) {
        customer.add_tag(random.frequent(&words.tags));
        if random.chance(30) {
            customer.add_tag(random.word(&words.tags));
        }
    }
    if random.chance(12) {
        random.word(&words.notes).clone_into(&mut customer.note);
    }
    if random.chance(8) {
        customer.company = random.pick(firms);
        if customer.company.is_some() {
            random.word(&words.jobs).clone_into(&mut customer.job_title);
        }
    }
    customer.do_not_contact = random.chance(2);
}

/// The letters of a name that an address may carry; `guest` if there are none.
fn mailbox(name: &str) -> String {
    let letters: String = name
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_lowercase();
    if letters.is_empty() {
        "guest".to_owned()
    } else {
        letters
    }
}
