//! Ready-made sets of fields that many shops want: sizes, tastes, how and when to reach somebody. A
//! set comes in the words of the language on screen, and can be changed like any field.

use leptos::prelude::*;

use crate::{
    app::{App, state::use_app},
    domain::{FieldDef, FieldKind, FieldOption, Rank, ShopKind, TableName, commands::AddFields},
    i18n::{Locale, t_string, td_string, use_i18n},
    ui::{Menu, MenuItem},
};

/// A set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ready {
    Sizes,
    Tastes,
    Reach,
    Care,
    Groups,
}

impl Ready {
    /// The sets for customers, those that suit the kind of shop first.
    fn for_shop(kind: ShopKind) -> [Self; 5] {
        use Ready::{Care, Groups, Reach, Sizes, Tastes};
        match kind {
            ShopKind::Cafe => [Tastes, Reach, Groups, Sizes, Care],
            ShopKind::Salon => [Care, Reach, Tastes, Groups, Sizes],
            ShopKind::Repair => [Reach, Groups, Sizes, Tastes, Care],
            ShopKind::Wholesale => [Groups, Reach, Sizes, Tastes, Care],
            ShopKind::Retail => [Sizes, Tastes, Reach, Groups, Care],
        }
    }

    fn name(self, locale: Locale) -> &'static str {
        match self {
            Self::Sizes => td_string!(locale, settings.set_sizes),
            Self::Tastes => td_string!(locale, settings.set_tastes),
            Self::Reach => td_string!(locale, settings.set_reach),
            Self::Care => td_string!(locale, settings.set_care),
            Self::Groups => td_string!(locale, settings.set_groups),
        }
    }

    /// Name, kind and options (between bars) of its fields.
    fn fields(self, locale: Locale) -> Vec<(&'static str, FieldKind, &'static str)> {
        match self {
            Self::Sizes => vec![
                (
                    td_string!(locale, settings.set_clothes),
                    FieldKind::Choice,
                    "XS|S|M|L|XL|XXL",
                ),
                (
                    td_string!(locale, settings.set_shoes),
                    FieldKind::Number,
                    "",
                ),
                (td_string!(locale, settings.set_ring), FieldKind::Number, ""),
            ],
            Self::Tastes => vec![
                (
                    td_string!(locale, settings.set_likes),
                    FieldKind::Choices,
                    td_string!(locale, settings.set_likes_options),
                ),
                (td_string!(locale, settings.set_avoids), FieldKind::Text, ""),
            ],
            Self::Reach => vec![
                (
                    td_string!(locale, settings.set_channel),
                    FieldKind::Choice,
                    td_string!(locale, settings.set_channel_options),
                ),
                (
                    td_string!(locale, settings.set_time),
                    FieldKind::Choice,
                    td_string!(locale, settings.set_time_options),
                ),
                (td_string!(locale, settings.set_wechat), FieldKind::Text, ""),
            ],
            Self::Groups => vec![(
                td_string!(locale, settings.set_group),
                FieldKind::Choice,
                td_string!(locale, settings.set_group_options),
            )],
            Self::Care => vec![
                (
                    td_string!(locale, settings.set_skin),
                    FieldKind::Choice,
                    td_string!(locale, settings.set_skin_options),
                ),
                (
                    td_string!(locale, settings.set_allergies),
                    FieldKind::Text,
                    "",
                ),
                (td_string!(locale, settings.set_patch), FieldKind::Date, ""),
            ],
        }
    }

    fn add(self, app: App, locale: Locale) {
        let now = app.moment().now;
        let fields = self
            .fields(locale)
            .into_iter()
            .map(|(name, kind, options)| FieldDef {
                id: app.new_id(),
                of: TableName::Customers,
                name: name.to_owned(),
                kind,
                options: options
                    .split('|')
                    .filter(|option| !option.is_empty())
                    .map(|option| FieldOption {
                        id: app.new_id(),
                        name: option.to_owned(),
                    })
                    .collect(),
                rank: Rank::first(),
                hidden: false,
                yearly: false,
                created: now,
                updated: now,
            });
        app.run(AddFields(fields.collect()), |_| ());
    }
}

/// The menu of sets; there for customers.
#[component]
pub fn ReadySets(table: RwSignal<TableName>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let sets = move || {
        let kind = app.settings().map(|shop| shop.kind).unwrap_or_default();
        Ready::for_shop(kind)
            .map(|set| {
                view! {
                    <MenuItem
                        label=Signal::derive(move || set.name(i18n.get_locale()).to_owned())
                        icon="plus"
                        on_select=Callback::new(move |()| set.add(app, i18n.get_locale_untracked()))
                    />
                }
            })
            .collect_view()
    };
    view! {
        <div hidden=move || table.get() != TableName::Customers>
            <Menu label=Signal::derive(move || t_string!(i18n, settings.sets).to_owned()) icon="package">
                {sets}
            </Menu>
        </div>
    }
}
