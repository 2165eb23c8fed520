//! An address that stands in one cell: cut into street, city, region and postal code where that is
//! plain, kept whole as the street where it is not. Knows nothing of columns.

use crate::domain::Address;

/// Completes an address from the cell that holds it whole. What columns of their own said stays; the
/// street is what they did not say.
pub fn complete(said: &mut Address, whole: &str) {
    if whole.trim().is_empty() || !said.street.trim().is_empty() {
        return;
    }
    let plain = split(whole).filter(|found| agree(said, found));
    let Some(found) = plain else {
        said.street = without(said, whole);
        return;
    };
    said.street = found.street;
    for (have, new) in [
        (&mut said.city, found.city),
        (&mut said.region, found.region),
        (&mut said.postcode, found.postcode),
        (&mut said.country, found.country),
    ] {
        if have.is_empty() {
            *have = new;
        }
    }
}

/// True if no part says something else.
fn agree(said: &Address, found: &Address) -> bool {
    [
        (&said.city, &found.city),
        (&said.region, &found.region),
        (&said.postcode, &found.postcode),
        (&said.country, &found.country),
    ]
    .iter()
    .all(|(said, found)| said.is_empty() || found.is_empty() || said == found)
}

/// The whole without the pieces that only repeat what columns of their own say.
fn without(said: &Address, whole: &str) -> String {
    let parts = [&said.region, &said.city, &said.postcode, &said.country];
    let words = parts.iter().flat_map(|part| part.split_whitespace());
    let words: Vec<&str> = words.collect();
    let repeats = |piece: &str| piece.split_whitespace().all(|word| words.contains(&word));
    let pieces: Vec<&str> = pieces(whole).collect();
    let kept: Vec<&str> = pieces.iter().copied().filter(|one| !repeats(one)).collect();
    let mut rest = if kept.len() == pieces.len() {
        whole.trim().to_owned()
    } else {
        kept.join("\n")
    };
    // Chinese writes the large before the small, without a sign between them.
    for part in [&said.country, &said.region, &said.city] {
        let cut = rest.strip_prefix(part.as_str()).map(str::trim_start);
        if let Some(cut) = cut.filter(|cut| !part.is_empty() && !cut.is_empty()) {
            rest = cut.to_owned();
        }
    }
    rest
}

/// The lines of an address, and what commas part of them.
fn pieces(whole: &str) -> impl Iterator<Item = &str> {
    whole
        .split(['\n', ',', '，'])
        .map(str::trim)
        .filter(|piece| !piece.is_empty())
}

/// The parts of a whole address, if it is plain which they are.
fn split(whole: &str) -> Option<Address> {
    chinese(whole.trim()).or_else(|| western(whole))
}

/// `Weg 1, 50667 Köln` and `12 Main St, Springfield, IL 62701`, perhaps with a country behind.
fn western(whole: &str) -> Option<Address> {
    let mut pieces: Vec<&str> = pieces(whole).collect();
    let mut address = town(&pieces).or_else(|| {
        let country = pieces.pop().filter(|one| one.chars().all(is_of_name))?;
        let address = town(&pieces)?;
        Some(Address {
            country: country.to_owned(),
            ..address
        })
    })?;
    let left = if address.region.is_empty() { 1 } else { 2 };
    let street = pieces.get(..pieces.len().checked_sub(left)?)?;
    address.street = street.join("\n");
    let housed = street.iter().any(|line| line.contains(is_digit));
    housed.then_some(address)
}

const fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

fn is_of_name(c: char) -> bool {
    c.is_alphabetic() || matches!(c, ' ' | '-' | '.' | '\'')
}

