//! Sentences that depend on a count: `plural!` chooses the form, by the rules of the page's language.

use super::{QUALIFIER_MARK, intl, tr, translated};

/// A sentence with a count in it, in the form that goes with the count:
/// `plural!(count = rows, "{count} row of {file}", "{count} rows of {file}", file)`.
///
/// The first two literals are the English sentences for one and for any other count; both are keys.
/// Where a language has further categories, their keys are the second sentence and the category:
/// `{count} rows of {file}|few`. The count is a `u64`; it appears with its thousands apart.
macro_rules! plural {
    (
        $count:ident $(= $many:expr)?, $one:literal, $other:literal
        $(, $name:ident $(= $value:expr)?)* $(,)?
    ) => {{
        const ONE: &str = $one;
        const OTHER: &str = $other;
        const {
            use $crate::text::language::say::{differ, has_names, has_no_other_names};
            assert!(has_names(OTHER, &[stringify!($count) $(, stringify!($name))*]));
            assert!(has_no_other_names(ONE, &[stringify!($count) $(, stringify!($name))*]));
            // Equal sentences would be one key, for which another language could not have two forms.
            assert!(differ(ONE, OTHER));
        };
        let many: u64 = $crate::text::language::plural!(@count $count $(= $many)?);
        $crate::text::language::say::fill_template(
            $crate::text::language::plural::form(many, ONE, OTHER),
            &[
                (stringify!($count), &$crate::text::language::numbers::Count(many)),
                $((stringify!($name), $crate::text::language::say!(@value $name $($value)?)),)*
            ],
        )
    }};
    (@count $count:ident) => { $count };
    (@count $count:ident = $many:expr) => { $many };
}
pub(crate) use plural;

/// The sentence of the page's language that goes with a count; see [`plural!`].
pub(crate) fn form(count: u64, one: &'static str, other: &'static str) -> &'static str {
    match intl::plural_category(count).as_str() {
        "one" => tr(one),
        "other" => tr(other),
        category => {
            let key = format!("{other}{QUALIFIER_MARK}{category}");
            translated(&key).unwrap_or_else(|| tr(other))
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_form_goes_with_the_count() {
        let check = |count: u64, expected: &str| {
            let said = plural!(
                count,
                "{count} row of {file}",
                "{count} rows of {file}",
                file = "a.csv"
            );
            assert_eq!(said, expected);
        };
        check(0, "0 rows of a.csv");
        check(1, "1 row of a.csv");
        check(2, "2 rows of a.csv");
        check(12_400, "12,400 rows of a.csv");
    }
}
