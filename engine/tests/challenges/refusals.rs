//! Files that are no challenges, and the field that each refusal names.

use model::challenge::read;
use serde_json::{Value, json};

use crate::play::PLATFORM;

/// A good file. Each case below sets or removes one field of it.
fn good() -> Value {
    json!({
        "format": 1,
        "id": "small",
        "name": "Small",
        "about": "Two cards.",
        "level": "some_moves",
        "hints": ["Look."],
        "start": {
            "placements": {
                "quiz-submissions": { "lane": "service" },
                "course-landing": { "lane": "edge" }
            },
            "arrivals": { "quiz-submissions": { "kind": "poisson", "per_hour": 1000.0 } },
            "needs": { "course-landing": [{ "kind": "failed", "at_most_share": 0.1 }] },
            "audience": [{ "city": "London", "country": "GB", "weight": 1.0 }],
            "changes": [{ "at_min": 5.0, "what": { "kind": "surge", "factor": 2.0 } }],
            "remedies": [{ "kind": "connection_pooler" }]
        },
        "moves": { "locked": ["course-landing"], "remedies": true },
        "stars": [
            [{ "kind": "kept", "workloads": ["course-landing", "quiz-submissions"] }],
            [
                { "kind": "measured", "workload": "quiz-submissions", "figure": "failed", "at_most": 0.0 },
                {
                    "kind": "answered_in",
                    "workload": "course-landing",
                    "cities": ["London"],
                    "percentile": 95.0,
                    "at_most_ms": 100.0
                },
                { "kind": "bill", "at_most_usd_per_month": 100.0 }
            ]
        ]
    })
}

/// Asserts that a file with this at a JSON pointer is refused at a path.
fn refused(pointer: &str, value: Value, path: &str) {
    let (parent, field) = pointer.rsplit_once('/').expect("a pointer");
    let mut file = good();
    match file.pointer_mut(parent).expect(pointer) {
        Value::Array(list) => {
            let index: usize = field.parse().expect("an index");
            list[index] = value;
        }
        parent => parent[field] = value,
    }
    refused_at(&file, path, pointer);
}

fn refused_at(file: &Value, path: &str, case: &str) {
    let text = serde_json::to_string_pretty(file).expect("JSON");
    let error = read(&text, &PLATFORM).err();
    let error = error.map(|error| error.to_string()).unwrap_or_default();
    let named = error.starts_with(&format!("{path}: "));
    assert!(named, "{case}: expected {path}, found {error:?}");
}

#[test]
fn the_good_file_is_read() {
    assert_eq!(read(&good().to_string(), &PLATFORM).err(), None);
}

#[test]
fn goals_name_what_is_on_the_board() {
    refused(
        "/stars/0/0/workloads/1",
        json!("quiz"),
        "stars[0][0].workloads[1]",
    );
    // It ships, but takes no part here.
    refused(
        "/stars/1/0/workload",
        json!("live-classroom"),
        "stars[1][0].workload",
    );
    refused(
        "/stars/1/1/workload",
        json!("landing"),
        "stars[1][1].workload",
    );
    refused(
        "/stars/1/1/cities",
        json!(["London", "Paris"]),
        "stars[1][1].cities[1]",
    );
    refused(
        "/stars/1/1/cities",
        json!([]),
        "stars[1][1].cities (its length)",
    );
    refused(
        "/stars/1/1/percentile",
        json!(99.0),
        "stars[1][1].percentile",
    );
    refused(
        "/stars/1/1/at_most_ms",
        json!(0.0),
        "stars[1][1].at_most_ms",
    );
    refused(
        "/stars/1/2/at_most_usd_per_month",
        json!(-1.0),
        "stars[1][2].at_most_usd_per_month",
    );
    let placed = json!({ "kind": "placed", "workload": "course-landing", "on": [] });
    refused("/stars/0/0", placed, "stars[0][0].on (its length)");
}

