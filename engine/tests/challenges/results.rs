//! Results as lines: every board of every challenge comes back from its line, a damaged line says so, and text around a line
//! does not matter.

use model::challenge::{
    ChallengeResult, Claim, DamagedLine, NICKNAME_LETTERS, NoBoard, nickname_of, results_in,
};

use crate::play::{ANSWERS, CHALLENGES, board};

/// The most letters of a line, for a QR code that a camera reads from a screen.
const MOST_LETTERS: usize = 200;
/// The most letters of a line with a program, which is copied and not photographed.
const MOST_LETTERS_WITH_CODE: usize = 3_000;
/// A nickname of the most letters.
const LONGEST: &str = "عبد الرحمن محمد الأنصاري بن أحمد";

fn claim(nickname: &str) -> Claim {
    Claim {
        attempt: 41,
        stars: 2,
        is_helped: true,
        player: 7,
        nickname: nickname.to_owned(),
    }
}

fn line_of(challenge: &str, nickname: &str) -> String {
    let (_, challenge) = CHALLENGES
        .iter()
        .find(|(_, one)| one.id == challenge)
        .expect("a challenge");
    let board = board(challenge, &ANSWERS[&challenge.id].solution);
    ChallengeResult::new(challenge, &board, claim(nickname)).to_line()
}

#[test]
fn every_board_comes_back_from_its_line() {
    for (_, challenge) in CHALLENGES.iter() {
        let answers = &ANSWERS[&challenge.id];
        let naive = answers.naive.iter().map(|mistake| &mistake.moves);
        for moves in naive.chain([&answers.solution]) {
            let board = board(challenge, moves);
            let result = ChallengeResult::new(challenge, &board, claim(LONGEST));
            let line = result.to_line();
            let most = if challenge.moves.code {
                MOST_LETTERS_WITH_CODE
            } else {
                MOST_LETTERS
            };
            assert!(
                line.len() <= most,
                "{}: {} letters",
                challenge.id,
                line.len()
            );
            let found = results_in(&line);
            assert_eq!(found.len(), 1);
            assert_eq!(found[0].result, Ok(result.clone()), "{}", challenge.id);
            assert_eq!(result.board(challenge), Ok(board), "{}", challenge.id);
        }
    }
}

#[test]
fn a_result_is_of_one_challenge_in_one_version() {
    let (_, first) = &CHALLENGES[0];
    let (_, second) = &CHALLENGES[1];
    let result = ChallengeResult::new(first, &first.scenario, claim("Ana"));
    assert_eq!(result.board(second), Err(NoBoard::OtherChallenge));
    let mut later = first.clone();
    later.hints.clear();
    assert_eq!(result.board(&later), Ok(later.board(&later.scenario)));
    later.scenario.workloads.swap(0, 1);
    assert_eq!(result.board(&later), Err(NoBoard::OtherVersion));
}

/// The results in a text: the line, what was said before it, and the nickname or the damage.
fn check(text: &str, expected: &[(usize, &str, Result<&str, DamagedLine>)]) {
    let found = results_in(text);
    let found: Vec<_> = found
        .iter()
        .map(|one| {
            let result = one.result.as_ref();
            (
                one.line,
                one.said_before.as_str(),
                result
                    .map(|one| one.claim.nickname.as_str())
                    .map_err(|why| *why),
            )
        })
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn text_around_a_line_does_not_matter() {
    let (ana, amina) = (line_of("quiz-rush", "Ana"), line_of("big-exam", "أمينة"));
    let (head, tail) = amina.split_at(70);
    check(&ana, &[(1, "", Ok("Ana"))]);
    check(
        &format!("Hello,\n\n> Ana: {ana}. Thanks!\r\n\r\n> {head}\r\n> {tail}\r\n-- \r\nme"),
        &[(3, "Ana", Ok("Ana")), (5, "", Ok("أمينة"))],
    );
    check(
        &format!("{ana} {amina}"),
        &[
            (1, "", Ok("Ana")),
            (
                1,
                ana.as_str().get(ana.len() - 40..).expect("a long line"),
                Ok("أمينة"),
            ),
        ],
    );
    check("no result, LWL, LW., LWx.abc, a_LW1.abc", &[]);
    check("LW2.abcdef", &[(1, "", Err(DamagedLine::OtherVersion))]);
    check("LW99999999999.a", &[]);
    // A text that is made to be slow is read once.
    check(&"LW ".repeat(400_000), &[]);
    assert_eq!(results_in(&"LW1.\n".repeat(400_000)).len(), 5_000);
}

#[test]
fn a_damaged_line_says_so() {
    let line = line_of("everything-at-once", "Ben");
    for end in "LW1.".len()..line.len() {
        check(&line[..end], &[(1, "", Err(DamagedLine::Cut))]);
    }
    for at in "LW1.".len()..line.len() {
        let other = if &line[at..=at] == "A" { "B" } else { "A" };
        let changed = format!("{}{other}{}", &line[..at], &line[at + 1..]);
        let found = results_in(&changed);
        let why = found[0].result.as_ref().expect_err("a changed letter");
        let expected = [DamagedLine::Changed, DamagedLine::Cut];
        assert!(expected.contains(why), "{at}: {why}");
    }
    let cut_in_a_mail = format!("Ben: {}\nAna: {}", &line[..60], line_of("quiz-rush", "Ana"));
    let found = results_in(&cut_in_a_mail);
    assert!(found[0].result.is_err());
    assert_eq!(found[0].said_before, "Ben");
    let ana = found[1].result.as_ref().expect("a whole line");
    assert_eq!(ana.claim.nickname, "Ana");
}

#[test]
fn a_nickname_is_one_short_line() {
    for (text, expected) in [
        ("  Ana  Lopez ", "Ana Lopez"),
        ("Ana\u{202e}\nB\u{7}en\u{200f}", "Ana Ben"),
        ("محمد عبد الرحمن الأنصاري", "محمد عبد الرحمن الأنص"),
        ("", ""),
        ("12345678901234567890123 567", "12345678901234567890123"),
    ] {
        let name = nickname_of(text);
        assert_eq!(name, expected);
        assert!(name.chars().count() <= NICKNAME_LETTERS);
    }
}
