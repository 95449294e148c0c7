;; Reads behind the end of its memory, where another learner's answer might be.
(module
  (import "lanewise" "feedback" (func $feedback (param i32 i32)))
  (memory (export "memory") 1)
  (func (export "grade")
    (drop (i32.load (i32.const 65536)))))
