//! The functions that every program can call: the host's, and those of the language.

use std::fmt;

/// The types of value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// A 64-bit floating point number.
    Number,
    /// A piece of UTF-8.
    Text,
    /// `true` or `false`.
    Truth,
}

impl Type {
    /// The type with this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        [Self::Number, Self::Text, Self::Truth]
            .into_iter()
            .find(|of| of.to_string() == name)
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Number => "number",
            Self::Text => "text",
            Self::Truth => "truth",
        })
    }
}

/// The parameters and the value of a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The names and types of its parameters.
    pub parameters: Vec<(String, Type)>,
    /// The type of its value, if it gives one.
    pub result: Option<Type>,
}

/// A function that every program can call, beside those of `prelude.grade`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Builtin {
    /// Its name.
    pub name: &'static str,
    /// Its parameters.
    pub parameters: &'static [(&'static str, Type)],
    /// The type of its value, if it gives one.
    pub result: Option<Type>,
    /// What runs when it is called.
    pub does: Does,
    /// One sentence about it.
    pub about: &'static str,
}

/// What runs when a built-in function is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Does {
    /// A call to the host.
    Host(Host),
    /// A few instructions of the module.
    Primitive(Primitive),
}

/// The calls to the host, by the name that a module imports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "each name is the host's own, whose table describes it"
)]
pub enum Host {
    Criteria,
    CriterionPoints,
    AnswerMatches,
    NumberWithin,
    Award,
    Feedback,
}

/// What the language does itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the sentences of `BUILTINS` say what each does"
)]
pub enum Primitive {
    Length,
    Byte,
    Part,
    Floor,
    Round,
    Absolute,
    Fail,
}

use Type::{Number, Text, Truth};

/// The functions of the host and of the language.
pub const BUILTINS: [Builtin; 13] = [
    host(
        "criteria",
        &[],
        Some(Number),
        Host::Criteria,
        "The number of criteria of the task.",
    ),
    host(
        "criterion_points",
        &[("criterion", Number)],
        Some(Number),
        Host::CriterionPoints,
        "What a criterion is worth, in points; the first one is 0.",
    ),
    host(
        "answer_matches",
        &[("criterion", Number), ("part", Text)],
        Some(Truth),
        Host::AnswerMatches,
        "Whether a part of the answer meets a criterion about text; another text ends the run.",
    ),
    host(
        "number_within",
        &[("criterion", Number), ("value", Number)],
        Some(Truth),
        Host::NumberWithin,
        "Whether a number meets a criterion about a number.",
    ),
    host(
        "award",
        &[("points", Number)],
        None,
        Host::Award,
        "Adds points, rounded to a whole number; what is above the task's cap is not given.",
    ),
    host(
        "feedback",
        &[("line", Text)],
        None,
        Host::Feedback,
        "Shows one line to the learner; the last one counts.",
    ),
    own(
        "length",
        &[("text", Text)],
        Some(Number),
        Primitive::Length,
        "The length of a text in bytes.",
    ),
    own(
        "byte",
        &[("text", Text), ("at", Number)],
        Some(Number),
        Primitive::Byte,
        "One byte of a text; -1 outside of it.",
    ),
    own(
        "part",
        &[("text", Text), ("from", Number), ("length", Number)],
        Some(Text),
        Primitive::Part,
        "A part of a text, cut where the text ends.",
    ),
    own(
        "floor",
        &[("value", Number)],
        Some(Number),
        Primitive::Floor,
        "The whole number below.",
    ),
    own(
        "round",
        &[("value", Number)],
        Some(Number),
        Primitive::Round,
        "The nearest whole number; a half goes to the even one.",
    ),
    own(
        "absolute",
        &[("value", Number)],
        Some(Number),
        Primitive::Absolute,
        "The number without its sign.",
    ),
    own(
        "fail",
        &[],
        None,
        Primitive::Fail,
        "Ends the run with a trap.",
    ),
];

const fn host(
    name: &'static str,
    parameters: &'static [(&'static str, Type)],
    result: Option<Type>,
    call: Host,
    about: &'static str,
) -> Builtin {
    Builtin {
        name,
        parameters,
        result,
        does: Does::Host(call),
        about,
    }
}

const fn own(
    name: &'static str,
    parameters: &'static [(&'static str, Type)],
    result: Option<Type>,
    primitive: Primitive,
    about: &'static str,
) -> Builtin {
    Builtin {
        name,
        parameters,
        result,
        does: Does::Primitive(primitive),
        about,
    }
}

impl Builtin {
    /// Its parameters and its value.
    pub fn signature(&self) -> Signature {
        let parameters = self.parameters.iter();
        Signature {
            parameters: parameters
                .map(|&(name, of)| (name.to_owned(), of))
                .collect(),
            result: self.result,
        }
    }
}

impl Signature {
    /// How a function of this name is called: `part(text: text, from: number, length: number) -> text`.
    pub fn of(&self, name: &str) -> String {
        let parameters: Vec<String> = self
            .parameters
            .iter()
            .map(|(name, of)| format!("{name}: {of}"))
            .collect();
        let parameters = parameters.join(", ");
        match self.result {
            Some(result) => format!("{name}({parameters}) -> {result}"),
            None => format!("{name}({parameters})"),
        }
    }
}
