use chrono::NaiveDate;

use super::*;
use crate::exchange::customers::rejects::rejects_csv;
use crate::{domain::CustomerKind, exchange::sheet::Sheet};

pub(super) fn import(
    text: &str,
) -> (
    Vec<Draft>,
    Vec<(usize, String, ProblemKind)>,
    Option<String>,
) {
    let sheet = Sheet::read(text, None);
    let layout = Layout::of(&sheet);
    let mapping = Mapping::propose(&layout);
    let setting = Setting {
        language: "en".into(),
        today: NaiveDate::from_ymd_opt(2026, 11, 22).expect("a date"),
    };
    let read = read(&layout, &mapping, &setting);
    let problems = read
        .problems
        .into_iter()
        .map(|p| (p.row, p.column, p.kind))
        .collect();
    (read.drafts, problems, mapping.preset)
}

#[test]
fn google_contacts() {
    let (drafts, problems, preset) = import(
        "First Name,Middle Name,Last Name,Nickname,Organization Name,Organization Title,Birthday,Notes,Labels,\
         E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,\
         Address 1 - Label,Address 1 - Formatted,Address 1 - Street,Address 1 - City\n\
         Mei,Lin,Zhang,,Tea & Co,Buyer,--03-09,\"Likes\noolong\",VIP ::: * myContacts,* Work,m@x.de ::: z@x.de,Mobile,\
         +49 151 1,Home,030 222,Home,\"A\nB\",Weg 1,Köln\n",
    );
    assert_eq!(
        (problems.as_slice(), preset.as_deref()),
        (&[][..], Some("Google Contacts"))
    );
    let Draft {
        customer, company, ..
    } = &drafts[0];
    assert_eq!(customer.name.full, "Mei Lin Zhang");
    assert_eq!(
        (customer.name.given.as_str(), customer.name.family.as_str()),
        ("Mei Lin", "Zhang")
    );
    assert_eq!(
        (company.as_str(), customer.job_title.as_str()),
        ("Tea & Co", "Buyer")
    );
    assert_eq!(customer.birthday, Birthday::new(None, 3, 9));
    let emails: Vec<_> = customer
        .emails
        .iter()
        .map(|e| (e.address.as_str(), e.label.as_str()))
        .collect();
    assert_eq!(emails, [("m@x.de", "work"), ("z@x.de", "work")]);
    let phones: Vec<_> = customer
        .phones
        .iter()
        .map(|p| (p.number.as_str(), p.label.as_str()))
        .collect();
    assert_eq!(phones, [("+49 151 1", "mobile"), ("030 222", "home")]);
    assert_eq!(customer.addresses[0].street, "Weg 1");
    assert_eq!(customer.addresses[0].label, "home");
    assert_eq!(
        (customer.tags.as_slice(), customer.note.as_str()),
        (&["VIP".to_owned()][..], "Likes\noolong")
    );
}

#[test]
fn chinese_member_cards() {
    let (drafts, problems, preset) = import(
        "某某茶行会员资料\n会员卡号,姓名,性别,生日,手机号码,余额(元),备注\n\
         0001,欧阳娜娜,女,1990年5月4日,１３８００１３８０００,￥12.00,爱喝普洱\n\
         0002,张伟,男,0000-00-00,1.38E+10,0,\n0003,,,,,5,\n合计,,,,,17,\n",
    );
    assert_eq!(preset.as_deref(), Some("Member cards"));
    assert_eq!(
        problems,
        [
            (4, "手机号码".to_owned(), ProblemKind::LostDigits),
            (5, String::new(), ProblemKind::NoIdentity),
        ]
    );
    assert_eq!(drafts.len(), 2);
    let customer = &drafts[0].customer;
    assert_eq!(
        (customer.code.as_str(), customer.name.family.as_str()),
        ("0001", "欧阳")
    );
    assert_eq!(
        (customer.gender.as_str(), customer.phones[0].number.as_str()),
        ("female", "13800138000")
    );
    assert_eq!(customer.birthday, Birthday::new(Some(1990), 5, 4));
    assert_eq!(drafts[1].customer.birthday, None);
}

#[test]
fn german_outlook() {
    let (drafts, problems, preset) = import(
        "\"Anrede\";\"Vorname\";\"Weitere Vornamen\";\"Nachname\";\"Firma\";\"Position\";\"Straße geschäftlich\";\
         \"Ort geschäftlich\";\"Postleitzahl geschäftlich\";\"Telefon geschäftlich\";\"Mobiltelefon\";\"E-Mail-Adresse\";\
         \"Geburtstag\";\"Kategorien\"\n\"Herr\";\"Karl\";\"\";\"Groß\";\"Rad AG\";\"Chef\";\"Weg 1\";\"Köln\";\"01067\";\
         \"0221 123456\";\"'+49 151 1234567\";\"k@x.de\";\"0.0.00\";\"Kunde;Wichtig\"\n",
    );
    assert_eq!(
        (problems.as_slice(), preset.as_deref()),
        (&[][..], Some("Outlook"))
    );
    let customer = &drafts[0].customer;
    assert_eq!(
        (customer.name.prefix.as_str(), customer.name.full.as_str()),
        ("Herr", "Karl Groß")
    );
    assert_eq!(
        customer.phones[1],
        Phone {
            number: "+49 151 1234567".into(),
            label: "mobile".into()
        }
    );
    assert_eq!(
        (
            customer.addresses[0].postcode.as_str(),
            customer.addresses[0].label.as_str()
        ),
        ("01067", "work")
    );
    assert_eq!((customer.birthday, customer.tags.len()), (None, 2));
}

