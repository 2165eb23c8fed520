use super::*;
use crate::exchange::{
    customers::field::What::{FullName, Phone},
    import::{Choices, Opened},
};
use proptest::prelude::*;

#[test]
fn a_name_and_a_number_are_two_cells() {
    for (line, cells) in [
        ("张伟 13800138000", "张伟,13800138000"),
        (
            "张伟　１３８００１３８０００",
            "张伟,１３８００１３８０００",
        ),
        ("张伟13800138000", "张伟,13800138000"),
        ("张伟，13800138000", "张伟,13800138000"),
        ("张伟、13800138000", "张伟,13800138000"),
        ("12、张伟：138-0013-8000 上海", "张伟,138-0013-8000,上海"),
        ("Anna Schmidt 0171 2345678", "Anna Schmidt,0171 2345678"),
        (
            "Anna Schmidt +49 (171) 234 56 78",
            "Anna Schmidt,+49 (171) 234 56 78",
        ),
        ("13800138000 张伟", "张伟,13800138000"),
        (
            "张伟 13800138000 13900139000",
            "张伟,13800138000,13900139000",
        ),
    ] {
        assert_eq!(cut(line), Some(format!("{cells}\n")), "{line}");
    }
    for other in [
        "Ann 2024-01-05",
        "Tea 128.00",
        "Ann 12",
        "13800138000",
        "Ann ann@example.com",
        "Dear Ann, call 13800138000",
        "one\ntwo\nAnn 13800138000",
        "",
    ] {
        assert_eq!(cut(other), None, "{other}");
    }
}

#[test]
fn a_list_pasted_from_a_chat_is_a_list_of_people() {
    for (text, rows) in [
        ("张伟 13800138000\n李娜 13900139000", 2),
        ("姓名 手机\n张伟 13800138000\n\n李娜 13900139000\n", 2),
        ("Anna Schmidt 0171 2345678\nBo Ray 0171 2345679\n", 2),
    ] {
        let opened = Opened::new(text.as_bytes(), &Choices::default(), "zh-Hans");
        let layout = opened.layout().expect("a list");
        assert_eq!(layout.rows.len(), rows, "{text}");
        let fields: Vec<_> = opened
            .mapping
            .columns
            .iter()
            .map(|one| one.field.what)
            .collect();
        assert_eq!(fields, [FullName, Phone], "{text}");
    }
}

proptest! {
    #[test]
    fn rows_keep_their_numbers(text in "([张A ,\"0-9]{0,14}\n){0,6}") {
        if let Some(cut) = cut(&text) {
            prop_assert_eq!(cut.lines().count(), text.lines().count());
        }
    }
}
