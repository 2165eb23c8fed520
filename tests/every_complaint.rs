//! Where each complaint about other programs, by its number in the list that was made from their threads,
//! is tried here. A test that is renamed or goes without another in its place is noticed.
#![allow(missing_docs, clippy::expect_used, reason = "tests may stop at once")]
#![cfg(not(target_arch = "wasm32"))]

use std::{fs, path::Path};

/// The last number of the list.
const LAST: u32 = 47;

/// Number, file below `tests`, and how a test in it is called.
#[rustfmt::skip]
const TRIED: &[(u32, &str, &str)] = &[
    // A. Import
    (1, "complaints.rs", "a1_one_sheet_makes_people_and_companies"),
    (2, "complaints.rs", "a2_a12_the_same_file_again"),
    (3, "complaints.rs", "a3_a_twin_in_the_trash"),
    (4, "complaints.rs", "a4_a_company_is_named_by"),
    (5, "complaints.rs", "a5_a6_many_rows"),
    (6, "complaints.rs", "a5_a6_many_rows"),
    (7, "complaints.rs", "a7_several_numbers_in_a_cell"),
    (8, "complaints.rs", "a8_no_value_is_bent"),
    (9, "complaints.rs", "a9_every_row_is_accounted_for"),
    (10, "complaints.rs", "a10_a13_lists_and_cards"),
    (11, "complaints.rs", "a11_cards_do_not_mix"),
    (12, "complaints.rs", "a2_a12_the_same_file_again"),
    (13, "complaints.rs", "a10_a13_lists_and_cards"),
    (14, "complaints.rs", "a14_one_odd_number"),
    (15, "complaints.rs", "a15_a16_our_own_lists"),
    (16, "complaints.rs", "a15_a16_our_own_lists"),
    (17, "complaints.rs", "a17_chinese_excel"),
    (18, "complaints.rs", "a18_numbers_and_separators"),
    (19, "complaints.rs", "a19_an_import_taken_back"),
    // B. Duplicates, bulk work
    (20, "clean.rs", "a_merge_moves_every_link"),
    (20, "e2e/clean.test.mjs", "all certain duplicates are merged at once"),
    (21, "e2e/clean.test.mjs", "duplicates are found, merged, taken apart"),
    (22, "e2e/many.test.mjs", "three thousand customers are deleted at once"),
    (22, "e2e/listed.test.mjs", "the list goes by pages and ends"),
    // C. Kanban
    (23, "e2e/complaints.test.mjs", "a card that was moved stands once"),
    (24, "e2e/stages.test.mjs", "what stands in a column is counted and added up"),
    (24, "e2e/many.test.mjs", "groups count and add up"),
    (25, "e2e/pipeline.test.mjs", "its place survives a reload"),
    (26, "e2e/boards.test.mjs", "a deal begins on the board and at the stage that are chosen"),
    (27, "e2e/pipeline.test.mjs", "another is lost for a reason"),
    (27, "e2e/stages.test.mjs", "stages are renamed, added and put in another order"),
    (27, "e2e/boards.test.mjs", "the deals of all boards stand in one list"),
    (28, "e2e/complaints.test.mjs", "a card that was moved stands once"),
    (29, "e2e/complaints.test.mjs", "a board of thousands of deals"),
    (30, "e2e/pages.test.mjs", "every page is accessible and fits"),
    (30, "e2e/pipeline.test.mjs", "a finger drags a deal"),
    // D. Views and filters
    (31, "e2e/views.test.mjs", "a view is saved, changed, put back"),
    (31, "e2e/many.test.mjs", "a view saved as new leaves the one it came from"),
    (31, "e2e/left.test.mjs", "a list is come back to as it was left"),
    (31, "e2e/listed.test.mjs", "and a reload keeps it"),
    // E. Dates and time zones
    (32, "complaints.rs", "e32_a_day_is_the_same_day"),
    (32, "e2e/day.test.mjs", "days are the same wherever the data goes"),
    (33, "complaints.rs", "e33_birthdays_without_a_year"),
    // F. Phones
    (34, "complaints.rs", "f34_a_number_is_found"),
    (34, "e2e/touch.test.mjs", "a caller is found by any part of the number"),
    (35, "complaints.rs", "f35_calling_codes_and_zeros_stay"),
    // G. Names, Chinese, search
    (36, "complaints.rs", "g36_family_names_come_first"),
    (37, "complaints.rs", "g37_pinyin_finds_people"),
    (38, "complaints.rs", "g38_lunar_birthdays"),
    (38, "e2e/touch.test.mjs", "a lunar birthday shows its next civil day"),
    (39, "e2e/complaints.test.mjs", "a receipt that is printed has the Chinese characters"),
    // H. Loyalty
    (40, "care.rs", "h40_a_refund_takes_its_points_once"),
    (40, "care.rs", "no_order_of_things_gives_points_for_nothing"),
    // I. Export and ownership
    (41, "complaints.rs", "i41_a_list_is_never_cut"),
    (42, "e2e/export.test.mjs", "cards, calendar, workbook and page hold what they should"),
    (42, "e2e/copies.test.mjs", "three whole copies stay"),
    (43, "complaints.rs", "i43_no_cell_runs"),
    // J. Local-first
    (44, "e2e/complaints.test.mjs", "the browser is asked to keep the data"),
    (44, "e2e/start.test.mjs", "the sample shop never touches the own database"),
    (44, "e2e/faults.test.mjs", "EVICT while the app is closed"),
    (45, "e2e/away.test.mjs", "the browser would install it"),
    (46, "e2e/complaints.test.mjs", "a tab gives way to a newer version"),
    (47, "e2e/complaints.test.mjs", "an empty note is not kept"),
    (47, "e2e/touch.test.mjs", "a note begun and not saved waits"),
];

#[test]
fn every_complaint_is_tried() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let named = TRIED.iter().filter(|(number, file, name)| {
        let text = fs::read_to_string(tests.join(file)).unwrap_or_default();
        let mut lines = text.lines().map(str::trim_start);
        let tried = lines.any(|line| {
            (line.starts_with("fn ") || line.starts_with("test(")) && line.contains(name)
        });
        assert!(tried, "complaint {number}: no test “{name}” in {file}");
        tried
    });
    let numbers: Vec<u32> = named.map(|(number, ..)| *number).collect();
    let missing: Vec<u32> = (1..=LAST).filter(|one| !numbers.contains(one)).collect();
    assert_eq!(missing, [], "complaints that nothing tries");
}
