//! What can be done from anywhere: one table for the keys, the palette and the list of shortcuts.

use leptos::prelude::*;
use leptos_i18n::I18nContext;
use leptos_router::hooks::use_navigate;

use super::page::Page;
use crate::{
    app::{
        App, Notice, Route,
        left::{Left, use_left},
        preferences,
        route::whole_path,
        sample::{self},
        state::use_app,
    },
    i18n::{Locale, td_string, use_i18n},
    pages::settings::{Part, Setting},
    pages::touch::{TouchDesk, customer_on_screen, use_touch_desk},
    platform::prefs::{Theme, Workspace},
};

/// Something that can be done from anywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Search for anything.
    Palette,
    /// The list of shortcuts.
    Help,
    /// A new record.
    NewCustomer,
    /// A sale at the counter.
    NewSale,
    /// A new opportunity.
    NewDeal,
    /// A new to-do.
    NewTask,
    /// A new after-sales request.
    NewCase,
    /// A touch with a customer.
    LogTouch,
    /// Who is calling.
    Caller,
    /// Take the newest change back.
    Undo,
    /// Do it again.
    Redo,
    /// Bring files in.
    Import,
    /// Write a file.
    Export,
    /// A page.
    Go(Page),
    /// A part of the settings.
    Part(Part),
    /// One setting.
    Setting(Setting),
    /// A theme.
    Theme(Theme),
    /// A language.
    Language(Locale),
    /// The invented shop.
    EnterSample,
    /// Back to the own shop.
    LeaveSample,
}

impl Action {
    /// Every action, as the palette and the list of shortcuts order them.
    pub fn all() -> Vec<Self> {
        let mut all = vec![
            Self::NewCustomer,
            Self::NewSale,
            Self::NewDeal,
            Self::NewTask,
            Self::NewCase,
            Self::LogTouch,
            Self::Caller,
            Self::Palette,
            Self::Undo,
            Self::Redo,
            Self::Import,
            Self::Export,
            Self::Help,
        ];
        all.extend(Page::ALL.map(Self::Go));
        all.extend(Part::ALL.map(Self::Part));
        all.extend(Setting::ALL.map(Self::Setting));
        all.extend([Theme::Light, Theme::Dark, Theme::System].map(Self::Theme));
        all.extend(crate::i18n::LANGUAGES.map(|(locale, _)| Self::Language(locale)));
        all.extend([Self::EnterSample, Self::LeaveSample]);
        all
    }

    /// Keys that do it: alternatives, each a sequence of keys. `Mod` is Control, or Command on a Mac.
    pub const fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Palette => &["Mod K", "/"],
            Self::Help => &["?"],
            Self::NewCustomer => &["c", "n c"],
            Self::NewSale => &["n s"],
            Self::NewDeal => &["n d"],
            Self::NewTask => &["n t"],
            Self::NewCase => &["n a"],
            Self::LogTouch => &["n l"],
            Self::Caller => &["Alt K"],
            Self::Undo => &["Mod Z"],
            Self::Redo => &["Mod Shift Z"],
            Self::Go(Page::Today) => &["g t"],
            Self::Go(Page::Customers) => &["g c"],
            Self::Go(Page::Leads) => &["g e"],
            Self::Go(Page::Pipeline) => &["g p"],
            Self::Go(Page::Sales) => &["g s"],
            Self::Go(Page::Loyalty) => &["g l"],
            Self::Go(Page::Tasks) => &["g k"],
            Self::Go(Page::Calls) => &["g b"],
            Self::Go(Page::Cases) => &["g a"],
            Self::Go(Page::Products) => &["g o"],
            Self::Go(Page::Files) => &["g f"],
            Self::Go(Page::Duplicates) => &["g u"],
            Self::Go(Page::Data) => &["g d"],
            Self::Go(Page::History) => &["g h"],
            Self::Go(Page::Trash) => &["g x"],
            Self::Go(Page::Settings) => &["g ,"],
            _ => &[],
        }
    }

    /// What it is called.
    pub fn text(self, locale: Locale) -> String {
        match self {
            Self::Palette => td_string!(locale, settings.act_search).to_owned(),
            Self::Help => td_string!(locale, common.keys).to_owned(),
            Self::NewCustomer => td_string!(locale, common.new_customer).to_owned(),
            Self::NewSale => td_string!(locale, common.new_sale).to_owned(),
            Self::NewDeal => td_string!(locale, common.new_deal).to_owned(),
            Self::NewTask => td_string!(locale, common.new_task).to_owned(),
            Self::NewCase => td_string!(locale, care.new_case).to_owned(),
            Self::LogTouch => td_string!(locale, touch.log).to_owned(),
            Self::Caller => td_string!(locale, touch.who_calls).to_owned(),
            Self::Undo => td_string!(locale, common.undo).to_owned(),
            Self::Redo => td_string!(locale, common.redo).to_owned(),
            Self::Import => td_string!(locale, common.import).to_owned(),
            Self::Export => td_string!(locale, common.export).to_owned(),
            Self::Go(page) => page.text(locale).to_owned(),
            Self::Part(part) => part.text(locale).to_owned(),
            Self::Setting(setting) => setting.text(locale).to_owned(),
            Self::Theme(theme) => {
                let name = match theme {
                    Theme::System => td_string!(locale, settings.theme_system),
                    Theme::Light => td_string!(locale, settings.theme_light),
                    Theme::Dark => td_string!(locale, settings.theme_dark),
                };
                td_string!(locale, settings.act_theme, name = name)
            }
            Self::Language(other) => {
                let name = crate::i18n::LANGUAGES
                    .iter()
                    .find(|(locale, _)| *locale == other)
                    .map_or("", |(_, name)| *name);
                td_string!(locale, settings.act_language, name = name)
            }
            Self::EnterSample => td_string!(locale, start.sample_open).to_owned(),
            Self::LeaveSample => td_string!(locale, common.sample_leave).to_owned(),
        }
    }

    /// Its icon.
    pub const fn icon(self) -> &'static str {
        match self {
            Self::Palette => "search",
            Self::Help => "keyboard",
            Self::NewCustomer | Self::NewSale | Self::NewDeal | Self::NewTask | Self::NewCase => {
                "plus"
            }
            Self::LogTouch => "message",
            Self::Caller => "phone",
            Self::Undo => "undo",
            Self::Redo => "redo",
            Self::Import => "upload",
            Self::Export => "download",
            Self::Go(page) => page.icon(),
            Self::Part(_) | Self::Setting(_) => "settings",
            Self::Theme(Theme::Light) => "sun",
            Self::Theme(Theme::Dark) => "moon",
            Self::Theme(Theme::System) => "monitor",
            Self::Language(_) => "globe",
            Self::EnterSample | Self::LeaveSample => "eye",
        }
    }
}

