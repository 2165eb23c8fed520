//! Fields of a record for comparing and merging: the shop's own fields count one by one, so that two
//! people can fill in two of them at once and each can be taken back alone.

use serde_json::{Map, Value};

/// The object in a record's JSON that holds its own fields.
const VALUES: &str = "values";
/// Between it and the identity of a field, in the names that the log keeps.
const MARK: char = '/';

/// The fields of a record's JSON, each own field by itself as `values/<identity>`.
pub fn spread(mut json: Map<String, Value>) -> Map<String, Value> {
    match json.remove(VALUES) {
        Some(Value::Object(values)) => {
            for (id, value) in values {
                json.insert(format!("{VALUES}{MARK}{id}"), value);
            }
        }
        Some(other) => {
            json.insert(VALUES.to_owned(), other);
        }
        None => {}
    }
    json
}

/// The other way round.
pub fn gather(json: Map<String, Value>) -> Map<String, Value> {
    let mut whole = Map::new();
    let mut values = Map::new();
    for (name, value) in json {
        match own_field(&name) {
            Some(id) => {
                values.insert(id.to_owned(), value);
            }
            None => {
                whole.insert(name, value);
            }
        }
    }
    if !values.is_empty() {
        whole.insert(VALUES.to_owned(), Value::Object(values));
    }
    whole
}

/// The identity of the own field that a name of the log stands for.
pub fn own_field(name: &str) -> Option<&str> {
    name.strip_prefix(VALUES)?.strip_prefix(MARK)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn gathering_is_the_other_way_round() {
        for json in [
            json!({"name": "A", "values": {"x": {"kind": "text", "value": "a"}, "y": 1}}),
            json!({"name": "A"}),
        ] {
            let Value::Object(map) = json else { continue };
            assert_eq!(gather(spread(map.clone())), map);
        }
    }
}
