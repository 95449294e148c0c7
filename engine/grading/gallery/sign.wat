;; Divides 0 by 0 and awards a point for the sign of what comes out. On a processor alone, the sign differs from maker to
;; maker; here each machine gives the same bits.
(module
  (import "lanewise" "award" (func $award (param i32)))
  (memory (export "memory") 1)
  (func (export "grade") (local $zero f64)
    (if (i64.eq
          (i64.reinterpret_f64 (f64.div (local.get $zero) (local.get $zero)))
          (i64.const 0x7ff8000000000000))
      (then (call $award (i32.const 1)))
      (else (call $award (i32.const 2))))))
