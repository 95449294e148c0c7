//! The gallery of the sandbox lab: its packed twin, the ends of its programs, and the points of its canaries.
#![expect(clippy::unwrap_used, reason = "a test may end at once")]

use std::fs;
use std::path::Path;

use engine::interpreter::{Program, SandboxError};
use grading::{assemble, bomb, compile};
use model::sandbox::{
    Bomb, Canary, Elsewhere, Ended, Gallery, GalleryCode, GalleryProgram, GalleryTask, Grants,
    LabChapter, Limits, Snippet, SnippetRun, Trap, snippets,
};
use serde::Deserialize;
use serde_json::{Value, json};

const FOLDER: &str = "engine/grading/gallery";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GalleryFile {
    programs: Vec<ProgramFile>,
    tasks: Vec<TaskFile>,
    chapters: Vec<LabChapter>,
    inside: Elsewhere,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProgramFile {
    id: String,
    name: String,
    file: Option<String>,
    bomb: Option<Bomb>,
    task: u32,
    elsewhere: Option<Elsewhere>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TaskFile {
    snippet: u32,
    canaries: Vec<Canary>,
}

fn text(file: &str) -> String {
    fs::read_to_string(testkit::file(&format!("{FOLDER}/{file}"))).unwrap()
}

fn program(file: ProgramFile) -> GalleryProgram {
    let code = match (file.file.as_deref(), file.bomb) {
        (Some(name), None) => match Path::new(name).extension() {
            Some(ending) if ending == "grade" => GalleryCode::Grading(text(name)),
            _ => GalleryCode::ModuleText(text(name)),
        },
        (None, Some(bomb)) => GalleryCode::Bomb(bomb),
        _ => panic!("{}: either a file or a bomb", file.id),
    };
    GalleryProgram {
        id: file.id,
        name: file.name,
        code,
        task: file.task,
        elsewhere: file.elsewhere,
    }
}

fn snippet(position: u32) -> &'static Snippet {
    &snippets()[position as usize]
}

fn task(file: TaskFile) -> GalleryTask {
    let of = snippet(file.snippet);
    let same = snippets()
        .iter()
        .filter(|one| one.task.prompt == of.task.prompt);
    GalleryTask {
        snippet: file.snippet,
        snippets: same.map(|one| one.id.to_owned()).collect(),
        prompt: of.task.prompt.to_owned(),
        samples: of
            .task
            .submissions()
            .iter()
            .map(|&one| one.to_owned())
            .collect(),
        canaries: file.canaries,
    }
}

fn gallery() -> Gallery {
    let file: GalleryFile = serde_json::from_str(&text("gallery.json")).unwrap();
    Gallery {
        programs: file.programs.into_iter().map(program).collect(),
        tasks: file.tasks.into_iter().map(task).collect(),
        chapters: file.chapters,
        inside: file.inside,
    }
}

#[test]
fn the_packed_gallery_is_its_files() {
    let bytes = borsh::to_vec(&gallery()).unwrap();
    testkit::check("public/lab/gallery.bin", bytes);
}

fn run(program: &GalleryProgram) -> Result<SnippetRun, SandboxError> {
    run_on(program, None)
}

/// The run on an answer, or on the first sample answer.
fn run_on(program: &GalleryProgram, answer: Option<&str>) -> Result<SnippetRun, SandboxError> {
    let wasm = match &program.code {
        GalleryCode::Grading(text) => compile(text).unwrap().wasm,
        GalleryCode::ModuleText(text) => assemble(text).unwrap(),
        GalleryCode::Bomb(of) => bomb(*of),
    };
    let task = &snippet(program.task).task;
    let program = Program::to_watch(&wasm, &Limits::default(), Grants::ALL)?;
    Ok(program.run(task, answer.unwrap_or(task.submissions()[0])))
}

fn ended(id: &str) -> Result<Ended, SandboxError> {
    let gallery = gallery();
    let mut programs = gallery.programs.iter();
    run(programs.find(|one| one.id == id).unwrap()).map(|run| run.ended)
}

/// The browser tests hold each browser engine to these.
#[test]
fn the_native_runs_are_known_to_the_browser_tests() {
    let runs = gallery().programs.into_iter().filter_map(|program| {
        let run = run(&program).ok()?;
        Some(json!({ "program": program.id, "points": run.points(), "fuel": run.fuel_burnt }))
    });
    let runs: Vec<Value> = runs.collect();
    let text = serde_json::to_string_pretty(&runs).unwrap();
    testkit::check("e2e/fixtures/lab-runs.json", text + "\n");
}

#[test]
fn graders_grade_and_attacks_meet_their_wall() {
    let check = |id, expected: fn(&Ended) -> bool| {
        let ended = ended(id).unwrap();
        assert!(expected(&ended), "{id}: {ended}");
    };
    let trapped = |id, trap: Trap| assert_eq!(ended(id), Ok(Ended::Trapped(trap)), "{id}");
    check("terms", |ended| {
        matches!(ended, Ended::Graded { points: 1.. })
    });
    check("number", |ended| matches!(ended, Ended::Graded { .. }));
    check("first", |ended| *ended == Ended::Graded { points: 1 });
    check("sign", |ended| *ended == Ended::Graded { points: 1 });
    check("generous", |ended| *ended == Ended::Graded { points: 4 });
    check("looks-around", |ended| {
        matches!(ended, Ended::Denied { .. })
    });
    trapped("endless", Trap::OutOfFuel);
    trapped("memory", Trap::MemoryLimit);
    trapped("table", Trap::MemoryLimit);
    trapped("recursion", Trap::StackOverflow);
    trapped("calls", Trap::OutOfFuel);
    trapped("out-of-bounds", Trap::OutOfBounds);
    check("flood", |ended| {
        matches!(ended, Ended::Trapped(Trap::OutOfFuel | Trap::MemoryLimit))
    });
}

#[test]
fn what_cannot_be_run_is_refused_with_its_reason() {
    let check = |id, reason: &str| {
        let error = ended(id).unwrap_err().to_string();
        assert!(error.contains(reason), "{id}: {error}");
    };
    check("starts-alone", "start function");
    check("nested-blocks", "more than 5000 blocks within each other");
    check("branch-targets", "more than 20000 branch targets");
    check("local-variables", "more than 2000 local variables");
    check("imports", "more than 100 imports");
    check("malformed", "the module is refused");
    check("oversized", "2097160 bytes are too much");
}

/// The snippets that ship are honest graders of their tasks: they give a canary the points that it is known to be worth.
#[test]
fn a_canary_is_worth_its_points() {
    for task in gallery().tasks {
        let honest = snippet(task.snippet);
        let program = Program::new(honest.wasm(), &Limits::default()).unwrap();
        for Canary { answer, points } in task.canaries {
            let run = program.run(&honest.task, &answer);
            assert_eq!(
                run.ended,
                Ended::Graded { points },
                "{}: {answer}",
                honest.id
            );
        }
    }
}

/// A prediction is right or wrong by the run itself: of the options of a step, exactly one is seen.
#[test]
fn one_option_of_each_prediction_is_seen() {
    let gallery = gallery();
    for step in gallery.chapters.iter().flat_map(|chapter| &chapter.steps) {
        assert_ne!(
            step.options.is_empty(),
            step.goal.is_none(),
            "{}",
            step.question
        );
        let Some(id) = &step.program else { continue };
        let program = gallery.programs.iter().find(|one| one.id == *id).unwrap();
        let run = run_on(program, step.answer.as_deref()).unwrap();
        let seen = step.options.iter().filter(|option| option.seen.holds(&run));
        assert!(
            step.options.is_empty() || seen.count() == 1,
            "{}",
            step.question
        );
    }
}