/// What the last pieces say of the town.
fn town(pieces: &[&str]) -> Option<Address> {
    let (last, before) = pieces.split_last()?;
    let (one, rest) = last.split_once(' ')?;
    let rest = rest.trim();
    // IL 62701, behind the city.
    let state = one.len() == 2 && one.bytes().all(|byte| byte.is_ascii_uppercase());
    if state && is_zip(rest) {
        let city = before.last().filter(|city| city.chars().all(is_of_name))?;
        return Some(Address {
            city: (*city).to_owned(),
            region: one.to_owned(),
            postcode: rest.to_owned(),
            ..Address::default()
        });
    }
    // 50667 Köln, behind a street that ends in the number of the house.
    let number = one.trim_start_matches(|c: char| c.is_ascii_uppercase() || c == '-');
    let code = matches!(number.len(), 4 | 5) && number.bytes().all(|byte| byte.is_ascii_digit());
    let houses = before.iter().any(|line| ends_in_number(line));
    let named = rest
        .chars()
        .all(|c| is_of_name(c) || matches!(c, '(' | ')' | '/'))
        && !is_street(rest);
    (code && houses && named).then(|| Address {
        city: rest.to_owned(),
        postcode: one.to_owned(),
        ..Address::default()
    })
}

fn is_zip(text: &str) -> bool {
    let (five, four) = text.split_once('-').unwrap_or((text, "0000"));
    let digits =
        |text: &str, count| text.len() == count && text.bytes().all(|c| c.is_ascii_digit());
    digits(five, 5) && digits(four, 4)
}

/// `Weg 1`, `Hauptstr. 12a`, `Ring 3-5`.
fn ends_in_number(line: &str) -> bool {
    let last = line.rsplit(' ').next().unwrap_or_default();
    last != line && last.starts_with(is_digit)
}

/// `1200 Main St` begins like a code and a town, and is a street.
fn is_street(name: &str) -> bool {
    const WORDS: &[&str] = &[
        "st",
        "street",
        "ave",
        "avenue",
        "rd",
        "road",
        "blvd",
        "boulevard",
        "dr",
        "drive",
        "ln",
        "lane",
        "way",
        "pkwy",
        "hwy",
        "highway",
        "ct",
        "court",
        "pl",
        "place",
        "sq",
        "square",
    ];
    let last = name.trim_end_matches('.').rsplit(' ').next();
    last.is_some_and(|last| WORDS.contains(&last.to_lowercase().as_str()))
}

/// `广东省深圳市南山区科技路1号`: province, city, and the rest as the street, the district before it. In
/// Taiwan the county takes the place of the province, and a code may stand before it.
fn chinese(whole: &str) -> Option<Address> {
    let digits = whole.bytes().take_while(u8::is_ascii_digit).count();
    let (postcode, text) = whole.split_at(digits);
    let text = text.trim_start();
    if !matches!(digits, 0 | 3 | 5 | 6) || whole.contains('\n') {
        return None;
    }
    let (region, rest) =
        up_to(text, &["特别行政区", "自治区", "省", "縣"], 2, 8).unwrap_or(("", text));
    let (city, street) = up_to(rest, &["自治州", "地区", "市", "盟", "鎮", "鄉"], 2, 9)?;
    // The four cities that are provinces are often named twice.
    let street = street.strip_prefix(city).unwrap_or(street).trim();
    let district = up_to(street, &["区", "县", "區", "縣", "旗", "市"], 2, 8);
    let district = district.filter(|(name, _)| {
        !["小区", "社区", "园区", "小區", "社區", "園區"]
            .iter()
            .any(|no| name.ends_with(no))
    });
    let sure = !region.is_empty() || district.is_some();
    (sure && !street.is_empty()).then(|| Address {
        street: street.to_owned(),
        city: city.to_owned(),
        region: region.to_owned(),
        postcode: postcode.to_owned(),
        ..Address::default()
    })
}

