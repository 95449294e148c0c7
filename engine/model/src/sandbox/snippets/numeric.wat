;; A number with tolerance.
;; Reads the last number in the submission ("t = 40 / 9.81, so 2.02 s" counts as 2.02),
;; with a point or a comma, and asks the host which criterion it is close enough to: the
;; first is met exactly, the second nearly. The expected value stays with the host.
(module
  (import "lanewise" "submission_read" (func $read (param $to i32) (param $from i32) (param $len i32) (result i32)))
  (import "lanewise" "criteria" (func $criteria (result i32)))
  (import "lanewise" "criterion_points" (func $worth (param $criterion i32) (result i32)))
  (import "lanewise" "number_within" (func $within (param $criterion i32) (param $number f64) (result i32)))
  (import "lanewise" "award" (func $award (param $points i32)))
  (import "lanewise" "feedback" (func $feedback (param $at i32) (param $len i32)))

  (memory (export "memory") 1)          ;; the submission is read to 1024
  (data (i32.const 0) "Correct.")
  (data (i32.const 64) "Close, but not precise enough. Check your rounding.")
  (data (i32.const 128) "Not the expected value. Check the formula and the unit.")
  (data (i32.const 192) "No number found. Give the result in digits.")

  (func $is_digit (param $at i32) (result i32)
    (i32.lt_u (i32.sub (i32.load8_u (local.get $at)) (i32.const 48)) (i32.const 10)))

  (func (export "grade")
    (local $at i32) (local $end i32) (local $found i32) (local $inside i32) (local $criterion i32)
    (local $value f64) (local $scale f64) (local $step f64) (local $sign f64)
    (local.set $at (i32.const 1024))
    (local.set $end (i32.add (i32.const 1024)
      (call $read (i32.const 1024) (i32.const 0) (i32.const 16384))))

    (block $done (loop $next
      (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
      (if (call $is_digit (local.get $at))
        (then
          (if (i32.eqz (local.get $inside)) (then    ;; a new number starts: forget the last one
            (local.set $found (i32.const 1))
            (local.set $inside (i32.const 1))
            (local.set $value (f64.const 0))
            (local.set $scale (f64.const 1))
            (local.set $step (f64.const 1))
            (local.set $sign (select (f64.const -1) (f64.const 1)
              (i32.eq (i32.load8_u (i32.sub (local.get $at) (i32.const 1))) (i32.const 45))))))
          (local.set $value (f64.add
            (f64.mul (local.get $value) (f64.const 10))
            (f64.convert_i32_u (i32.sub (i32.load8_u (local.get $at)) (i32.const 48)))))
          (local.set $scale (f64.mul (local.get $scale) (local.get $step))))
        (else
          ;; Inside a number, a first point or comma (46, 44) before a digit starts the decimals.
          (if (i32.and (i32.and (local.get $inside) (f64.eq (local.get $step) (f64.const 1)))
                       (i32.and (call $is_digit (i32.add (local.get $at) (i32.const 1)))
                                (i32.eq (i32.and (i32.load8_u (local.get $at)) (i32.const 253)) (i32.const 44))))
            (then (local.set $step (f64.const 10)))
            (else (local.set $inside (i32.const 0))))))
      (local.set $at (i32.add (local.get $at) (i32.const 1)))
      (br $next)))

    (if (i32.eqz (local.get $found)) (then
      (call $feedback (i32.const 192) (i32.const 43)) (return)))
    (local.set $value (f64.mul (local.get $sign) (f64.div (local.get $value) (local.get $scale))))

    ;; The strictest criterion comes first; the first that is met gives the points.
    (loop $next
      (if (i32.lt_u (local.get $criterion) (call $criteria)) (then
        (if (call $within (local.get $criterion) (local.get $value)) (then
          (call $award (call $worth (local.get $criterion)))
          (if (local.get $criterion)
            (then (call $feedback (i32.const 64) (i32.const 51)))
            (else (call $feedback (i32.const 0) (i32.const 8))))
          (return)))
        (local.set $criterion (i32.add (local.get $criterion) (i32.const 1)))
        (br $next))))
    (call $feedback (i32.const 128) (i32.const 55))))
