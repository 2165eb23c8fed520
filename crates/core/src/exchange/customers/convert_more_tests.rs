use super::tests::import;
use super::*;
use crate::{domain::CustomerKind, exchange::sheet::Sheet};

#[test]
fn the_first_number_that_a_row_fills_counts() {
    let codes = |text: &str| -> Vec<String> {
        import(text)
            .0
            .into_iter()
            .map(|one| one.customer.code)
            .collect()
    };
    let square =
        "First Name,Last Name,Reference ID,Square Customer ID\nAnn,Lee,,SQ1\nBo,Ek,R2,SQ2\n";
    assert_eq!(codes(square), ["SQ1", "R2"]);
    let sheet = Sheet::read("Name,ID,Customer Code\nAnn,a-1,K1\nBo,a-2,K2\n", None);
    let mapping = Mapping::propose(&Layout::of(&sheet));
    let fields: Vec<_> = mapping.columns.iter().map(|one| one.field.what).collect();
    assert_eq!(
        fields,
        [What::FullName, What::Code, What::Ignore],
        "seen as left out"
    );
}

#[test]
fn a_company_and_whom_to_speak_to_there_are_two() {
    let all = |text: &str| -> Vec<(String, String, CustomerKind)> {
        let drafts = import(text).0.into_iter();
        drafts
            .map(|one| (one.customer.name.full, one.company, one.customer.kind))
            .collect()
    };
    let person =
        |name: &str, company: &str| (name.to_owned(), company.to_owned(), CustomerKind::Person);
    let company = |name: &str| (name.to_owned(), String::new(), CustomerKind::Company);
    assert_eq!(
        all("客户名称,联系人,手机\n茶香商行,王芳,13800138000\n福来超市,,13900139000\n"),
        [person("王芳", "茶香商行"), company("福来超市")]
    );
    assert_eq!(
        all("Customer Name,Contact Name,Phone\nBlue Bakery,Ann Lee,0221 1234567\n"),
        [person("Ann Lee", "Blue Bakery")]
    );
    assert_eq!(
        all("Firma;Ansprechpartner;Telefon\nRad AG;Ann Lee;0221 1234567\n"),
        [person("Ann Lee", "Rad AG")]
    );
    // The same in both: it is a list of people.
    assert_eq!(
        all("客户名称,联系人,手机\n王芳,王芳,13800138000\n张伟,张伟,13900139000\n"),
        [person("王芳", ""), person("张伟", "")]
    );
    assert_eq!(
        all(
            "Name,Phone\nRad GmbH,0221 1234567\nAnn Lee,0221 7654321\n深圳市茶香贸易有限公司,13800138000\n"
        ),
        [
            company("Rad GmbH"),
            person("Ann Lee", ""),
            company("深圳市茶香贸易有限公司")
        ]
    );
}

#[test]
fn points_have_the_decimal_mark_of_their_column() {
    let points = |cells: &[&str]| {
        let rows: Vec<String> = cells.iter().map(|cell| format!("Ann;{cell}\n")).collect();
        let (drafts, problems, _) = import(&format!("Name;Punkte\n{}", rows.concat()));
        let points: Vec<i64> = drafts.iter().map(|one| one.points).collect();
        (
            points,
            problems
                .into_iter()
                .map(|(row, ..)| row)
                .collect::<Vec<_>>(),
        )
    };
    assert_eq!(
        points(&["10,00", "1.250,00", "120"]),
        (vec![10, 1_250, 120], vec![])
    );
    assert_eq!(points(&["10,00", "12,50"]), (vec![10, 0], vec![3]));
    assert_eq!(points(&["1.250"]), (vec![1_250], vec![]));
    assert_eq!(points(&["1,250"]), (vec![1_250], vec![]));
}

