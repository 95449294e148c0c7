//! The part of the model page that compares ways to keep foreign code apart.

use model::catalog::{edge, facts, isolation, sandbox};

use super::html::{escape, sentence, table, value};
use super::language::Language;

/// A way to keep code apart.
struct Way {
    name: &'static str,
    /// The ids of the facts about its start, and about its memory.
    start: &'static str,
    memory: Option<&'static str>,
    /// What code reaches there, unless somebody forbids it.
    reaches: &'static str,
    /// What the code has to be written for.
    written_for: &'static str,
}

const WAYS: [Way; 5] = [
    Way {
        name: "A process of its own",
        start: isolation::PROCESS_START.id,
        memory: None,
        reaches: "whatever its user may read, and the network",
        written_for: "the operating system: any language",
    },
    Way {
        name: "A container",
        start: isolation::CONTAINER_START.id,
        memory: None,
        reaches: "the files of its image, the network, and the kernel that it shares with all others",
        written_for: "an image: any language",
    },
    Way {
        name: "A small virtual machine",
        start: isolation::MICROVM_BOOT.id,
        memory: Some(isolation::MICROVM_MEMORY.id),
        reaches: "a kernel of its own, and the devices that its monitor lends it",
        written_for: "an image with a kernel: any language",
    },
    Way {
        name: "An isolate at the edge",
        start: edge::COLD_START.id,
        memory: None,
        reaches: "the calls of its platform, and the keys that are bound to its site",
        written_for: "the platform’s own interface: JavaScript, or WebAssembly within it",
    },
    Way {
        name: "A WebAssembly instance",
        start: sandbox::INSTANTIATE_WASMI.id,
        memory: Some(sandbox::INSTANCE_BYTES.id),
        reaches: "the functions that its host hands to it, one by one, and nothing else",
        written_for: "the host’s functions or WASI: each language that compiles to it",
    },
];

/// The section with the table.
pub(super) fn section(language: Language) -> String {
    let tr = |english: &str| escape(&language.tr(english));
    let figure = |id: &str| {
        let fact = facts().find(|fact| fact.id == id);
        fact.map_or_else(String::new, |fact| {
            format!(
                "<a href=\"{}facts/{}#{id}\">{}</a>",
                language.root(),
                language.folder(),
                value(language, fact)
            )
        })
    };
    // The script of the page fills in what the sandbox lab left.
    let live = |way: &Way, part: &str, label: &str| {
        if way.start != sandbox::INSTANTIATE_WASMI.id {
            return String::new();
        }
        format!(
            "<span data-lab-run=\"{part}\" hidden>{} <b></b></span>",
            tr(label)
        )
    };
    let cells = |way: &Way| {
        let memory = way.memory.map_or_else(|| tr("not published"), figure);
        let time = live(way, "0", "Your last run in the lab, from start to end:");
        let used = live(way, "1", "Your last run in the lab:");
        let cells = vec![
            tr(way.name),
            figure(way.start) + &time,
            sentence(&language.tr(way.reaches)),
            memory + &used,
            sentence(&language.tr(way.written_for)),
        ];
        (String::new(), cells)
    };
    let rows: Vec<_> = WAYS.iter().map(cells).collect();
    let heads = [
        "Way",
        "Start",
        "It reaches",
        "Memory of its own",
        "It is written for",
    ]
    .map(|head| language.tr(head));
    let lab = language.say(
        "How fast an instance starts on your machine, and what it is refused there, is shown by the \
         <a href=\"{root}lab/\">sandbox lab</a>.",
        &[("root", &language.root())],
    );
    format!(
        "<section id=\"isolation\">\n<h2 id=\"ways-of-isolation\">{}</h2>\n<p>{}</p>\n{}<p>{lab}</p>\n</section>\n",
        tr("Ways to keep code apart"),
        tr(
            "The same code, behind other walls. The figures come from different machines and makers: read them as sizes, not as a race."
        ),
        table("ways-of-isolation", &heads, &rows)
    )
}
