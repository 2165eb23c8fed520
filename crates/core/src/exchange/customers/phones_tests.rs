use super::*;

#[test]
fn phones_are_split_and_lost_digits_are_told() {
    let read = |text: &str| {
        phones(text)
            .into_iter()
            .map(|p| p.map_err(|(kind, _)| kind))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        read("１３８００１３８０００"),
        [Ok("13800138000".to_owned())]
    );
    assert_eq!(read("030/1234567"), [Ok("030/1234567".to_owned())]);
    assert_eq!(
        read("13800138000/13900139000 ::: * +1 (555) 010"),
        [
            Ok("13800138000".to_owned()),
            Ok("13900139000".to_owned()),
            Ok("+1 (555) 010".to_owned())
        ]
    );
    assert_eq!(read("13800138000 13900139000").len(), 2);
    assert_eq!(read("1.38E+10"), [Err(ProblemKind::LostDigits)]);
    assert_eq!(read("13800138000.0"), [Ok("13800138000".to_owned())]);
    assert_eq!(read("13800138000.00"), [Ok("13800138000".to_owned())]);
    assert_eq!(read("13,800,138,000"), [Ok("13800138000".to_owned())]);
    assert_eq!(read("13,800,138,000.00"), [Ok("13800138000".to_owned())]);
    assert_eq!(
        read("010-88888888,8001"),
        [Ok("010-88888888,8001".to_owned())]
    );
    assert_eq!(read("88888888 66666666").len(), 2);
    assert_eq!(read("0171 2345678").len(), 1);
    assert_eq!(read("p:+4615551234"), [Ok("+4615551234".to_owned())]);
    assert_eq!(read("see note"), [Err(ProblemKind::UnreadablePhone)]);
    for named in ["张伟 13800138000", "Anna 0171 2345678"] {
        assert_eq!(read(named), [Err(ProblemKind::UnreadablePhone)], "{named}");
    }
    for (word, number) in [
        ("Tel. 030 123456", "030 123456"),
        ("手机：13800138000", "13800138000"),
        ("tel:+4930123456", "+4930123456"),
        ("030 123456 ext 7", "030 123456 ext 7"),
    ] {
        assert_eq!(read(word), [Ok(number.to_owned())], "{word}");
    }
}
