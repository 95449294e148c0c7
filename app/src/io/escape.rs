//! Escaping of foreign text in files that the page writes: a name from a link stays a name there. Cells of tables are
//! written by `model::csv`.

use std::fmt::Write;

/// A text as one line of Markdown that reads exactly as the text: nothing in it becomes an emphasis,
/// link, picture, HTML, table cell, heading or list. `<`, `>` and `&` become entities, because not every
/// reader of Markdown accepts a backslash before them.
pub(crate) fn markdown(text: &str) -> String {
    let line = one_line(text);
    let mut escaped = String::with_capacity(line.len());
    for letter in line.chars() {
        match letter {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' => {
                escaped.push('\\');
                escaped.push(letter);
            }
            _ => escaped.push(letter),
        }
    }
    // At the beginning of a line these make headings, lists and rules.
    let digits = escaped.bytes().take_while(u8::is_ascii_digit).count();
    let mark = escaped[digits..].chars().next();
    match mark {
        Some('#' | '+' | '-' | '=') if digits == 0 => escaped.insert(0, '\\'),
        // A number such as `1.24` is no item of a list.
        Some('.' | ')') if digits > 0 && !begins_with_digit(&escaped[digits + 1..]) => {
            escaped.insert(digits, '\\');
        }
        _ => {}
    }
    escaped
}

fn begins_with_digit(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_ascii_digit())
}

/// An address inside the brackets of a Markdown link. Only the schemes `http` and `https` are allowed;
/// none is returned for another scheme.
pub(crate) fn markdown_address(address: &str) -> Option<String> {
    let is_web = address.starts_with("https://") || address.starts_with("http://");
    is_web.then(|| {
        let letters = address.chars().filter(|letter| !letter.is_control());
        letters.fold(String::with_capacity(address.len()), |mut out, letter| {
            match letter {
                '(' => out.push_str("%28"),
                ')' => out.push_str("%29"),
                '<' => out.push_str("%3C"),
                '>' => out.push_str("%3E"),
                ' ' => out.push_str("%20"),
                _ => out.push(letter),
            }
            out
        })
    })
}

/// A text between the tags of XML, such as SVG and HTML, or between double quotes in a tag.
pub(crate) fn xml(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// A value in the query of an address: what is neither a letter nor a digit of ASCII nor one of `-_.,:` is escaped.
pub(crate) fn query_value(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.,:".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            // Writing to a string fails for no value.
            write!(escaped, "%{byte:02X}").ok();
        }
    }
    escaped
}

/// A name in small letters, digits and hyphens, as file names and ids allow them; `otherwise` where the
/// name has none of them.
pub(crate) fn plain_letters(name: &str, otherwise: &str) -> String {
    let letters = name.to_ascii_lowercase();
    let words = letters.split(|letter: char| !letter.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    if words.is_empty() {
        otherwise.to_owned()
    } else {
        words.join("-")
    }
}

/// The name of a file, without its ending: the letters and digits of these parts in any script, with hyphens between them.
pub(crate) fn file_name(parts: &[&str]) -> String {
    let words = parts
        .iter()
        .flat_map(|part| part.split(|letter: char| !letter.is_alphanumeric()));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join("-").to_lowercase()
}

/// Line breaks, tabs and other control characters become single spaces.
fn one_line(text: &str) -> String {
    let is_break = |letter: char| letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}');
    let words = text.split(is_break).map(str::trim);
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stays_a_name_in_markdown() {
        let check = |text: &str, expected: &str| assert_eq!(markdown(text), expected);
        check("Quiz submissions", "Quiz submissions");
        check("p95 ≤ 900 ms, 1.5 %", "p95 ≤ 900 ms, 1.5 %");
        check(
            "<img src=x onerror=alert(1)>",
            "&lt;img src=x onerror=alert(1)&gt;",
        );
        check(
            "[free](javascript:alert(1))",
            "\\[free\\](javascript:alert(1))",
        );
        check(
            "![x](https://evil.example/p.png)",
            "!\\[x\\](https://evil.example/p.png)",
        );
        check("&#106;avascript", "&amp;#106;avascript");
        check("a\n\n# Decided\r\n\tby", "a # Decided by");
        check("# Decided", "\\# Decided");
        check("- one", "\\- one");
        check("---", "\\---");
        check("12. Twelve", "12\\. Twelve");
        check("12 of 14", "12 of 14");
        check(
            "**bold** _it_ `code` ~~gone~~ a|b \\",
            "\\*\\*bold\\*\\* \\_it\\_ \\`code\\` \\~\\~gone\\~\\~ a\\|b \\\\",
        );
        check("a\u{2028}b\u{7}c", "a b c");
    }

    #[test]
    fn only_addresses_of_the_web_are_links() {
        let check = |address: &str, expected: Option<&str>| {
            assert_eq!(markdown_address(address).as_deref(), expected);
        };
        check("https://example.org/#1.x", Some("https://example.org/#1.x"));
        check(
            "http://localhost/a (b)",
            Some("http://localhost/a%20%28b%29"),
        );
        check("javascript:alert(1)", None);
        check("data:text/html,x", None);
    }

    #[test]
    fn a_value_stays_a_value_of_a_query() {
        let check = |value: &str, expected: &str| assert_eq!(query_value(value), expected);
        check("quiz-rush", "quiz-rush");
        check("lanes,map", "lanes,map");
        check("x\" onload=\"a()&b", "x%22%20onload%3D%22a%28%29%26b");
        check("ä", "%C3%A4");
    }

    #[test]
    fn a_file_name_has_letters_of_any_script() {
        let check = |parts: &[&str], expected: &str| assert_eq!(file_name(parts), expected);
        check(
            &["lanewise", "quiz-rush", "Ana López", "2026-11-30"],
            "lanewise-quiz-rush-ana-lópez-2026-11-30",
        );
        check(&["lanewise", "أمينة", "../a:b"], "lanewise-أمينة-a-b");
        check(&["lanewise", "", "x"], "lanewise-x");
    }

    #[test]
    fn a_name_cannot_break_a_picture() {
        assert_eq!(xml("a < b & c"), "a &lt; b &amp; c");
    }
}
