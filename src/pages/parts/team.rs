//! The team as choices.

use crate::{app::App, domain::TableName};

/// Those of the team who work here, as choices by identity; followed.
pub fn team(app: App) -> Vec<(String, String)> {
    let mut team: Vec<(String, String)> = app.read(&[TableName::Members], |records| {
        let here = records.members.iter().filter(|member| !member.left);
        here.map(|member| (member.id.to_string(), member.name.clone()))
            .collect()
    });
    team.sort_by(|(_, a), (_, b)| a.cmp(b));
    team
}
