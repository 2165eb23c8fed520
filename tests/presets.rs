//! Exports of other programs by their header rows: recognised whatever the order of the columns, and
//! read so that name, phone and e-mail stand where they belong.
#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::pedantic,
    reason = "tests may stop at once"
)]
#![cfg(not(target_arch = "wasm32"))]

mod common;

use chrono::NaiveDate;
use common::order::{any_order, cells, in_order, text, variants};
use proptest::prelude::*;
use regulars::exchange::{
    customers::convert::Setting,
    import::{Choices, Opened},
};

/// Product, header row, a row of values, and what has to come out: name, phone, e-mail (blank if none).
type Case = (&'static str, &'static str, &'static str, [&'static str; 3]);

const ANN: [&str; 3] = ["Ann Lee", "+49 221 1234567", "ann@example.com"];

const CASES: &[Case] = &[
    (
        "Google Contacts",
        "First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,Name Prefix,Name Suffix,Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Address 1 - Label,Address 1 - City,Website 1 - Value,Custom Field 1 - Label,Custom Field 1 - Value",
        "Ann,,Lee,,,,,,,,,,,1990-05-04,,,* myContacts,Home,ann@example.com,Mobile,+49 221 1234567,Home,Köln,,,",
        ANN,
    ),
    (
        "Google Contacts (old)",
        "Name,Given Name,Additional Name,Family Name,Yomi Name,Name Prefix,Name Suffix,Initials,Nickname,Birthday,Gender,Location,Notes,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value",
        "Ann Lee,Ann,,Lee,,,,,,,,,,* myContacts,* Home,ann@example.com,Mobile,+49 221 1234567",
        ANN,
    ),
    (
        "Outlook",
        "First Name,Middle Name,Last Name,Title,Suffix,Initials,Web Page,Gender,Birthday,Notes,E-mail Address,E-mail 2 Address,Primary Phone,Home Phone,Mobile Phone,Home Street,Home City,Company,Job Title,Business Phone,Business Street,Categories",
        "Ann,,Lee,,,,,,0.0.00,,ann@example.com,,,,+49 221 1234567,,,,,,,",
        ANN,
    ),
    (
        "Outlook",
        "Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Street,Business City,Business Country/Region,Home Street,Home City,Business Phone,Mobile Phone,E-mail Address,E-mail Type",
        "Dr.,Ann,,Lee,,Rad AG,,,,,,,,,+49 221 1234567,ann@example.com,SMTP",
        ANN,
    ),
    (
        "Outlook",
        "Anrede,Vorname,Weitere Vornamen,Nachname,Suffix,Firma,Abteilung,Position,Straße geschäftlich,Ort geschäftlich,Telefon geschäftlich,Mobiltelefon,E-Mail-Adresse,Geburtstag,Notizen",
        "Frau,Ann,,Lee,,,,,,,,+49 221 1234567,ann@example.com,0.0.00,",
        ANN,
    ),
    (
        "Outlook",
        "姓氏,名字,電子郵件地址,行動電話,商務電話,住家 - 街,商務 - 市/鎮,生日,類別",
        "陳,美玲,ann@example.com,0912345678,,,,,",
        ["陳美玲", "0912345678", "ann@example.com"],
    ),
    (
        "Outlook",
        "姓,名,电子邮件地址,移动电话,单位,职务,生日,备注,类别",
        "张,伟,ann@example.com,13800138000,,,,,",
        ["张伟", "13800138000", "ann@example.com"],
    ),
    (
        "Thunderbird",
        "First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Screen Name,Work Phone,Home Phone,Mobile Number,Birth Year,Birth Month,Birth Day,Custom 1,Notes",
        "Ann,Lee,Ann Lee,,ann@example.com,,,,,+49 221 1234567,1990,5,4,,",
        ANN,
    ),
    (
        "HubSpot",
        "Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Lead Status,Create Date,Associated Company,Associated Company IDs",
        "101,Ann,Lee,ann@example.com,+49 221 1234567,Bo,NEW,2024-01-05 10:00,Rad AG,5;6",
        ANN,
    ),
    (
        "Zoho CRM",
        "Record Id,Contact Owner.id,Contact Owner,Lead Source,First Name,Last Name,Account Name.id,Account Name,Email,Title,Department,Phone,Home Phone,Other Phone,Fax,Mobile,Date of Birth,Email Opt Out,Salutation,Mailing Street,Mailing City,Mailing State,Mailing Zip,Mailing Country,Description,Tag",
        "zcrm_1,zcrm_9,Bo,Web,Ann,Lee,zcrm_5,Rad AG,ann@example.com,Buyer,,+49 221 1234567,,,,,,false,,Weg 1,Köln,,50667,,,",
        ANN,
    ),
    (
        "Salesforce",
        "Salutation,First Name,Last Name,Title,Mailing Street,Mailing City,Mailing State/Province,Mailing Zip/Postal Code,Mailing Country,Phone,Mobile,Fax,Email,Account Owner,Account Name",
        "Ms.,Ann,Lee,Buyer,Weg 1,Köln,,50667,,+49 221 1234567,,,ann@example.com,Bo,Rad AG",
        ANN,
    ),
    (
        "Salesforce",
        "Id,AccountId,LastName,FirstName,Salutation,Name,MailingStreet,MailingCity,MailingPostalCode,Phone,MobilePhone,Email,Title,LeadSource,OwnerId",
        "003x,001x,Lee,Ann,Ms.,Ann Lee,Weg 1,Köln,50667,+49 221 1234567,,ann@example.com,Buyer,Web,005x",
        ANN,
    ),
    (
        "Salesforce (leads)",
        "Lead Owner,First Name,Last Name,Title,Company / Account,Lead Source,Rating,Street,Email,Phone",
        "Bo,Ann,Lee,Buyer,Rad AG,Web,Hot,Weg 1,ann@example.com,+49 221 1234567",
        ANN,
    ),
    (
        "Salesforce (accounts)",
        "Account Name,Billing Street,Billing City,Billing State/Province,Billing Zip/Postal Code,Phone,Type,Account Owner",
        "Rad AG,Weg 1,Köln,,50667,+49 221 1234567,Customer,Bo",
        ["Rad AG", "+49 221 1234567", ""],
    ),
    (
        "Lightspeed",
        "customer_code,first_name,last_name,company_name,email,phone,mobile,physical_address_1,physical_city,physical_postcode",
        "C-17,Ann,Lee,,ann@example.com,+49 221 1234567,,Weg 1,Köln,50667",
        ANN,
    ),
    (
        "Youzan",
        "客户姓名,客户昵称,客户手机号,客户生日,客户性别,标签,是否会员,成长值,免费等级,付费等级,权益卡,客户积分,客户储值余额,消费次数,消费金额,累计退款金额,累计退款订单数,笔单价,上次消费时间,分销员,导购员,企微好友,来源渠道,来源方式,成为客户时间,成为会员时间,成为会员店铺",
        "张伟,茶友,13800138000,1990-01-01,男,常客,是,0,,,,120,0.00,3,99.00,0,0,33.00,2026-06-19 10:00:00,,,,小程序,,2024-01-05 10:00:00,,",
        ["张伟", "13800138000", ""],
    ),
    (
        "HubSpot (companies)",
        "Record ID,Company name,Company owner,Phone Number,City",
        "7,Rad AG,Bo,+49 221 1234567,Köln",
        ["Rad AG", "+49 221 1234567", ""],
    ),
    (
        "Pipedrive",
        "Person - Name,Person - First name,Person - Last name,Person - Organization,Person - Phone - Work,Person - Phone - Home,Person - Email - Work,Person - Labels,Person - Owner,Person - ID",
        "Ann Lee,Ann,Lee,Rad AG,+49 221 1234567,,ann@example.com,VIP,Bo,9",
        ANN,
    ),
    (
        "Pipedrive",
        "Person - Name*,Person - First name,Person - Last name,Person - Phone,Person - Email (Work),Organization - Name*,Deal - Title",
        "Ann Lee,Ann,Lee,+49 221 1234567,ann@example.com,Rad AG,",
        ANN,
    ),
    (
        "Shopify",
        "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,Default Address Address1,Default Address City,Default Address Zip,Default Address Phone,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Note,Tax Exempt,Tags",
        "'7210,Ann,Lee,ann@example.com,yes,,Weg 1,Köln,50667,,+49 221 1234567,no,12.00,1,,no,\"a, b\"",
        ANN,
    ),
    (
        "Shopify",
        "First Name,Last Name,Email,Company,Address1,Address2,City,Province,Province Code,Country,Country Code,Zip,Phone,Accepts Email Marketing",
        "Ann,Lee,ann@example.com,,,,,,,,,,+49 221 1234567,yes",
        ANN,
    ),
    (
        "Square",
        "Reference ID,First Name,Last Name,Email Address,Phone Number,Nickname,Company Name,Street Address 1,City,State,Postal Code,Birthday,Memo,Square Customer ID,Creation Source,First Visit,Last Visit,Transaction Count",
        ",Ann,Lee,ann@example.com,+49 221 1234567,,,,,,,05-04,,SQ1,Instant Profile,,,3",
        ANN,
    ),
    (
        "WooCommerce",
        "Name,Username,Last Active,Sign Up,Email,Orders,Total Spend,AOV,Country / Region,City,Region,Postal Code,Billing Phone,Shipping Phone,Role",
        "Ann Lee,ann,2024-01-05,2023-01-01,ann@example.com,3,30.00,10.00,DE,Köln,,50667,+49 221 1234567,,customer",
        ANN,
    ),
    (
        "Stripe",
        "id,Description,Email,Name,Created (UTC),Delinquent,Plan,Status,Total Spend,Payment Count,Refunded Volume,Dispute Losses,tag (metadata)",
        "cus_1,,ann@example.com,Ann Lee,2024-01-05 10:00,false,,,12.00,1,0,0,vip",
        ["Ann Lee", "", "ann@example.com"],
    ),
    (
        "Atomic CRM",
        "first_name,last_name,gender,title,background,first_seen,last_seen,has_newsletter,status,tags,linkedin_url,company,email_work,email_home,email_other,phone_work,phone_home,phone_other",
        "Ann,Lee,female,,Likes tea,2024-07-01,2024-07-01,FALSE,in-contract,\"a, b\",,Rad AG,ann@example.com,,,+49 221 1234567,,",
        ANN,
    ),
    (
        "Krayin",
        "name,emails,contact_numbers,organization_id,job_title,user_id",
        "Ann Lee,\"[{\"\"value\"\":\"\"ann@example.com\"\",\"\"label\"\":\"\"work\"\"}]\",\"[{\"\"value\"\":\"\"+49 221 1234567\"\",\"\"label\"\":\"\"work\"\"}]\",1,,2",
        ANN,
    ),
    (
        "Twenty",
        "Id,Name / First Name,Name / Last Name,Emails / Primary Email,Phones / Primary Phone Number,Company / Name,Job Title,City",
        "x,Ann,Lee,ann@example.com,+49 221 1234567,Rad AG,,Köln",
        ANN,
    ),
    (
        "LinkedIn",
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
        "Ann,Lee,https://x,ann@example.com,Rad AG,Buyer,04 May 2020",
        ["Ann Lee", "", "ann@example.com"],
    ),
    (
        "Mailchimp",
        "Email Address,First Name,Last Name,Phone Number,Birthday,MEMBER_RATING,OPTIN_TIME",
        "ann@example.com,Ann,Lee,+49 221 1234567,05/04,2,2020-01-01",
        ANN,
    ),
    (
        "Facebook leads",
        "id,created_time,ad_id,full_name,phone_number,email",
        "l:1,2024-01-05T00:00:00,ag:1,Ann Lee,p:+49 221 1234567,ann@example.com",
        ANN,
    ),
    (
        "Member cards",
        "会员卡号,姓名,性别,身份证号码,手机号码,固定电话,生日,积分,余额,历史消费金额,电子邮箱,地址,会员等级ID,开卡商家ID,办卡日期,备注,卡面号码",
        "00001,张伟,男,,13800138000,,1990-05-04,10,3.5,99,ann@example.com,,1,1,2020-01-01,,",
        ["张伟", "13800138000", "ann@example.com"],
    ),
    (
        "Member cards",
        "会员卡号,姓名,性别,生日,手机号码,余额(元),创建时间",
        "00001,张伟,男,1990-05-04,13800138000,12,2020-01-01",
        ["张伟", "13800138000", ""],
    ),
    (
        "Outlook",
        "Title,First Name,Middle Name,Last Name,Suffix,Given Name Yomi,Family Name Yomi,Home Street,Home City,Business Street,Business Phone,Mobile Phone,E-mail Address,E-mail 2 Address",
        ",Ann,,Lee,,,,,,,,+49 221 1234567,ann@example.com,",
        ANN,
    ),
    (
        "Thunderbird",
        "Vorname,Nachname,Anzeigename,Spitzname,Primäre E-Mail-Adresse,Telefon geschäftlich,Telefon privat,Mobiltelefon,Geburtsjahr,Geburtsmonat,Notizen",
        "Ann,Lee,Ann Lee,,ann@example.com,,,+49 221 1234567,,,",
        ANN,
    ),
    (
        "HubSpot",
        "Datensatz-ID,Vorname,Nachname,E-Mail,Telefonnummer,Für Kontakt zuständiger Mitarbeiter,Zugeordnetes Unternehmen",
        "101,Ann,Lee,ann@example.com,+49 221 1234567,Bo,Rad AG",
        ANN,
    ),
    (
        "HubSpot",
        "记录 ID,名字,姓氏,电子邮件,电话号码,联系人所有者,关联公司",
        "101,伟,张,ann@example.com,13800138000,Bo,Rad AG",
        ["张伟", "13800138000", "ann@example.com"],
    ),
    (
        "HubSpot (companies)",
        "Datensatz-ID,Name des Unternehmens,Zuständiger Mitarbeiter,Telefonnummer,Ort",
        "7,Rad AG,Bo,+49 221 1234567,Köln",
        ["Rad AG", "+49 221 1234567", ""],
    ),
    (
        "Pipedrive (organizations)",
        "Organization - Name,Organization - Address,Organization - Owner,Organization - ID",
        "Rad AG,\"Weg 1, 50667 Köln\",Bo,12",
        ["Rad AG", "", ""],
    ),
    (
        "Pipedrive",
        "Person - Name,Person - Organisation,Person - Telefon - Arbeit,Person - E-Mail - Arbeit,Person - Inhaber",
        "Ann Lee,Rad AG,+49 221 1234567,ann@example.com,Bo",
        ANN,
    ),
    (
        "WooCommerce",
        "Name,Benutzername,Zuletzt aktiv,Registrierung,E-Mail,Bestellungen,Gesamtausgaben,Land / Region,Stadt,Postleitzahl,Telefon",
        "Ann Lee,ann,2024-01-05,2023-01-01,ann@example.com,3,30.00,DE,Köln,50667,+49 221 1234567",
        ANN,
    ),
    (
        "WooCommerce",
        "名称,用户名,最后活跃,注册,电子邮箱,订单,总支出,国家/地区,城市,邮政编码,电话",
        "张伟,zw,2024-01-05,2023-01-01,ann@example.com,3,30.00,CN,上海,200000,13800138000",
        ["张伟", "13800138000", "ann@example.com"],
    ),
    (
        "Twenty (companies)",
        "Id,Name,Domain Name,Employees,Address / City,Account Owner",
        "x,Rad AG,https://rad.example,12,Köln,Bo",
        ["Rad AG", "", ""],
    ),
    (
        "Krayin (organizations)",
        "name,address,user_id",
        "Rad AG,Weg 1,2",
        ["Rad AG", "", ""],
    ),
    (
        "Atomic CRM",
        "id,first_name,last_name,gender,title,company_id,company,email_work,email_home,email_other,phone_work,phone_home,phone_other,background,status,avatar,has_newsletter,linkedin_url,first_seen,last_seen,tags,sales_id,sales,nb_tasks",
        "7,Ann,Lee,female,,3,Rad AG,ann@example.com,,,+49 221 1234567,,,Likes tea,warm,,FALSE,,2024-07-01,2024-07-01,vip,1,Bo,2",
        ANN,
    ),
    (
        "LinkedIn",
        "Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am",
        "Ann,Lee,https://x,ann@example.com,Rad AG,Einkauf,04. Mai 2020",
        ["Ann Lee", "", "ann@example.com"],
    ),
    (
        "Mailchimp",
        "E-Mail-Adresse,Vorname,Nachname,Telefonnummer,MEMBER_RATING,OPTIN_TIME",
        "ann@example.com,Ann,Lee,+49 221 1234567,2,2020-01-01",
        ANN,
    ),
    (
        "Member cards",
        "會員卡號,姓名,性別,生日,手機號碼,餘額(元),建立時間",
        "00001,陳美玲,女,1990-05-04,0912345678,12,2020-01-01",
        ["陳美玲", "0912345678", ""],
    ),
];

