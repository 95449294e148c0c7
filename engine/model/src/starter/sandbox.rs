//! A grader behind walls: a host program for Wasmtime with limits of fuel and memory, and three graders.

use super::sheet::{Sheet, grouped, quoted};
use super::{Placed, Starter, StarterFile};
use crate::sandbox::{CHOICE_SNIPPET, Expect, Task, Texts, snippets};

/// The host program; [`SETTINGS`] is where the figures of the board go.
const HOST: &str = include_str!("sandbox/host.py");
/// The line of [`HOST`] that the settings take the place of.
const SETTINGS: &str = "# SETTINGS\n";
/// The packages of the host program, of the versions with which the tests run it.
const PACKAGES: &str = include_str!("sandbox/requirements.txt");

/// The graders: an honest one, one that never returns, and one that makes a call that it was not granted.
const GRADERS: [(&str, &str); 3] = [
    (
        "multiple-choice.wat",
        include_str!("../sandbox/snippets/multiple-choice.wat"),
    ),
    (
        "endless-loop.wat",
        include_str!("../sandbox/snippets/endless-loop.wat"),
    ),
    (
        "forbidden-call.wat",
        include_str!("../sandbox/snippets/forbidden-call.wat"),
    ),
];

/// The files of a workload behind walls.
pub(super) fn starter(placed: &Placed<'_>) -> Starter {
    let file = |path: &str, text: &str| StarterFile {
        path: path.to_owned(),
        text: text.to_owned(),
    };
    let mut files = vec![
        file("host.py", &host(placed)),
        file("requirements.txt", PACKAGES),
    ];
    files.extend(GRADERS.map(|(path, text)| file(path, text)));
    Starter {
        platform: "Wasmtime",
        files,
        commands: "pip install -r requirements.txt\npython host.py multiple-choice.wat \"B, D\"\npython host.py \
                   endless-loop.wat\npython host.py forbidden-call.wat",
    }
}

fn host(placed: &Placed<'_>) -> String {
    let mut sheet = Sheet::yaml();
    placed.head(&mut sheet, "Host program for Wasmtime");
    let (settings, limits) = (
        &placed.board.lanes.sandbox,
        placed.board.lanes.sandbox.limits(),
    );
    let mut head = sheet.finish();
    head.push('\n');
    let mut figures = Sheet::yaml();
    figures.note(
        "The task that the graders beside this file belong to. The key stays on this side of the walls.",
    );
    if let Some(choice) = snippets().iter().find(|one| one.id == CHOICE_SNIPPET) {
        task(&choice.task, &mut figures);
    }
    figures.todo("which task, and which key?");
    figures.why(
        "The board’s setting: the most operators that one run may execute. Wasmtime and wasmi count a little differently.",
        &format!("FUEL = {}", settings.fuel),
    );
    figures.why(
        "The board’s setting: the memory of one instance.",
        &format!("MEMORY_BYTES = {}", limits.memory_bytes),
    );
    figures.why(
        "The elements of a table, which is memory too.",
        &format!("TABLE_ELEMENTS = {}", limits.table_elements),
    );
    figures.note(&format!(
        "The board has {} workers and a queue of {}: this program runs one grader at a time. TODO: which server starts it, and \
         how often at once?",
        grouped(settings.workers.into()),
        grouped(settings.queue.into())
    ));
    head + &HOST.replacen(SETTINGS, &figures.finish(), 1)
}

fn task(task: &Task, sheet: &mut Sheet) {
    sheet.line(&format!("PROMPT = {}", quoted(task.prompt)));
    let answer = task.submissions().into_iter().next().unwrap_or_default();
    sheet.line(&format!("ANSWER = {}", quoted(answer)));
    sheet.line(&format!("MOST_POINTS = {}", task.cap_points));
    sheet.line("KEY = [");
    for criterion in task.key.iter() {
        let list = |texts: &Texts| {
            let texts: Vec<String> = texts.iter().map(quoted).collect();
            format!("[{}]", texts.join(", "))
        };
        let (kind, expected) = match &criterion.expect {
            Expect::Is(texts) => ("is", list(texts)),
            Expect::Mentions(texts) => ("mentions", list(texts)),
            Expect::Number { value, tolerance } => ("number", format!("[{value}, {tolerance}]")),
        };
        sheet.line(&format!(
            "    ({}, \"{kind}\", {expected}),",
            criterion.points
        ));
    }
    sheet.line("]");
}
