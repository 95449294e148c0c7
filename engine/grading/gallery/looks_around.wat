;; Asks for a file that no grader needs.
(module
  (import "wasi_snapshot_preview1" "path_open"
    (func $open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "/grades/all.csv")
  (func (export "grade")
    (drop (call $open (i32.const 3) (i32.const 0) (i32.const 0) (i32.const 15)
      (i32.const 0) (i64.const 2) (i64.const 0) (i32.const 0) (i32.const 64)))))
