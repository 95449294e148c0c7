//! A run is a pure function of program, task, submission and limits, and is kept under their hash.

use std::borrow::Cow;
use std::collections::BTreeSet;

use engine::interpreter::{Profiler, Program, RunCache, known_profiles, profile, run_key};
use model::sandbox::{Criterion, Expect, Limits, SnippetProfiles, Task, snippets};

/// What comes with the program is what the snippets do.
#[test]
fn the_known_profiles_are_those_of_real_runs() {
    let real = profile(&Limits::default());
    let bytes = borsh::to_vec(&real).unwrap();
    testkit::check("engine/src/interpreter/default_profiles.bin", bytes);
    assert_eq!(known_profiles(&Limits::default()), Some(real));
    let others = Limits {
        fuel: 300_000,
        ..Limits::default()
    };
    assert_eq!(known_profiles(&others), None);
}

#[test]
fn the_same_run_twice_is_identical() {
    for snippet in snippets() {
        let wasm = snippet.wasm();
        let program = Program::new(wasm, &Limits::default()).unwrap();
        for submission in ["B, D, E", "2.02 s", "", "rain \u{1f327}\u{fe0f} falls"] {
            let first = program.run(&snippet.task, submission);
            let fresh = Program::new(wasm, &Limits::default()).unwrap();
            assert_eq!(
                first,
                program.run(&snippet.task, submission),
                "{}",
                snippet.id
            );
            assert_eq!(
                first,
                fresh.run(&snippet.task, submission),
                "{}",
                snippet.id
            );
        }
    }
}

#[test]
fn a_profile_covers_every_snippet_and_can_be_saved() {
    let limits = Limits {
        fuel: 300_000,
        ..Limits::default()
    };
    let profiles = profile(&limits);
    let ids: Vec<&str> = profiles
        .snippets
        .iter()
        .map(|one| one.id.as_str())
        .collect();
    let expected = [
        "multiple-choice",
        "numeric",
        "keywords",
        "rubric",
        "endless-loop",
        "memory-bomb",
        "forbidden-call",
        "deep-recursion",
    ];
    assert_eq!(ids, expected);
    assert!(profiles.snippets.iter().all(|one| one.runs.len() >= 32));
    let hostile = profiles.snippets.iter().filter(|one| one.hostile);
    let ends: BTreeSet<String> = hostile
        .flat_map(|one| &one.runs)
        .map(|one| one.run.ended.to_string())
        .collect();
    assert_eq!(ends.len(), 4, "{ends:?}");
    assert!(profiles.snippets.iter().all(|one| one.median_fuel() > 100));

    let place = profiles.index_of("rubric").unwrap();
    assert_eq!(
        profiles.run(place, 1),
        Some(&profiles.snippets[place].runs[1].run)
    );
    assert_eq!((profiles.run(8, 0), profiles.run(0, 1_000)), (None, None));

    let json = serde_json::to_string(&profiles).unwrap();
    assert_eq!(
        serde_json::from_str::<SnippetProfiles>(&json).unwrap(),
        profiles
    );
}

#[test]
fn a_profiler_goes_step_by_step_and_keeps_runs() {
    let limits = Limits {
        fuel: 20_000,
        ..Limits::default()
    };
    let mut profiler = Profiler::new(&limits);
    let total: usize = snippets()
        .iter()
        .map(|snippet| snippet.task.submissions().len())
        .sum();
    for done in 1..=50 {
        let progress = profiler.step().unwrap();
        assert_eq!((progress.done, progress.total as usize), (done, total));
    }
    let (stepped, cache) = profiler.finish_with_cache();
    assert_eq!(stepped, profile(&limits));

    // With every run kept, no run is added and none changes.
    let kept = cache.len();
    let (again, cache) = Profiler::with_cache(&limits, cache).finish_with_cache();
    assert_eq!((again, cache.len()), (stepped, kept));

    let mut made = 0;
    let mut cache = RunCache::default();
    let snippet = &snippets()[0];
    let program = Program::new(snippet.wasm(), &limits).unwrap();
    for key in [1, 2, 1, 1] {
        cache.run(key, || {
            made += 1;
            program.run(&snippet.task, "B")
        });
    }
    assert_eq!((made, cache.len(), cache.is_empty()), (2, 2, false));
}

static OTHER: [Criterion; 1] = [Criterion {
    points: 1,
    expect: Expect::is(&["a"]),
}];

#[test]
fn a_key_covers_everything_that_a_run_depends_on() {
    let task = snippets()[0].task.clone();
    let limits = Limits::default();
    let base = run_key(b"program", &task, "answer", &limits);
    assert_eq!(base, run_key(b"program", &task, "answer", &limits));
    // Written down, so that a change of the hash is noticed on every target.
    let ones = Limits {
        fuel: 1,
        memory_bytes: 1,
        table_elements: 1,
        stack_bytes: 1,
        recursion: 1,
        output_bytes: 1,
        key_questions: 1,
    };
    let written = run_key(
        b"program",
        &Task {
            key: Cow::Borrowed(&[]),
            ..task.clone()
        },
        "answer",
        &ones,
    );
    assert_eq!(written, 9_750_117_605_238_645_307);

    let mut keys = BTreeSet::from([
        base,
        run_key(b"programa", &task, "nswer", &limits),
        run_key(b"program", &task, "answer ", &limits),
        run_key(
            b"program",
            &Task {
                cap_points: 4,
                ..task.clone()
            },
            "answer",
            &limits,
        ),
        run_key(
            b"program",
            &Task {
                key: Cow::Borrowed(&OTHER),
                ..task.clone()
            },
            "answer",
            &limits,
        ),
    ]);
    for changed in [
        Limits { fuel: 1, ..limits },
        Limits {
            memory_bytes: 1,
            ..limits
        },
        Limits {
            table_elements: 1,
            ..limits
        },
        Limits {
            stack_bytes: 1,
            ..limits
        },
        Limits {
            recursion: 1,
            ..limits
        },
        Limits {
            output_bytes: 1,
            ..limits
        },
        Limits {
            key_questions: 1,
            ..limits
        },
    ] {
        keys.insert(run_key(b"program", &task, "answer", &changed));
    }
    assert_eq!(keys.len(), 12);
}
