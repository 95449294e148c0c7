//! A rule that a built challenge breaks, with the field of the form in place of the file's path.

use model::scenario::Scenario;

use crate::learn::builder::words;
use crate::learn::challenges::words as challenges;
use crate::text;

/// The sentence for an error of the challenge's file. A path without a field in the form is given as it is.
pub(super) fn refused(scenario: &Scenario, error: &str) -> String {
    let end = error.find([':', ' ']).unwrap_or(error.len());
    let (path, rest) = error.split_at(end);
    let path = path.strip_prefix("scenario.").unwrap_or(path);
    let why = rest.trim_start_matches([':', ' ']);
    words::refused(&field(scenario, path), why)
}

fn field(scenario: &Scenario, path: &str) -> String {
    let begins = |with: &str| path.starts_with(with);
    if begins("name") {
        words::NAME.into()
    } else if begins("about") {
        words::STORY.into()
    } else if begins("hints") {
        words::HINT.into()
    } else if begins("moves") {
        challenges::MOVES.into()
    } else if let Some(star) = index_after(path, "stars[") {
        words::star(star + 1)
    } else if let Some(card) =
        index_after(path, "workloads[").and_then(|index| scenario.workloads.get(index))
    {
        words::targets(&text::workloads::name(card))
    } else {
        path.to_owned()
    }
}

/// The number in brackets after these letters.
fn index_after(path: &str, before: &str) -> Option<usize> {
    let rest = path.strip_prefix(before)?;
    rest.split(']').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::shipped;

    fn check(error: &str, expected: &str) {
        let said = refused(&shipped(), error);
        let expected = format!("{expected} What you entered stays.");
        assert_eq!(said, expected);
    }

    #[test]
    fn an_error_names_the_field_of_the_form() {
        check(
            "scenario.name (its length): expected 0 to 120, found 121",
            "“Name” has to change first: (its length): expected 0 to 120, found 121.",
        );
        check(
            "stars[1][0].at_most_usd_per_month: expected 0 or more, found -1",
            "“The second star asks for” has to change first: expected 0 or more, found -1.",
        );
        check(
            "scenario.workloads[4].needs[1].at_most_ms: expected 0 or more, found -3",
            "“Targets of Quiz submissions” has to change first: expected 0 or more, found -3.",
        );
        check(
            "scenario.seed: expected less",
            "“seed” has to change first: expected less.",
        );
    }
}
