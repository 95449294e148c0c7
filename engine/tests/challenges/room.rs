//! The results of a room as they arrive in a workshop: 25 lines in a chat, a mail and a file of progress, two of them damaged.
//! The browser test `workshop` reads them, and expects the rows that the native engine counts here.

use std::fs;

use model::challenge::{Challenge, ChallengeResult, Claim};
use model::scenario::Scenario;
use serde::Serialize;
use testkit::Made;

use crate::play::{ANSWERS, CHALLENGES, board, earned};

const FILE: &str = "e2e/fixtures/room.json";

/// What arrives, and what the table has to show.
#[derive(Serialize)]
struct Room {
    files: Vec<Arrived>,
    rows: Vec<Row>,
    /// The damaged lines: what is before them.
    damaged: Vec<&'static str>,
}

#[derive(Serialize)]
struct Arrived {
    name: &'static str,
    text: String,
}

/// A row of the table that the page saves.
#[derive(Clone, Serialize)]
struct Row {
    name: &'static str,
    challenge: String,
    claimed: usize,
    earned: Option<usize>,
    check: &'static str,
    attempt: u32,
}

/// The boards of a challenge: its solution is the first one.
fn boards(challenge: &Challenge) -> Vec<Scenario> {
    let answers = &ANSWERS[&challenge.id];
    let naive = answers.naive.iter().map(|mistake| &mistake.moves);
    let all = [&answers.solution].into_iter().chain(naive);
    all.map(|moves| board(challenge, moves)).collect()
}

fn challenge(id: &str) -> &'static Challenge {
    let found = CHALLENGES.iter().find(|(_, one)| one.id == id);
    &found.expect("a challenge").1
}

/// A result that says what its board earned, as a line and as a row.
fn honest(name: &'static str, id: &str, at: usize, attempt: u32) -> (String, Row) {
    let challenge = challenge(id);
    let board = &boards(challenge)[at];
    let stars = earned(challenge, board, attempt).stars;
    let row = Row {
        name,
        challenge: id.to_owned(),
        claimed: stars,
        earned: Some(stars),
        check: "same",
        attempt: attempt + 1,
    };
    (line(challenge, board, name, attempt, stars), row)
}

fn line(challenge: &Challenge, board: &Scenario, name: &str, attempt: u32, stars: usize) -> String {
    let claim = Claim {
        attempt: attempt.try_into().expect("a small number"),
        stars: stars.try_into().expect("a small number"),
        is_helped: false,
        player: 7,
        nickname: name.to_owned(),
    };
    ChallengeResult::new(challenge, board, claim).to_line()
}

fn room() -> Room {
    let quiz = "quiz-rush";
    let honest = [
        honest("Ana", quiz, 0, 1),
        honest("Ben", quiz, 1, 0),
        honest("Zoë", quiz, 2, 0),
        honest("أمينة", quiz, 0, 0),
        honest("王芳", quiz, 3, 2),
        honest("João", quiz, 0, 4),
        honest("Дмитрий", quiz, 1, 1),
        honest("=SUM(A1)", quiz, 0, 0),
        honest("François", quiz, 0, 3),
        honest("Jürgen", quiz, 2, 1),
        honest("محمد عبد الرحمن", quiz, 0, 2),
        honest("Ngozi", "near-singapore", 0, 0),
        honest("Sora", "near-singapore", 1, 0),
        honest("Ana", "near-singapore", 3, 0),
        honest("Priya", "near-singapore", 2, 1),
        honest("Łukasz", "strangers-code", 0, 0),
        honest("İpek", "strangers-code", 1, 0),
        honest("Ana", "strangers-code", 0, 1),
    ];
    let (mut lines, mut rows): (Vec<_>, Vec<_>) = honest.into_iter().unzip();
    // Ana's first attempt at the quiz counts no more.
    let start = challenge(quiz);
    lines.push(line(start, &boards(start)[2], "Ana", 0, 0));
    // A board that earns nothing, with a line that claims every star.
    lines.push(line(
        start,
        &boards(start)[2],
        "Mallory",
        0,
        start.stars.len(),
    ));
    rows.push(Row {
        name: "Mallory",
        challenge: quiz.to_owned(),
        claimed: start.stars.len(),
        earned: Some(0),
        check: "different",
        attempt: 1,
    });
    // The challenge as an older build had it, and one that only a teacher's own file has.
    let mut older = start.clone();
    older.scenario.seed += 1;
    lines.push(line(&older, &boards(start)[0], "Olga", 0, 2));
    let mut own = start.clone();
    "our-own-exam".clone_into(&mut own.id);
    lines.push(line(&own, &boards(start)[0], "Uwe", 0, 2));
    for (name, challenge, check) in [
        ("Olga", quiz, "other_version"),
        ("Uwe", "", "unknown_challenge"),
    ] {
        rows.push(Row {
            name,
            challenge: challenge.to_owned(),
            claimed: 2,
            earned: None,
            check,
            attempt: 1,
        });
    }
    // Handed in twice, by mail and in the chat.
    lines.push(lines[3].clone());
    let cut = lines[0][..lines[0].len() - 10].to_owned();
    let (head, tail) = lines[1].split_at(30);
    let changed = format!("{head}{}", tail.to_lowercase());
    assert_eq!(lines.len() + 2, 25);
    let chat = lines[..9].iter().enumerate();
    let chat: Vec<String> = chat
        .map(|(at, line)| format!("[20:{at:02}] someone: {line} :-)"))
        .collect();
    let mail = lines[9..16].iter().map(|line| {
        let (head, tail) = line.split_at(line.len() / 2);
        format!("> {head}\r\n> {tail}\r\n")
    });
    let progress = serde_json::json!({ "version": 1, "results": lines[16..].iter().enumerate()
        .map(|(at, line)| (format!("challenge-{at}"), line.clone())).collect::<std::collections::BTreeMap<_, _>>() });
    Room {
        files: vec![
            Arrived {
                name: "chat.txt",
                text: format!("{}\nEve: {cut}", chat.join("\n")),
            },
            Arrived {
                name: "mail.eml",
                text: format!(
                    "Hello,\r\n\r\nJim: {changed}\r\n\r\n{}",
                    mail.collect::<String>()
                ),
            },
            Arrived {
                name: "progress.json",
                text: progress.to_string(),
            },
        ],
        rows,
        damaged: vec!["Eve", "Jim"],
    }
}

#[test]
fn a_room_hands_in() {
    let text = serde_json::to_string_pretty(&room()).expect("text") + "\n";
    if Made::Golden.is_blessed() {
        testkit::write(FILE, text);
        return;
    }
    let known = fs::read_to_string(testkit::file(FILE)).expect("a file that was blessed");
    assert_eq!(known, text, "cargo xtask bless golden");
}
