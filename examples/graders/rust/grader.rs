//! A grader in Rust that reads standard input and writes standard output.
//!
//! ```sh
//! rustc --edition 2024 --target wasm32-wasip1 -O -C strip=symbols -C link-arg=-zstack-size=65536 grader.rs
//! ```
//!
//! It needs the target once: `rustup target add wasm32-wasip1`. The default stack of 1 MiB would be more memory than a
//! grader is granted. The task: "Name the four stages of the water cycle."

use std::io::{self, Read};

/// The stages, and the beginnings of words that name each.
const STAGES: [(&str, &[&str]); 4] = [
    ("evaporation", &["evaporat"]),
    ("condensation", &["condens"]),
    ("precipitation", &["precipitat", "rain", "snow"]),
    (
        "collection",
        &["collect", "runoff", "infiltrat", "gather", "accumulat"],
    ),
];

fn main() -> io::Result<()> {
    // {"submission":"…"}: only letters and digits count, so that JSON is not read further than its ends of lines.
    let mut input = String::new();
    io::stdin().read_to_string(&mut input)?;
    let text = input.replace("\\n", " ").to_lowercase();
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
    let is_named = |begins: &[&str]| {
        let fits = |word: &&str| begins.iter().any(|begin| word.starts_with(begin));
        words.iter().any(|word| fits(word))
    };
    let missing = STAGES.iter().filter(|(_, begins)| !is_named(begins));
    let missing: Vec<&str> = missing.map(|(stage, _)| *stage).collect();
    let points = STAGES.len() - missing.len();
    let feedback = match missing.first() {
        None => "All four stages.".to_owned(),
        Some(stage) => format!("{points} of 4. One that is missing: {stage}."),
    };
    println!(r#"{{"points":{points},"feedback":"{feedback}"}}"#);
    Ok(())
}
