//! "The facts": one table a platform, a row a fact; then the presets and the facts of each.

use std::fmt::Write as _;

use model::catalog::{Platform, facts, platforms, preset_facts, preset_ids};

use super::data::preset_words;
use super::html::{FACTS_TITLE, Page, escape, origin, sentence, table, value};
use super::language::Language;

const ABOUT: &str = "Every number that Lanewise takes from a platform, with its source and its date, and every \
     number that nobody published, with the reason for ours.";

/// The whole page.
pub(super) fn page(language: Language) -> String {
    let all = facts().count();
    let assumed = facts().filter(|fact| fact.assumed).count();
    let lead = language.say(
        "Lanewise takes {all} numbers from outside. For {published} of them somebody published a figure or we measured one; \
         the link leads there. Nobody published the other {assumed}. They are marked <strong class=\"tag\">Assumed</strong>, \
         with the reason for the number that stands in.",
        &[("all", &all), ("published", &(all - assumed)), ("assumed", &assumed)],
    );
    let model = format!("{}model/{}", language.root(), language.folder());
    let more = language.say(
        "Found one that is out of date? The date says when it was true. <a href=\"{model}\">What the model makes of these \
         numbers</a> is a page of its own.",
        &[("model", &model)],
    );
    let mut body = format!(
        "<p class=\"lead\">{lead}</p>\n<p>{more}</p>\n<nav aria-label=\"{}\"><ul class=\"ways\">",
        escape(&language.tr("Platforms"))
    );
    for platform in platforms() {
        let _ = write!(
            body,
            "<li><a href=\"#{}\">{}</a></li>",
            platform.id,
            escape(&language.tr(platform.name))
        );
    }
    let _ = write!(
        body,
        "<li><a href=\"#presets\">{}</a></li></ul></nav>
<p class=\"filter\" hidden><label for=\"filter\">{}</label> <input id=\"filter\" type=\"search\" \
         autocomplete=\"off\" spellcheck=\"false\"> <span id=\"found\" role=\"status\"></span></p>\n",
        escape(&language.tr("Presets")),
        escape(&language.tr("Show only facts that mention")),
    );
    for platform in platforms() {
        body.push_str(&section(language, platform));
    }
    body.push_str(&presets(language));
    let page = Page {
        language,
        title: FACTS_TITLE,
        about: ABOUT,
        body,
    };
    page.html()
}

fn section(language: Language, platform: &Platform) -> String {
    let rows: Vec<_> = platform
        .facts
        .iter()
        .map(|fact| {
            let name = format!(
                "{} <a class=\"id\" translate=\"no\" href=\"#{id}\">{id}</a>",
                sentence(&language.tr(fact.text().what)),
                id = fact.id
            );
            let cells = vec![
                name,
                value(language, fact),
                origin(language, fact),
                fact.text().as_of.to_owned(),
            ];
            (fact.id.to_owned(), cells)
        })
        .collect();
    let heading = format!("{}-name", platform.id);
    format!(
        "<section id=\"{}\" class=\"platform\">\n<h2 id=\"{heading}\">{}</h2>\n{}</section>\n",
        platform.id,
        escape(&language.tr(platform.name)),
        table(
            &heading,
            &["What it says", "Value", "Source", "Date"].map(|head| language.tr(head)),
            &rows
        )
    )
}

fn presets(language: Language) -> String {
    let mut html = format!(
        "<section id=\"presets\">\n<h2>{}</h2>\n<p>{}</p>\n",
        escape(&language.tr("Presets")),
        escape(&language.tr(
            "A preset is one platform with its limits, starts and prices. It has no number of its own: each is one of the \
             facts above."
        )),
    );
    for (lane, id) in preset_ids() {
        let (name, note) = preset_words(lane, id);
        let facts = preset_facts(id);
        let links: Vec<String> = facts
            .iter()
            .map(|fact| {
                format!(
                    "<li><a href=\"#{}\">{}</a>: {}</li>",
                    fact.id,
                    sentence(&language.tr(fact.text().what)),
                    value(language, fact)
                )
            })
            .collect();
        let _ = write!(
            html,
            "<h3 id=\"preset-{id}\">{name}</h3>\n<p>{on} {note}</p>\n<details><summary>{count}</summary>\n<ul>\n{links}\n\
             </ul></details>\n",
            name = escape(&language.tr(name)),
            on = language.say(
                "On the {lane} lane.",
                &[("lane", &language.tr(lane.as_str()))]
            ),
            note = escape(&language.tr(note)),
            count = escape(&language.say(
                "The {count} facts of {name}",
                &[("count", &facts.len()), ("name", &language.tr(name))],
            )),
            links = links.join("\n"),
        );
    }
    html.push_str("</section>\n");
    html
}
