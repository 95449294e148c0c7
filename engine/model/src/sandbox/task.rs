//! A task: the question to the learner, and the key that the host keeps.
//!
//! A snippet never sees a [`Criterion`]; it can only ask whether one is met.

use std::borrow::Cow;

/// A question and the criteria that grade its answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Task {
    /// The question as the learner reads it.
    pub prompt: &'static str,
    /// The most points that a submission can get, whatever a snippet awards.
    pub cap_points: u32,
    /// The key. Stays on the host's side of the wall.
    pub key: Cow<'static, [Criterion]>,
    /// Plausible answers, one a line.
    pub samples: &'static str,
}

impl Task {
    /// The sample submissions, in the order of the file.
    pub fn submissions(&self) -> Vec<&'static str> {
        self.samples.lines().collect()
    }
}

/// One property of a good answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Criterion {
    /// The points that it is worth.
    pub points: u32,
    /// The condition under which it is met.
    pub expect: Expect,
}

/// Texts of a key: those of a task that ships, or those that a person wrote.
#[derive(Clone, Debug, PartialEq)]
pub enum Texts {
    /// Texts that are part of the program.
    Shipped(&'static [&'static str]),
    /// Texts from outside.
    Own(Vec<String>),
}

/// The condition of a criterion. Text is compared without case and punctuation.
#[derive(Clone, Debug, PartialEq)]
pub enum Expect {
    /// The text asked about is one of these.
    Is(Texts),
    /// The text asked about contains one of these as whole words; a `*` at the end leaves the end
    /// of the last word open (`tilt*` is found in "tilted").
    Mentions(Texts),
    /// The number asked about is at most `tolerance` away from `value`.
    Number {
        /// The value expected, in the unit that the prompt asks for.
        value: f64,
        /// The largest difference that still counts, in the same unit.
        tolerance: f64,
    },
}

impl Texts {
    /// The texts in their order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        let (shipped, own): (&[&str], &[String]) = match self {
            Self::Shipped(texts) => (texts, &[]),
            Self::Own(texts) => (&[], texts),
        };
        shipped
            .iter()
            .copied()
            .chain(own.iter().map(String::as_str))
    }

    fn any(&self, fits: impl FnMut(&str) -> bool) -> bool {
        self.iter().any(fits)
    }
}

impl Expect {
    /// One of these texts.
    pub const fn is(texts: &'static [&'static str]) -> Self {
        Self::Is(Texts::Shipped(texts))
    }

    /// A text that contains one of these.
    pub const fn mentions(texts: &'static [&'static str]) -> Self {
        Self::Mentions(Texts::Shipped(texts))
    }
}

impl Criterion {
    /// Whether `text` meets a criterion about text.
    pub fn met_by_text(&self, text: &str) -> bool {
        let text = plain(text);
        match &self.expect {
            Expect::Is(answers) => answers.any(|answer| plain(answer) == text),
            Expect::Mentions(phrases) => phrases.any(|phrase| mentions(&text, phrase)),
            Expect::Number { .. } => false,
        }
    }

    /// Whether `number` meets a criterion about a number. NaN never does.
    pub fn met_by_number(&self, number: f64) -> bool {
        match self.expect {
            Expect::Number { value, tolerance } => (number - value).abs() <= tolerance,
            Expect::Is(_) | Expect::Mentions(_) => false,
        }
    }
}

/// Lower-case words, each with one space before and after: ` the axis is tilted `.
fn plain(text: &str) -> String {
    let mut plain = String::from(" ");
    for word in text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        plain.push_str(&word.to_lowercase());
        plain.push(' ');
    }
    plain
}

fn mentions(plain_text: &str, phrase: &str) -> bool {
    let wanted = plain(phrase);
    let wanted = if phrase.ends_with('*') {
        wanted.trim_end()
    } else {
        &wanted
    };
    plain_text.contains(wanted)
}