/// A name that ends in one of these words, the first that does, with so many characters before it, and
/// what stands behind.
fn up_to<'a>(
    text: &'a str,
    words: &[&str],
    least: usize,
    most: usize,
) -> Option<(&'a str, &'a str)> {
    for (letters, (at, letter)) in text.char_indices().enumerate() {
        let rest = text.get(at..)?;
        let word = words.iter().find(|word| rest.starts_with(**word));
        if let Some(word) = word.filter(|_| letters >= least) {
            return text.split_at_checked(at + word.len());
        }
        if letters == most || !crate::search::fold::is_han(letter) {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(whole: &str) -> [String; 5] {
        of(Address::default(), whole)
    }

    fn of(mut said: Address, whole: &str) -> [String; 5] {
        complete(&mut said, whole);
        [
            said.street,
            said.city,
            said.region,
            said.postcode,
            said.country,
        ]
    }

    #[test]
    fn what_is_plain_is_cut_and_all_else_is_the_street() {
        for (whole, parts) in [
            (
                "广东省深圳市南山区科技路1号",
                ["南山区科技路1号", "深圳市", "广东省", "", ""],
            ),
            (
                "北京市朝阳区建国路88号",
                ["朝阳区建国路88号", "北京市", "", "", ""],
            ),
            (
                "上海市上海市浦东新区世纪大道1号",
                ["浦东新区世纪大道1号", "上海市", "", "", ""],
            ),
            (
                "广西壮族自治区南宁市青秀区民族大道1号",
                ["青秀区民族大道1号", "南宁市", "广西壮族自治区", "", ""],
            ),
            (
                "浙江省义乌市稠州路5号",
                ["稠州路5号", "义乌市", "浙江省", "", ""],
            ),
            (
                "106台北市大安區信義路四段1號",
                ["大安區信義路四段1號", "台北市", "", "106", ""],
            ),
            (
                "新竹縣竹北市光明六路10號",
                ["光明六路10號", "竹北市", "新竹縣", "", ""],
            ),
            ("Weg 1, 50667 Köln", ["Weg 1", "Köln", "", "50667", ""]),
            (
                "Ring 3-5\n8001 Zürich\nSchweiz",
                ["Ring 3-5", "Zürich", "", "8001", "Schweiz"],
            ),
            (
                "12 Main St, Springfield, IL 62701",
                ["12 Main St", "Springfield", "IL", "62701", ""],
            ),
            (
                "12 Main St, Apt 4, New York, NY 10001-1234, USA",
                ["12 Main St\nApt 4", "New York", "NY", "10001-1234", "USA"],
            ),
        ] {
            assert_eq!(address(whole), parts.map(str::to_owned), "{whole}");
        }
        for whole in [
            "大城市花园小区3栋",
            "超市路1号",
            "南山区科技路1号",
            "Unit 5, 1200 Main St",
            "Suite 5, 12000 Market Street",
            "12 High St, London SW1A 1AA",
            "behind the station, 50667 Köln",
            "Weg 1",
            "IL 62701",
        ] {
            assert_eq!(
                address(whole),
                [whole, "", "", "", ""].map(str::to_owned),
                "{whole}"
            );
        }
    }

    #[test]
    fn what_columns_say_is_not_said_twice() {
        let said = |city: &str, region: &str| Address {
            city: city.to_owned(),
            region: region.to_owned(),
            ..Address::default()
        };
        let koeln = of(said("Köln", ""), "Weg 1, 50667 Köln");
        assert_eq!(koeln, ["Weg 1", "Köln", "", "50667", ""]);
        assert_eq!(
            of(said("Bonn", ""), "Weg 1, 50667 Köln")[0],
            "Weg 1, 50667 Köln"
        );
        assert_eq!(
            of(said("Springfield", "IL"), "12 Main St, Springfield")[0],
            "12 Main St"
        );
        assert_eq!(of(said("Köln", ""), "Köln")[0], "");
        assert_eq!(
            of(said("深圳市", "广东省"), "广东省深圳市科技园1栋")[0],
            "科技园1栋"
        );
        assert_eq!(
            of(said("深圳", "广东"), "南山区科技路1号")[0],
            "南山区科技路1号"
        );
    }
}