fn open(header: &[&str], row: &[String]) -> (Opened, Vec<[String; 3]>) {
    let text = text(header, row);
    let opened = Opened::new(text.as_bytes(), &Choices::default(), "en");
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a date");
    let read = opened.read(&Setting {
        language: "en".into(),
        today,
    });
    let found = read.drafts.into_iter().map(|draft| {
        let customer = draft.customer;
        let phone = customer.phones.first().map(|one| one.number.clone());
        let email = customer.emails.first().map(|one| one.address.clone());
        [
            customer.name.full,
            phone.unwrap_or_default(),
            email.unwrap_or_default(),
        ]
    });
    let found = found.collect();
    (opened, found)
}

#[test]
fn every_product_is_recognised_and_read() {
    for (product, header, values, expected) in CASES {
        let header: Vec<&str> = header.split(',').collect();
        let values = cells(values);
        assert_eq!(header.len(), values.len(), "{product}: {header:?}");
        let (opened, found) = open(&header, &values);
        assert_eq!(
            opened.mapping.preset.as_deref(),
            Some(*product),
            "{header:?}"
        );
        assert_eq!(
            found,
            [expected.map(str::to_owned)],
            "{product}: {header:?}"
        );
    }
}

#[test]
fn columns_that_are_missing_or_further_ones_change_nothing() {
    let mut wrong = Vec::new();
    for (product, header, values, expected) in CASES {
        let header: Vec<&str> = header.split(',').collect();
        let all = variants(&header, &cells(values), &expected.join("|"));
        for (at, (header, values)) in all.iter().rev().enumerate() {
            let (opened, found) = open(header, values);
            let whose = opened.mapping.preset.as_deref() == Some(product);
            // Without a column only it has, a program may be any; what stands in the others stays.
            if found != [expected.map(str::to_owned)] || (at == 0 && !whose) {
                wrong.push(format!("{product} {header:?}: {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_of_columns_changes_nothing(
        case in prop::sample::select(CASES), order in any_order(),
    ) {
        let header: Vec<&str> = case.1.split(',').collect();
        let values = cells(case.2);
        let (header, values) = (in_order(&order, &header), in_order(&order, &values));
        let (opened, found) = open(&header, &values);
        prop_assert_eq!(opened.mapping.preset.as_deref(), Some(case.0));
        prop_assert_eq!(found, vec![case.3.map(str::to_owned)]);
    }
}
