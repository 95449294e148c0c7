;; Hostile: a call that is none of its business.
;; Looks like a scorer that counts the words of an essay. Then it asks for the gradebook, to compare this
;; learner with the others. No host here offers such a call: importing a function does not grant it.
;; Behind walls: the run ends at the call, and nothing was read. Elsewhere: the call succeeds.
(module
  (import "lanewise" "submission_read" (func $read (param $to i32) (param $from i32) (param $len i32) (result i32)))
  (import "lanewise" "award" (func $award (param $points i32)))
  (import "gradebook" "read_all" (func $read_all (param $to i32) (param $len i32) (result i32)))

  (memory (export "memory") 1)          ;; the submission is read to 1024, the gradebook to 20480

  (func $words (param $at i32) (param $end i32) (result i32) (local $count i32)
    (loop $next
      (if (i32.lt_u (local.get $at) (local.get $end)) (then
        (local.set $count (i32.add (local.get $count)
          (i32.and (i32.gt_u (i32.load8_u (local.get $at)) (i32.const 32))
                   (i32.le_u (i32.load8_u (i32.sub (local.get $at) (i32.const 1))) (i32.const 32)))))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br $next))))
    (local.get $count))

  (func (export "grade") (local $len i32) (local $words i32)
    (local.set $len (call $read (i32.const 1024) (i32.const 0) (i32.const 16384)))
    (local.set $words (call $words (i32.const 1024) (i32.add (i32.const 1024) (local.get $len))))
    ;; Everybody's grades, "to be fair".
    (drop (call $read_all (i32.const 20480) (i32.const 40960)))
    (call $award (i32.div_u (local.get $words) (i32.const 10)))))
