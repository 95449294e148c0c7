//! "What this model knows and does not": the simulated parts, the assumptions, simplifications and
//! omissions, and the checks of the model.

use std::fmt::Write as _;

use model::catalog::{LimitKind, cities, facts, known_limits, pops, regions};

use super::html::{MODEL_TITLE, Page, escape, sentence, table, value};
use super::isolation;
use super::known_results;
use super::language::Language;

const ABOUT: &str = "What the simulation behind Lanewise does, which of its numbers are assumed, what it simplifies \
     and leaves out, and how it was checked.";

const SIMULATED_TITLE: &str = "What is simulated";
const CHECKED_TITLE: &str = "How it was checked";

const SIMULATED: [(&str, &str); 7] = [
    (
        "Every request by itself.",
        "One hour of traffic is worked through event by event. Each request has a city, a way, a place where it runs and \
         an end, and each stretch of its time is written down. Nothing is averaged beforehand.",
    ),
    (
        "Functions.",
        "Instances start when a request finds none idle, live as long as was measured, and are limited in number, in how \
         fast new ones may start, in memory and in time. Events that found no instance are tried again.",
    ),
    (
        "The edge.",
        "Each request goes to the point of presence nearest to its city, which keeps answers of its own. Processor time \
         and memory are limited; the store nearby keeps what it has read for a minute, and so is quick and may be old.",
    ),
    (
        "Walls.",
        "The grading snippets really run, in a WebAssembly interpreter with fuel, memory and stack counted. How each one \
         ends is what happened, not what was drawn.",
    ),
    (
        "Services.",
        "Replicas with slots and a queue, an autoscaler that looks every few seconds, replicas that take a minute to \
         start and crash together with whoever shares them.",
    ),
    (
        "One database.",
        "It is in the home region and takes only so many connections, which replicas share in pools, and locks rows where \
         the code asks for it. Versions of keys are kept, so that an update which overwrites another unseen is found.",
    ),
    (
        "Distance.",
        "A trip takes as long as light in a fibre that strays as far as real cables do, with handshakes, a last mile and \
         some jitter.",
    ),
];

const CHECKED: [(&str, &str); 8] = [
    (
        "Against queueing theory.",
        "A service without a waiting room turns away as many as Erlang's formula says, within 3 %. One slot with work of \
         constant length makes people wait as long as the formula for it says, within 5 %. On every lane the mean number \
         under way is the rate times the mean time, within 1 %.",
    ),
    (
        "Against arithmetic on idle time.",
        "Where requests come at random, a function is found cold as often as a gap is longer than its keep-alive, within \
         three standard errors.",
    ),
    (
        "Against geography.",
        "Distances between cities are the known ones, and round trips between known pairs come out as worked out by hand.",
    ),
    (
        "Against price lists.",
        "Bills come out as the platforms' own examples, and never fall when more is used.",
    ),
    (
        "Against real runs.",
        "Every hostile snippet runs in the real interpreter and ends at its own wall, with the same fuel each time.",
    ),
    (
        "Against itself.",
        "The same scenario and seed give the same hour, natively and in the browser, to the last bit. Moving one workload \
         changes no arrival of another. Requests are neither lost nor counted twice, and the parts of each one's time have \
         no gaps.",
    ),
    (
        "Against luck.",
        "The verdicts on the evening that ships are tried with other seeds, so that a lesson does not hang on one hour.",
    ),
    (
        "Not against a real account.",
        "Nobody has run this evening on the platforms themselves. Where a published measurement and the model disagree, \
         the measurement is right.",
    ),
];

