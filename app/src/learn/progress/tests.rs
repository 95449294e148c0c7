//! Progress as text and back, what is refused, and progress of two tabs.

use super::merge::{Merged, merged};
use super::*;

fn check(text: &str, expected: Result<Progress, &str>) {
    match (Progress::from_text(text), expected) {
        (Ok(read), Ok(expected)) => assert_eq!(read, expected),
        (Err(error), Err(part)) => {
            let error = error.to_string();
            assert!(error.contains(part), "{error}");
        }
        (read, _) => panic!("{text}: {read:?}"),
    }
}

fn played(attempts: u32, stars: usize) -> BTreeMap<String, Played> {
    BTreeMap::from([("quiz-rush".to_owned(), Played { attempts, stars })])
}

#[test]
fn progress_survives_the_way() {
    let progress = Progress {
        section: Section::Check,
        chapter: Some("bursts".to_owned()),
        played: played(2, 3),
        done: BTreeMap::from([("bursts".to_owned(), BTreeSet::from([0, 2]))]),
        ..Progress::default()
    };
    check(&progress.to_text().unwrap(), Ok(progress));
    check(r#"{"version": 1}"#, Ok(Progress::default()));
    check(
        r#"{"version": 1, "laid": "Ten to nine"}"#,
        Ok(Progress::default()),
    );
}

#[test]
fn what_is_no_progress_is_refused() {
    check("", Err("EOF"));
    check(r#"{"version": 9}"#, Err("version"));
    check(r#"{"version": 2, "new": 90}"#, Err("version"));
    check(r#"{"version": 1, "stars": 90}"#, Err("stars"));
}

/// A file of 93 bytes made the list of challenges draw a thousand million stars, in every visit.
#[test]
fn values_out_of_bounds_are_refused() {
    check(
        r#"{"version":1,"played":{"quiz-rush":{"attempts":1,"stars":1000000000}}}"#,
        Err("stars: expected at most 3"),
    );
    check(
        r#"{"version":1,"played":{"quiz-rush":{"attempts":4294967295,"stars":1}}}"#,
        Err("attempts: expected at most"),
    );
    check(
        r#"{"version":1,"answered":{"q":{"letters":"A","points":5,"of":1}}}"#,
        Err("points: expected at most 1"),
    );
    let name = "n".repeat(3_000_000);
    check(
        &format!(r#"{{"version":1,"chapter":"{name}"}}"#),
        Err("id (its letters): expected at most"),
    );
    check(&" ".repeat(5 << 20), Err("the file (its bytes)"));
}

#[test]
fn addresses_name_sections() {
    assert_eq!(Section::of_name("own_workload"), Some(Section::OwnWorkload));
    assert_eq!(Section::of_name("1"), None);
}

#[test]
fn attempts_are_booked() {
    let mut progress = Progress::default();
    progress.book_attempt("quiz-rush", 2);
    progress.book_attempt("quiz-rush", 1);
    assert_eq!(progress.played, played(2, 2));
}

fn check_merge(
    base: &Progress,
    ours: &Progress,
    theirs: &Progress,
    expected: Progress,
    is_in_conflict: bool,
) {
    let expected = Merged {
        progress: expected,
        is_in_conflict,
    };
    assert_eq!(merged(base, ours, theirs), expected);
}

fn with_reason(reason: &str) -> Progress {
    Progress {
        reasons: BTreeMap::from([("quiz".to_owned(), reason.to_owned())]),
        ..Progress::default()
    }
}

/// What the page books itself is never more than it reads back.
#[test]
fn attempts_at_too_many_challenges_are_not_counted() {
    let mut progress = Progress::default();
    for number in 0..=caps::CHALLENGES_PLAYED {
        progress.book_attempt(&format!("challenge-{number}"), 1);
    }
    assert_eq!(progress.played.len(), caps::CHALLENGES_PLAYED as usize);
    let read = Progress::from_text(&progress.to_text().unwrap()).unwrap();
    assert_eq!(read, progress);
}

/// Two tabs play: no star of either is lost, whichever writes last.
#[test]
fn stars_of_two_tabs_are_added_up() {
    let base = Progress::default();
    let ours = Progress {
        played: played(1, 3),
        section: Section::Challenges,
        ..Progress::default()
    };
    let mut theirs = Progress {
        played: played(4, 1),
        ..with_reason("fast")
    };
    let other = Played {
        attempts: 1,
        stars: 2,
    };
    theirs.played.insert("far-home".to_owned(), other);
    let mut expected = Progress {
        played: played(4, 3),
        section: Section::Challenges,
        ..with_reason("fast")
    };
    expected.played.insert("far-home".to_owned(), other);
    check_merge(&base, &ours, &theirs, expected, false);
}

/// A tab that changed nothing is reset when the person starts over in the other tab.
#[test]
fn beginning_anew_reaches_the_other_tab() {
    let base = Progress {
        played: played(1, 3),
        ..with_reason("fast")
    };
    let anew = Progress::default();
    check_merge(&base, &base, &anew, Progress::default(), false);
}

#[test]
fn texts_that_both_changed_stay_this_tabs_and_are_a_conflict() {
    let base = with_reason("");
    let (ours, theirs) = (with_reason("fast"), with_reason("cheap"));
    check_merge(&base, &ours, &theirs, ours.clone(), true);
    check_merge(&base, &base, &theirs, theirs.clone(), false);
    check_merge(&base, &ours, &base, ours.clone(), false);
    check_merge(&base, &ours, &ours, ours.clone(), false);
}
