//! The programs that the lab opens with: honest graders, and attacks.

use super::words;
use crate::text::language::Phrase;
use crate::worker::Source;

/// A program that ships with the lab.
pub(super) struct Shipped {
    /// Its name in addresses.
    pub(super) id: &'static str,
    pub(super) name: Phrase,
    pub(super) text: &'static str,
    pub(super) notation: Notation,
    /// The position of the task that it opens with.
    pub(super) task: u32,
    /// The consequences of an attack on lanes without walls; none for a grader.
    pub(super) elsewhere: Option<Elsewhere>,
}

/// What an attack would do where no wall stops it.
#[derive(Clone, Copy)]
pub(super) struct Elsewhere {
    pub(super) in_service: Phrase,
    pub(super) in_function: Phrase,
    pub(super) at_edge: Phrase,
}

/// How a program is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Notation {
    Grading,
    ModuleText,
}

impl Notation {
    /// The name by which the editor knows it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Grading => "grade",
            Self::ModuleText => "wat",
        }
    }

    /// A text in this notation as a program.
    pub(super) fn source(self, text: String) -> Source {
        match self {
            Self::Grading => Source::Grading(text),
            Self::ModuleText => Source::ModuleText(text),
        }
    }
}

macro_rules! shipped {
    ($id:literal, $name:ident, $file:literal, $notation:ident, $task:literal) => {
        shipped!(@ $id, $name, $file, $notation, $task, None)
    };
    ($id:literal, $name:ident, $file:literal, $notation:ident, $task:literal, $service:ident, $function:ident, $edge:ident) => {
        shipped!(@ $id, $name, $file, $notation, $task, Some(Elsewhere {
            in_service: words::$service,
            in_function: words::$function,
            at_edge: words::$edge,
        }))
    };
    (@ $id:literal, $name:ident, $file:literal, $notation:ident, $task:literal, $elsewhere:expr) => {
        Shipped {
            id: $id,
            name: words::$name,
            text: include_str!(concat!("programs/", $file)),
            notation: Notation::$notation,
            task: $task,
            elsewhere: $elsewhere,
        }
    };
}

/// The programs, the graders first.
pub(super) static PROGRAMS: [Shipped; 10] = [
    shipped!("terms", TERMS, "terms.grade", Grading, 2),
    shipped!("number", NUMBER, "number.grade", Grading, 1),
    shipped!(
        "endless",
        ENDLESS,
        "endless.grade",
        Grading,
        2,
        ENDLESS_IN_SERVICE,
        ENDLESS_IN_FUNCTION,
        ENDLESS_AT_EDGE
    ),
    shipped!(
        "memory",
        MEMORY_BOMB,
        "memory.grade",
        Grading,
        2,
        MEMORY_IN_SERVICE,
        MEMORY_IN_FUNCTION,
        MEMORY_AT_EDGE
    ),
    shipped!(
        "recursion",
        RECURSION,
        "recursion.grade",
        Grading,
        1,
        RECURSION_IN_SERVICE,
        RECURSION_IN_FUNCTION,
        RECURSION_AT_EDGE
    ),
    shipped!(
        "flood",
        FLOOD,
        "flood.grade",
        Grading,
        2,
        FLOOD_IN_SERVICE,
        FLOOD_IN_FUNCTION,
        FLOOD_AT_EDGE
    ),
    shipped!(
        "looks-around",
        LOOKS_AROUND,
        "looks_around.wat",
        ModuleText,
        3,
        FILES_IN_SERVICE,
        FILES_IN_FUNCTION,
        FILES_AT_EDGE
    ),
    shipped!(
        "out-of-bounds",
        OUT_OF_BOUNDS,
        "out_of_bounds.wat",
        ModuleText,
        2,
        BOUNDS_IN_SERVICE,
        BOUNDS_IN_FUNCTION,
        BOUNDS_AT_EDGE
    ),
    shipped!(
        "starts-alone",
        STARTS_ALONE,
        "starts_alone.wat",
        ModuleText,
        0,
        START_IN_SERVICE,
        START_IN_FUNCTION,
        START_AT_EDGE
    ),
    shipped!(
        "generous",
        GENEROUS,
        "generous.grade",
        Grading,
        2,
        GENEROUS_IN_SERVICE,
        GENEROUS_IN_FUNCTION,
        GENEROUS_AT_EDGE
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use engine::interpreter::{Program, SandboxError};
    use grading::{assemble, compile};
    use model::sandbox::{Ended, Grants, Limits, Trap, snippets};

    fn ended(id: &str) -> Result<Ended, SandboxError> {
        let shipped = PROGRAMS.iter().find(|one| one.id == id).unwrap();
        let wasm = match shipped.notation {
            Notation::Grading => compile(shipped.text).unwrap().wasm,
            Notation::ModuleText => assemble(shipped.text).unwrap(),
        };
        let task = &snippets()[shipped.task as usize].task;
        let program = Program::to_watch(&wasm, &Limits::default(), Grants::ALL)?;
        Ok(program.run(task, task.submissions()[0]).ended)
    }

    #[test]
    fn graders_grade_and_attacks_meet_their_wall() {
        let check = |id, expected: fn(&Ended) -> bool| {
            let ended = ended(id).unwrap();
            assert!(expected(&ended), "{id}: {ended}");
        };
        check("terms", |ended| {
            matches!(ended, Ended::Graded { points: 1.. })
        });
        check("number", |ended| matches!(ended, Ended::Graded { .. }));
        check("endless", |ended| *ended == Ended::Trapped(Trap::OutOfFuel));
        check("memory", |ended| {
            *ended == Ended::Trapped(Trap::MemoryLimit)
        });
        check("recursion", |ended| {
            *ended == Ended::Trapped(Trap::StackOverflow)
        });
        check("flood", |ended| {
            matches!(ended, Ended::Trapped(Trap::OutOfFuel | Trap::MemoryLimit))
        });
        check("looks-around", |ended| {
            matches!(ended, Ended::Denied { .. })
        });
        check("out-of-bounds", |ended| {
            *ended == Ended::Trapped(Trap::OutOfBounds)
        });
        check("generous", |ended| *ended == Ended::Graded { points: 4 });
        assert!(matches!(
            ended("starts-alone"),
            Err(SandboxError::Refused { .. })
        ));
    }
}
