;; Runs as soon as it is instantiated, before anybody calls it.
(module
  (memory (export "memory") 1)
  (func $start (loop $again (br $again)))
  (start $start)
  (func (export "grade")))
