//! The ids of challenges that a person opens or builds.

/// The most letters of an id.
const LONGEST: usize = 64;

/// This id, or the first free one that begins like it.
pub(super) fn free_id(id: &str, is_taken: impl Fn(&str) -> bool) -> String {
    if !is_taken(id) {
        return id.to_owned();
    }
    let numbered = |number: usize| {
        let ending = format!("-{number}");
        let mut letters = id.chars();
        let begin: String = letters.by_ref().take(LONGEST - ending.len()).collect();
        begin + &ending
    };
    let mut free = (2..).map(numbered).filter(|one| !is_taken(one));
    free.next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(id: &str, taken: &[&str], expected: &str) {
        assert_eq!(free_id(id, |one| taken.contains(&one)), expected);
    }

    /// A linked challenge with the id of one that ships would take its place and book its stars.
    #[test]
    fn no_id_is_given_twice() {
        check("mine", &["quiz-rush"], "mine");
        check("quiz-rush", &["quiz-rush"], "quiz-rush-2");
        check("quiz-rush", &["quiz-rush", "quiz-rush-2"], "quiz-rush-3");
        let long = "a".repeat(64);
        check(&long, &[&long], &format!("{}-2", "a".repeat(62)));
    }
}
