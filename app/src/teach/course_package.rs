//! The files of a package for a learning system: a page that shows the site in a frame and reports what happens there
//! (`app/package_bridge.js`), and a manifest that lists every file.
//!
//! The forms are those of SCORM 1.2, SCORM 2004 4th edition and cmi5 (its course structure, first edition).

use std::fmt::Write;

use super::embed_code::{Frame, Opens};
use crate::io::escape;

/// The files of the site that a package has beside its own, by their path in the build's folder and in the package.
pub(super) const SHARED: [&str; 2] = ["package_bridge.js", "package.css"];
/// The folder of a copy of the site.
const COPY: &str = "site/";

/// How a learning system hears of results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standard {
    Scorm12,
    Scorm2004,
    Cmi5,
}

impl Standard {
    /// All standards, in the order of the menu.
    pub(super) const ALL: [Self; 3] = [Self::Scorm12, Self::Scorm2004, Self::Cmi5];

    /// Its name, which no language translates.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Scorm12 => "SCORM 1.2",
            Self::Scorm2004 => "SCORM 2004",
            Self::Cmi5 => "cmi5",
        }
    }

    /// Its name in file names and for the bridge.
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Scorm12 => "scorm-1.2",
            Self::Scorm2004 => "scorm-2004",
            Self::Cmi5 => "cmi5",
        }
    }
}

/// A package as a person wants it.
pub(super) struct CoursePackage<'a> {
    pub(super) standard: Standard,
    pub(super) frame: &'a Frame,
    /// The name of what it opens.
    pub(super) title: &'a str,
    /// The least share of the points to pass.
    pub(super) pass: f64,
    /// The address of the site, with a slash at its end.
    pub(super) site: &'a str,
    /// The files of the site that the package has a copy of; empty: it shows the site itself.
    pub(super) copied: &'a [String],
}

