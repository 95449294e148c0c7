// A grader in AssemblyScript that calls the host.
//
//     npx --package assemblyscript asc grader.ts -o grader.wasm -O --runtime stub --use abort=
//
// The task: "Name the four stages of the water cycle." The key stays with the host, which says for each word of the
// submission whether it meets a criterion.

@external("lanewise", "submission_read")
declare function submissionRead(to: usize, from: i32, len: i32): i32;
@external("lanewise", "criteria")
declare function criteria(): i32;
@external("lanewise", "criterion_points")
declare function criterionPoints(criterion: i32): i32;
@external("lanewise", "answer_matches")
declare function answerMatches(criterion: i32, from: i32, len: i32): i32;
@external("lanewise", "award")
declare function award(points: i32): void;
@external("lanewise", "feedback")
declare function feedback(at: usize, len: i32): void;

// Shorter words, such as "of" and "the", are not worth a question.
const SHORTEST_WORD = 4;

function isLetter(code: u8): bool {
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

// Fixed places in memory: a heap would need a start function, which the host refuses.
const TEXT_BYTES = 16384;
const TEXT = memory.data(TEXT_BYTES);
const LINE_BYTES = 240;
const LINE = memory.data(LINE_BYTES);

// Whether one of the words meets a criterion.
function isMet(criterion: i32, len: i32): bool {
  let from = 0;
  while (from < len) {
    let to = from;
    while (to < len && isLetter(load<u8>(TEXT + to))) to++;
    if (to - from >= SHORTEST_WORD && answerMatches(criterion, from, to - from)) return true;
    from = to + 1;
  }
  return false;
}

function say(line: string): void {
  feedback(LINE, String.UTF8.encodeUnsafe(changetype<usize>(line), line.length, LINE) as i32);
}

export function grade(): void {
  const len = submissionRead(TEXT, 0, TEXT_BYTES);
  let missing = 0;
  for (let criterion = 0; criterion < criteria(); criterion++) {
    if (isMet(criterion, len)) award(criterionPoints(criterion));
    else missing++;
  }
  say(missing == 0 ? "Every stage is there." : "One stage or more is missing.");
}
