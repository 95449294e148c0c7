//! The address of a frame, and the code with which each system of a course shows it.
//!
//! What a system keeps of a frame is from its own source or documentation: docs/embedding.md.

use std::fmt::Write;

use crate::io::escape;

/// The height of a frame in which all lanes are in sight, CSS pixels.
pub(super) const HEIGHT: u32 = 720;

/// What a frame opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Opens {
    /// The board on the screen, by the fragment of a link.
    Link(String),
    /// A board that ships, by id.
    Board(String),
    /// A challenge that ships, by id.
    Challenge(String),
    /// The lesson, from its first chapter.
    Lesson,
    /// The knowledge check.
    Check,
}

/// A frame as a person wants it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Frame {
    pub(super) opens: Opens,
    /// A scenario of the site other than the one that opens by itself.
    pub(super) scenario: Option<String>,
    /// The panes that are offered, by the names in addresses; empty: all.
    pub(super) panels: Vec<&'static str>,
    /// Whether no card may be moved.
    pub(super) is_locked: bool,
    /// The code of a language; none: the reader's own.
    pub(super) language: Option<String>,
    /// `light` or `dark`; none: the reader's own.
    pub(super) theme: Option<&'static str>,
    /// CSS pixels.
    pub(super) height: u32,
}

/// A system in which a course is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CourseSystem {
    PlainPage,
    Element,
    Moodle,
    Canvas,
    OpenEdx,
    Docusaurus,
    MkDocs,
    Quarto,
    RevealJs,
}

impl CourseSystem {
    /// All systems, in the order of the menu.
    pub(super) const ALL: [Self; 9] = [
        Self::PlainPage,
        Self::Element,
        Self::Moodle,
        Self::Canvas,
        Self::OpenEdx,
        Self::Docusaurus,
        Self::MkDocs,
        Self::Quarto,
        Self::RevealJs,
    ];
}

impl Frame {
    /// The parts of the query, in the order in which they are written.
    fn parts(&self) -> Vec<(&'static str, String)> {
        let mut parts = Vec::new();
        parts.extend(self.scenario.clone().map(|name| ("scenario", name)));
        // The lesson and challenges choose their panes and their locks themselves.
        let is_board = matches!(self.opens, Opens::Link(_) | Opens::Board(_));
        match &self.opens {
            Opens::Link(_) => {}
            Opens::Board(id) => parts.push(("board", id.clone())),
            Opens::Challenge(id) => parts.push(("challenge", id.clone())),
            Opens::Lesson => parts.push(("learn", "lesson".to_owned())),
            Opens::Check => parts.push(("learn", "check".to_owned())),
        }
        if is_board && !self.panels.is_empty() {
            parts.push(("panels", self.panels.join(",")));
        }
        if is_board && self.is_locked {
            parts.push(("locked", "all".to_owned()));
        }
        parts.extend(self.language.clone().map(|code| ("lang", code)));
        parts.extend(self.theme.map(|theme| ("theme", theme.to_owned())));
        if self.height != HEIGHT {
            parts.push(("height", self.height.to_string()));
        }
        parts
    }

    fn fragment(&self) -> &str {
        match &self.opens {
            Opens::Link(fragment) => fragment,
            _ => "",
        }
    }

    /// The parts of the query after its first one, each behind `&`.
    pub(super) fn query(&self) -> String {
        let mut query = String::new();
        for (name, value) in self.parts() {
            let value = escape::query_value(&value);
            write!(query, "&{name}={value}").ok(); // writing into a text cannot fail
        }
        query
    }

    /// The address of the frame on the site at this address, which ends in a slash.
    pub(super) fn address(&self, site: &str) -> String {
        format!("{site}?embed=1{}{}", self.query(), self.fragment())
    }

    /// The code for a system. The title is a text in HTML, escaped.
    pub(super) fn code(&self, system: CourseSystem, site: &str, title: &str) -> String {
        let address = self.address(site).replace('&', "&amp;");
        let height = self.height;
        let frame = |more: &str| {
            format!(
                "<iframe src=\"{address}\" title=\"{title}\"\n        width=\"100%\" height=\"{height}\"{more}></iframe>"
            )
        };
        let whole = " style=\"border:0\" loading=\"lazy\" allow=\"clipboard-write; fullscreen\"";
        match system {
            CourseSystem::PlainPage | CourseSystem::MkDocs => frame(whole),
            // These keep few attributes of a frame: a height in pixels is one of them.
            CourseSystem::Moodle | CourseSystem::Canvas | CourseSystem::OpenEdx => {
                frame(" style=\"border:0\" allowfullscreen")
            }
            CourseSystem::Element => self.element(site, title),
            CourseSystem::Docusaurus => format!(
                "<iframe src=\"{address}\" title=\"{title}\"\n        width=\"100%\" height=\"{height}\" style={{{{border: 0}}}} \
                 loading=\"lazy\" allow=\"clipboard-write; fullscreen\" />"
            ),
            CourseSystem::Quarto => format!("```{{=html}}\n{}\n```", frame(whole)),
            // A slide loads its frame when it is shown.
            CourseSystem::RevealJs => format!(
                "<section>\n  <iframe data-src=\"{address}\" title=\"{title}\"\n          width=\"1100\" height=\"{height}\" \
                 style=\"border:0\" data-preload></iframe>\n</section>"
            ),
        }
    }

