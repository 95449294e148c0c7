//! What a program can call, for the people who write one.

use crate::check::signature;
use crate::fault::Fault;
use crate::function::BUILTINS;
use crate::{parse, prelude, token};

/// A function that every program can call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guide {
    /// Its name.
    pub name: &'static str,
    /// How it is called, such as `part(text: text, from: number, length: number) -> text`.
    pub signature: String,
    /// One sentence about it.
    pub about: &'static str,
}

/// The functions of the host, then those of the language.
///
/// # Errors
///
/// A fault of the functions that the language itself is written with, which the tests rule out.
pub fn guide() -> Result<Vec<Guide>, Fault> {
    let prelude = parse::program(&token::tokens(prelude::SOURCE)?)?;
    let builtins = BUILTINS.iter().map(|builtin| Guide {
        name: builtin.name,
        signature: builtin.signature().of(builtin.name),
        about: builtin.about,
    });
    let written = prelude::ABOUT.iter().filter_map(|&(name, about)| {
        let mut functions = prelude.functions.iter();
        let function = functions.find(|function| function.name == name)?;
        Some(Guide {
            name,
            signature: signature(function).of(name),
            about,
        })
    });
    Ok(builtins.chain(written).collect())
}