#[test]
fn news_is_agreed_to_by_channel_and_forbids_nothing_else() {
    use crate::domain::Channel;
    let (drafts, problems, _) = import(
        "First Name,Last Name,Email,Accepts Email Marketing,Accepts SMS Marketing,Unsubscribed\n\
         Ann,Lee,a@x.de,yes,no,\nBo,Ek,b@x.de,,,yes\nCy,Ro,c@x.de,,,no\n",
    );
    assert_eq!(problems, []);
    let said: Vec<Vec<(Channel, bool, &str)>> = drafts
        .iter()
        .map(|one| {
            let all = one.customer.consents.iter();
            all.map(|one| (one.channel, one.given, one.source.as_str()))
                .collect()
        })
        .collect();
    assert_eq!(
        said,
        [
            vec![
                (Channel::Email, true, "Accepts Email Marketing"),
                (Channel::Message, false, "Accepts SMS Marketing"),
            ],
            vec![(Channel::Email, false, "Unsubscribed")],
            vec![],
        ]
    );
    assert!(drafts.iter().all(|one| !one.customer.do_not_contact));
    let square = "First Name,Last Name,Email Address,Email Subscription Status\nAnn,Lee,a@x.de,unsubscribed\nBo,Ek,b@x.de,bounced\n";
    let (drafts, problems, _) = import(square);
    assert_eq!(problems, []);
    assert_eq!(
        (
            drafts[0].customer.consents.len(),
            drafts[1].customer.consents.len()
        ),
        (1, 0)
    );
    assert!(!drafts[0].customer.do_not_contact);
}

#[test]
fn lunar_birthdays_of_chinese_lists() {
    let days = |text: &str| -> Vec<String> {
        let (drafts, problems, _) = import(text);
        assert_eq!(problems, [], "{text}");
        let days = drafts.into_iter().map(|one| one.customer.birthday);
        days.map(|day| day.map(|day| day.to_string()).unwrap_or_default())
            .collect()
    };
    assert_eq!(
        days(
            "姓名,手机,生日\n王芳,13800138000,农历八月十五\n张伟,13900139000,阴历1990-8-15\n李娜,13700137000,1990-8-15\n"
        ),
        ["--08-15 lunar", "1990-08-15 lunar", "1990-08-15"]
    );
    assert_eq!(
        days("姓名,手机,农历生日\n王芳,13800138000,8月15\n张伟,13900139000,1990/8/15\n"),
        ["--08-15 lunar", "1990-08-15 lunar"]
    );
    assert_eq!(
        days("姓名,生日,农历生日\n王芳,,8-15\n张伟,1990-8-15,6-25\n"),
        ["--08-15 lunar", "1990-08-15"]
    );
}

#[test]
fn names_and_numbers_as_other_programs_write_them() {
    let one = |text: &str| import(text).0.remove(0).customer;
    let ann = one("Name,Phone,Mobile\n\"Lee, Ann\",0221 1234567,+49 (0)221 1234567\n");
    assert_eq!(
        (
            ann.name.family.as_str(),
            ann.name.given.as_str(),
            ann.name.full.as_str()
        ),
        ("Lee", "Ann", "Ann Lee")
    );
    assert_eq!(
        (ann.phones.len(), ann.phones[0].label.as_str()),
        (1, "mobile")
    );
    let junior = one("Name,Phone\n\"Sam Lee, Jr.\",0221 1234567\n");
    assert_eq!(junior.name.full, "Sam Lee, Jr.");
    let twenty = one(
        "Name,Phones / Primary Phone Number,Phones / Primary Phone Calling Code\nAnn,7911123456,+44\n",
    );
    assert_eq!(twenty.phones[0].number, "+44 7911123456");
    // Thunderbird writes no header unless it is asked to.
    let bird = one("Ann,Lee,Ann Lee,,ann@x.de\nBo,Ek,Bo Ek,,bo@x.de\n");
    assert_eq!(
        (
            bird.name.family.as_str(),
            bird.name.given.as_str(),
            bird.emails.len()
        ),
        ("Lee", "Ann", 1)
    );
}
