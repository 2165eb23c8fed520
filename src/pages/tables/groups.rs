//! What groups are called that any list may have. Those that one list alone knows are named there.

use chrono::NaiveDate;

use crate::{
    app::Fmt, domain::TableName, i18n::td_string, platform::intl::DateStyle, query::shared::Shared,
};

/// Where the names of groups stand.
const NAMED_IN: &[TableName] = &[
    TableName::Customers,
    TableName::Members,
    TableName::Fields,
    TableName::Pipelines,
    TableName::Products,
];

/// What a group is called; `what` names what those have not that share nothing; followed.
pub fn group_name(fmt: Fmt, what: impl FnOnce() -> String, shared: &Shared) -> String {
    let locale = fmt.locale();
    let date = |day: &NaiveDate, style| fmt.date_as(*day, style);
    match shared {
        Shared::Nothing => td_string!(locale, people.group_none, what = what()),
        Shared::YesNo(true) => td_string!(locale, common.yes).to_owned(),
        Shared::YesNo(false) => td_string!(locale, common.no).to_owned(),
        Shared::Month(first) => date(first, DateStyle::Month),
        Shared::Week(first) => {
            td_string!(locale, people.week_of, day = date(first, DateStyle::Medium))
        }
        Shared::Day(day) => date(day, DateStyle::Full),
        Shared::Owner(id) => fmt.app().person_name(locale, &id.to_string()),
        stored => fmt
            .app()
            .read(NAMED_IN, |records| stored.stored_name(records)),
    }
}
