;; A rubric with partial credit.
;; Asks for each idea of the rubric whether the explanation contains it, gives that idea's points,
;; and names the first idea that is missing. An answer of fewer than four words is no explanation.
(module
  (import "lanewise" "submission_read" (func $read (param $to i32) (param $from i32) (param $len i32) (result i32)))
  (import "lanewise" "criteria" (func $criteria (result i32)))
  (import "lanewise" "criterion_points" (func $worth (param $criterion i32) (result i32)))
  (import "lanewise" "answer_matches" (func $matches (param $criterion i32) (param $from i32) (param $len i32) (result i32)))
  (import "lanewise" "award" (func $award (param $points i32)))
  (import "lanewise" "feedback" (func $feedback (param $at i32) (param $len i32)))

  (memory (export "memory") 1)          ;; the submission is read to 1024
  (data (i32.const 0) "Too short to grade. Explain in a sentence or two.")
  (data (i32.const 64) "Every idea is there. Well explained.")
  ;; One hint for each criterion, 64 bytes apart, filled up with zeros.
  (data (i32.const 128) "Part of it. How does the Earth's axis stand?")
  (data (i32.const 192) "Part of it. How does the Earth move in a year?")
  (data (i32.const 256) "Part of it. What does this do to the sunlight?")
  (data (i32.const 320) "Part of it. Is it the same season everywhere?")
  (data (i32.const 384) "None of the ideas found. Think of the axis and the orbit.")

  ;; How many words: bytes above the space (32) that follow one that is not.
  (func $words (param $at i32) (param $end i32) (result i32) (local $count i32)
    (loop $next
      (if (i32.lt_u (local.get $at) (local.get $end)) (then
        (local.set $count (i32.add (local.get $count)
          (i32.and (i32.gt_u (i32.load8_u (local.get $at)) (i32.const 32))
                   (i32.le_u (i32.load8_u (i32.sub (local.get $at) (i32.const 1))) (i32.const 32)))))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br $next))))
    (local.get $count))

  (func (export "grade")
    (local $len i32) (local $criterion i32) (local $found i32) (local $hint i32)
    (local.set $len (call $read (i32.const 1024) (i32.const 0) (i32.const 16384)))
    (if (i32.lt_u (call $words (i32.const 1024) (i32.add (i32.const 1024) (local.get $len))) (i32.const 4)) (then
      (call $feedback (i32.const 0) (i32.const 49)) (return)))

    (loop $next
      (if (i32.lt_u (local.get $criterion) (call $criteria)) (then
        (if (call $matches (local.get $criterion) (i32.const 0) (local.get $len))
          (then
            (local.set $found (i32.add (local.get $found) (i32.const 1)))
            (call $award (call $worth (local.get $criterion))))
          (else
            (if (i32.eqz (local.get $hint)) (then
              (local.set $hint (i32.add (i32.const 128) (i32.mul (local.get $criterion) (i32.const 64))))))))
        (local.set $criterion (i32.add (local.get $criterion) (i32.const 1)))
        (br $next))))

    (if (i32.eqz (local.get $hint)) (then    ;; nothing is missing
      (call $feedback (i32.const 64) (i32.const 36)) (return)))
    (if (i32.eqz (local.get $found)) (then
      (call $feedback (i32.const 384) (i32.const 57)) (return)))
    ;; The hint ends at its first zero.
    (local.set $len (i32.const 0))
    (loop $next
      (if (i32.load8_u (i32.add (local.get $hint) (local.get $len))) (then
        (local.set $len (i32.add (local.get $len) (i32.const 1)))
        (br $next))))
    (call $feedback (local.get $hint) (local.get $len))))
