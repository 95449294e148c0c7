//! What is fuzzed. Each function takes any bytes; it must end soon, without a panic, and keep what it asserts.
//!
//! `cargo fuzz` runs them without an end; `engine/tests/fuzzed` runs each for a moment on its corpus.

use std::borrow::Cow;

use engine::interpreter::{Program, WASI_MODULE, WatchedRun, trapped_in};
use logs::{Choices, LogReader, format_names};
use model::sandbox::{
    Criterion, Ended, Expect, Grants, Limits, SnippetRun, Step, Task, Trap, result_from_json,
    submission_from_json, submissions_from_csv, task_from_json,
};
use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, EntityType, ExportKind, ExportSection, Function,
    FunctionSection, ImportSection, MemorySection, MemoryType, Module, TypeSection, ValType,
};

/// The functions of WASI preview 1 that `wasi_calls` calls, with their parameters: `i` for 32 bits, `I` for 64.
const WASI_CALLS: [(&str, &str); 24] = [
    ("args_get", "ii"),
    ("args_sizes_get", "ii"),
    ("clock_res_get", "ii"),
    ("clock_time_get", "iIi"),
    ("environ_get", "ii"),
    ("environ_sizes_get", "ii"),
    ("fd_close", "i"),
    ("fd_fdstat_get", "ii"),
    ("fd_filestat_get", "ii"),
    ("fd_pread", "iiiIi"),
    ("fd_prestat_dir_name", "iii"),
    ("fd_prestat_get", "ii"),
    ("fd_read", "iiii"),
    ("fd_readdir", "iiiIi"),
    ("fd_renumber", "ii"),
    ("fd_seek", "iIii"),
    ("fd_tell", "ii"),
    ("fd_write", "iiii"),
    ("path_filestat_get", "iiiii"),
    ("path_open", "iiiiiIIii"),
    ("path_rename", "iiiiii"),
    ("poll_oneoff", "iiii"),
    ("random_get", "ii"),
    ("sock_recv", "iiiiii"),
];

const SUBMISSION: &str = "Evaporation, then 2.02 s: \u{e9}";

fn limits() -> Limits {
    Limits {
        fuel: 20_000,
        ..Limits::default()
    }
}

fn task() -> Task {
    Task {
        prompt: "",
        cap_points: 7,
        key: Cow::Owned(vec![
            Criterion {
                points: 3,
                expect: Expect::mentions(&["evaporat*"]),
            },
            Criterion {
                points: 4,
                expect: Expect::Number {
                    value: 2.02,
                    tolerance: 0.1,
                },
            },
        ]),
        samples: "",
    }
}

/// Checks what holds of every run, and that a run in pieces is the same one.
fn check_run(program: &Program) -> SnippetRun {
    let task = task();
    let whole = program.run(&task, SUBMISSION);
    let limits = limits();
    assert!(whole.memory_peak_bytes <= limits.memory_bytes);
    assert!(whole.fuel_burnt <= limits.fuel);
    if let Ended::Graded { points } = whole.ended {
        assert!(points <= task.cap_points);
    }
    let feedback = whole.feedback.as_deref().unwrap_or_default();
    assert!(feedback.len() <= limits.output_bytes as usize);
    let mut run = WatchedRun::begin(program, &task, SUBMISSION);
    while run.advance(997) == Step::Paused {}
    let pieces = run.result();
    assert_eq!(
        (&pieces.ended, pieces.fuel_burnt),
        (&whole.ended, whole.fuel_burnt)
    );
    whole
}

/// Any bytes as a module.
pub fn module_bytes(data: &[u8]) {
    if let Ok(program) = Program::to_watch(data, &limits(), Grants::ALL) {
        let run = check_run(&program);
        if let Ended::Trapped(trap) = &run.ended {
            let on = (&task(), SUBMISSION);
            let function = trapped_in(data, &limits(), Grants::ALL, on, trap);
            // The others may depend on what the notes take, or come before any function runs.
            let is_certain = matches!(trap, Trap::Unreachable | Trap::Arithmetic | Trap::BadCall);
            assert!(function.is_some() || !is_certain, "{trap:?}");
        }
    }
    // What only the board's own way of compiling sees.
    Program::new(data, &limits()).ok();
}

/// A valid module that is drawn from the bytes, with an export `grade`.
pub fn drawn_modules(data: &[u8]) {
    let config = wasm_smith::Config {
        exports: Some(shape()),
        max_imports: 0,
        allow_start_export: false,
        max_memories: 1,
        max_memory32_bytes: 1 << 20,
        multi_value_enabled: true,
        simd_enabled: false,
        relaxed_simd_enabled: false,
        gc_enabled: false,
        exceptions_enabled: false,
        memory64_enabled: false,
        threads_enabled: false,
        ..wasm_smith::Config::default()
    };
    let mut source = arbitrary::Unstructured::new(data);
    if let Ok(module) = wasm_smith::Module::new(config, &mut source) {
        module_bytes(&module.to_bytes());
    }
}

/// The exports that a grader has.
fn shape() -> Vec<u8> {
    let mut grader = Grader::new();
    grader.function(|_| {});
    grader.finish("grade")
}

/// Any text as WebAssembly text.
pub fn module_text(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    match grading::assemble(text) {
        Ok(wasm) => module_bytes(&wasm),
        Err(fault) => assert!(fault.line >= 1 && fault.column >= 1),
    }
}

