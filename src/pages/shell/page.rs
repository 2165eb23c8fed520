//! The pages that stand in the navigation: what each is called, where it is, its icon.

use crate::{
    app::Route,
    i18n::{Locale, td_string},
};

/// A page that stands in the navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// What to do now.
    Today,
    /// The list of customers.
    Customers,
    /// The inbox of leads.
    Leads,
    /// The board.
    Pipeline,
    /// The list of sales.
    Sales,
    /// Loyalty reports.
    Loyalty,
    /// All to-dos.
    Tasks,
    /// Call lists.
    Calls,
    /// After-sales requests.
    Cases,
    /// What the shop sells.
    Products,
    /// The files of the whole shop.
    Files,
    /// Duplicates and gaps.
    Duplicates,
    /// Import, export, backup.
    Data,
    /// The change log.
    History,
    /// What was deleted.
    Trash,
    /// Settings.
    Settings,
}

impl Page {
    /// Every page, in the order of the navigation.
    pub const ALL: [Self; 16] = [
        Self::Today,
        Self::Customers,
        Self::Leads,
        Self::Pipeline,
        Self::Sales,
        Self::Loyalty,
        Self::Tasks,
        Self::Calls,
        Self::Cases,
        Self::Products,
        Self::Files,
        Self::Duplicates,
        Self::Data,
        Self::History,
        Self::Trash,
        Self::Settings,
    ];

    /// Where it is.
    pub const fn route(self) -> Route {
        match self {
            Self::Today => Route::Today,
            Self::Customers => Route::Customers,
            Self::Leads => Route::Leads,
            Self::Pipeline => Route::Pipeline,
            Self::Sales => Route::Sales,
            Self::Loyalty => Route::Loyalty,
            Self::Tasks => Route::Tasks,
            Self::Calls => Route::Calls,
            Self::Cases => Route::Cases,
            Self::Products => Route::Products,
            Self::Files => Route::Files,
            Self::Duplicates => Route::Duplicates,
            Self::Data => Route::Data,
            Self::History => Route::History,
            Self::Trash => Route::Trash,
            Self::Settings => Route::Settings,
        }
    }

    /// What it is called.
    pub fn text(self, locale: Locale) -> &'static str {
        match self {
            Self::Today => td_string!(locale, common.today),
            Self::Customers => td_string!(locale, common.customers),
            Self::Leads => td_string!(locale, people.leads),
            Self::Pipeline => td_string!(locale, common.pipeline),
            Self::Sales => td_string!(locale, common.sales),
            Self::Loyalty => td_string!(locale, common.loyalty),
            Self::Tasks => td_string!(locale, common.tasks),
            Self::Calls => td_string!(locale, touch.call_lists),
            Self::Cases => td_string!(locale, care.cases),
            Self::Products => td_string!(locale, common.products),
            Self::Files => td_string!(locale, files.title),
            Self::Duplicates => td_string!(locale, clean.heading),
            Self::Data => td_string!(locale, common.data),
            Self::History => td_string!(locale, common.history),
            Self::Trash => td_string!(locale, common.trash),
            Self::Settings => td_string!(locale, common.settings),
        }
    }

    /// Its icon.
    pub const fn icon(self) -> &'static str {
        match self {
            Self::Today => "home",
            Self::Customers => "users",
            Self::Leads => "target",
            Self::Pipeline => "board",
            Self::Sales => "receipt",
            Self::Loyalty => "heart",
            Self::Tasks => "check",
            Self::Calls => "phone",
            Self::Cases => "wrench",
            Self::Products => "package",
            Self::Files => "file",
            Self::Duplicates => "copy",
            Self::Data => "database",
            Self::History => "history",
            Self::Trash => "trash",
            Self::Settings => "settings",
        }
    }
}
