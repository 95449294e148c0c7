//! The types of expressions, and what their names mean.

use super::{ANSWER, Checker, Scope, signature};
use crate::fault::{Fault, Place, Problem};
use crate::function::{BUILTINS, Does, Signature, Type};
use crate::syntax::{Expression, ExpressionKind, Operator};
use crate::typed;

/// The function that a name means.
enum Target {
    Function(usize),
    Does(Does),
}

impl Checker<'_> {
    /// An expression that has a value, and the type of that.
    pub(super) fn value(
        &mut self,
        scope: &mut Scope,
        expression: &Expression,
    ) -> Result<(typed::Expression, Type), Fault> {
        let checked = self.expression(scope, expression)?;
        let of = checked.of;
        of.map(|of| (checked, of))
            .ok_or_else(|| Fault::new(expression.place, Problem::NoValue))
    }

    /// An expression whose value has this type.
    pub(super) fn of_type(
        &mut self,
        scope: &mut Scope,
        expression: &Expression,
        expected: Type,
    ) -> Result<typed::Expression, Fault> {
        let (checked, found) = self.value(scope, expression)?;
        if found == expected {
            return Ok(checked);
        }
        let hint = match (expected, found) {
            (Type::Number, Type::Text) => "; `number(…)` reads one from a text",
            (Type::Text, Type::Number) => "; `digits(…)` writes a whole number as text",
            (Type::Truth, Type::Number) => "; compare it, as in `… > 0`",
            (Type::Truth, Type::Text) => "; compare it, as in `… == \"yes\"`",
            _ => "",
        };
        let problem = Problem::Type {
            expected: expected.to_string(),
            found: found.to_string(),
            hint: hint.to_owned(),
        };
        Err(Fault::new(expression.place, problem))
    }

    pub(super) fn expression(
        &mut self,
        scope: &mut Scope,
        expression: &Expression,
    ) -> Result<typed::Expression, Fault> {
        use typed::ExpressionKind as Kind;
        let place = expression.place;
        let (of, kind) = match &expression.kind {
            ExpressionKind::Number(number) => (Type::Number, Kind::Number(*number)),
            ExpressionKind::Text(text) => (Type::Text, Kind::Text(text.clone())),
            ExpressionKind::Truth(truth) => (Type::Truth, Kind::Truth(*truth)),
            ExpressionKind::Name(name) if name == ANSWER => {
                self.reads_answer = true;
                (Type::Text, Kind::Answer)
            }
            ExpressionKind::Name(name) => {
                let (variable, of) = Self::variable(scope, place, name)?;
                (of, Kind::Variable(variable))
            }
            ExpressionKind::Not(of) => {
                let of = self.of_type(scope, of, Type::Truth)?;
                (Type::Truth, Kind::Not(Box::new(of)))
            }
            ExpressionKind::Negative(of) => {
                let of = self.of_type(scope, of, Type::Number)?;
                (Type::Number, Kind::Negative(Box::new(of)))
            }
            ExpressionKind::Binary(operator, left, right) => {
                return self.binary(scope, *operator, left, right);
            }
            ExpressionKind::Call(name, arguments) => {
                return self.call(scope, place, name, arguments);
            }
        };
        Ok(typed::Expression { of: Some(of), kind })
    }

    fn binary(
        &mut self,
        scope: &mut Scope,
        operator: Operator,
        left: &Expression,
        right: &Expression,
    ) -> Result<typed::Expression, Fault> {
        let (checked, found) = self.value(scope, left)?;
        let (takes, gives) = match operator {
            Operator::Or | Operator::And => (Type::Truth, Type::Truth),
            Operator::Equal | Operator::NotEqual => (found, Type::Truth),
            Operator::Add if found == Type::Text => (Type::Text, Type::Text),
            Operator::Less
            | Operator::LessOrEqual
            | Operator::Greater
            | Operator::GreaterOrEqual => (Type::Number, Type::Truth),
            Operator::Add
            | Operator::Subtract
            | Operator::Multiply
            | Operator::Divide
            | Operator::Remainder => (Type::Number, Type::Number),
        };
        let left = if found == takes {
            checked
        } else {
            // It fails with the hint for these types.
            self.of_type(scope, left, takes)?
        };
        let right = self.of_type(scope, right, takes)?;
        Ok(typed::Expression {
            of: Some(gives),
            kind: typed::ExpressionKind::Binary(operator, Box::new(left), Box::new(right)),
        })
    }

    fn call(
        &mut self,
        scope: &mut Scope,
        place: Place,
        name: &str,
        arguments: &[Expression],
    ) -> Result<typed::Expression, Fault> {
        let Some((target, signature)) = self.target(name) else {
            let known = self.own.iter().map(|(name, _)| name.as_str());
            let known = known.chain(BUILTINS.iter().map(|builtin| builtin.name));
            let known = known.chain(self.prelude.iter().map(|function| function.name.as_str()));
            return Err(unknown(place, name, known, "write it with `fn`"));
        };
        if arguments.len() != signature.parameters.len() {
            let problem = Problem::Arguments {
                name: name.to_owned(),
                expected: match signature.parameters.len() {
                    0 => "no value".to_owned(),
                    1 => "1 value".to_owned(),
                    many => format!("{many} values"),
                },
                found: arguments.len() as u32,
                signature: signature.of(name),
            };
            return Err(Fault::new(place, problem));
        }
        let mut checked = Vec::new();
        for (argument, (_, of)) in arguments.iter().zip(&signature.parameters) {
            checked.push(self.of_type(scope, argument, *of)?);
        }
        let kind = match target {
            Target::Function(index) => typed::ExpressionKind::Call(index, checked),
            Target::Does(Does::Host(call)) => typed::ExpressionKind::Host(call, checked),
            Target::Does(Does::Primitive(what)) => typed::ExpressionKind::Primitive(what, checked),
        };
        Ok(typed::Expression {
            of: signature.result,
            kind,
        })
    }

    fn target(&mut self, name: &str) -> Option<(Target, Signature)> {
        if let Some(builtin) = BUILTINS.iter().find(|builtin| builtin.name == name) {
            return Some((Target::Does(builtin.does), builtin.signature()));
        }
        if let Some(index) = self.own.iter().position(|(known, _)| known == name) {
            let (_, signature) = self.own.get(index)?;
            return Some((Target::Function(index), signature.clone()));
        }
        let mut prelude = self.prelude.iter();
        let position = prelude.position(|function| function.name == name)?;
        let used = self.used.iter().position(|used| *used == position);
        let used = used.unwrap_or_else(|| {
            self.used.push(position);
            self.used.len() - 1
        });
        let signature = signature(self.prelude.get(position)?);
        Some((Target::Function(self.own.len() + used), signature))
    }

    pub(super) fn variable(
        scope: &Scope,
        place: Place,
        name: &str,
    ) -> Result<(usize, Type), Fault> {
        scope.names.find(name).ok_or_else(|| {
            let known = scope.names.visible().chain([ANSWER]);
            unknown(place, name, known, "give it a value with `let` first")
        })
    }
}

