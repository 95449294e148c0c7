;; Multiple choice, where several choices may be right.
;; Each letter A to E that stands alone is a choice. A right one counts for what it is
;; worth; a wrong one takes a point away again. The key stays with the host: this
;; program can only point at a letter of the submission and ask "does this match?".
(module
  (import "lanewise" "submission_read" (func $read (param $to i32) (param $from i32) (param $len i32) (result i32)))
  (import "lanewise" "criteria" (func $criteria (result i32)))
  (import "lanewise" "criterion_points" (func $worth (param $criterion i32) (result i32)))
  (import "lanewise" "answer_matches" (func $matches (param $criterion i32) (param $from i32) (param $len i32) (result i32)))
  (import "lanewise" "award" (func $award (param $points i32)))
  (import "lanewise" "feedback" (func $feedback (param $at i32) (param $len i32)))

  (memory (export "memory") 1)          ;; the submission is read to 1024
  (data (i32.const 0) "0 right, 0 wrong. Have a second look at your choices.")
  (data (i32.const 64) "All right, nothing missed.")
  (data (i32.const 128) "No choice found. Answer with letters from A to E.")

  (global $seen (mut i32) (i32.const 0))    ;; one bit for each letter already taken
  (global $right (mut i32) (i32.const 0))
  (global $wrong (mut i32) (i32.const 0))
  (global $points (mut i32) (i32.const 0))

  ;; The letter's place in the alphabet, 0 for A; 26 and more is no letter.
  (func $letter (param $at i32) (result i32)
    (i32.sub (i32.or (i32.load8_u (local.get $at)) (i32.const 32)) (i32.const 97)))

  ;; Asks for every criterion whether the letter at byte $from meets it.
  (func $weigh (param $from i32) (local $criterion i32)
    (loop $next
      (if (i32.lt_u (local.get $criterion) (call $criteria)) (then
        (if (call $matches (local.get $criterion) (local.get $from) (i32.const 1)) (then
          (global.set $right (i32.add (global.get $right) (i32.const 1)))
          (global.set $points (i32.add (global.get $points) (call $worth (local.get $criterion))))
          (return)))
        (local.set $criterion (i32.add (local.get $criterion) (i32.const 1)))
        (br $next))))
    (global.set $wrong (i32.add (global.get $wrong) (i32.const 1))))

  (func (export "grade") (local $from i32) (local $len i32) (local $at i32) (local $bit i32)
    (local.set $len (call $read (i32.const 1024) (i32.const 0) (i32.const 16384)))
    (block $end (loop $next
      (br_if $end (i32.ge_u (local.get $from) (local.get $len)))
      (local.set $at (i32.add (i32.const 1024) (local.get $from)))
      ;; A choice: A to E, with no letter before or after it, and not taken yet.
      (if (i32.and (i32.lt_u (call $letter (local.get $at)) (i32.const 5))
                   (i32.and (i32.ge_u (call $letter (i32.sub (local.get $at) (i32.const 1))) (i32.const 26))
                            (i32.ge_u (call $letter (i32.add (local.get $at) (i32.const 1))) (i32.const 26))))
        (then
          (local.set $bit (i32.shl (i32.const 1) (call $letter (local.get $at))))
          (if (i32.eqz (i32.and (global.get $seen) (local.get $bit))) (then
            (global.set $seen (i32.or (global.get $seen) (local.get $bit)))
            (call $weigh (local.get $from))))))
      (local.set $from (i32.add (local.get $from) (i32.const 1)))
      (br $next)))

    (if (i32.eqz (global.get $seen)) (then
      (call $feedback (i32.const 128) (i32.const 49)) (return)))
    ;; Wrong choices cost, but nobody ends below zero.
    (if (i32.gt_s (global.get $points) (global.get $wrong))
      (then (call $award (i32.sub (global.get $points) (global.get $wrong)))))
    (if (i32.and (i32.eq (global.get $right) (call $criteria)) (i32.eqz (global.get $wrong))) (then
      (call $feedback (i32.const 64) (i32.const 26)) (return)))
    (i32.store8 (i32.const 0) (i32.add (i32.const 48) (global.get $right)))    ;; 48 is "0"
    (i32.store8 (i32.const 9) (i32.add (i32.const 48) (global.get $wrong)))
    (call $feedback (i32.const 0) (i32.const 53))))