#[test]
fn thunderbird_birthdays_stand_in_three_columns() {
    let (drafts, problems, preset) = import(
        "First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Birth Year,Birth Month,Birth Day,Organization\n\
         Ann,Lee,Ann Lee,,a@x.de,b@x.de,1980,2,29,\nBo,Ek,Bo Ek,,,,,12,31,\nCy,Ro,Cy Ro,,,,1981,2,29,\n",
    );
    assert_eq!(preset.as_deref(), Some("Thunderbird"));
    assert_eq!(
        drafts[0].customer.birthday,
        Birthday::new(Some(1980), 2, 29)
    );
    assert_eq!(drafts[0].customer.emails.len(), 2);
    assert_eq!(drafts[1].customer.birthday, Birthday::new(None, 12, 31));
    assert_eq!(
        problems,
        [(4, String::new(), ProblemKind::UnreadableBirthday)]
    );
}

#[test]
fn a_row_that_names_only_a_company_is_the_company() {
    let (drafts, ..) = import("Name,Company,Phone\n,Rad AG,0221 1234567\nAnn Lee,Rad AG,\n");
    assert_eq!(drafts[0].customer.kind, CustomerKind::Company);
    assert_eq!(
        (
            drafts[0].customer.name.full.as_str(),
            drafts[0].company.as_str()
        ),
        ("Rad AG", "")
    );
    assert_eq!(
        (drafts[1].customer.kind, drafts[1].company.as_str()),
        (CustomerKind::Person, "Rad AG")
    );
}

#[test]
fn rejected_rows_can_be_corrected_and_imported_again() {
    let sheet = Sheet::read(
        "Name,Phone,Note\nAnn,+49 221 12345,x\n,,\"=lost, and\nfound\"\n",
        None,
    );
    let layout = Layout::of(&sheet);
    let setting = Setting {
        language: "de".into(),
        today: NaiveDate::MAX,
    };
    let first = read(&layout, &Mapping::propose(&layout), &setting);
    assert_eq!(first.rejected, [3]);
    let file = rejects_csv(&layout, &first, "Reason", ToString::to_string);
    let again = Sheet::read(file.trim_start_matches('\u{feff}'), None);
    let layout = Layout::of(&again);
    let second = read(&layout, &Mapping::propose(&layout), &setting);
    assert_eq!(second.rejected, [2]);
    let corrected = file.replacen("\n,,", "\nBob,,", 1);
    let again = Sheet::read(corrected.trim_start_matches('\u{feff}'), None);
    let layout = Layout::of(&again);
    let third = read(&layout, &Mapping::propose(&layout), &setting);
    assert_eq!(
        (
            third.drafts[0].customer.name.full.as_str(),
            third.drafts[0].customer.note.as_str()
        ),
        ("Bob", "=lost, and\nfound")
    );
}

#[test]
fn the_street_is_kept_beside_columns_of_city_and_code() {
    let places = |text: &str| -> Vec<[String; 4]> {
        let all = import(text).0.into_iter();
        let all = all.flat_map(|draft| draft.customer.addresses);
        all.map(|one| [one.street, one.city, one.region, one.postcode])
            .collect()
    };
    assert_eq!(
        places(
            "Name,Phone,Address,City,State,Zip\nAnn Lee,555-0100,12 Main St,Springfield,IL,62701\n"
        ),
        [["12 Main St", "Springfield", "IL", "62701"]]
    );
    assert_eq!(
        places("姓名,手机,省份,城市,区县,地址\n王芳,13800138000,广东省,深圳市,南山区,科技路1号\n"),
        [["南山区科技路1号", "深圳市", "广东省", ""]]
    );
    assert_eq!(
        places("客户姓名,手机,联系地址\n王芳,13800138000,广东省深圳市南山区科技路1号\n"),
        [["南山区科技路1号", "深圳市", "广东省", ""]]
    );
    assert_eq!(
        places("Name;Telefon;Adresse\nKarl Groß;0221 123456;Weg 1, 50667 Köln\n"),
        [["Weg 1", "Köln", "", "50667"]]
    );
}

#[test]
fn an_example_is_found_however_far_down_the_first_value_stands() {
    let blank = "Ann;\n".repeat(2_000);
    let sheet = Sheet::read(&format!("Name;Phone\n{blank}Bo;0221 1234567;more\n"), None);
    let mapping = Mapping::propose(&Layout::of(&sheet));
    let examples: Vec<_> = mapping.columns.iter().map(|one| &*one.example).collect();
    assert_eq!(examples, ["Ann", "0221 1234567", "more"]);
}
