//! Workbooks of Excel 97 as programs write them.

use super::{Origin, UnpackError, biff::record, compound::COMPOUND, unpack};

pub(super) fn fixture() -> Vec<u8> {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../tests/fixtures/import/member-cards.xls"
    );
    std::fs::read(path).expect("the fixture")
}

/// Name and text of every part.
pub(super) fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let unpacked = unpack(bytes, &|_| ()).expect("a readable file");
    let text = |bytes| String::from_utf8(bytes).expect("text");
    let parts = unpacked.parts.into_iter();
    parts.map(|part| (part.name, text(part.bytes))).collect()
}

/// A record of that kind.
pub(super) fn one(kind: u16, bytes: &[u8]) -> Vec<u8> {
    let length = u16::try_from(bytes.len()).expect("short");
    [&kind.to_le_bytes(), &length.to_le_bytes(), bytes].concat()
}

/// A compound file with one stream. Sector 0 is the table, 1 the directory, the stream follows.
pub(super) fn compound(name: &str, stream: &[u8]) -> Vec<u8> {
    let mut stream = stream.to_vec();
    stream.resize(stream.len().max(4_096).div_ceil(512) * 512, 0);
    let sectors = u32::try_from(stream.len() / 512).expect("small");
    assert!(sectors < 120, "one table is enough");
    let mut head = COMPOUND.to_vec();
    head.resize(512, 0);
    let put = |bytes: &mut Vec<u8>, at: usize, value: &[u8]| {
        bytes[at..at + value.len()].copy_from_slice(value);
    };
    put(&mut head, 24, &[0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0, 6, 0]);
    put(&mut head, 44, &1_u32.to_le_bytes());
    put(&mut head, 48, &1_u32.to_le_bytes());
    put(&mut head, 60, &0xffff_fffe_u32.to_le_bytes());
    put(&mut head, 68, &0xffff_fffe_u32.to_le_bytes());
    head[76..].fill(0xff);
    put(&mut head, 76, &0_u32.to_le_bytes());
    let mut table = vec![0xff; 512];
    put(&mut table, 0, &0xffff_fffd_u32.to_le_bytes());
    put(&mut table, 4, &0xffff_fffe_u32.to_le_bytes());
    for at in 0..sectors {
        let next = if at + 1 == sectors {
            0xffff_fffe
        } else {
            at + 3
        };
        put(&mut table, 8 + at as usize * 4, &next.to_le_bytes());
    }
    let entry = |name: &str, kind: u8, start: u32, size: u32| {
        let mut entry = vec![0; 128];
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        put(&mut entry, 0, &name);
        put(
            &mut entry,
            64,
            &u16::try_from(name.len() + 2).expect("short").to_le_bytes(),
        );
        entry[66] = kind;
        put(&mut entry, 116, &start.to_le_bytes());
        put(&mut entry, 120, &size.to_le_bytes());
        entry
    };
    let mut directory = entry("Root Entry", 5, 0xffff_fffe, 0);
    directory.extend(entry(name, 2, 2, sectors * 512));
    directory.resize(512, 0);
    [head, table, directory, stream].concat()
}

/// The records of a workbook with one sheet, in the version before Unicode.
pub(super) fn book5(codepage: u16, name: &[u8], cells: &[Vec<u8>]) -> Vec<u8> {
    let begin = one(record::BOF, &[0, 5, 5, 0, 0, 0, 0, 0]);
    let sheet = one(record::BOF, &[0, 5, 0x10, 0, 0, 0, 0, 0]);
    let page = one(record::CODEPAGE, &codepage.to_le_bytes());
    let bound = |at: u32| {
        let length = u8::try_from(name.len()).expect("short");
        one(
            record::SHEET,
            &[&at.to_le_bytes(), &[0, 0, length][..], name].concat(),
        )
    };
    let end = one(record::EOF, &[]);
    let at = begin.len() + page.len() + bound(0).len() + end.len();
    let at = u32::try_from(at).expect("small");
    [
        begin,
        page,
        bound(at),
        end.clone(),
        sheet,
        cells.concat(),
        end,
    ]
    .concat()
}

pub(super) fn text5(row: u16, column: u16, text: &[u8]) -> Vec<u8> {
    let length = u16::try_from(text.len()).expect("short");
    let place = [row, column, 0, length].map(u16::to_le_bytes).concat();
    one(record::TEXT, &[&place, text].concat())
}

