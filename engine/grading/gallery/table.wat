;; Asks for a table that grows without an end.
(module
  (memory (export "memory") 1)
  (table $t 1 funcref)
  (func (export "grade")
    (loop $again
      (drop (table.grow $t (ref.null func) (i32.const 100)))
      (br $again))))
