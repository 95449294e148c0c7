//! Sentences with figures: `say!` makes a text, `put!` appends to a text.

use std::fmt::{Display, Write};

use super::tr;

/// A sentence with its figures: `say!("{met} of {all} meet", met, all = count)`. The names in braces
/// are the names of the values; another language may put them in another order. Where the form of a
/// word depends on a figure, use [`plural!`](super::plural!).
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

/// Appends a sentence with its figures: `put!(out, "{busy} of {all} busy", busy, all)`. It allocates
/// nothing where the text has enough capacity.
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

/// Whether the names in braces are exactly these; evaluated when the page is compiled.
pub(crate) const fn has_names(sentence: &str, names: &[&str]) -> bool {
    match names_found(sentence, names) {
        Some(found) => found.count_ones() as usize == names.len(),
        None => false,
    }
}

/// Whether each name in braces is one of these; evaluated when the page is compiled.
pub(crate) const fn has_no_other_names(sentence: &str, names: &[&str]) -> bool {
    names_found(sentence, names).is_some()
}

/// Whether two sentences differ; evaluated when the page is compiled.
pub(crate) const fn differ(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return true;
    }
    let mut at = 0;
    while at < one.len() {
        if one[at] != other[at] {
            return true;
        }
        at += 1;
    }
    false
}

/// The names that the sentence has in braces, one bit each; none where it has another name.
const fn names_found(sentence: &str, names: &[&str]) -> Option<u64> {
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
                return None;
            }
            found |= 1 << index;
        }
        at += 1;
    }
    Some(found)
}

/// Whether this name and a closing brace follow from this byte on.
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

/// An English sentence in the page's language, with its values; see [`say!`].
pub(crate) fn fill(english: &str, values: &[(&str, &dyn Display)]) -> String {
    fill_template(tr(english), values)
}

/// A sentence of the page's language with its values.
pub(crate) fn fill_template(template: &str, values: &[(&str, &dyn Display)]) -> String {
    let mut out = String::new();
    put_values(&mut out, template, values);
    out
}

/// Appends an English sentence in the page's language; see [`put!`].
pub(crate) fn fill_into(out: &mut String, english: &str, values: &[(&str, &dyn Display)]) {
    put_values(out, tr(english), values);
}

fn put_values(out: &mut String, template: &str, values: &[(&str, &dyn Display)]) {
    let mut rest = template;
    while let Some((before, name, after)) = next_name(rest) {
        out.push_str(before);
        let value = values.iter().find(|(known, _)| *known == name);
        match value {
            Some((_, value)) => write!(out, "{value}"),
            None => write!(out, "{{{name}}}"),
        }
        .ok(); // writing into a text cannot fail
        rest = after;
    }
    out.push_str(rest);
}

/// The text before the next name in braces, the name, and the text after it.
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
            let values: [(&str, &dyn Display); 2] = [("met", &11), ("all", &"14")];
            let mut out = String::new();
            put_values(&mut out, template, &values);
            assert_eq!(out, expected);
        };
        check("{met} of {all} meet", "11 of 14 meet");
        check("De {all}, {met}", "De 14, 11");
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
