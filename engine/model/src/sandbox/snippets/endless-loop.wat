;; Hostile: an endless loop.
;; Looks like a checker that gives a point for the first choice that is right. It skips over what is
;; no letter, but at a letter, or at the end of the text, it forgets to move on: it weighs the same byte for ever.
;; Behind walls: out of fuel. Elsewhere: a worker that is busy until somebody kills it.
(module
  (import "lanewise" "submission_read" (func $read (param $to i32) (param $from i32) (param $len i32) (result i32)))
  (import "lanewise" "award" (func $award (param $points i32)))

  (memory (export "memory") 1)          ;; the submission is read to 1024

  (func $is_letter (param $at i32) (result i32)
    (i32.lt_u
      (i32.sub (i32.or (i32.load8_u (local.get $at)) (i32.const 32)) (i32.const 97))
      (i32.const 26)))

  (func (export "grade") (local $at i32) (local $right i32)
    (drop (call $read (i32.const 1024) (i32.const 0) (i32.const 16384)))
    (local.set $at (i32.const 1024))
    (loop $next
      (if (i32.and (i32.eqz (call $is_letter (local.get $at)))
                   (i32.ne (i32.load8_u (local.get $at)) (i32.const 0)))
        (then (local.set $at (i32.add (local.get $at) (i32.const 1))))
        ;; What is missing in this branch is the line above.
        (else (local.set $right (i32.eq (i32.load8_u (local.get $at)) (i32.const 98)))))
      (br $next))
    (call $award (local.get $right))))
