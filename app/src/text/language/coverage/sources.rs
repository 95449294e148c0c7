//! The sentences of the sources: the string literals in `tr`, `phrase`, `say!` and the like, found among
//! the compiler's tokens. Code under `#[cfg(test)]` does not count.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use super::names;

/// The key of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Key {
    /// The English sentence, with its context where it has one.
    pub(super) sentence: String,
    /// The names in braces that a translation may have.
    pub(super) allowed: BTreeSet<String>,
    /// The names in braces that a translation must have.
    pub(super) required: BTreeSet<String>,
    /// Whether it is the second sentence of a `plural!`, which may have further categories.
    pub(super) is_plural: bool,
}

impl Key {
    /// The key of a sentence without forms.
    pub(super) fn plain(sentence: String) -> Self {
        Self {
            allowed: names(&sentence),
            required: names(&sentence),
            sentence,
            is_plural: false,
        }
    }

    /// The two keys of a `plural!`. The sentence for one may omit the count.
    fn plural(count: &str, one: String, other: String) -> [Self; 2] {
        let all = names(&other);
        let mut required = all.clone();
        required.remove(count);
        let one = Self {
            sentence: one,
            allowed: all.clone(),
            required,
            is_plural: false,
        };
        let other = Self {
            sentence: other,
            allowed: all.clone(),
            required: all,
            is_plural: true,
        };
        [one, other]
    }
}

/// Every Rust file below a folder.
pub(super) fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the folder of sources") {
        let path = entry.expect("an entry of the folder").path();
        if path.is_dir() {
            found.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found
}

/// The keys of a source.
pub(super) fn keys(source: &str) -> Vec<Key> {
    let mut found = Vec::new();
    let tokens: TokenStream = source.parse().expect("the source is Rust");
    collect(tokens, &mut found);
    found
}

fn collect(tokens: TokenStream, found: &mut Vec<Key>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut index = 0;
    while index < tokens.len() {
        if let [TokenTree::Punct(hash), TokenTree::Group(attribute), ..] = &tokens[index..]
            && hash.as_char() == '#'
            && attribute.to_string().replace(' ', "") == "[cfg(test)]"
        {
            index = end_of_item(&tokens, index + 2);
            continue;
        }
        match &tokens[index..] {
            [TokenTree::Ident(name), TokenTree::Group(arguments), ..] => {
                found.extend(keys_of_call(&name.to_string(), arguments));
            }
            [
                TokenTree::Ident(name),
                TokenTree::Punct(mark),
                TokenTree::Group(arguments),
                ..,
            ] if mark.as_char() == '!' => {
                found.extend(keys_of_macro(&name.to_string(), arguments));
            }
            _ => {}
        }
        if let TokenTree::Group(group) = &tokens[index] {
            collect(group.stream(), found);
        }
        index += 1;
    }
}

/// The index after an item: after its body, or its semicolon.
fn end_of_item(tokens: &[TokenTree], from: usize) -> usize {
    let is_end = |token: &TokenTree| match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        TokenTree::Punct(mark) => mark.as_char() == ';',
        _ => false,
    };
    let length = tokens[from..].iter().position(is_end);
    length.map_or(tokens.len(), |length| from + length + 1)
}

fn keys_of_call(function: &str, arguments: &Group) -> Vec<Key> {
    let arguments = arguments_of(arguments);
    match (function, &arguments[..]) {
        ("tr" | "phrase", [only]) => text(only).map(Key::plain).into_iter().collect(),
        _ => Vec::new(),
    }
}

fn keys_of_macro(name: &str, arguments: &Group) -> Vec<Key> {
    let arguments = arguments_of(arguments);
    match (name, &arguments[..]) {
        ("say", [sentence, ..]) | ("put", [_, sentence, ..]) => {
            text(sentence).map(Key::plain).into_iter().collect()
        }
        ("phrase_in", [word, context]) => match (text(word), text(context)) {
            (Some(word), Some(context)) => vec![Key::plain(format!("{word}|{context}"))],
            _ => Vec::new(),
        },
        ("plural", [count, one, other, ..]) => match (&count[..], text(one), text(other)) {
            ([TokenTree::Ident(count), ..], Some(one), Some(other)) => {
                Key::plural(&count.to_string(), one, other).into()
            }
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// The arguments between the commas of a call.
fn arguments_of(call: &Group) -> Vec<Vec<TokenTree>> {
    let is_comma =
        |token: &TokenTree| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ',');
    let tokens: Vec<TokenTree> = call.stream().into_iter().collect();
    let arguments = tokens.split(is_comma).map(<[TokenTree]>::to_vec);
    arguments.filter(|argument| !argument.is_empty()).collect()
}

/// The value of an argument that is one string literal.
fn text(argument: &[TokenTree]) -> Option<String> {
    let [TokenTree::Literal(literal)] = argument else {
        return None;
    };
    match syn::Lit::new(literal.clone()) {
        syn::Lit::Str(text) => Some(text.value()),
        _ => None,
    }
}

#[test]
fn keys_are_found_among_tokens() {
    let check = |source: &str, expected: &[&str]| {
        let found: Vec<String> = keys(source).into_iter().map(|one| one.sentence).collect();
        assert_eq!(found, expected, "{source}");
    };
    check(r#"const UNDO: Phrase = phrase("Undo");"#, &["Undo"]);
    check(r#"view! { <p>{tr("one")}</p> }"#, &["one"]);
    check(
        r#"say!("{a} of \
        {b}", a, b = 1)"#,
        &["{a} of {b}"],
    );
    check(r#"put!(&mut out, "{a}/s", a)"#, &["{a}/s"]);
    check(r#"phrase_in!("on", "a remedy")"#, &["on|a remedy"]);
    check(
        r#"format!("{}", plural!(n = f(1, 2), "{n} row", "{n} rows"))"#,
        &["{n} row", "{n} rows"],
    );
    check(r#"tr(&workload.name) // tr("a comment")"#, &[]);
    check(
        r#"#[cfg(test)] mod tests { const A: &str = tr("no"); } fn f() { tr("yes") }"#,
        &["yes"],
    );
}
