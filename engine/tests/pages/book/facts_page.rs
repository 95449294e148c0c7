//! "The facts": one table a platform, a row a fact; then the presets and the facts of each.

use std::fmt::Write as _;

use model::catalog::{Platform, facts, platforms, preset_facts, preset_ids};

use super::data::preset_words;
use super::html::{FACTS_TITLE, Page, escape, origin, sentence, table, value};

const ABOUT: &str = "Every number that Lanewise takes from a platform, with its source and its date, and every \
     number that nobody published, with the reason for ours.";

/// The whole page.
pub(super) fn page() -> String {
    let all = facts().count();
    let assumed = facts().filter(|fact| fact.assumed).count();
    let mut body = format!(
        "<p class=\"lead\">Lanewise takes {all} numbers from outside. For {published} of them somebody published a figure or \
         we measured one; the link leads there. Nobody published the other {assumed}. They are marked <strong \
         class=\"tag\">Assumed</strong>, with the reason for the number that stands in.</p>
<p>Found one that is out of date? The date says when it was true. <a href=\"../model/\">What the model makes of these \
         numbers</a> is a page of its own.</p>
<nav aria-label=\"Platforms\"><ul class=\"ways\">",
        published = all - assumed,
    );
    for platform in platforms() {
        let _ = write!(
            body,
            "<li><a href=\"#{}\">{}</a></li>",
            platform.id,
            escape(platform.name)
        );
    }
    body.push_str(
        "<li><a href=\"#presets\">Presets</a></li></ul></nav>
<p class=\"filter\" hidden><label for=\"filter\">Show only facts that mention</label> <input id=\"filter\" type=\"search\" \
         autocomplete=\"off\" spellcheck=\"false\"> <span id=\"found\" role=\"status\"></span></p>\n",
    );
    for platform in platforms() {
        body.push_str(&section(platform));
    }
    body.push_str(&presets());
    let page = Page {
        title: FACTS_TITLE,
        about: ABOUT,
        body,
    };
    page.html()
}

fn section(platform: &Platform) -> String {
    let rows: Vec<_> = platform
        .facts
        .iter()
        .map(|fact| {
            let name = format!(
                "{} <a class=\"id\" href=\"#{id}\">{id}</a>",
                sentence(fact.text().what),
                id = fact.id
            );
            let cells = vec![
                name,
                value(fact),
                origin(fact),
                fact.text().as_of.to_owned(),
            ];
            (fact.id.to_owned(), cells)
        })
        .collect();
    let heading = format!("{}-name", platform.id);
    format!(
        "<section id=\"{}\" class=\"platform\">\n<h2 id=\"{heading}\">{}</h2>\n{}</section>\n",
        platform.id,
        escape(platform.name),
        table(
            &heading,
            &["What it says", "Value", "Source", "Date"],
            &rows
        )
    )
}

fn presets() -> String {
    let mut html = "<section id=\"presets\">\n<h2>Presets</h2>\n<p>A preset is one platform with its limits, starts and \
         prices. It has no number of its own: each is one of the facts above.</p>\n"
        .to_owned();
    for (lane, id) in preset_ids() {
        let (name, note) = preset_words(lane, id);
        let facts = preset_facts(id);
        let links: Vec<String> = facts
            .iter()
            .map(|fact| {
                format!(
                    "<li><a href=\"#{}\">{}</a>: {}</li>",
                    fact.id,
                    sentence(fact.text().what),
                    value(fact)
                )
            })
            .collect();
        let _ = write!(
            html,
            "<h3 id=\"preset-{id}\">{name}</h3>\n<p>On the {lane} lane. {note}</p>\n<details><summary>The {count} facts of \
             {name}</summary>\n<ul>\n{links}\n</ul></details>\n",
            name = escape(name),
            note = escape(note),
            count = facts.len(),
            links = links.join("\n"),
        );
    }
    html.push_str("</section>\n");
    html
}
