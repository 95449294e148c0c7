//! A result as a line of text that a person can paste or show as a QR code.
//!
//! The line holds the moves beside the stars, so that its reader can simulate the board again. A line comes from any person
//! and is not trusted.
//!
//! `LW1.` and, in base64 for addresses, the number of bytes (two, the lower first), the bytes of the result in borsh, and four
//! bytes of a checksum.

mod packed_board;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use borsh::{BorshDeserialize, BorshSerialize};
use thiserror::Error;

use super::Challenge;
use crate::random::Fnv1a;
use crate::scenario::Scenario;
use packed_board::PackedBoard;

/// The most letters of a nickname.
pub const NICKNAME_LETTERS: usize = 24;
/// The most bytes of a nickname: letters of many scripts take more than one.
const NICKNAME_BYTES: usize = 40;
/// The beginning of a line, before the number of its version.
const MARK: &str = "LW";
/// The version that is written, and the only one that is read.
const VERSION: u32 = 1;
/// The bytes of the length and of the checksum.
const LENGTH_BYTES: usize = 2;
const CHECKSUM_BYTES: usize = 4;
/// The most lines that are read of one text.
const MOST_LINES: usize = 5_000;
/// The most digits of a version.
const VERSION_DIGITS: usize = 9;
/// The most letters before a mark that are repeated.
const SAID_BEFORE_LETTERS: usize = 40;

/// The result of one attempt at a challenge.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct ChallengeResult {
    /// The hash of the challenge's id.
    challenge: u32,
    /// The hash of what its score depends on.
    content: u32,
    /// What the person who played says.
    pub claim: Claim,
    board: PackedBoard,
}

/// What a person says of an attempt. The board beside it proves the stars, and nothing proves the rest.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Claim {
    /// The number of the attempt, from 0. The hours that score it depend on it.
    pub attempt: u16,
    /// The stars that the attempt earned.
    pub stars: u8,
    /// Whether a move was shown before.
    pub is_helped: bool,
    /// A number that the person's browser has drawn: two persons may choose one name, or none.
    pub player: u16,
    /// The name that the person chose, of at most [`NICKNAME_LETTERS`] letters.
    pub nickname: String,
}

/// Why a board cannot be made of a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NoBoard {
    /// It is a result of another challenge: look for that one.
    #[error("it is a result of another challenge")]
    OtherChallenge,
    /// The challenge has changed since: open the result with the build that it comes from.
    #[error("the challenge has changed since")]
    OtherVersion,
    /// The result holds moves that no board has: the line was made by hand.
    #[error("it holds moves that no board has")]
    Impossible,
}

/// Why a line is not a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum DamagedLine {
    /// Letters are missing at its end: copy the whole line.
    #[error("letters are missing at its end")]
    Cut,
    /// Its letters do not fit together: copy the line again.
    #[error("its letters were changed")]
    Changed,
    /// Another version of the page wrote it: open it there.
    #[error("version: expected {VERSION}, found another one")]
    OtherVersion,
}

/// A line in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundLine {
    /// The number of the text's line in which it begins, from 1.
    pub line: usize,
    /// The text before it in that line, which may say whose it is.
    pub said_before: String,
    /// The result.
    pub result: Result<ChallengeResult, DamagedLine>,
}

impl ChallengeResult {
    /// The result of an attempt with this board, as [`Challenge::board`] made it.
    pub fn new(challenge: &Challenge, board: &Scenario, claim: Claim) -> Self {
        Self {
            challenge: id_hash(challenge),
            content: content_hash(challenge),
            claim: claim.in_bounds(),
            board: PackedBoard::new(challenge, board),
        }
    }

    /// The result as a line.
    pub fn to_line(&self) -> String {
        // Writing to memory fails for no value.
        let body = borsh::to_vec(self).unwrap_or_default();
        let length = u16::try_from(body.len()).unwrap_or(u16::MAX);
        let mut bytes = length.to_le_bytes().to_vec();
        bytes.extend(&body);
        bytes.extend(hash(&body).to_le_bytes());
        format!("{MARK}{VERSION}.{}", BASE64_URL_SAFE_NO_PAD.encode(bytes))
    }

