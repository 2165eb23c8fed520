//! What is usual where a shop stands: currency and first day of the week, guessed from the device's
//! time zone and language. Only for proposals that the person sees and may change.

use super::money::Currency;

/// ISO 3166 codes of the countries that common time zones lie in (after the IANA `zone.tab`).
const ZONES: &[(&str, &str)] = &[
    ("Asia/Shanghai", "CN"),
    ("Asia/Urumqi", "CN"),
    ("Asia/Chongqing", "CN"),
    ("Asia/Harbin", "CN"),
    ("Asia/Hong_Kong", "HK"),
    ("Asia/Macau", "MO"),
    ("Asia/Taipei", "TW"),
    ("Asia/Tokyo", "JP"),
    ("Asia/Seoul", "KR"),
    ("Asia/Singapore", "SG"),
    ("Asia/Kuala_Lumpur", "MY"),
    ("Asia/Bangkok", "TH"),
    ("Asia/Ho_Chi_Minh", "VN"),
    ("Asia/Saigon", "VN"),
    ("Asia/Jakarta", "ID"),
    ("Asia/Manila", "PH"),
    ("Asia/Kolkata", "IN"),
    ("Asia/Calcutta", "IN"),
    ("Asia/Dubai", "AE"),
    ("Asia/Riyadh", "SA"),
    ("Asia/Jerusalem", "IL"),
    ("Asia/Karachi", "PK"),
    ("Asia/Dhaka", "BD"),
    ("Europe/London", "GB"),
    ("Europe/Dublin", "IE"),
    ("Europe/Berlin", "DE"),
    ("Europe/Paris", "FR"),
    ("Europe/Madrid", "ES"),
    ("Europe/Rome", "IT"),
    ("Europe/Amsterdam", "NL"),
    ("Europe/Brussels", "BE"),
    ("Europe/Vienna", "AT"),
    ("Europe/Zurich", "CH"),
    ("Europe/Lisbon", "PT"),
    ("Europe/Helsinki", "FI"),
    ("Europe/Athens", "GR"),
    ("Europe/Luxembourg", "LU"),
    ("Europe/Stockholm", "SE"),
    ("Europe/Oslo", "NO"),
    ("Europe/Copenhagen", "DK"),
    ("Europe/Warsaw", "PL"),
    ("Europe/Prague", "CZ"),
    ("Europe/Budapest", "HU"),
    ("Europe/Bucharest", "RO"),
    ("Europe/Kyiv", "UA"),
    ("Europe/Moscow", "RU"),
    ("Europe/Istanbul", "TR"),
    ("Africa/Cairo", "EG"),
    ("Africa/Lagos", "NG"),
    ("Africa/Nairobi", "KE"),
    ("Africa/Johannesburg", "ZA"),
    ("America/New_York", "US"),
    ("America/Chicago", "US"),
    ("America/Denver", "US"),
    ("America/Phoenix", "US"),
    ("America/Los_Angeles", "US"),
    ("America/Anchorage", "US"),
    ("Pacific/Honolulu", "US"),
    ("America/Toronto", "CA"),
    ("America/Vancouver", "CA"),
    ("America/Edmonton", "CA"),
    ("America/Mexico_City", "MX"),
    ("America/Sao_Paulo", "BR"),
    ("America/Argentina/Buenos_Aires", "AR"),
    ("America/Buenos_Aires", "AR"),
    ("America/Bogota", "CO"),
    ("America/Santiago", "CL"),
    ("America/Lima", "PE"),
    ("Australia/Sydney", "AU"),
    ("Australia/Melbourne", "AU"),
    ("Australia/Brisbane", "AU"),
    ("Australia/Perth", "AU"),
    ("Australia/Adelaide", "AU"),
    ("Pacific/Auckland", "NZ"),
];