#[test]
fn a_list_of_member_cards_of_an_old_till() {
    let unpacked = unpack(&fixture(), &|_| ()).expect("a workbook");
    assert_eq!(unpacked.left_out, ["内部", "空白"]);
    assert!(
        unpacked
            .parts
            .iter()
            .all(|part| part.origin == Origin::Sheet)
    );
    let parts = parts(&fixture());
    assert_eq!(parts[0].0, "会员资料");
    assert_eq!(
        parts[0].1.lines().collect::<Vec<_>>(),
        [
            "某某茶馆会员资料表",
            "导出时间：2009-06-01",
            "会员卡号,姓名,性别,手机号码,生日,余额(元),备注",
            "00001,张伟,男,13800138000,1990-05-04,128.5,老客户",
            "00027,欧阳娜娜,女,13900139000,1988-12-01,0,喜欢铁观音，少糖",
            "00300,李娜,女,1.39E+10,1985-02-28,66,=1+1",
            "合计,,,,,194.5",
        ]
    );
    let lines: Vec<_> = parts[1].1.lines().collect();
    assert_eq!(lines[0], "TRUE,-12.25,2024-02-01 13:45:00,1234567890123");
    // More words than one record holds.
    for (at, line) in lines[1..=400].iter().enumerate() {
        let expected = if at % 2 == 1 {
            format!("\"{}\"", format!("Wörter und so weiter {at} ").repeat(2))
        } else {
            format!("很长的文字{at}，").repeat(6)
        };
        assert_eq!(*line, expected);
    }
    assert_eq!(lines[500].trim_start_matches(','), "far");
}

#[test]
fn a_book_before_unicode_in_its_own_code_page() {
    let (name, _, _) = encoding_rs::GB18030.encode("客户");
    let (who, _, _) = encoding_rs::GB18030.encode("张伟");
    let number = [&[1, 0, 1, 0, 0, 0][..], &12.5_f64.to_le_bytes()].concat();
    let short =
        |row: u16, bits: u32| [&row.to_le_bytes()[..], &[1, 0, 0, 0], &bits.to_le_bytes()].concat();
    let formula = |row: u16, result: [u8; 8]| {
        let place = [row, 2, 0].map(u16::to_le_bytes).concat();
        one(record::FORMULA, &[&place[..], &result, &[0; 8]].concat())
    };
    let cells = [
        // Rows come in any order.
        one(record::NUMBER, &number),
        text5(0, 0, &who),
        text5(1, 0, b"Ann"),
        one(record::SHORT_NUMBER, &short(2, 0x8000_0001 | 2)),
        one(record::SHORT_NUMBER, &short(3, (1_250 << 2) | 3)),
        one(record::FLAG, &[4, 0, 1, 0, 0, 0, 0x2a, 1]),
        formula(0, [0, 0, 0, 0, 0, 0, 0xff, 0xff]),
        one(record::RESULT, b"\x02\x00ok"),
        formula(1, [1, 0, 1, 0, 0, 0, 0xff, 0xff]),
        formula(2, 3.5_f64.to_le_bytes()),
        text5(1, 0, b"Bo"),
    ];
    let bytes = compound("Book", &book5(936, &name, &cells));
    assert_eq!(
        parts(&bytes),
        [(
            "客户".to_owned(),
            "张伟,,ok\nBo,12.5,TRUE\n,-5368709.12,3.5\n,12.5\n,#N/A".to_owned()
        )]
    );
}

#[test]
fn what_is_no_workbook_says_so() {
    let stream = book5(1252, b"S", &[text5(0, 0, b"x")]);
    let refused = |bytes: &[u8]| unpack(bytes, &|_| ()).expect_err("refused");
    assert_eq!(
        refused(&compound("WordDocument", &stream)),
        UnpackError::OtherProgram
    );
    assert_eq!(
        refused(&compound("EncryptedPackage", &stream)),
        UnpackError::Protected
    );
    let locked = [
        one(record::BOF, &[0, 5, 5, 0]),
        one(record::LOCKED, &[1, 0, 0, 0]),
    ]
    .concat();
    assert_eq!(
        refused(&compound("Workbook", &locked)),
        UnpackError::Protected
    );
    assert_eq!(
        refused(&compound("Workbook", &book5(1252, b"S", &[]))),
        UnpackError::Nothing
    );
    assert_eq!(refused(COMPOUND), UnpackError::Damaged);
}
