//! The difference between two JSON documents, as JSON: what a short link holds of a board.
//!
//! It is a merge patch (RFC 7396), which replaces members of objects and removes those that are `null`, and which also reaches
//! into lists: a list whose elements have ids is a set by id there, and any other list of the same length one by position. A
//! list in a patch replaces the whole list. Numbers are equal by their value: `20` is `20.0`.

use serde_json::{Map, Value};

/// The name of the member by which the elements of a list are known.
const ID: &str = "id";

/// The patch that makes `target` of `base`, which is an empty object where they are equal; `None` where no patch says the
/// difference.
pub(crate) fn difference(base: &Value, target: &Value) -> Option<Value> {
    let patch = patch(base, target).unwrap_or_else(|| Map::new().into());
    let mut made = base.clone();
    apply(&mut made, patch.clone());
    are_equal(&made, target).then_some(patch)
}

fn are_equal(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => {
            one == other || (one.is_f64() != other.is_f64() && one.as_f64() == other.as_f64())
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .zip(other)
                    .all(|(one, other)| are_equal(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            let is_in_other = |(name, value): (&String, &Value)| {
                other.get(name).is_some_and(|other| are_equal(value, other))
            };
            one.len() == other.len() && one.iter().all(is_in_other)
        }
        _ => one == other,
    }
}

/// Applies a patch. A patch of another document is applied as far as it goes.
pub(crate) fn apply(base: &mut Value, patch: Value) {
    let Value::Object(changes) = patch else {
        *base = patch;
        return;
    };
    match base {
        Value::Array(list) => apply_to_list(list, changes),
        _ => apply_to_object(base, changes),
    }
}

fn patch(base: &Value, target: &Value) -> Option<Value> {
    match (base, target) {
        _ if are_equal(base, target) => None,
        (Value::Object(base), Value::Object(target)) => Some(of_objects(base, target).into()),
        (Value::Array(base), Value::Array(target)) => {
            Some(of_lists(base, target).unwrap_or_else(|| Value::Array(target.clone())))
        }
        _ => Some(target.clone()),
    }
}

fn of_objects(base: &Map<String, Value>, target: &Map<String, Value>) -> Map<String, Value> {
    let mut changes = Map::new();
    for (name, value) in target {
        let change = match base.get(name) {
            Some(known) => patch(known, value),
            None => Some(value.clone()),
        };
        changes.extend(change.map(|change| (name.clone(), change)));
    }
    for name in base.keys().filter(|name| !target.contains_key(*name)) {
        changes.insert(name.clone(), Value::Null);
    }
    changes
}

/// The patch of a list by ids or by positions; `None` where the list has to be replaced.
fn of_lists(base: &[Value], target: &[Value]) -> Option<Value> {
    if let (Some(base), Some(target)) = (by_id(base), by_id(target)) {
        return Some(of_objects(&base, &target).into());
    }
    if base.len() != target.len() || base.is_empty() {
        return None;
    }
    let pairs = base.iter().zip(target).enumerate();
    let changes = pairs.filter_map(|(at, (base, target))| {
        let change = patch(base, target)?;
        Some((at.to_string(), change))
    });
    Some(changes.collect::<Map<_, _>>().into())
}

/// The elements by their ids; `None` where one has none.
fn by_id(list: &[Value]) -> Option<Map<String, Value>> {
    let member = |value: &Value| Some((id_of(value)?.to_owned(), value.clone()));
    list.iter().map(member).collect()
}

fn id_of(value: &Value) -> Option<&str> {
    value.get(ID)?.as_str()
}

fn apply_to_object(base: &mut Value, changes: Map<String, Value>) {
    if !base.is_object() {
        *base = Value::Object(Map::new());
    }
    let Some(members) = base.as_object_mut() else {
        return;
    };
    for (name, change) in changes {
        if change.is_null() {
            members.remove(&name);
        } else {
            apply(members.entry(name).or_insert(Value::Null), change);
        }
    }
}

fn apply_to_list(list: &mut Vec<Value>, changes: Map<String, Value>) {
    for (name, change) in changes {
        let by_id = list.iter().position(|value| id_of(value) == Some(&name));
        let has_ids = list.first().is_some_and(|value| id_of(value).is_some());
        let at = by_id.or_else(|| (!has_ids).then(|| name.parse().ok()).flatten());
        match at.filter(|&at| at < list.len()) {
            Some(at) if change.is_null() && has_ids => {
                list.remove(at);
            }
            Some(at) => apply(&mut list[at], change),
            None if has_ids && !change.is_null() => list.push(change),
            // A position or an id that is not in this document.
            None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn check(base: &Value, target: &Value, expected: Option<&Value>) {
        let found = difference(base, target);
        assert_eq!(found.as_ref(), expected, "{base} to {target}");
        if let Some(patch) = found {
            let mut made = base.clone();
            apply(&mut made, patch);
            assert!(are_equal(&made, target));
        }
    }

    #[test]
    fn a_patch_holds_what_differs() {
        let base = json!({ "a": 1, "b": { "c": [1, 2], "d": "x" } });
        check(&base, &base, Some(&json!({})));
        let other = json!({ "a": 1, "b": { "c": [1, 3] }, "e": true });
        let patch = json!({ "b": { "c": { "1": 3 }, "d": null }, "e": true });
        check(&base, &other, Some(&patch));
    }

    #[test]
    fn numbers_are_equal_by_value() {
        check(&json!({ "a": 20 }), &json!({ "a": 20.0 }), Some(&json!({})));
        let exact = json!({ "a": u64::MAX });
        check(&json!({ "a": u64::MAX - 1 }), &exact, Some(&exact));
    }

    #[test]
    fn elements_with_ids_are_known_by_them() {
        let base = json!([{ "id": "a", "n": 1 }, { "id": "b", "n": 2 }]);
        check(
            &base,
            &json!([{ "id": "a", "n": 1 }, { "id": "b", "n": 3 }]),
            Some(&json!({ "b": { "n": 3 } })),
        );
        check(
            &base,
            &json!([{ "id": "b", "n": 2 }]),
            Some(&json!({ "a": null })),
        );
        check(
            &base,
            &json!([{ "id": "a", "n": 1 }, { "id": "b", "n": 2 }, { "id": "c" }]),
            Some(&json!({ "c": { "id": "c" } })),
        );
    }

    #[test]
    fn a_list_of_another_length_is_whole() {
        check(&json!([1, 2]), &json!([1]), Some(&json!([1])));
        check(&json!([]), &json!(["a"]), Some(&json!(["a"])));
    }

    #[test]
    fn what_no_patch_says_is_no_patch() {
        check(&json!({ "a": 1 }), &json!({ "a": null }), None);
        let turned = json!([{ "id": "b" }, { "id": "a" }]);
        check(&json!([{ "id": "a" }, { "id": "b" }]), &turned, None);
    }

    #[test]
    fn a_patch_of_another_document_goes_as_far_as_it_does() {
        let mut base = json!({ "list": [{ "id": "a", "n": 1 }], "pair": [1, 2] });
        apply(
            &mut base,
            json!({ "list": { "gone": null, "a": { "n": 5 } }, "pair": { "7": 1, "x": 2 }, "deep": { "er": 1 } }),
        );
        let expected =
            json!({ "list": [{ "id": "a", "n": 5 }], "pair": [1, 2], "deep": { "er": 1 } });
        assert_eq!(base, expected);
    }

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            (0..5_u64).prop_map(Value::from),
            "[ab]{0,2}".prop_map(Value::from),
        ];
        leaf.prop_recursive(3, 24, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::btree_map("[a-c]|id", inner, 0..4)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        /// A patch that is found makes the target, and one that is not found costs nothing but its letters.
        #[test]
        fn a_found_patch_makes_the_target(base in any_json(), target in any_json()) {
            if let Some(patch) = difference(&base, &target) {
                let mut made = base.clone();
                apply(&mut made, patch);
                prop_assert!(are_equal(&made, &target));
            }
        }

        /// Any text may be a patch: applying it ends.
        #[test]
        fn any_patch_can_be_applied(base in any_json(), patch in any_json()) {
            let mut made = base;
            apply(&mut made, patch);
        }
    }
}
