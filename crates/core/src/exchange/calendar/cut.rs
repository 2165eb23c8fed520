//! A calendar cut into the texts of its entries, before any of them is understood, so that one that is broken
//! costs only itself.

/// The entries of these numbers as they stand in the file, as a calendar of their own.
pub fn verbatim(text: &str, numbers: &[usize]) -> String {
    let mut out = String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n");
    for (at, (entry, _)) in cut(text, usize::MAX).into_iter().enumerate() {
        if !numbers.contains(&(at + 1)) {
            continue;
        }
        // An entry without an end goes on to that of the whole calendar.
        let own = entry.lines();
        let own = own.take_while(|line| !line.trim().eq_ignore_ascii_case("END:VCALENDAR"));
        for line in own {
            out.push_str(line);
            out.push_str("\r\n");
        }
    }
    out.push_str("END:VCALENDAR\r\n");
    out
}

/// What stands in the entries of these numbers, each in one line.
pub fn in_words(text: &str, numbers: &[usize]) -> Vec<(usize, String)> {
    let entries = (1..).zip(cut(text, usize::MAX));
    let named = entries.filter(|(number, _)| numbers.contains(number));
    let words = |entry: &str| {
        let lines = entry
            .lines()
            .filter(|line| !["BEGIN:", "END:"].iter().any(|mark| line.starts_with(mark)));
        lines.collect::<Vec<_>>().join(" · ")
    };
    named
        .map(|(number, (entry, _))| (number, words(&entry)))
        .collect()
}

/// Events and to-dos as texts with line breaks CRLF, none longer than `limit`; `false` for one that is not
/// closed.
pub(super) fn cut(text: &str, limit: usize) -> Vec<(String, bool)> {
    let mut entries = Vec::new();
    let mut open: Option<(String, String)> = None;
    for line in text.lines() {
        let line = line.trim_end_matches('\r').trim_start_matches('\u{feff}');
        let word = line.trim().to_ascii_uppercase();
        let begins = matches!(word.as_str(), "BEGIN:VEVENT" | "BEGIN:VTODO");
        if begins {
            if let Some((entry, _)) = open.take() {
                entries.push((entry, false));
            }
            open = Some((String::new(), word.replacen("BEGIN", "END", 1)));
        }
        if let Some((entry, end)) = &mut open {
            if entry.len() < limit {
                entry.push_str(line);
                entry.push_str("\r\n");
            }
            if word == *end {
                if let Some((entry, _)) = open.take() {
                    entries.push((entry, true));
                }
            }
        }
    }
    entries.extend(open.map(|(entry, _)| (entry, false)));
    entries
}