impl CoursePackage<'_> {
    /// What is reported, as the bridge reads it; none for a board, which has no points.
    pub(super) fn activity(opens: &Opens) -> Option<String> {
        match opens {
            Opens::Challenge(id) => Some(format!("challenge:{id}")),
            Opens::Lesson => Some("lesson".to_owned()),
            Opens::Check => Some("check".to_owned()),
            Opens::Link(_) | Opens::Board(_) => None,
        }
    }

    /// The package's own files, by path.
    pub(super) fn files(&self) -> Vec<(&'static str, String)> {
        match self.standard {
            Standard::Scorm12 => vec![
                ("imsmanifest.xml", self.scorm_12()),
                ("index.html", self.page()),
            ],
            Standard::Scorm2004 => vec![
                ("imsmanifest.xml", self.scorm_2004()),
                ("index.html", self.page()),
            ],
            Standard::Cmi5 => vec![("cmi5.xml", self.cmi5())],
        }
    }

    /// Whether the package has the shared files: with cmi5 the site's own page reports.
    pub(super) fn has_page(&self) -> bool {
        self.standard != Standard::Cmi5
    }

    /// The path of a copied file.
    pub(super) fn copy_of(file: &str) -> String {
        format!("{COPY}{file}")
    }

    fn title(&self) -> String {
        escape::xml(self.title)
    }

    fn page(&self) -> String {
        let shown = if self.copied.is_empty() {
            self.frame.address(self.site)
        } else {
            // Few learning systems open a folder's index by the folder's name.
            self.frame.address(&format!("{COPY}index.html"))
        };
        format!(
            "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
             <link rel=\"stylesheet\" href=\"package.css\">\n</head>\n<body>\n\
             <iframe title=\"{title}\" data-src=\"{shown}\" allow=\"clipboard-write; fullscreen\"></iframe>\n\
             <script src=\"package_bridge.js\" data-standard=\"{standard}\" data-activity=\"{activity}\" data-pass=\"{pass}\"></script>\n\
             </body>\n</html>\n",
            language = self.frame.language.as_deref().unwrap_or("en"),
            title = self.title(),
            shown = escape::xml(&shown),
            standard = self.standard.id(),
            activity = escape::xml(&Self::activity(&self.frame.opens).unwrap_or_default()),
            pass = self.pass,
        )
    }

    /// A stable name, in letters that identifiers may have.
    fn id(&self) -> String {
        let activity = Self::activity(&self.frame.opens).unwrap_or_default();
        format!("lanewise-{}", escape::plain_letters(&activity, "lesson"))
    }

    fn listed(&self) -> String {
        let own = ["index.html"].into_iter().chain(SHARED).map(str::to_owned);
        let copied = self.copied.iter().map(|file| Self::copy_of(file));
        let mut list = String::new();
        for file in own.chain(copied) {
            // Writing to a string fails for no value.
            writeln!(list, "      <file href=\"{}\"/>", escape::xml(&file)).ok();
        }
        list
    }

    fn scorm_12(&self) -> String {
        self.manifest(
            "xmlns=\"http://www.imsproject.org/xsd/imscp_rootv1p1p2\" xmlns:adlcp=\"http://www.adlnet.org/xsd/adlcp_rootv1p2\"",
            "1.2",
            "scormtype",
        )
    }

    fn scorm_2004(&self) -> String {
        self.manifest(
            "xmlns=\"http://www.imsglobal.org/xsd/imscp_v1p1\" xmlns:adlcp=\"http://www.adlnet.org/xsd/adlcp_v1p3\"",
            "2004 4th Edition",
            "scormType",
        )
    }

    fn manifest(&self, spaces: &str, version: &str, kind: &str) -> String {
        let (id, title, files) = (self.id(), self.title(), self.listed());
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<manifest identifier=\"{id}\" version=\"1.0\" {spaces}>\n  \
             <metadata>\n    <schema>ADL SCORM</schema>\n    <schemaversion>{version}</schemaversion>\n  </metadata>\n  \
             <organizations default=\"course\">\n    <organization identifier=\"course\">\n      <title>{title}</title>\n      \
             <item identifier=\"item\" identifierref=\"page\">\n        <title>{title}</title>\n      </item>\n    \
             </organization>\n  </organizations>\n  <resources>\n    \
             <resource identifier=\"page\" type=\"webcontent\" adlcp:{kind}=\"sco\" href=\"index.html\">\n{files}    \
             </resource>\n  </resources>\n</manifest>\n"
        )
    }

    fn cmi5(&self) -> String {
        let title = self.title();
        let language = self.frame.language.as_deref().unwrap_or("en");
        let named = format!("<langstring lang=\"{language}\">{title}</langstring>");
        let base = if self.copied.is_empty() {
            format!("{}cmi5/", self.site)
        } else {
            format!("{COPY}cmi5/index.html")
        };
        let activity = Self::activity(&self.frame.opens).unwrap_or_default();
        let (site, id, pass) = (escape::xml(self.site), self.id(), self.pass);
        let url = escape::xml(&format!(
            "{base}?activity={activity}&pass={pass}{}",
            self.frame.query()
        ));
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <courseStructure xmlns=\"https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd\">\n  \
             <course id=\"{site}#course-{id}\">\n    <title>{named}</title>\n    <description>{named}</description>\n  </course>\n  \
             <au id=\"{site}#{id}\" launchMethod=\"AnyWindow\" moveOn=\"CompletedOrPassed\" masteryScore=\"{pass}\">\n    \
             <title>{named}</title>\n    <description>{named}</description>\n    <url>{url}</url>\n  </au>\n\
             </courseStructure>\n"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SITE: &str = "https://course.example/lanewise/";

    /// The files of a package of the first challenge, with a copy of two files or none.
    fn check(standard: Standard, copied: &[&str], expected: &[(&str, &[&str])]) {
        let frame = Frame {
            opens: Opens::Challenge("quiz-rush".to_owned()),
            scenario: None,
            panels: Vec::new(),
            is_locked: false,
            language: Some("es".to_owned()),
            theme: None,
            height: 720,
        };
        let copied: Vec<String> = copied.iter().map(|file| (*file).to_owned()).collect();
        let package = CoursePackage {
            standard,
            frame: &frame,
            title: "Ten & nine",
            pass: 0.5,
            site: SITE,
            copied: &copied,
        };
        let files = package.files();
        assert_eq!(files.len(), expected.len());
        for ((path, text), (expected_path, parts)) in files.iter().zip(expected) {
            assert_eq!(path, expected_path);
            for part in *parts {
                assert!(text.contains(part), "{path}: {part}\n{text}");
            }
        }
    }

    #[test]
    fn a_package_lists_its_files_and_says_what_it_reports() {
        let page: &[&str] = &[
            "<html lang=\"es\">",
            "<title>Ten &amp; nine</title>",
            "data-src=\"https://course.example/lanewise/?embed=1&amp;challenge=quiz-rush&amp;lang=es\"",
            "data-activity=\"challenge:quiz-rush\" data-pass=\"0.5\"",
        ];
        check(
            Standard::Scorm12,
            &[],
            &[
                (
                    "imsmanifest.xml",
                    &[
                        "<schemaversion>1.2</schemaversion>",
                        "adlcp:scormtype=\"sco\"",
                        "<file href=\"package_bridge.js\"/>",
                        "<title>Ten &amp; nine</title>",
                    ],
                ),
                ("index.html", page),
            ],
        );
        check(
            Standard::Scorm2004,
            &["index.html", "build-1/app.js"],
            &[
                (
                    "imsmanifest.xml",
                    &[
                        "2004 4th Edition",
                        "adlcp:scormType=\"sco\"",
                        "<file href=\"site/build-1/app.js\"/>",
                    ],
                ),
                (
                    "index.html",
                    &["data-src=\"site/index.html?embed=1&amp;challenge"],
                ),
            ],
        );
        check(
            Standard::Cmi5,
            &[],
            &[(
                "cmi5.xml",
                &[
                    "masteryScore=\"0.5\"",
                    "<url>https://course.example/lanewise/cmi5/?activity=challenge:quiz-rush&amp;pass=0.5&amp;challenge=quiz-rush&amp;lang=es</url>",
                ],
            )],
        );
    }
}
