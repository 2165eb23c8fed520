//! A call list as a table that goes out.

use crate::{
    app::App,
    domain::Channel,
    exchange::{
        lists::{
            Value,
            report::{Table, table},
        },
        reach,
    },
    i18n::{Locale, td_string},
    pages::touch::texts,
    query::calls::{Call, Queue},
};

/// Everybody on the list with number, calls made and how the last of them ended. Who asked not to be contacted is
/// left out and counted; who was called and refuses calls since stays, without the number.
pub fn as_table(app: App, locale: Locale, name: &str, queue: &Queue) -> (Table, usize) {
    let row = |call: &Call| {
        app.peek(|records| {
            let one = reach::reachable(records.get(call.customer)?)?;
            let phone = one.number_for(Channel::Phone).unwrap_or_default();
            let last = call.last.map_or("", |last| texts::outcome(locale, last));
            Some(vec![
                Value::text(one.name.full.clone()),
                Value::text(phone.to_owned()),
                Value::count(call.tries),
                Value::text(last),
            ])
        })
    };
    let rows: Vec<_> = queue.calls.iter().filter_map(row).collect();
    let left_out = queue.calls.len() - rows.len();
    let columns = [
        td_string!(locale, common.customer),
        td_string!(locale, customers.phone),
        td_string!(locale, touch.tries),
        td_string!(locale, touch.outcome),
    ];
    (table(name, columns, rows), left_out)
}