/// The whole page.
pub(super) fn page(language: Language) -> String {
    let tr = |english: &str| escape(&language.tr(english));
    let ways = [
        ("simulated", SIMULATED_TITLE),
        ("assumed", "What is assumed"),
        ("simplified", "What is simplified"),
        ("left-out", "What is left out"),
        ("checked", CHECKED_TITLE),
        ("known", "Known results"),
        ("isolation", "Ways to keep code apart"),
    ];
    let ways = ways.map(|(id, title)| format!("<li><a href=\"#{id}\">{}</a></li>", tr(title)));
    let places = language.say(
        "The places are real: {cities} cities, {pops} points of presence, {regions} regions. The platform is made up: \
         <a href=\"{root}scenarios/learning-platform.md\">an evening on a learning platform</a>, with its own page on why \
         each workload is as it is.",
        &[
            ("cities", &cities().len()),
            ("pops", &pops().len()),
            ("regions", &regions().len()),
            ("root", &language.root()),
        ],
    );
    let mut body = format!(
        "<p class=\"lead\">{}</p>\n<nav aria-label=\"{}\"><ul class=\"ways\">{}</ul></nav>\n<section \
         id=\"simulated\">\n<h2>{}</h2>\n{}<p>{places}</p>\n</section>\n",
        tr(
            "Lanewise is a model. It is good for seeing which limit decides, and why; it is no forecast of a bill or of a \
             millisecond. This page says how far to trust it."
        ),
        tr("On this page"),
        ways.concat(),
        tr(SIMULATED_TITLE),
        paragraphs(language, &SIMULATED),
    );
    for kind in LimitKind::ALL {
        body.push_str(&limits(language, kind));
    }
    let _ = write!(
        body,
        "<section id=\"checked\">\n<h2>{}</h2>\n{}<p>{}</p>\n</section>\n",
        tr(CHECKED_TITLE),
        paragraphs(language, &CHECKED),
        tr("All of this runs as tests with every change, but for the last, which we cannot.")
    );
    body.push_str(&known_results::section(language));
    body.push_str(&isolation::section(language));
    let page = Page {
        language,
        title: MODEL_TITLE,
        about: ABOUT,
        body,
    };
    page.html()
}

fn paragraphs(language: Language, items: &[(&str, &str)]) -> String {
    items.iter().fold(String::new(), |mut html, (title, text)| {
        let _ = writeln!(
            html,
            "<p><strong>{}</strong> {}</p>",
            escape(&language.tr(title)),
            escape(&language.tr(text))
        );
        html
    })
}

fn limits(language: Language, kind: LimitKind) -> String {
    let (id, title, lead) = match kind {
        LimitKind::Assumed => (
            "assumed",
            "What is assumed",
            "Where nobody published a number, one of ours stands in.",
        ),
        LimitKind::Simplified => (
            "simplified",
            "What is simplified",
            "These are in the model, in a plainer form than in the world.",
        ),
        LimitKind::LeftOut => (
            "left-out",
            "What is left out",
            "These are not in the model at all. Think of them before you decide for real.",
        ),
    };
    let mut html = format!(
        "<section id=\"{id}\">\n<h2>{}</h2>\n<p>{}</p>\n<dl class=\"limits\">\n",
        escape(&language.tr(title)),
        escape(&language.tr(lead))
    );
    for limit in known_limits().iter().filter(|limit| limit.kind == kind) {
        let could_move = if limit.could_move.is_empty() {
            String::new()
        } else {
            format!(
                "<br><strong>{}</strong> {}",
                escape(&language.tr("Could move:")),
                escape(&language.tr(limit.could_move))
            )
        };
        let _ = writeln!(
            html,
            "<div><dt>{}</dt><dd>{}{could_move}</dd></div>",
            escape(&language.tr(limit.title)),
            escape(&language.tr(limit.text))
        );
    }
    html.push_str("</dl>\n");
    if kind == LimitKind::Assumed {
        html.push_str(&assumed_numbers(language));
    }
    html.push_str("</section>\n");
    html
}

fn assumed_numbers(language: Language) -> String {
    let rows: Vec<_> = facts()
        .filter(|fact| fact.assumed)
        .map(|fact| {
            let name = format!(
                "<a href=\"{}facts/{}#{}\">{}</a>",
                language.root(),
                language.folder(),
                fact.id,
                sentence(&language.tr(fact.text().what))
            );
            let cells = vec![
                name,
                value(language, fact),
                sentence(&language.tr(fact.text().source)),
            ];
            (String::new(), cells)
        })
        .collect();
    format!(
        "<h3 id=\"assumed-numbers\">{}</h3>\n{}",
        language.say(
            "The {count} assumed numbers, and why these",
            &[("count", &rows.len())]
        ),
        table(
            "assumed-numbers",
            &["What it says", "Value", "Why"].map(|head| language.tr(head)),
            &rows
        )
    )
}
