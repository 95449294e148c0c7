//! Runs a grading program on one submission, within limits, and prints the result as JSON.
//!
//! ```sh
//! cargo run --release -p engine --example grade -- PROGRAM(.wasm|.wat|.grade) --submission FILE.json
//!     [--key FILE.json] [--fuel N] [--memory-pages N] [--allow CAPABILITY]…
//! ```
//!
//! The submission is `{"submission": "…"}`, the key a task as `model::sandbox::task_from_json` reads it. Without a key
//! a program may award up to 100 points. A program that exports `_start` in place of `grade` reads the submission from
//! standard input and writes its result to standard output (WASI preview 1).
//!
//! Without `--allow` a program gets all that can be granted: answer, key, points, feedback, a clock that never moves and
//! random numbers that are the same in every run. With it, once for each, it gets what is named and no more.

use std::borrow::Cow;
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use engine::interpreter::{Program, SandboxError, WatchedRun, trapped_in};
use grading::{assemble, compile};
use model::sandbox::{
    Capability, Ended, Grants, Limits, LoggedCall, MAX_MODULE_BYTES, SnippetRun, Step, Task,
    submission_from_json, task_from_json,
};
use serde_json::{Value, json};

#[path = "shared/options.rs"]
#[expect(dead_code, reason = "several examples share it, and none needs all")]
mod options;
use options::Options;

/// Bytes of a page of WebAssembly's memory.
const PAGE_BYTES: f64 = 65_536.0;
/// The most points without a key.
const CAP_POINTS: u32 = 100;

fn main() -> ExitCode {
    match graded(env::args().skip(1).collect()) {
        Ok(result) => {
            println!("{result}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn graded(mut arguments: Vec<String>) -> Result<Value, String> {
    if arguments.is_empty() || arguments.first().is_some_and(|one| one.starts_with("--")) {
        return Err("name a program first: a .wasm, .wat or .grade file".to_owned());
    }
    let path = arguments.remove(0);
    let mut options = Options::read(arguments)?;
    let submission = submission_from_json(&text_of(&options.word("submission")?)?)
        .map_err(|fault| format!("the submission: {fault}"))?;
    let task = match options.word("key") {
        Ok(file) => {
            task_from_json(&text_of(&file)?).map_err(|fault| format!("the key: {fault}"))?
        }
        Err(_) => open_task(),
    };
    let usual = Limits::default();
    let pages = usual.memory_bytes as f64 / PAGE_BYTES;
    let limits = Limits {
        fuel: options.number("fuel", Some(usual.fuel as f64), 0.0..=1e12)? as u64,
        memory_bytes: (options.number("memory-pages", Some(pages), 0.0..=1_024.0)? * PAGE_BYTES)
            as u64,
        ..usual
    };
    let grants = grants(&mut options)?;
    options.finish()?;
    let source = source_of(&path)?;
    let program = module_of(source).and_then(|wasm| {
        let program = Program::to_watch(&wasm, &limits, grants);
        Ok((program.map_err(|error| error.to_string())?, wasm))
    });
    Ok(match program {
        Ok((program, wasm)) => {
            let mut run = WatchedRun::begin(&program, &task, &submission);
            while run.advance(u64::MAX) == Step::Paused {}
            let result = run.result();
            let function = match &result.ended {
                Ended::Trapped(trap) => {
                    trapped_in(&wasm, &limits, grants, (&task, &submission), trap)
                }
                Ended::Graded { .. } | Ended::Denied { .. } => None,
            };
            as_json(&result, function, run.calls(), run.outputs().0)
        }
        Err(reason) => json!({
            "outcome": "refused", "points": 0, "feedback": null, "output": "", "fuel": 0,
            "peak_memory_bytes": 0, "calls": [], "trap": reason,
        }),
    })
}

/// What the program may call: everything that can be granted, or what is named.
fn grants(options: &mut Options) -> Result<Grants, String> {
    let allowed = options.words("allow");
    if allowed.is_empty() {
        return Ok(Grants::ALL);
    }
    allowed.iter().try_fold(Grants::NONE, |grants, word| {
        let mut known = Capability::GRANTABLE.into_iter();
        known
            .find(|one| one.name() == word)
            .map(|one| grants.with(one))
            .ok_or_else(|| {
                let known = Capability::GRANTABLE.map(Capability::name);
                format!("--allow {word}: expected one of {}", known.join(", "))
            })
    })
}

fn open_task() -> Task {
    Task {
        prompt: "",
        cap_points: CAP_POINTS,
        key: Cow::Borrowed(&[]),
        samples: "",
    }
}

fn text_of(file: &str) -> Result<String, String> {
    fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))
}

/// A program as it is in a file.
enum Source {
    Module(Vec<u8>),
    ModuleText(String),
    Grading(String),
    /// A module of so many bytes, more than are read.
    TooBig(u64),
}

fn source_of(path: &str) -> Result<Source, String> {
    let failed = |error: std::io::Error| format!("{path}: {error}");
    match Path::new(path).extension().and_then(|one| one.to_str()) {
        Some("wasm") => {
            let bytes = fs::metadata(path).map_err(failed)?.len();
            if bytes > MAX_MODULE_BYTES {
                return Ok(Source::TooBig(bytes));
            }
            Ok(Source::Module(fs::read(path).map_err(failed)?))
        }
        Some("wat") => Ok(Source::ModuleText(text_of(path)?)),
        Some("grade") => Ok(Source::Grading(text_of(path)?)),
        _ => Err(format!("{path}: expected a .wasm, .wat or .grade file")),
    }
}

/// The module of a program, or why there is none.
fn module_of(source: Source) -> Result<Vec<u8>, String> {
    match source {
        Source::Module(wasm) => Ok(wasm),
        Source::ModuleText(text) => assemble(&text).map_err(|fault| fault.to_string()),
        Source::Grading(text) => match compile(&text) {
            Ok(compiled) => Ok(compiled.wasm),
            Err(fault) => Err(fault.to_string()),
        },
        Source::TooBig(bytes) => {
            let limit = MAX_MODULE_BYTES;
            Err(SandboxError::TooBig { bytes, limit }.to_string())
        }
    }
}

fn as_json(
    run: &SnippetRun,
    function: Option<String>,
    calls: &[LoggedCall],
    output: &[u8],
) -> Value {
    let (outcome, points, trap) = match &run.ended {
        Ended::Graded { points } => ("graded", *points, Value::Null),
        Ended::Trapped(trap) => {
            let place = function.map(|name| format!(", in the function {name}"));
            let trap = format!("{trap}{}", place.unwrap_or_default());
            ("trapped", 0, json!(trap))
        }
        Ended::Denied { call } => ("denied", 0, json!(format!("`{call}` is not granted"))),
    };
    let calls: Vec<Value> = calls
        .iter()
        .map(|call| json!({ "name": call.call, "granted": call.is_granted }))
        .collect();
    json!({
        "outcome": outcome,
        "points": points,
        "feedback": run.feedback,
        "output": String::from_utf8_lossy(output),
        "fuel": run.fuel_burnt,
        "peak_memory_bytes": run.memory_peak_bytes,
        "calls": calls,
        "trap": trap,
    })
}
