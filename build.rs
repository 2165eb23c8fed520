//! Turns the translation files into typed keys: a key that is missing in a language, or used but
//! never defined, stops the build. Also asks the linker for what cutting the page into pieces needs.

use std::{error::Error, path::PathBuf};

use leptos_i18n_build::{Config, ParseOptions, TranslationsInfos};

/// One file per area and language in `src/i18n/locales`.
const NAMESPACES: [&str; 16] = [
    "common",
    "start",
    "today",
    "customers",
    "people",
    "care",
    "clean",
    "pipeline",
    "sales",
    "loyalty",
    "data",
    "history",
    "settings",
    "errors",
    "touch",
    "files",
];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/i18n/locales");
    if std::env::var("CARGO_CFG_TARGET_ARCH")? != "wasm32" {
        return Ok(());
    }
    // The splitter finds out from relocations who calls whom (scripts/split.mjs).
    println!("cargo::rustc-link-arg-bin=regulars=--emit-relocs");
    let config = Config::new("en")?
        .add_locales(["zh-Hans", "zh-Hant"])?
        .add_namespaces(NAMESPACES)?
        .locales_path("src/i18n/locales")
        .parse_options(ParseOptions::new().interpolate_display(true));
    let translations = TranslationsInfos::parse(config)?;
    translations.emit_diagnostics();
    translations.generate_i18n_module(PathBuf::from(std::env::var("OUT_DIR")?).join("i18n"))?;
    Ok(())
}
