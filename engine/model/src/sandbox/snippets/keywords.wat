;; Keywords.
;; Walks through the words of the submission and asks the host for each word of four letters
;; or more whether it is one of the terms that the task wants. A term counts once.
(module
  (import "lanewise" "submission_read" (func $read (param $to i32) (param $from i32) (param $len i32) (result i32)))
  (import "lanewise" "criteria" (func $criteria (result i32)))
  (import "lanewise" "criterion_points" (func $worth (param $criterion i32) (result i32)))
  (import "lanewise" "answer_matches" (func $matches (param $criterion i32) (param $from i32) (param $len i32) (result i32)))
  (import "lanewise" "award" (func $award (param $points i32)))
  (import "lanewise" "feedback" (func $feedback (param $at i32) (param $len i32)))

  (memory (export "memory") 1)          ;; the submission is read to 1024
  (data (i32.const 0) "0 of 0 terms found. Check the spelling of the others.")
  (data (i32.const 64) "All terms found.")
  (data (i32.const 128) "None of the terms found. Read the section again.")

  (global $found (mut i32) (i32.const 0))    ;; how many terms were found
  (global $seen (mut i32) (i32.const 0))     ;; which ones, a bit each

  ;; A letter, or a byte of a character beyond ASCII.
  (func $is_letter (param $at i32) (result i32) (local $byte i32)
    (local.set $byte (i32.load8_u (local.get $at)))
    (i32.or (i32.ge_u (local.get $byte) (i32.const 128))
            (i32.lt_u (i32.sub (i32.or (local.get $byte) (i32.const 32)) (i32.const 97)) (i32.const 26))))

  ;; Holds one word of the submission against every term that is still missing.
  (func $weigh (param $from i32) (param $len i32) (local $criterion i32) (local $bit i32)
    (loop $next
      (if (i32.lt_u (local.get $criterion) (call $criteria)) (then
        (local.set $bit (i32.shl (i32.const 1) (local.get $criterion)))
        (if (i32.eqz (i32.and (global.get $seen) (local.get $bit))) (then
          (if (call $matches (local.get $criterion) (local.get $from) (local.get $len)) (then
            (global.set $seen (i32.or (global.get $seen) (local.get $bit)))
            (global.set $found (i32.add (global.get $found) (i32.const 1)))
            (call $award (call $worth (local.get $criterion)))
            (return)))))
        (local.set $criterion (i32.add (local.get $criterion) (i32.const 1)))
        (br $next)))))

  (func (export "grade") (local $from i32) (local $start i32) (local $len i32)
    (local.set $len (call $read (i32.const 1024) (i32.const 0) (i32.const 16384)))
    (block $end (loop $next
      (br_if $end (i32.gt_u (local.get $from) (local.get $len)))
      ;; At a letter go on; at anything else a word has ended (the byte after the text is 0).
      (if (i32.eqz (call $is_letter (i32.add (i32.const 1024) (local.get $from)))) (then
        (if (i32.ge_u (i32.sub (local.get $from) (local.get $start)) (i32.const 4))
          (then (call $weigh (local.get $start) (i32.sub (local.get $from) (local.get $start)))))
        (local.set $start (i32.add (local.get $from) (i32.const 1)))))
      (local.set $from (i32.add (local.get $from) (i32.const 1)))
      (br $next)))

    (if (i32.eqz (global.get $found)) (then
      (call $feedback (i32.const 128) (i32.const 48)) (return)))
    (if (i32.eq (global.get $found) (call $criteria)) (then
      (call $feedback (i32.const 64) (i32.const 16)) (return)))
    (i32.store8 (i32.const 0) (i32.add (i32.const 48) (global.get $found)))    ;; 48 is "0"
    (i32.store8 (i32.const 5) (i32.add (i32.const 48) (call $criteria)))
    (call $feedback (i32.const 0) (i32.const 53))))