/// The fault of a name that nothing has: with a known name that is at most two letters away, else with a way to make one.
fn unknown<'a>(
    place: Place,
    name: &str,
    known: impl Iterator<Item = &'a str>,
    otherwise: &str,
) -> Fault {
    let near = known
        .map(|known| (distance(name, known), known))
        .filter(|(distance, _)| *distance <= 2)
        .min();
    let hint = match near {
        Some((_, known)) => format!("did you mean `{known}`?"),
        None => otherwise.to_owned(),
    };
    let name = name.chars().take(40).collect();
    Fault::new(place, Problem::UnknownName { name, hint })
}

/// The edit distance of two names (Levenshtein), in letters that are added, left out or replaced.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (index, letter) in one.chars().take(40).enumerate() {
        let mut diagonal = index;
        let mut left = index + 1;
        let mut next = vec![left];
        for (&found, above) in other.iter().zip(row.iter().skip(1)) {
            let replaced = diagonal + usize::from(found != letter);
            left = replaced.min(left + 1).min(above + 1);
            next.push(left);
            diagonal = *above;
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn names_are_compared_by_their_edits() {
        let check = |one, other, expected| assert_eq!(distance(one, other), expected, "{one}");
        check("award", "award", 0);
        check("awards", "award", 1);
        check("feedbak", "feedback", 1);
        check("", "fail", 4);
        check("byet", "byte", 2);
    }
}
