//! Sentences with figures in them: `say!` makes one, `put!` writes one behind another.
//!
//! Must not know: any sentence, nor which languages there are.

use std::fmt::{Display, Write};

use super::tr;

/// A sentence with its figures: `say!("{fit} of {all} workloads fit", fit, all = count)`. Each name
/// in braces is one of the values; what another language does with their order is its own affair.
macro_rules! say {
    ($english:literal) => {
        $crate::text::language::tr($english).to_owned()
    };
    ($english:literal, $($name:ident $(= $value:expr)?),+ $(,)?) => {
        $crate::text::language::say::fill(
            {
                const ENGLISH: &str = $english;
                const { assert!($crate::text::language::say::has_names(ENGLISH, &[$(stringify!($name)),+])) };
                ENGLISH
            },
            &[$((stringify!($name), $crate::text::language::say!(@value $name $($value)?))),+],
        )
    };
    (@value $name:ident) => { &$name as &dyn ::std::fmt::Display };
    (@value $name:ident $value:expr) => { &$value as &dyn ::std::fmt::Display };
}
pub(crate) use say;

/// The same at the end of a text that is kept: `put!(out, "{busy} of {all} busy", busy, all)`.
/// Nothing is allocated where the text has the room.
macro_rules! put {
    ($out:expr, $english:literal, $($name:ident $(= $value:expr)?),+ $(,)?) => {
        $crate::text::language::say::fill_into(
            $out,
            {
                const ENGLISH: &str = $english;
                const { assert!($crate::text::language::say::has_names(ENGLISH, &[$(stringify!($name)),+])) };
                ENGLISH
            },
            &[$((
                stringify!($name),
                $crate::text::language::say!(@value $name $($value)?),
            )),+],
        )
    };
}
pub(crate) use put;

/// Whether the names in braces are these, each at least once; asked when the page is compiled.
pub(crate) const fn has_names(sentence: &str, names: &[&str]) -> bool {
    let bytes = sentence.as_bytes();
    let mut found = 0_u64;
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'{' {
            let mut index = 0;
            while index < names.len() && !is_name_at(bytes, at + 1, names[index].as_bytes()) {
                index += 1;
            }
            if index == names.len() {
                return false;
            }
            found |= 1 << index;
        }
        at += 1;
    }
    found.count_ones() as usize == names.len()
}

/// Whether this name and a closing brace stand there.
const fn is_name_at(bytes: &[u8], from: usize, name: &[u8]) -> bool {
    if from + name.len() >= bytes.len() || bytes[from + name.len()] != b'}' {
        return false;
    }
    let mut index = 0;
    while index < name.len() {
        if bytes[from + index] != name[index] {
            return false;
        }
        index += 1;
    }
    true
}

/// Puts values into a sentence of the page's language; see [`say!`].
pub(crate) fn fill(english: &str, values: &[(&str, &dyn Display)]) -> String {
    let mut out = String::new();
    fill_into(&mut out, english, values);
    out
}

/// The same at the end of a text; see [`put!`].
pub(crate) fn fill_into(out: &mut String, english: &str, values: &[(&str, &dyn Display)]) {
    put_values(out, tr(english), values);
}

fn put_values(out: &mut String, template: &str, values: &[(&str, &dyn Display)]) {
    let mut rest = template;
    while let Some((before, name, after)) = next_name(rest) {
        out.push_str(before);
        let value = values.iter().find(|(known, _)| *known == name);
        // Writing into a text cannot fail.
        let _ = match value {
            Some((_, value)) => write!(out, "{value}"),
            None => write!(out, "{{{name}}}"),
        };
        rest = after;
    }
    out.push_str(rest);
}

/// What stands before the next name in braces, the name, and what comes after it.
pub(super) fn next_name(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_go_where_their_names_stand() {
        let check = |template: &str, expected: &str| {
            let values: [(&str, &dyn Display); 2] = [("fit", &11), ("all", &"14")];
            let mut out = String::new();
            put_values(&mut out, template, &values);
            assert_eq!(out, expected);
        };
        check("{fit} of {all} fit", "11 of 14 fit");
        check("De {all}, {fit}", "De 14, 11");
        check("nothing", "nothing");
        check("{other} stays", "{other} stays");
    }

    #[test]
    fn names_are_checked() {
        let check = |sentence: &str, names: &[&str], expected: bool| {
            assert_eq!(has_names(sentence, names), expected, "{sentence}");
        };
        check("{a} of {b}, {a}", &["a", "b"], true);
        check("{a} of {b}", &["a"], false);
        check("{a}", &["a", "b"], false);
        check("{ab}", &["a"], false);
        check("none", &[], true);
    }
}
