//! The parts of both pages: the frame, links, and text that is safe in HTML.

use std::fmt::Write as _;

use model::catalog::Fact;

use super::language::Language;

pub(super) const FACTS_TITLE: &str = "The facts";
pub(super) const MODEL_TITLE: &str = "What this model knows and does not";

/// One page for reading; it has a folder of its own beside the app.
pub(super) struct Page {
    pub(super) language: Language,
    pub(super) title: &'static str,
    pub(super) about: &'static str,
    pub(super) body: String,
}

impl Page {
    pub(super) fn html(&self) -> String {
        let Self {
            language,
            title,
            about,
            body,
        } = self;
        let (root, folder) = (language.root(), language.folder());
        let tr = |english: &str| escape(&language.tr(english));
        let way = [("facts/", FACTS_TITLE), ("model/", MODEL_TITLE)].map(|(address, name)| {
            let here = if name == *title {
                " aria-current=\"page\""
            } else {
                ""
            };
            let name = tr(name);
            format!("<li><a href=\"{root}{address}{folder}\"{here}>{name}</a></li>")
        });
        let own = if *title == FACTS_TITLE {
            "facts/"
        } else {
            "model/"
        };
        let others = Language::ALL.into_iter().filter(|other| other != language);
        let others = others.map(|other| {
            let (address, code) = (format!("{root}{own}{}", other.folder()), other.code());
            let name = other.name();
            format!("<a href=\"{address}\" hreflang=\"{code}\" lang=\"{code}\">{name}</a>")
        });
        let footer = language.say(
            "<a href=\"{root}\">Lanewise</a> asks nobody else for anything. Its sources and licences: {attribution}. \
             Everything here as data: {data}.",
            &[
                ("root", &root),
                (
                    "attribution",
                    &format!("<a href=\"{root}ATTRIBUTION.txt\">ATTRIBUTION.txt</a>"),
                ),
                (
                    "data",
                    &format!("<a href=\"{root}facts/facts.json\">facts.json</a>"),
                ),
            ],
        );
        format!(
            "<!DOCTYPE html>
<!-- Made of the catalog by `cargo xtask bless`. A change by hand does not last. -->
<html {attributes}>
<head>
<meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'self'; object-src 'none'; base-uri 'self'; form-action 'none'\">
<title>{title} · Lanewise</title>
<meta name=\"description\" content=\"{about}\">
<meta name=\"color-scheme\" content=\"light dark\">
<link rel=\"icon\" type=\"image/svg+xml\" href=\"{root}icons/favicon.svg\">
<link rel=\"stylesheet\" href=\"{root}pages/pages.css\">
<script src=\"{root}pages/pages.js\"></script>
</head>
<body>
<a class=\"skip\" href=\"#content\">{skip}</a>
<header>
<p><a href=\"{root}\">← {board}</a> {others}</p>
<nav aria-label=\"{pages}\"><ul>{way}</ul></nav>
</header>
<main id=\"content\">
<h1>{title}</h1>
{body}</main>
<footer>
<p>{footer}</p>
</footer>
</body>
</html>
",
            attributes = language.attributes(),
            title = tr(title),
            about = tr(about),
            skip = tr("Skip to the content"),
            board = tr("To the board"),
            others = others.collect::<Vec<_>>().join(" "),
            pages = tr("Pages"),
            way = way.concat(),
        )
    }
}

/// Text that is escaped for use between tags and in attributes.
pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// The same, as the beginning of a sentence.
pub(super) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    // A unit or a name such as `p99` at the beginning keeps its case.
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    escape(&format!(
        "{}{}",
        first.unwrap_or_default(),
        letters.as_str()
    ))
}

/// A number with its unit, thousands apart.
pub(super) fn value(language: Language, fact: &Fact) -> String {
    let number = fact.value.to_string();
    let (whole, part) = number.split_once('.').unwrap_or((&number, ""));
    let mut shown = String::new();
    for (place, digit) in whole.char_indices() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    if !part.is_empty() {
        let _ = write!(shown, ".{part}");
    }
    let shown = language.number(&shown);
    match fact.unit.sign() {
        "" => shown,
        sign => {
            let sign = escape(&language.tr(sign));
            language.left_to_right(&format!("{shown} {sign}"))
        }
    }
}

/// A link to an external page in English, which opens in a new tab.
pub(super) fn link(address: &str, text: &str) -> String {
    format!(
        "<a href=\"{}\" rel=\"noopener\" target=\"_blank\" lang=\"en\">{}</a>",
        escape(address),
        escape(text)
    )
}

/// The source of a fact: a page, a measurement of our own, or the reason for an assumption.
pub(super) fn origin(language: Language, fact: &Fact) -> String {
    if fact.assumed {
        format!(
            "<strong class=\"tag\">{}</strong> {}",
            escape(&language.tr("Assumed")),
            sentence(&language.tr(fact.text().source))
        )
    } else if fact.text().address.is_empty() {
        sentence(&language.tr(fact.text().source))
    } else {
        link(fact.text().address, fact.text().source)
    }
}

/// A table's head and rows; each row an id and its cells, the first of them naming the row. Roles
/// are explicit: the rows fold on a phone, and browsers then forget that it is a table.
pub(super) fn table(label: &str, heads: &[String], rows: &[(String, Vec<String>)]) -> String {
    let mut html = format!(
        "<table role=\"table\" aria-labelledby=\"{label}\">\n<thead role=\"rowgroup\"><tr role=\"row\">"
    );
    for head in heads {
        let _ = write!(html, "<th role=\"columnheader\" scope=\"col\">{head}</th>");
    }
    html.push_str("</tr></thead>\n<tbody role=\"rowgroup\">\n");
    for (id, cells) in rows {
        let id = match id.as_str() {
            "" => String::new(),
            id => format!(" id=\"{id}\""),
        };
        let _ = write!(html, "<tr role=\"row\"{id}>");
        for (place, cell) in cells.iter().enumerate() {
            let _ = if place == 0 {
                write!(html, "<th role=\"rowheader\" scope=\"row\">{cell}</th>")
            } else {
                write!(html, "<td role=\"cell\">{cell}</td>")
            };
        }
        html.push_str("</tr>\n");
    }
    html.push_str("</tbody>\n</table>\n");
    html
}
