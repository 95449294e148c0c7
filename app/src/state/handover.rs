//! A program on its way between the board and the sandbox lab, two pages of one site: one leaves it in the browser's storage, and
//! the other takes it from there at once.

use model::sandbox::OwnCode;

use crate::browser;

/// The page that a program goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum To {
    Board,
    Lab,
}

impl To {
    fn name(self) -> &'static str {
        match self {
            Self::Board => "lanewise-code-for-board",
            Self::Lab => "lanewise-code-for-lab",
        }
    }
}

/// Leaves a program and the snippet whose task it grades. Returns whether the browser keeps it.
pub(crate) fn leave(to: To, snippet: &str, code: &OwnCode) -> bool {
    browser::store(to.name(), &written(snippet, code))
}

/// Takes the program that the other page left, if any.
pub(crate) fn take(to: To) -> Option<(String, OwnCode)> {
    let text = browser::stored(to.name())?;
    browser::remove_stored(to.name());
    read(&text)
}

/// Three parts, of which the last may have lines.
fn written(snippet: &str, code: &OwnCode) -> String {
    let (kind, text) = match code {
        OwnCode::Grading(text) => ("grading", text),
        OwnCode::ModuleText(text) => ("module_text", text),
        OwnCode::Module(text) => ("module", text),
    };
    format!("{kind}\n{snippet}\n{text}")
}

fn read(text: &str) -> Option<(String, OwnCode)> {
    let mut parts = text.splitn(3, '\n');
    let (kind, snippet, text) = (parts.next()?, parts.next()?, parts.next()?.to_owned());
    let code = match kind {
        "grading" => OwnCode::Grading(text),
        "module_text" => OwnCode::ModuleText(text),
        "module" => OwnCode::Module(text),
        _ => return None,
    };
    Some((snippet.to_owned(), code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_is_taken() {
        let check = |code: OwnCode| {
            let taken = read(&written("keywords", &code));
            assert_eq!(taken, Some(("keywords".to_owned(), code)));
        };
        check(OwnCode::Grading("award(1)\n\nfeedback(\"a\")".to_owned()));
        check(OwnCode::ModuleText("(module)".to_owned()));
        check(OwnCode::Module("AGFzbQ==".to_owned()));
        assert_eq!(read("other\nkeywords\nx"), None);
        assert_eq!(read("grading"), None);
    }
}