/// Any text as a program in the grading language: it has a fault, or its module is taken and runs.
pub fn language(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    match grading::compile(text) {
        Ok(compiled) => {
            let program = Program::to_watch(&compiled.wasm, &limits(), Grants::ALL);
            match program {
                Ok(program) => {
                    check_run(&program);
                }
                Err(error) => panic!("{error}\n{text}"),
            }
        }
        Err(fault) => {
            let lines = text.split('\n').count() as u32;
            assert!(
                fault.line >= 1 && fault.line <= lines && fault.column >= 1,
                "{fault}"
            );
        }
    }
}

/// A program with `_start` that makes the calls that the bytes say: a byte names a function, and its arguments follow.
pub fn wasi_calls(data: &[u8]) {
    let mut bytes = data.iter().copied();
    let mut grader = Grader::new();
    grader.function(|code| {
        for _ in 0..64 {
            let Some(which) = bytes.next() else { break };
            let index = usize::from(which) % WASI_CALLS.len();
            let (_, parameters) = WASI_CALLS[index];
            for parameter in parameters.bytes() {
                let value = argument(&mut bytes);
                if parameter == b'I' {
                    code.instructions().i64_const(value);
                } else {
                    code.instructions().i32_const(value as i32);
                }
            }
            code.instructions().call(index as u32).drop();
        }
    });
    let wasm = grader.finish("_start");
    match Program::to_watch(&wasm, &limits(), Grants::ALL) {
        Ok(program) => {
            check_run(&program);
        }
        Err(error) => panic!("{error}"),
    }
}

/// Small numbers are addresses and descriptors; the others are at the ends of their ranges.
fn argument(bytes: &mut impl Iterator<Item = u8>) -> i64 {
    let mut next = || i64::from(bytes.next().unwrap_or(0));
    match next() {
        small @ 0..200 => small,
        200..220 => next() * 256 + next(),
        220..230 => 65_536 - next(),
        230..240 => i64::from(i32::MIN) + next(),
        240..250 => i64::from(u32::MAX) - next(),
        _ => i64::MAX - next(),
    }
}

/// Any bytes as each of the files of the lab.
pub fn files(data: &[u8]) {
    if let Ok((points, feedback)) = result_from_json(data) {
        assert!(points > 0 || feedback.is_none() || feedback.is_some());
    }
    if let Ok(table) = submissions_from_csv(data, None) {
        assert!(!table.submissions.is_empty() && (table.column as usize) < table.columns.len());
        let known = table.known_points.len();
        assert!(known == 0 || known == table.submissions.len());
    }
    if let Ok(text) = std::str::from_utf8(data) {
        submission_from_json(text).ok();
        if let Ok(task) = task_from_json(text) {
            for criterion in task.key.iter() {
                criterion.met_by_text(SUBMISSION);
                criterion.met_by_number(2.0);
            }
        }
    }
}

/// Any bytes as a log, in each format that takes them, whole and in pieces.
pub fn logs_of_others(data: &[u8]) {
    let read = |format: Option<&str>, piece: usize| {
        let choices = Choices {
            format: format.map(str::to_owned),
            ..Choices::default()
        };
        let mut reader = LogReader::begin(data, &choices)?;
        for piece in data.chunks(piece) {
            reader.push(piece);
        }
        reader.finish()
    };
    let whole = read(None, data.len().max(1));
    assert_eq!(whole, read(None, 7));
    if let Ok(log) = &whole {
        assert!(log.records.is_sorted_by(|a, b| a.at_s <= b.at_s));
        let hour = log.busiest_hour(3_600.0);
        assert_eq!(
            hour.before + hour.records.len() + hour.after,
            log.records.len()
        );
        assert!(log.told().iter().all(|sentence| sentence.len() < 20_000));
    }
    // In every format, one of them for each input: all of them take too long.
    let formats: Vec<_> = format_names().collect();
    if let Some(format) = formats.get(data.len() % formats.len()) {
        read(Some(format.id), 64).ok();
    }
}

/// A module with a memory that imports the functions of WASI, or none where it exports `grade`.
struct Grader {
    code: CodeSection,
}

impl Grader {
    fn new() -> Self {
        Self {
            code: CodeSection::new(),
        }
    }

    fn function(&mut self, body: impl FnOnce(&mut Function)) {
        let mut function = Function::new([]);
        body(&mut function);
        function.instructions().end();
        self.code.function(&function);
    }

    fn finish(self, export: &str) -> Vec<u8> {
        let (mut types, mut imports) = (TypeSection::new(), ImportSection::new());
        types.ty().function([], []);
        let mut many = 0;
        if export == "_start" {
            for (name, parameters) in WASI_CALLS {
                let parameters = parameters.bytes().map(|letter| match letter {
                    b'I' => ValType::I64,
                    _ => ValType::I32,
                });
                types
                    .ty()
                    .function(parameters.collect::<Vec<_>>(), [ValType::I32]);
                many += 1;
                imports.import(WASI_MODULE, name, EntityType::Function(many));
            }
        }
        let mut functions = FunctionSection::new();
        functions.function(0);
        let mut memories = MemorySection::new();
        memories.memory(MemoryType {
            minimum: 1,
            maximum: None,
            memory64: false,
            shared: false,
            page_size_log2: None,
        });
        let mut exports = ExportSection::new();
        exports.export(export, ExportKind::Func, many);
        exports.export("memory", ExportKind::Memory, 0);
        let mut data = DataSection::new();
        // Lists of one stretch each, and a result, so that small addresses mean something.
        let list: Vec<u8> = (0..64_u32)
            .flat_map(|word| (word * 8).to_le_bytes())
            .collect();
        data.active(0, &ConstExpr::i32_const(0), list);
        data.active(
            0,
            &ConstExpr::i32_const(300),
            *b"{\"points\":3,\"feedback\":\"so\"}",
        );
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions);
        module.section(&memories).section(&exports);
        module.section(&self.code).section(&data);
        module.finish()
    }
}