    fn element(&self, site: &str, title: &str) -> String {
        let mut element = String::new();
        for (name, value) in self.parts() {
            let value = escape::xml(&value);
            write!(element, " {name}=\"{value}\"").ok(); // writing into a text cannot fail
        }
        if let Opens::Link(fragment) = &self.opens {
            write!(element, " link=\"{fragment}\"").ok(); // as above
        }
        format!(
            "<script src=\"{site}v1/lanewise-embed.js\"></script>\n<lanewise-board title=\"{title}\"{element}></lanewise-board>"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SITE: &str = "https://course.example/lanewise/";

    fn frame(opens: Opens) -> Frame {
        Frame {
            opens,
            scenario: None,
            panels: Vec::new(),
            is_locked: false,
            language: None,
            theme: None,
            height: 720,
        }
    }

    #[test]
    fn an_address_has_the_options_of_its_frame() {
        let check = |frame: &Frame, expected: &str| {
            assert_eq!(frame.address(SITE), format!("{SITE}?embed=1{expected}"));
        };
        check(&frame(Opens::Link("#2.abc".to_owned())), "#2.abc");
        check(
            &frame(Opens::Board("matched-to-shape".to_owned())),
            "&board=matched-to-shape",
        );
        check(
            &frame(Opens::Challenge("quiz-rush".to_owned())),
            "&challenge=quiz-rush",
        );
        let whole = Frame {
            panels: vec!["lanes", "map"],
            is_locked: true,
            language: Some("es".to_owned()),
            theme: Some("dark"),
            scenario: Some("stress".to_owned()),
            height: 650,
            ..frame(Opens::Board("all-edge".to_owned()))
        };
        let of_lesson = Frame {
            opens: Opens::Lesson,
            scenario: None,
            ..whole.clone()
        };
        check(&of_lesson, "&learn=lesson&lang=es&theme=dark&height=650");
        check(
            &whole,
            "&scenario=stress&board=all-edge&panels=lanes,map&locked=all&lang=es&theme=dark&height=650",
        );
    }

    /// A scenario of any site may name its boards as it likes.
    #[test]
    fn a_name_adds_no_attribute() {
        let frame = frame(Opens::Board("x\" onload=\"a()".to_owned()));
        for system in CourseSystem::ALL {
            let code = frame.code(system, SITE, "Lanewise");
            assert!(!code.contains("onload=\""), "{code}");
        }
    }

    #[test]
    fn each_system_gets_what_it_keeps() {
        let check = |system: CourseSystem, expected: &str| {
            let frame = frame(Opens::Board("all-edge".to_owned()));
            assert_eq!(frame.code(system, SITE, "Lanewise"), expected, "{system:?}");
        };
        let head = "<iframe src=\"https://course.example/lanewise/?embed=1&amp;board=all-edge\" title=\"Lanewise\"\n        ";
        let whole = format!(
            "{head}width=\"100%\" height=\"720\" style=\"border:0\" loading=\"lazy\" allow=\"clipboard-write; fullscreen\"></iframe>"
        );
        let plain = format!(
            "{head}width=\"100%\" height=\"720\" style=\"border:0\" allowfullscreen></iframe>"
        );
        check(CourseSystem::PlainPage, &whole);
        check(CourseSystem::MkDocs, &whole);
        check(CourseSystem::Moodle, &plain);
        check(CourseSystem::Canvas, &plain);
        check(CourseSystem::OpenEdx, &plain);
        check(CourseSystem::Quarto, &format!("```{{=html}}\n{whole}\n```"));
        check(
            CourseSystem::Docusaurus,
            &format!(
                "{head}width=\"100%\" height=\"720\" style={{{{border: 0}}}} loading=\"lazy\" allow=\"clipboard-write; fullscreen\" />"
            ),
        );
        check(
            CourseSystem::RevealJs,
            "<section>\n  <iframe data-src=\"https://course.example/lanewise/?embed=1&amp;board=all-edge\" title=\"Lanewise\"\n          \
             width=\"1100\" height=\"720\" style=\"border:0\" data-preload></iframe>\n</section>",
        );
        check(
            CourseSystem::Element,
            "<script src=\"https://course.example/lanewise/v1/lanewise-embed.js\"></script>\n\
             <lanewise-board title=\"Lanewise\" board=\"all-edge\"></lanewise-board>",
        );
    }
}