    /// The challenge of this result, among these; none where it is another one.
    pub fn challenge_in<'a, C: AsRef<Challenge>>(&self, all: &'a [C]) -> Option<&'a C> {
        all.iter()
            .find(|one| id_hash(one.as_ref()) == self.challenge)
    }

    /// Whether both are of one person, as far as a name and a number of their browser tell.
    pub fn is_of_same_person(&self, other: &Self) -> bool {
        (self.claim.player, &self.claim.nickname) == (other.claim.player, &other.claim.nickname)
    }

    /// Whether both are results of one challenge.
    pub fn is_of_same_challenge(&self, other: &Self) -> bool {
        (self.challenge, self.content) == (other.challenge, other.content)
    }

    /// Whether both are of one board in the same hours, so that one simulation answers for both.
    pub fn is_same_run(&self, other: &Self) -> bool {
        self.is_of_same_challenge(other)
            && self.claim.attempt == other.claim.attempt
            && self.board == other.board
    }

    /// The board of this result, with the challenge's own seed: the start with the moves that the challenge allows.
    ///
    /// # Errors
    ///
    /// [`NoBoard`] says why there is none.
    pub fn board(&self, challenge: &Challenge) -> Result<Scenario, NoBoard> {
        if id_hash(challenge) != self.challenge {
            return Err(NoBoard::OtherChallenge);
        }
        // Moves name workloads by their position, which another version may have changed.
        if content_hash(challenge) != self.content {
            return Err(NoBoard::OtherVersion);
        }
        let played = self.board.on(challenge).ok_or(NoBoard::Impossible)?;
        let board = challenge.board(&played);
        board.check().map_err(|_| NoBoard::Impossible)?;
        Ok(board)
    }
}

impl Claim {
    fn in_bounds(self) -> Self {
        Self {
            nickname: nickname_of(&self.nickname),
            ..self
        }
    }
}

