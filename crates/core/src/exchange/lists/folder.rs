//! Lists as one archive, a CSV file each, named in the person's language, with a text that says in plain words
//! what they are. For programs that know neither workbooks nor us.

use std::io::Write;

use zip::{ZipWriter, result::ZipResult, write::SimpleFileOptions};

use super::{List, csv};
use crate::exchange::backup::manifest::{NAME, readme};

/// How hard the file is packed, of 1 to 9: a long list is waited for.
const LEVEL: i64 = 1;
/// Rows after which progress is told.
const STEP: usize = 1_000;

const ABOUT: [&str; 14] = [
    "The lists of one shop, written by Regulars, a customer manager that runs in a web browser.",
    "Each CSV file is one list, in UTF-8 with commas: every spreadsheet opens it. To bring lists into Regulars, go to Data and choose this ZIP as it is.",
    "An apostrophe before =, +, - or @ keeps a spreadsheet from running what somebody typed as a formula; Regulars takes it off again.",
    "Attached files and the history of changes are not here. A backup has them, and only a backup brings everything back.",
    "",
    "这是一家店的各个列表，由在浏览器中运行的客户管理程序“熟客”（Regulars）写入。",
    "每个 CSV 文件是一个列表（UTF-8，逗号分隔），任何表格软件都能打开。要把列表导入“熟客”，请在“数据”页直接选择此 ZIP 文件。",
    "=、+、- 或 @ 前的单引号用来防止表格软件把填写的内容当作公式运行，“熟客”导入时会去掉它。",
    "这里没有附件和修改历史；它们在备份里，也只有备份能恢复全部数据。",
    "",
    "這是一家店的各個清單，由在瀏覽器中執行的客戶管理程式「熟客」（Regulars）寫入。",
    "每個 CSV 檔案是一個清單（UTF-8，逗號分隔），任何試算表軟體都能開啟。要把清單匯入「熟客」，請在「資料」頁直接選擇此 ZIP 檔案。",
    "=、+、- 或 @ 前的單引號用來防止試算表軟體把填寫的內容當作公式執行，「熟客」匯入時會去掉它。",
    "這裡沒有附件和修改歷史；它們在備份裡，也只有備份能還原全部資料。",
];

/// Writes the lists to `file`, in their order, and hands it back. `progress` is told the share done, from 0 to 1.
///
/// # Errors
///
/// If the file can't be written.
pub fn write<W: Write>(lists: &[List], file: W, progress: &dyn Fn(f64)) -> ZipResult<W> {
    let mut packed = ZipWriter::new_stream(file);
    let options = SimpleFileOptions::default().compression_level(Some(LEVEL));
    let total: usize = lists.iter().map(|list| list.rows.len()).sum();
    let mut done = 0_usize;
    for list in lists {
        packed.start_file(format!("{}.csv", list.name), options)?;
        for piece in csv::pieces(list) {
            packed.write_all(piece.as_bytes())?;
            done += 1;
            if done.is_multiple_of(STEP) {
                progress(done as f64 / (total + lists.len()) as f64);
            }
        }
    }
    packed.start_file(NAME, options)?;
    packed.write_all(readme(ABOUT).as_bytes())?;
    let file = packed.finish()?.into_inner();
    progress(1.0);
    Ok(file)
}

#[cfg(test)]
mod tests {
    use std::{
        cell::RefCell,
        io::{Cursor, Read},
    };

    use chrono::NaiveDate;
    use zip::ZipArchive;

    use super::*;
    use crate::{
        domain::{Customer, Id, Records, Timestamp, name::Name},
        exchange::{
            backup::sample::{add, typical},
            customers::convert::Setting,
            import::{Choices, Opened},
            lists::{ListKind, Pick, Style, Words, lists},
            recognise::{self, Kind},
            unpack::unpack,
        },
    };

    fn style(language: &str) -> Style {
        Style {
            words: Words::of(language),
            zone: chrono_tz::Asia::Shanghai,
            reachable_only: false,
        }
    }

    /// The typical shop with somebody who wants to be left alone and whom a spreadsheet would run.
    fn shop() -> Records {
        let mut records = typical();
        let name = Name::from_full("=cmd()");
        let id = Id::new(uuid::Uuid::from_u128(900));
        let mut quiet = Customer::new(id, name, Timestamp(1_800_000_000_000));
        quiet.do_not_contact = true;
        add(&mut records, quiet);
        records
    }