#[test]
fn stars_are_one_to_three_and_none_is_for_nothing() {
    refused("/stars", json!([]), "stars (its length)");
    let kept = json!([{ "kind": "kept" }]);
    refused(
        "/stars",
        json!([kept, kept, kept, kept]),
        "stars (its length)",
    );
    refused("/stars/1", json!([]), "stars[1] (its length)");
}

#[test]
fn a_challenge_has_one_board() {
    refused("/scenario", json!(*PLATFORM), "start");
    let mut file = good();
    file.as_object_mut().expect("an object").remove("start");
    refused_at(&file, "start", "no board");
}

#[test]
fn a_start_names_cards_that_take_part() {
    let other = json!({ "kind": "poisson", "per_hour": 1.0 });
    refused(
        "/start/placements/quiz",
        json!({ "lane": "edge" }),
        "start.placements",
    );
    refused("/start/arrivals/quiz", other.clone(), "start.arrivals");
    refused("/start/arrivals/live-classroom", other, "start.arrivals");
    refused("/start/needs/live-classroom", json!([]), "start.needs");
    refused(
        "/moves/locked/0",
        json!("live-classroom"),
        "moves.locked[0]",
    );
}

#[test]
fn a_start_makes_a_board_that_a_scenario_could_have() {
    refused(
        "/start/audience/0/city",
        json!("Atlantis"),
        "start.audience[0].city",
    );
    refused("/start/home_region", json!("moon-1"), "start.home_region");
    refused(
        "/start/changes/0/at_min",
        json!(61.0),
        "start.changes[0].at_min",
    );
    refused(
        "/start/changes/0/what/factor",
        json!(0.5),
        "start.changes[0].what.factor",
    );
    let remedy = json!({ "kind": "plain_cdn", "target": "live-classroom" });
    refused("/start/remedies/0", remedy, "start.remedies[0].target");
}

#[test]
fn a_field_of_the_wrong_shape_is_named() {
    refused("/level", json!("easy"), "level");
    refused("/hint", json!("Look."), "hint");
    refused("/moves/remedy", json!(true), "moves.remedy");
    refused("/stars/0/0/kind", json!("keeps"), "stars[0][0].kind");
    let lane = "/start/placements/course-landing/lane";
    refused(lane, json!("cloud"), "start.placements.course-landing.lane");
    let kind = "/start/arrivals/quiz-submissions/kind";
    refused(
        kind,
        json!("poison"),
        "start.arrivals.quiz-submissions.kind",
    );
    let remedy = json!({ "kind": "hope" });
    refused("/start/remedies/0", remedy, "start.remedies[0].kind");
}

/// Its path in the file differs from its path in the scenario that is made of the file.
#[test]
fn a_number_that_no_scenario_may_have_is_named_within_the_start() {
    refused(
        "/start/arrivals/quiz-submissions/per_hour",
        json!(-1.0),
        "start.arrivals.quiz-submissions.per_hour",
    );
    refused(
        "/start/needs/course-landing/0/at_most_share",
        json!(1.5),
        "start.needs.course-landing[0].at_most_share",
    );
}

/// A value with a `kind` is read whole before it is understood: the refusal names the value, not the field
/// behind it.
#[test]
fn a_value_with_a_kind_is_named_itself() {
    refused("/stars/1/0/figure", json!("luck"), "stars[1][0]");
    refused("/stars/0/0/extra", json!(1), "stars[0][0]");
    refused(
        "/stars/1/2/at_most_usd_per_month",
        json!("few"),
        "stars[1][2]",
    );
    // The path of the last entry of a map is the path of the map.
    refused(
        "/start/arrivals/quiz-submissions/per_hour",
        json!("many"),
        "start.arrivals",
    );
}

#[test]
fn a_challenge_says_what_it_is() {
    refused("/format", json!(3), "format");
    refused("/format", json!(0), "format");
    refused("/id", json!("Not An Id"), "id");
    refused("/name", json!(""), "name (its letters)");
    refused("/about", json!("long ".repeat(200)), "about (its letters)");
    refused("/hints/0", json!(""), "hints[0] (its letters)");
}