/// Which layers lie above the page.
#[derive(Debug, Clone, Copy)]
pub struct Overlays {
    /// The palette is open.
    pub palette: RwSignal<bool>,
    /// The list of shortcuts is open.
    pub help: RwSignal<bool>,
    /// The look-up of a caller is open.
    pub caller: RwSignal<bool>,
}

/// Does actions. Copied freely; make it with [`use_doer`].
#[derive(Debug, Clone, Copy)]
pub struct Doer {
    app: App,
    i18n: I18nContext<Locale>,
    overlays: Overlays,
    desk: TouchDesk,
    left: Left,
    navigate: Callback<String>,
}

/// The doer; call inside a component below the frame.
pub fn use_doer() -> Doer {
    let navigate = StoredValue::new_local(use_navigate());
    Doer {
        app: use_app(),
        i18n: use_i18n(),
        overlays: use_overlays(),
        desk: use_touch_desk(),
        left: use_left(),
        navigate: Callback::new(move |href: String| {
            navigate.with_value(|go| go(&href, whole_path()));
        }),
    }
}

/// The layers above the page.
pub fn use_overlays() -> Overlays {
    // The frame provides it before anything is drawn.
    use_context::<Overlays>().unwrap_or_else(|| Overlays {
        palette: RwSignal::new(false),
        help: RwSignal::new(false),
        caller: RwSignal::new(false),
    })
}

impl Doer {
    /// Goes to a URL of the app.
    pub fn go(self, href: String) {
        self.navigate.run(href);
    }

    /// True if it can be done now.
    pub fn may(self, action: Action) -> bool {
        match action {
            Action::Undo => self.app.undo_stack.with(|stack| !stack.is_empty()),
            Action::Redo => self.app.redo_stack.with(|stack| !stack.is_empty()),
            // In memory the shop that is open would be lost.
            Action::EnterSample => {
                self.app.workspace == Workspace::Own && !self.app.in_memory.get()
            }
            Action::LeaveSample => self.app.workspace == Workspace::Sample,
            Action::Language(locale) => self.i18n.get_locale() != locale,
            Action::Theme(theme) => preferences::theme() != theme,
            _ => true,
        }
    }

    /// Does it.
    pub fn run(self, action: Action) {
        let new = |list: Route| self.go(format!("{}?new=1", list.href()));
        match action {
            Action::Palette => self.overlays.palette.set(true),
            Action::Help => self.overlays.help.set(true),
            Action::NewCustomer => new(Route::Customers),
            Action::NewSale => new(Route::Sales),
            Action::NewDeal => new(Route::Pipeline),
            Action::NewTask => new(Route::Tasks),
            Action::NewCase => new(Route::Cases),
            Action::Caller => self.overlays.caller.set(true),
            Action::LogTouch => self.desk.begin(customer_on_screen(self.app)),
            Action::Undo => self.app.undo_last(),
            Action::Redo => self.app.redo_last(),
            Action::Import | Action::Export => self.go(Route::Data.href()),
            Action::Go(page) => self.go(untrack(|| self.left.href(&page.route()))),
            Action::Part(part) => self.go(part.href()),
            Action::Setting(setting) => self.go(setting.part().href()),
            Action::Theme(theme) => {
                preferences::set_theme(theme);
                let said = action.text(self.i18n.get_locale_untracked());
                self.app.notify(Notice::Text(said));
            }
            Action::Language(locale) => preferences::set_language(self.i18n, locale),
            Action::EnterSample => sample::enter(&sample::wish()),
            Action::LeaveSample => sample::leave(),
        }
    }
}