/// A nickname as a line holds it: one line of letters, without marks that change the direction of what follows.
pub fn nickname_of(text: &str) -> String {
    let is_kept = |letter: &char| {
        let turns = matches!(letter, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        !turns && (letter.is_whitespace() || !letter.is_control())
    };
    let letters: String = text.chars().filter(is_kept).collect();
    let words: Vec<&str> = letters.split_whitespace().collect();
    let mut name = String::new();
    for letter in words.join(" ").chars().take(NICKNAME_LETTERS) {
        if name.len() + letter.len_utf8() > NICKNAME_BYTES {
            break;
        }
        name.push(letter);
    }
    name.trim_end().to_owned()
}

/// The results in a text such as a mail, a chat or a file: anything may be between them, and a mail may have broken their lines.
/// Lines beyond the first 5,000 are left out.
pub fn results_in(text: &str) -> Vec<FoundLine> {
    let marks: Vec<Mark> = marks_in(text).take(MOST_LINES).collect();
    let ends = marks.iter().skip(1).map(|next| next.start);
    let ends = ends.chain([text.len()]);
    let (mut line, mut counted) = (1, 0);
    let found = marks.iter().zip(ends).map(|(mark, end)| {
        line += text[counted..mark.start].matches('\n').count();
        counted = mark.start;
        FoundLine {
            line,
            said_before: said_before(&text[..mark.start]),
            result: if mark.version == VERSION {
                read(&text[mark.letters..end])
            } else {
                Err(DamagedLine::OtherVersion)
            },
        }
    });
    found.collect()
}

/// The beginning of a line in a text.
struct Mark {
    start: usize,
    /// Where its letters begin.
    letters: usize,
    version: u32,
}

fn marks_in(text: &str) -> impl Iterator<Item = Mark> {
    text.match_indices(MARK).filter_map(|(start, _)| {
        // In the middle of a word, two letters are no mark.
        let before = text[..start].chars().next_back();
        if before.is_some_and(is_letter) {
            return None;
        }
        let behind = &text[start + MARK.len()..];
        let digits = behind
            .bytes()
            .take(VERSION_DIGITS)
            .take_while(u8::is_ascii_digit);
        let digits = digits.count();
        let version = behind[..digits].parse().ok()?;
        behind[digits..].starts_with('.').then_some(Mark {
            start,
            letters: start + MARK.len() + digits + 1,
            version,
        })
    })
}

/// The end of the last line of a text, which may say whose result follows.
fn said_before(text: &str) -> String {
    let last = text.chars().rev().take_while(|&letter| letter != '\n');
    let last = last.skip_while(|letter| letter.is_whitespace());
    let last: Vec<char> = last.take(SAID_BEFORE_LETTERS).collect();
    let said: String = last.into_iter().rev().collect();
    let no_name = |letter: char| letter.is_whitespace() || matches!(letter, ':' | '>' | '"' | ',');
    said.trim_matches(no_name).to_owned()
}

fn is_letter(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_')
}

/// Reads the letters behind a mark. Line breaks and the marks of a quoted mail may be between them.
fn read(text: &str) -> Result<ChallengeResult, DamagedLine> {
    let is_between = |letter: char| letter.is_whitespace() || letter == '>';
    let letters = text
        .chars()
        .take_while(|&letter| is_letter(letter) || is_between(letter))
        .filter(|&letter| is_letter(letter));
    let letters: String = letters.take(MOST_LETTERS).collect();
    let head = letters.get(..4).ok_or(DamagedLine::Cut)?;
    let head = decoded(head)?;
    let [low, high, _] = head[..] else {
        return Err(DamagedLine::Changed);
    };
    let length = usize::from(u16::from_le_bytes([low, high]));
    let bytes = LENGTH_BYTES + length + CHECKSUM_BYTES;
    // Three bytes are four letters, and what is left is one letter longer.
    let whole = letters
        .get(..(bytes * 4).div_ceil(3))
        .ok_or(DamagedLine::Cut)?;
    let bytes = decoded(whole)?;
    let body = bytes.get(LENGTH_BYTES..LENGTH_BYTES + length);
    let body = body.ok_or(DamagedLine::Changed)?;
    if bytes.get(LENGTH_BYTES + length..) != Some(&hash(body).to_le_bytes()) {
        return Err(DamagedLine::Changed);
    }
    let result: ChallengeResult = borsh::from_slice(body).map_err(|_| DamagedLine::Changed)?;
    Ok(ChallengeResult {
        claim: result.claim.in_bounds(),
        ..result
    })
}

/// The most letters of a line: the longest length that two bytes can say.
const MOST_LETTERS: usize = (LENGTH_BYTES + u16::MAX as usize + CHECKSUM_BYTES) * 4 / 3 + 1;

fn decoded(letters: &str) -> Result<Vec<u8>, DamagedLine> {
    BASE64_URL_SAFE_NO_PAD
        .decode(letters)
        .map_err(|_| DamagedLine::Changed)
}

fn id_hash(challenge: &Challenge) -> u32 {
    hash(challenge.id.as_bytes())
}

/// A hash over all that the score of a board depends on.
fn content_hash(challenge: &Challenge) -> u32 {
    let moves = &challenge.moves;
    let allowed = (&moves.locked, moves.walls, moves.remedies, moves.platforms);
    let scored = (&challenge.scenario, allowed, &challenge.stars);
    // Writing to memory fails for no value.
    let mut bytes = borsh::to_vec(&scored).unwrap_or_default();
    // Results of before this move existed keep their hash.
    bytes.extend(moves.code.then_some(1));
    hash(&bytes)
}

fn hash(bytes: &[u8]) -> u32 {
    let mut hash = Fnv1a::default();
    hash.write(bytes);
    let whole = hash.finish();
    (whole ^ (whole >> 32)) as u32
}
