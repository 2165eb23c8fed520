//! Which end of a date its year stands at where it has two digits (`24/1/15`), and years of the Republic of China
//! (`113/01/05`, `民國75年3月12日`): told by a whole column, like the order of day and month.

use super::{
    date_parts::{Part, parts},
    dates::DateOrder,
    evidence::{Certainty, narrow},
};

/// The year before the first of the Republic of China.
pub(super) const REPUBLIC: u32 = 1911;

/// The names of that era before a year.
const ERAS: [&str; 4] = ["中華民國", "中华民国", "民國", "民国"];

/// What stands behind the name of the era, if there is one.
pub(super) fn behind_era(text: &str) -> Option<&str> {
    let era = ERAS.iter().find_map(|era| text.strip_prefix(era));
    era.map(str::trim_start)
}

/// True if the year of such a column stands first, and how: in two digits or those of the Republic. Nothing if it
/// does not, or if that can't be told; `usual` says that it stands first then.
pub(super) fn year_first<'a>(
    cells: impl IntoIterator<Item = &'a str>,
    usual: bool,
) -> Option<(DateOrder, Certainty)> {
    let (mut republic, mut first, mut last, mut either) = (false, 0_u32, 0_u32, 0_u32);
    for cell in cells {
        let cell = narrow(cell);
        let bare = behind_era(&cell);
        let Ok((found, _)) = parts(bare.unwrap_or(&cell)) else {
            continue;
        };
        let [
            Part::Number(one, digits),
            Part::Number(two, _),
            Part::Number(three, behind),
        ] = found.tokens
        else {
            continue;
        };
        if bare.is_some() || digits == 3 {
            republic = true;
            first += 1;
        } else if digits <= 2 && behind <= 2 {
            let day = |number: u32| (1..=31).contains(&number);
            let month = |number: u32| (1..=12).contains(&number);
            let at_front = month(two) && day(three);
            let at_end = (month(two) && day(one)) || (month(one) && day(two));
            match (at_front, at_end) {
                (true, false) => first += 1,
                (false, true) => last += 1,
                (true, true) => either += 1,
                (false, false) => {}
            }
        } else if behind == 4 {
            last += 1;
        }
    }
    let order = if republic {
        DateOrder::RepublicFirst
    } else {
        DateOrder::YearFirst
    };
    match (first, last) {
        (1.., 0) => Some((order, Certainty::Clear)),
        (1.., _) if first >= last => Some((order, Certainty::Mixed)),
        (0, 0) if either > 0 && usual => Some((order, Certainty::Assumed)),
        _ => None,
    }
}

#[cfg(test)]
#[path = "years_tests.rs"]
mod tests;
