//! The engine answers any file: with a scenario that it can simulate, or with a
//! sentence. It never panics, and never takes longer than the size of the text warrants.

use engine::simulation::Simulation;
use model::scenario::Scenario;
use model::trace_selection::TraceSelection;
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Map, Value, json};

use crate::draw::for_all;
use crate::scenarios::scenario;
use crate::support::PROFILES;

/// The page's use of a text: it reads the text, and simulates a slice of the scenario.
fn answer(text: &str) {
    match Scenario::from_json(text) {
        Err(error) => assert!(!error.to_string().is_empty()),
        Ok(scenario) => {
            assert_eq!(
                Scenario::from_json(&scenario.to_json()),
                Ok(scenario.clone())
            );
            let selection = TraceSelection::Sample { at_most: 1_000 };
            let mut simulation = Simulation::new(&scenario, &PROFILES, &selection).unwrap();
            simulation.step(20_000);
            let run = simulation.finish();
            assert_eq!(run.summary.verdicts.len(), scenario.workloads.len());
        }
    }
}

/// Values that are wrong nearly everywhere.
fn odd_value() -> impl Strategy<Value = Value> {
    let deep = |depth| (0..depth).fold(json!(1), |inner, _| json!([inner]));
    let values = vec![
        json!(null),
        json!(true),
        json!(0),
        json!(-1),
        json!(1e300),
        json!(-1e300),
        json!(5e-324),
        json!(0.5),
        json!(u64::MAX),
        json!(i64::MIN),
        json!(u32::MAX),
        json!("NaN"),
        json!("-Infinity"),
        json!("1e400"),
        json!(""),
        json!("\u{0}\u{202e}🦀"),
        json!("a".repeat(10_000)),
        json!([]),
        json!({}),
        json!({"kind": "poisson"}),
        json!({"kind": {"kind": "none"}}),
        deep(20),
        deep(120),
    ];
    select(values)
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        odd_value(),
        any::<f64>().prop_map(|number| json!(number)),
        any::<i64>().prop_map(|number| json!(number)),
        ".{0,12}".prop_map(Value::String),
    ];
    let key = prop_oneof![
        select(vec![
            "format",
            "kind",
            "lanes",
            "workloads",
            "seed",
            "steps"
        ])
        .prop_map(str::to_owned),
        ".{0,6}",
    ];
    leaf.prop_recursive(4, 60, 6, move |inner| {
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(Value::Array),
            btree_map(key.clone(), inner, 0..6)
                .prop_map(|fields| Value::Object(Map::from_iter(fields))),
        ]
    })
}

/// How many values there are in a document, itself included.
fn size(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(size).sum(),
        Value::Object(fields) => fields.values().map(size).sum(),
        _ => 0,
    }
}

/// Changes the value at this place of a document, counted from its top.
fn change(value: &mut Value, place: &mut usize, to: &mut Option<Change>) {
    if *place == 0 {
        if let Some(change) = to.take() {
            change.apply(value);
        }
        return;
    }
    *place -= 1;
    let inner: Vec<&mut Value> = match value {
        Value::Array(items) => items.iter_mut().collect(),
        Value::Object(fields) => fields.values_mut().collect(),
        _ => Vec::new(),
    };
    for item in inner {
        if to.is_none() {
            return;
        }
        change(item, place, to);
    }
}

/// A mutation of a value.
#[derive(Clone, Debug)]
enum Change {
    Put(Value),
    /// Takes out one of the fields or items, by its number.
    Drop(Index),
    /// Has the same item twice.
    Double,
    /// Multiplies a number.
    Scale(f64),
    /// Wraps it.
    Nest,
}

impl Change {
    fn apply(self, value: &mut Value) {
        match (self, value) {
            (Self::Put(other), value) => *value = other,
            (Self::Drop(index), Value::Object(fields)) if !fields.is_empty() => {
                let key = fields.keys().nth(index.index(fields.len())).cloned();
                fields.remove(&key.unwrap());
            }
            (Self::Drop(index), Value::Array(items)) if !items.is_empty() => {
                items.remove(index.index(items.len()));
            }
            (Self::Double, Value::Array(items)) => items.extend_from_within(..),
            (Self::Scale(factor), value @ Value::Number(_)) => {
                let number = value.as_f64().unwrap_or(0.0) * factor;
                *value = if number.fract() == 0.0 && (0.0..1e15).contains(&number) {
                    json!(number as u64)
                } else {
                    json!(number)
                };
            }
            (_, value) => *value = json!([value.take()]),
        }
    }
}

fn a_change() -> impl Strategy<Value = Change> {
    prop_oneof![
        3 => odd_value().prop_map(Change::Put),
        2 => any::<Index>().prop_map(Change::Drop),
        1 => Just(Change::Double),
        6 => select(vec![0.0, -1.0, 0.5, 3.0, 1e3, 1e6, 1e12]).prop_map(Change::Scale),
        1 => Just(Change::Nest),
    ]
}

#[test]
fn any_text_is_answered() {
    for_all(300, &".{0,200}", |text| answer(&text));
    for_all(300, &any_json(), |value| answer(&value.to_string()));
}

#[test]
fn nesting_is_answered() {
    for (open, close) in [("[", "]"), ("{\"kind\":", "}")] {
        for depth in [10, 127, 128, 1_000, 100_000] {
            answer(&format!("{}1{}", open.repeat(depth), close.repeat(depth)));
            answer(&open.repeat(depth));
        }
    }
}

#[test]
fn a_scenario_that_somebody_broke_is_answered() {
    let changes = vec((any::<Index>(), a_change()), 1..=3);
    for_all(600, &(scenario(), changes), |(scenario, changes)| {
        let mut document: Value = serde_json::from_str(&scenario.to_json()).unwrap();
        for (index, what) in changes {
            let mut place = index.index(size(&document));
            change(&mut document, &mut place, &mut Some(what));
        }
        answer(&document.to_string());
    });
}

#[test]
fn a_text_that_was_cut_is_answered() {
    let cut = (scenario(), any::<Index>(), "[\\PC]{0,3}");
    for_all(200, &cut, |(scenario, index, put)| {
        let text = scenario.to_json();
        let at = index.index(text.len());
        answer(&text[..at]);
        answer(&format!("{}{put}{}", &text[..at], &text[at..]));
    });
}
