//! Every fact of the catalog takes part in the model, is shown beside a fact that does, or is named among the known
//! limits as one that the model does not hold work to.

#![expect(
    clippy::unwrap_used,
    reason = "a test that panics has failed, which is what it is for"
)]

use std::fs;
use std::path::Path;

use model::catalog::known_limits;

/// Limits that no run is held to, each with the words by which the known limits name it.
const NOT_HELD: [(&str, &str); 4] = [
    ("cfw.connections", "six calls of one request at once"),
    ("cfw.queue_consumers", "250 runs of one queue's consumer"),
    (
        "wasmtime.pool_default",
        "a thousand instances of a plugin host's pool",
    ),
    ("le.scale", "ten thousand requests a second of Lambda@Edge"),
];

/// Measurements and parts of others that the page of facts shows for comparison.
const FOR_COMPARISON: [&str; 16] = [
    "cfkv.consistency",
    "db.rtt_intra_az",
    "docker.start_ssd",
    "firecracker.boot",
    "firecracker.memory",
    "keepalive.aws_2019",
    "meas.process",
    "meas.wasmi.loop",
    "meas.wasmi.rss",
    "meas.wasmtime.instantiate",
    "meas.wasmtime.loop",
    "net.handshake_quic",
    "net.handshake_quic_resumed",
    "net.handshake_tls13",
    "net.handshake_tls13_resumed",
    "wasm.slowdown.chrome",
];

/// Facts that only their tables name: those of the list, and a few that code finds by id.
#[test]
fn every_fact_is_used_or_named() {
    let mut sources = Vec::new();
    for folder in ["engine/model/src", "engine/src", "app/src"] {
        read(&testkit::file(folder), &mut sources);
    }
    let all: String = sources.concat();
    let mut unused = Vec::new();
    for source in sources
        .iter()
        .filter(|source| source.contains("fact_table!"))
    {
        let lines: Vec<&str> = source.lines().collect();
        for line in lines {
            let Some((name, id)) = constant(line) else {
                continue;
            };
            let definitions = all.matches(&format!("    {name} = ")).count();
            let by_name = words(&all, name) > definitions;
            let by_id = all.matches(&format!("\"{id}\"")).count() > 1;
            if !by_name && !by_id {
                unused.push(id);
            }
        }
    }
    let listed = |id: &&str| {
        FOR_COMPARISON.contains(id) || NOT_HELD.iter().any(|(not_held, _)| not_held == id)
    };
    unused.retain(|id| !listed(id));
    assert!(unused.is_empty(), "{unused:?}");
}

#[test]
fn what_is_not_held_is_named_among_the_known_limits() {
    for (id, words) in NOT_HELD {
        let is_named = known_limits()
            .iter()
            .any(|limit| limit.text.contains(words));
        assert!(is_named, "{id}: {words}");
    }
}

/// The name and the id of a fact, on the line of a table that begins it.
fn constant(line: &str) -> Option<(&str, &str)> {
    let (name, rest) = line.strip_prefix("    ")?.split_once(" = ")?;
    let is_name = name
        .chars()
        .all(|letter| letter.is_ascii_uppercase() || letter.is_ascii_digit() || letter == '_');
    let (_, id) = rest.split_once('"')?;
    let (id, _) = id.split_once('"')?;
    (is_name && id.contains('.')).then_some((name, id))
}

/// How often a name occurs as a word.
fn words(text: &str, name: &str) -> usize {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    text.match_indices(name)
        .filter(|(at, _)| {
            let before = text[..*at].chars().next_back();
            let after = text[at + name.len()..].chars().next();
            !before.is_some_and(is_part) && !after.is_some_and(is_part)
        })
        .count()
}

fn read(folder: &Path, sources: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read(&path, sources);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            sources.push(fs::read_to_string(&path).unwrap());
        }
    }
}
