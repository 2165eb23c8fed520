use super::*;
use proptest::prelude::*;

fn number(digits: usize, percent: bool, sign: Option<&'static str>, decimals: u8) -> Shown {
    let decimals = Some(decimals).filter(|count| *count > 0);
    Shown::Number(Look {
        digits,
        percent,
        sign,
        decimals,
    })
}

#[test]
fn formats_of_workbooks() {
    for (code, expected) in [
        ("General", Shown::default()),
        ("@", Shown::default()),
        ("#,##0.00", number(0, false, None, 2)),
        ("0.00E+00", Shown::default()),
        ("# ?/?", Shown::default()),
        ("0.00,", Shown::default()),
        ("[>=10000]0.00,\"万\";0.00", Shown::default()),
        ("[Red]#,##0\" days\"", Shown::default()),
        ("0.00\"件\"", number(0, false, None, 2)),
        ("\\d0", Shown::default()),
        ("00000", number(5, false, None, 0)),
        ("0", Shown::default()),
        ("0%", number(0, true, None, 0)),
        ("0.00%", number(0, true, None, 2)),
        ("[$€-407]0.00", number(0, false, Some("€"), 2)),
        ("#,##0.00\\ [$€-1];[Red]-0", number(0, false, Some("€"), 2)),
        (
            "_(\"$\"* #,##0.00_);_(\"$\"* (#,##0.00)",
            number(0, false, Some("$"), 2),
        ),
        ("[$NT$-404]#,##0", number(0, false, Some("NT$"), 0)),
        ("￥#,##0.000", number(0, false, Some("¥"), 3)),
        ("0.00\"元\"", number(0, false, Some("元"), 2)),
        ("#,##0.00 [$kr.-406]", number(0, false, Some("kr"), 2)),
        ("[$USD] 0.00", number(0, false, Some("USD"), 2)),
        ("[$-804]0.0", Shown::default()),
        ("yyyy\\-mm\\-dd", Shown::Day),
        ("[$-804]yyyy\"年\"m\"月\"d\"日\";@", Shown::Day),
        ("h:mm AM/PM", Shown::Day),
        ("[h]:mm:ss", Shown::Hours),
    ] {
        assert_eq!(Shown::of(code), expected, "{code}");
    }
    assert_eq!(Shown::built_in(14), Shown::Day);
    assert_eq!(Shown::built_in(9), number(0, true, None, 0));
}

proptest! {
    #[test]
    fn no_format_makes_it_fall(code in "[\\[\\]\"\\\\$€0#.,%;_*!e -]{0,20}") {
        let _shown = Shown::of(&code);
    }
}
