//! From syntax to a program whose names and types are known.

mod expression;
mod names;
mod statement;

use crate::fault::{Fault, Place, Problem};
use crate::function::{BUILTINS, Signature, Type};
use crate::parse;
use crate::prelude;
use crate::syntax;
use crate::token;
use crate::typed::{Function, Program};
use names::Names;

/// The name of the learner's answer.
const ANSWER: &str = "answer";
/// The name under which a module exports its statements.
const GRADE: &str = "grade";
/// The most functions of a program. Chosen: as many as its text can describe.
const MAX_FUNCTIONS: usize = 200;
/// The most variables of a function, those of `for` included.
const MAX_VARIABLES: usize = 200;

/// Resolves the names and types of a program.
pub(crate) fn program(program: &syntax::Program) -> Result<Program, Fault> {
    if program.functions.len() > MAX_FUNCTIONS {
        return Err(Fault::at_start(Problem::TooMany(format!(
            "{MAX_FUNCTIONS} functions"
        ))));
    }
    let prelude = parse::program(&token::tokens(prelude::SOURCE)?)?;
    let mut checker = Checker {
        own: Vec::new(),
        prelude: &prelude.functions,
        used: Vec::new(),
        reads_answer: false,
    };
    for function in &program.functions {
        checker.declare(function)?;
    }
    let mut functions = Vec::new();
    for function in &program.functions {
        functions.push(checker.function(function, false)?);
    }
    let start = Place { line: 1, column: 1 };
    let grade = checker.function(
        &syntax::Function {
            place: start,
            name: GRADE.to_owned(),
            parameters: Vec::new(),
            result: None,
            body: program.statements.clone(),
        },
        false,
    )?;
    // The functions of the language that are used may use others.
    let mut next = 0;
    while let Some(&used) = checker.used.get(next) {
        next += 1;
        if let Some(function) = prelude.functions.get(used) {
            functions.push(checker.function(function, true)?);
        }
    }
    functions.push(grade);
    Ok(Program {
        functions,
        reads_answer: checker.reads_answer,
    })
}

struct Checker<'a> {
    /// The functions of the program.
    own: Vec<(String, Signature)>,
    prelude: &'a [syntax::Function],
    /// The functions of the language that the program uses, by their positions in the prelude.
    used: Vec<usize>,
    reads_answer: bool,
}

/// What is known within one function.
struct Scope {
    names: Names,
    result: Option<Type>,
    loops: u32,
}

/// The parameters and the value of a function.
pub(crate) fn signature(function: &syntax::Function) -> Signature {
    let parameters = function.parameters.iter();
    Signature {
        parameters: parameters
            .map(|(_, name, of)| (name.clone(), *of))
            .collect(),
        result: function.result,
    }
}

impl Checker<'_> {
    fn declare(&mut self, function: &syntax::Function) -> Result<(), Fault> {
        let name = &function.name;
        let is_taken = name == ANSWER
            || name == GRADE
            || BUILTINS.iter().any(|builtin| builtin.name == name)
            || self.prelude.iter().any(|known| known.name == *name)
            || self.own.iter().any(|(known, _)| known == name);
        if is_taken {
            return Err(Fault::new(function.place, Problem::Taken(name.clone())));
        }
        self.own.push((name.clone(), signature(function)));
        Ok(())
    }

    fn function(
        &mut self,
        function: &syntax::Function,
        is_prelude: bool,
    ) -> Result<Function, Fault> {
        let mut scope = Scope {
            names: Names::default(),
            result: function.result,
            loops: 0,
        };
        for (place, name, of) in &function.parameters {
            Self::named(&mut scope, *place, name, *of)?;
        }
        let body = self.block(&mut scope, &function.body)?;
        if function.result.is_some() && !statement::always_returns(&function.body) {
            let problem = Problem::NoReturn(function.name.clone());
            return Err(Fault::new(function.place, problem));
        }
        Ok(Function {
            name: function.name.clone(),
            is_prelude,
            parameters: function.parameters.len(),
            variables: scope.names.into_types(),
            result: function.result,
            body,
        })
    }

    /// A new variable of this name.
    fn named(scope: &mut Scope, place: Place, name: &str, of: Type) -> Result<usize, Fault> {
        if name == ANSWER || scope.names.is_in_block(name) {
            return Err(Fault::new(place, Problem::Taken(name.to_owned())));
        }
        let variable = scope.names.add(name, of);
        if variable >= MAX_VARIABLES {
            let many = format!("{MAX_VARIABLES} names in one function");
            return Err(Fault::new(place, Problem::TooMany(many)));
        }
        Ok(variable)
    }
}
