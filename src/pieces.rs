//! Where the page's WebAssembly is cut: each page a function that the build's splitter moves, with all
//! that only it needs, into a file of its own. Belongs to the page binary, so that the worker, built
//! from the same library, carries none of it. Knows no markup.

// The splitter's macro declares imports and exports of WebAssembly, which the language calls unsafe;
// both ends of each are made by the macro from one signature.
#![allow(unsafe_code)]
// The macro wants a result where fetching may fail; what is fetched itself never does.
#![allow(clippy::unnecessary_wraps)]

use leptos::{prelude::*, task::spawn_local, wasm_split::SplitLoaderError, wasm_split::wasm_split};
use regulars::app::engine::{Answer, Engine};
use regulars::pages::{
    calls, care, customer, customers, data, deal, duplicates, files, history, leads, loyalty,
    parts,
    piece::{Fetched, Piece, Pieces},
    pipeline, products, sale, sales, settings, shell, start, tasks, today, touch, trash,
};

/// `file { Piece => component }`: pages that share much share a file, or what they share would be many
/// small ones.
macro_rules! pieces {
    ($($file:ident { $($piece:ident => $name:ident: $($view:ident)::+,)+ })+) => {
        $($(
            #[wasm_split($file, wasm_split_path = leptos::wasm_split, fallible)]
            fn $name() -> Result<AnyView, SplitLoaderError> {
                Ok(view! { <$($view)::+/> }.into_any())
            }
        )+)+

        /// In each file something that draws nothing, so that the file can be fetched ahead.
        mod ahead {
            $(pub mod $file {
                use leptos::{wasm_split::SplitLoaderError, wasm_split::wasm_split};

                #[wasm_split($file, wasm_split_path = leptos::wasm_split, fallible)]
                pub fn arrive() -> Result<(), SplitLoaderError> {
                    Ok(())
                }
            })+
        }

        fn fetch(piece: Piece) -> Fetched {
            match piece {
                $($(Piece::$piece => Box::pin($name()),)+)+
            }
        }

        fn warm(piece: Piece) {
            spawn_local(async move {
                // Whoever needs the piece asks again, and says so if it can't be fetched.
                match piece {
                    $($(Piece::$piece => ahead::$file::arrive().await,)+)+
                }
                .ok();
            });
        }
    };
}

/// How this page fetches its pieces.
pub const PIECES: Pieces = Pieces { fetch, warm };

pieces! {
    start {
        Start => start: start::Start,
    }
    today {
        Shell => shell: shell::inside::Shell,
        Today => today: today::Today,
        Tasks => tasks: tasks::Tasks,
    }
    desk {
        Palette => palette: shell::palette::Palette,
        Caller => caller: calls::CallerDialog,
        Touch => touch: touch::TouchDialog,
        Calls => calls: calls::Calls,
        Customers => customers: customers::Customers,
        Customer => customer: customer::CustomerPage,
        Leads => leads: leads::Leads,
        Pipeline => pipeline: pipeline::PipelinePage,
        Deal => deal: deal::DealPage,
        Cases => cases: care::Cases,
        Case => case: care::CasePage,
        Sales => sales: sales::Sales,
        Sale => sale: sale::SalePage,
        Products => products: products::Products,
        Files => all_files: files::AllFiles,
    }
    loyalty {
        Loyalty => loyalty: loyalty::Loyalty,
    }
    office {
        Missing => missing: shell::missing::Missing,
        Restore => restore: parts::Restore,
        Fill => fill: start::FillSample,
        Duplicates => duplicates: duplicates::Duplicates,
        MergeChosen => merge_chosen: duplicates::MergeChosen,
        Data => data: data::Data,
        History => history: history::History,
        Trash => trash: trash::Trash,
        Settings => settings: settings::Settings,
        Help => help: shell::help::KeysHelp,
    }
}

#[wasm_split(engine, wasm_split_path = leptos::wasm_split, fallible)]
fn make_engine() -> Result<Engine, SplitLoaderError> {
    Ok(Engine::new())
}

/// Fetches what opens and writes the shop.
pub fn engine() -> Answer<'static, Result<Engine, String>> {
    Box::pin(async { make_engine().await.map_err(|error| error.to_string()) })
}
