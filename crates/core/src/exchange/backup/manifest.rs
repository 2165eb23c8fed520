//! What lies beside the JSON in an archive, in plain words, for whoever opens it without this program: what it
//! is, how to see it again, and what each attached file was called, as they are named by their checksums. Other
//! archives that go out explain themselves in a text of the same name and form.

use super::archive::{FOLDER, JSON};

/// Name of the text in an archive.
pub const NAME: &str = "READ ME.txt";

/// An attached file in the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Checksum (SHA-256) of its bytes, by which it is named.
    pub hash: String,
    /// What it was called.
    pub name: String,
    /// Its bytes.
    pub size: u64,
}

/// The text beside a backup.
pub fn manifest(files: &[Kept]) -> String {
    let about = [
        "Everything of one shop, written by Regulars, a customer manager that runs in a web browser.".to_owned(),
        format!("{JSON} holds all records and the history of changes. To see them again, open Regulars, go to Data and choose this ZIP as it is."),
        format!("The folder {FOLDER} holds the attached files, named by their checksums (SHA-256): whoever changes one is found out."),
        String::new(),
        "这是一家店的全部数据，由在浏览器中运行的客户管理程序“熟客”（Regulars）写入。".to_owned(),
        format!("{JSON} 里是全部记录和修改历史。要重新查看，请打开“熟客”，在“数据”页直接选择此 ZIP 文件。"),
        format!("{FOLDER} 文件夹里是附件，以各自的校验码（SHA-256）命名，被改动过的会被发现。"),
        String::new(),
        "這是一家店的全部資料，由在瀏覽器中執行的客戶管理程式「熟客」（Regulars）寫入。".to_owned(),
        format!("{JSON} 裡是全部紀錄和修改歷史。要重新查看，請開啟「熟客」，在「資料」頁直接選擇此 ZIP 檔案。"),
        format!("{FOLDER} 資料夾裡是附件，以各自的校驗碼（SHA-256）命名，被改動過的會被發現。"),
        String::new(),
    ];
    let lines = files.iter().map(|file| {
        // A name is one line, whatever it holds.
        let name: String = file
            .name
            .chars()
            .map(|sign| if sign.is_control() { ' ' } else { sign })
            .collect();
        format!("{FOLDER}/{}\t{name}\t{} bytes", file.hash, file.size)
    });
    readme(about.into_iter().chain(lines))
}

/// Lines as editors of every system show them.
pub fn readme(lines: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let mut text = String::from("\u{feff}");
    for line in lines {
        text.push_str(line.as_ref());
        text.push_str("\r\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn each_file_has_one_line_with_its_name(names in proptest::collection::vec("\\PC{0,9}[\r\n\t]?\\PC{0,9}", 0..6)) {
            let files: Vec<Kept> = names
                .iter()
                .enumerate()
                .map(|(n, name)| Kept {
                    hash: format!("{n:064}"),
                    name: name.clone(),
                    size: n as u64,
                })
                .collect();
            let text = manifest(&files);
            let lines: Vec<&str> = text.split("\r\n").filter(|line| line.starts_with("files/")).collect();
            prop_assert_eq!(lines.len(), files.len());
            for (line, file) in lines.iter().zip(&files) {
                let parts: Vec<&str> = line.split('\t').collect();
                let [path, name, size] = parts.as_slice() else {
                    return Err(TestCaseError::fail(format!("three parts: {line:?}")));
                };
                prop_assert_eq!(*path, format!("files/{}", file.hash));
                prop_assert_eq!(name.replace(' ', ""), file.name.replace([' ', '\r', '\n', '\t'], ""));
                prop_assert_eq!(*size, format!("{} bytes", file.size));
            }
        }
    }
}
