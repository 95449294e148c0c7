;; Hostile: recursion without end.
;; Looks like a checker that reads the answer as a formula: a sum is terms, a term is factors, a factor is a number
;; or again a sum. The step that should take a bracket from the text takes nothing, so each sum starts
;; with the same sum. Behind walls: the calls nest too deep. Elsewhere: the stack overflows, and the process dies.
(module
  (import "lanewise" "submission_read" (func $read (param $to i32) (param $from i32) (param $len i32) (result i32)))
  (import "lanewise" "award" (func $award (param $points i32)))

  (memory (export "memory") 1)          ;; the submission is read to 1024

  ;; How many opening brackets (40) the text has: a check that comes before the reading.
  (func $brackets (param $at i32) (param $end i32) (result i32) (local $count i32)
    (loop $next
      (if (i32.lt_u (local.get $at) (local.get $end)) (then
        (local.set $count (i32.add (local.get $count)
          (i32.eq (i32.load8_u (local.get $at)) (i32.const 40))))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br $next))))
    (local.get $count))

  (func $sum (param $at i32) (result i32)
    (i32.add (call $term (local.get $at)) (i32.const 1)))

  (func $term (param $at i32) (result i32)
    (i32.add (call $factor (local.get $at)) (i32.const 1)))

  ;; Skips spaces, and then takes everything for a bracket.
  (func $factor (param $at i32) (result i32)
    (loop $skip
      (if (i32.eq (i32.load8_u (local.get $at)) (i32.const 32)) (then
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br $skip))))
    (call $sum (local.get $at)))

  (func (export "grade") (local $len i32)
    (local.set $len (call $read (i32.const 1024) (i32.const 0) (i32.const 16384)))
    (if (i32.gt_u (call $brackets (i32.const 1024) (i32.add (i32.const 1024) (local.get $len))) (i32.const 64))
      (then (return)))
    (call $award (call $sum (i32.const 1024)))))
