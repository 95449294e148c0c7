//! The challenges, the boards to try in them, and the stars that a board earns.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex};

use engine::interpreter::profile;
use engine::simulation::{Progress, Simulation};
use model::challenge::{Challenge, Score, read, score};
use model::run::{Run, Summary};
use model::sandbox::SnippetProfiles;
use model::scenario::Scenario;
use model::trace_selection::TraceSelection;
use serde::Deserialize;

#[path = "../../examples/shared/play.rs"]
mod moves;
#[path = "../../examples/shared/own_code.rs"]
mod own_code;

pub use moves::Play;

/// The scenario from which challenges are made.
pub static PLATFORM: LazyLock<Scenario> = LazyLock::new(|| {
    let text = include_str!("../../../public/scenarios/learning-platform.json");
    Scenario::from_json(text).expect("the scenario that ships")
});

/// Every challenge that ships, with its file's name.
pub static CHALLENGES: LazyLock<Vec<(String, Challenge)>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../public/challenges");
    let entries = fs::read_dir(folder).expect("the folder of challenges");
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|end| end == "json"))
        .collect();
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let name = path.file_stem().expect("a name").to_string_lossy();
            let text = fs::read_to_string(&path).expect("a readable file");
            match read(&text, &PLATFORM) {
                Ok(challenge) => (name.into_owned(), challenge),
                Err(error) => panic!("{name}: {error}"),
            }
        })
        .collect()
});

/// For each challenge, the boards to try.
pub static ANSWERS: LazyLock<BTreeMap<String, Answers>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("solutions.json")).expect("boards of the right shape")
});

static PROFILES: LazyLock<SnippetProfiles> =
    LazyLock::new(|| profile(&PLATFORM.lanes.sandbox.limits()));

/// The profiles of the board that was simulated last, where it has code of its own: the hours of an attempt have the same.
static OF_OWN_CODE: Mutex<Option<Arc<SnippetProfiles>>> = Mutex::new(None);

/// The boards to try in one challenge.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answers {
    /// Earns every star.
    pub solution: Play,
    /// Plausible mistakes.
    pub naive: Vec<Mistake>,
}

/// The moves of a player that are a plausible mistake.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mistake {
    /// In words.
    pub name: String,
    /// The stars that it earns.
    pub stars: usize,
    #[serde(flatten)]
    pub moves: Play,
}

/// The board that these moves make of the starting one.
pub fn board(challenge: &Challenge, moves: &Play) -> Scenario {
    let played = moves.on(&challenge.scenario);
    let counts = challenge.board(&played);
    // A move that does not count would make another board than the file describes.
    let id = &challenge.id;
    assert_eq!(counts.placements, played.placements, "{id}: a locked card");
    assert_eq!(
        counts.remedies, played.remedies,
        "{id}: remedies that do not count"
    );
    assert_eq!(counts.own_code(), played.own_code(), "{id}: a program");
    counts.check().expect("a board that the page would take");
    counts
}

/// The score of a board in the hours of an attempt. The hours after one without a star are left out:
/// they cannot bring it back.
pub fn earned(challenge: &Challenge, board: &Scenario, attempt: u32) -> Score {
    let mut hours: Vec<Summary> = Vec::new();
    for seed in challenge.seeds(attempt) {
        let hour = Scenario {
            seed,
            ..board.clone()
        };
        hours.push(run(&hour).summary);
        if score(challenge, board, &hours[hours.len() - 1..]).stars == 0 {
            break;
        }
    }
    score(challenge, board, &hours)
}

/// Simulates an hour.
pub fn run(hour: &Scenario) -> Run {
    assert_eq!(PROFILES.limits, hour.lanes.sandbox.limits());
    let own = own_profiles(hour);
    let profiles = own.as_deref().unwrap_or(&PROFILES);
    // Goals by city read the trace.
    let selection = TraceSelection::default();
    let mut simulation = Simulation::new(hour, profiles, &selection).expect("an hour");
    while matches!(simulation.step(1 << 20), Progress::Running { .. }) {}
    simulation.finish()
}

fn own_profiles(hour: &Scenario) -> Option<Arc<SnippetProfiles>> {
    if hour.own_code().is_empty() {
        return None;
    }
    let mut last = OF_OWN_CODE.lock().expect("no test failed within");
    let known = last.take().filter(|known| hour.check_runs(known).is_ok());
    let found = known
        .unwrap_or_else(|| Arc::new(own_code::profiles_of(hour).expect("code that can be run")));
    *last = Some(Arc::clone(&found));
    Some(found)
}
