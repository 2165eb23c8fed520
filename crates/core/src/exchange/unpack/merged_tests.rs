use super::*;
use proptest::prelude::*;

fn merge(top: u32, last: u32, column: usize) -> Merge {
    Merge { top, last, column }
}

fn filled(text: &str, merges: &[Merge]) -> String {
    fill(text.to_owned(), merges.to_vec(), 1 << 20).expect("room")
}

#[test]
fn every_row_says_what_stands_beside_it() {
    // The second header row gets the names of the first; blank rows stay blank.
    assert_eq!(
        filled(
            "公司,联系方式,\n,电话,邮箱\n茶行,1,a\n,2,b\n\n,3,c",
            &[merge(0, 1, 0), merge(2, 5, 0)]
        ),
        "公司,联系方式\n公司,电话,邮箱\n茶行,1,a\n茶行,2,b\n\n茶行,3,c"
    );
    assert_eq!(filled("a\nb", &[merge(0, 0, 0)]), "a\nb");
    let all = fill("a,b\n,c\n".repeat(9), vec![merge(0, 17, 0)], 20);
    assert_eq!(all, Err(UnpackError::TooLarge(0)));
}

#[test]
fn the_total_of_an_order_is_not_that_of_its_lines() {
    let merges = [0, 1, 2, 4].map(|column| merge(1, 2, column));
    assert_eq!(
        filled(
            "单号,日期,客户,商品,金额\n12,2024-01-05,张伟,茶,¥30.5\n,,,壶\n",
            &merges
        ),
        "单号,日期,客户,商品,金额\n12,2024-01-05,张伟,茶,¥30.5\n12,,张伟,壶"
    );
    // Each line has its own amount: each is of that day.
    assert_eq!(
        filled(
            "12,2024-01-05,张伟,茶,30\n,,,壶,5",
            &[0, 1, 2].map(|at| merge(0, 1, at))
        ),
        "12,2024-01-05,张伟,茶,30\n12,2024-01-05,张伟,壶,5"
    );
}

#[test]
fn amounts_and_names_made_of_digits() {
    for cell in ["5", "30.5", "¥30", "1,280.00", "12%", "30元", "5 EUR", "-3"] {
        assert!(is_amount(cell), "{cell}");
    }
    for cell in [
        "13800138000",
        "007",
        "A1001",
        "张伟",
        "2024-01-05",
        "2024/1/5 10:00",
        "Ann 5",
        "",
    ] {
        assert!(!is_amount(cell), "{cell}");
    }
}

proptest! {
    #[test]
    fn no_sheet_makes_it_fall(
        text in "[a1,\n\"]{0,60}", merges in proptest::collection::vec((0u32..9, 0u32..12, 0usize..5), 0..6),
    ) {
        let merges = merges.into_iter().map(|(top, last, column)| merge(top, last, column)).collect();
        drop(fill(text, merges, 1 << 20));
    }
}