/// Where the device seems to be: the country of its time zone, else the region of the first
/// language tag that names one (`zh-Hant-HK`). The zone comes first because many people keep a
/// browser in American English wherever they live.
pub fn guess(zone: &str, languages: &[String]) -> Option<String> {
    let by_zone = ZONES.iter().find(|(name, _)| *name == zone);
    by_zone
        .map(|(_, region)| (*region).to_owned())
        .or_else(|| languages.iter().find_map(|tag| region_of(tag)))
}

/// The region subtag of a BCP 47 language tag.
fn region_of(tag: &str) -> Option<String> {
    tag.split('-')
        .skip(1)
        .find(|part| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_alphabetic()))
        .map(str::to_ascii_uppercase)
}

/// The currency of a country (ISO 4217).
pub fn currency(region: &str) -> Option<Currency> {
    let code = match region {
        "CN" => "CNY",
        "HK" => "HKD",
        "MO" => "MOP",
        "TW" => "TWD",
        "JP" => "JPY",
        "KR" => "KRW",
        "SG" => "SGD",
        "MY" => "MYR",
        "TH" => "THB",
        "VN" => "VND",
        "ID" => "IDR",
        "PH" => "PHP",
        "IN" => "INR",
        "AE" => "AED",
        "SA" => "SAR",
        "IL" => "ILS",
        "PK" => "PKR",
        "BD" => "BDT",
        "GB" => "GBP",
        "CH" | "LI" => "CHF",
        "SE" => "SEK",
        "NO" => "NOK",
        "DK" => "DKK",
        "PL" => "PLN",
        "CZ" => "CZK",
        "HU" => "HUF",
        "RO" => "RON",
        "UA" => "UAH",
        "RU" => "RUB",
        "TR" => "TRY",
        "EG" => "EGP",
        "NG" => "NGN",
        "KE" => "KES",
        "ZA" => "ZAR",
        "US" => "USD",
        "CA" => "CAD",
        "MX" => "MXN",
        "BR" => "BRL",
        "AR" => "ARS",
        "CO" => "COP",
        "CL" => "CLP",
        "PE" => "PEN",
        "AU" => "AUD",
        "NZ" => "NZD",
        "AT" | "BE" | "BG" | "CY" | "DE" | "EE" | "ES" | "FI" | "FR" | "GR" | "HR" | "IE"
        | "IT" | "LT" | "LU" | "LV" | "MT" | "NL" | "PT" | "SI" | "SK" => "EUR",
        _ => return None,
    };
    Currency::parse(code)
}

/// The first day of the week there: 1 Monday … 7 Sunday (after CLDR's `weekData`).
pub fn week_start(region: &str) -> u8 {
    match region {
        "US" | "CA" | "MX" | "JP" | "KR" | "TW" | "HK" | "MO" | "IL" | "IN" | "PH" | "SG"
        | "TH" | "ID" | "PK" | "BD" | "BR" | "CO" | "PE" | "ZA" | "KE" | "SA" => 7,
        "EG" => 6,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(tags: &[&str]) -> Vec<String> {
        tags.iter().map(|tag| (*tag).to_owned()).collect()
    }

    #[test]
    fn the_zone_says_more_than_the_language() {
        let guess = |zone, languages: &[&str]| guess(zone, &tags(languages));
        assert_eq!(guess("Asia/Shanghai", &["en-US"]).as_deref(), Some("CN"));
        assert_eq!(
            guess("Etc/UTC", &["zh-Hant-HK", "en-US"]).as_deref(),
            Some("HK")
        );
        assert_eq!(guess("Etc/UTC", &["fr", "de-AT"]).as_deref(), Some("AT"));
        assert_eq!(guess("Etc/UTC", &["zh-Hans"]), None);
    }

    #[test]
    fn every_zone_of_the_table_exists_and_has_a_currency() {
        for (zone, region) in ZONES {
            assert!(zone.parse::<chrono_tz::Tz>().is_ok(), "{zone}");
            assert!(currency(region).is_some(), "{region}");
            assert!((1..=7).contains(&week_start(region)));
        }
    }
}