    fn files(bytes: &[u8]) -> Vec<(String, String)> {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).expect("a ZIP");
        (0..zip.len())
            .map(|at| {
                let mut file = zip.by_index(at).expect("there");
                let mut text = String::new();
                file.read_to_string(&mut text).expect("UTF-8");
                (file.name().expect("UTF-8").into_owned(), text)
            })
            .collect()
    }

    #[test]
    fn each_list_has_a_file_of_its_name_with_every_row() {
        let records = shop();
        for (language, first, lines) in [
            ("en", "Customers.csv", "Sale lines.csv"),
            ("zh-Hans", "客户.csv", "销售明细.csv"),
            ("zh-Hant", "客戶.csv", "銷售明細.csv"),
        ] {
            let lists = lists(&records, &Pick::Everything, &style(language));
            let told = RefCell::new(Vec::new());
            let bytes =
                write(&lists, Vec::new(), &|share| told.borrow_mut().push(share)).expect("a ZIP");
            assert_eq!(told.borrow().last(), Some(&1.0));
            let found = files(&bytes);
            let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
            assert_eq!(names.first(), Some(&first));
            assert_eq!(names.last(), Some(&NAME));
            assert!(names.contains(&lines), "{names:?}");
            assert_eq!(found.len(), lists.len() + 1);
            let mut apart = names.clone();
            apart.sort_unstable();
            apart.dedup();
            assert_eq!(apart.len(), names.len(), "no two of one name");
            for (list, (name, text)) in lists.iter().zip(&found) {
                assert_eq!(text, &csv::write(list), "{name}");
                assert!(
                    text.starts_with('\u{feff}') && text.ends_with("\r\n"),
                    "{name}"
                );
                assert!(
                    !name.contains(['/', '\\', ':', '*', '?', '"', '<', '>', '|']),
                    "{name}"
                );
            }
            let (_, people) = &found[0];
            assert!(
                people.contains("\r\n'=cmd(),"),
                "guarded, and everything is everything"
            );
            let (_, about) = found.last().expect("a text");
            assert!(about.starts_with('\u{feff}') && about.contains("CSV"));
        }
    }

    #[test]
    fn each_list_reads_back() {
        let records = shop();
        for language in ["en", "zh-Hans", "zh-Hant"] {
            let lists = lists(&records, &Pick::Everything, &style(language));
            let bytes = write(&lists, Vec::new(), &|_| ()).expect("a ZIP");
            let parts = unpack(&bytes, &|_| ()).expect("lists").parts;
            assert_eq!(parts.len(), lists.len(), "the text is no list");
            for (list, part) in lists.iter().zip(&parts) {
                let opened = Opened::new(&part.bytes, &Choices::default(), language);
                let wanted = match list.kind {
                    ListKind::Customers | ListKind::Relations => Kind::Customers,
                    ListKind::Sales => Kind::Sales,
                    ListKind::Lines => Kind::Lines,
                    ListKind::Deals => Kind::Deals,
                    ListKind::Products => Kind::Products,
                    ListKind::Tasks | ListKind::Notes => Kind::Activities,
                    ListKind::Points => Kind::Points,
                    // Ours to give, not to take.
                    _ => continue,
                };
                assert_eq!(recognise::table(&opened), wanted, "{}", part.name);
                if list.kind == ListKind::Customers {
                    let setting = Setting {
                        language: language.into(),
                        today: NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day"),
                    };
                    let read = opened.read(&setting);
                    assert_eq!(read.problems, [], "{language}");
                    let mut names: Vec<_> = read
                        .drafts
                        .iter()
                        .map(|one| &one.customer.name.full)
                        .collect();
                    let mut had: Vec<_> =
                        records.customers.iter().map(|one| &one.name.full).collect();
                    names.sort();
                    had.sort();
                    assert_eq!(names, had, "{language}");
                    let silent = read.drafts.iter().filter(|one| one.customer.do_not_contact);
                    let kept = records.customers.iter().filter(|one| one.do_not_contact);
                    assert_eq!(silent.count(), kept.count(), "{language}");
                }
            }
        }
    }
}
