import pathlib
import re
import sys

import wasmtime

# SETTINGS


def words(text):
    """The words of a text in lower case, with a space before, between and after."""
    return " ".join(["", *re.findall(r"[^\W_]+", text.lower()), ""])


def is_met(criterion, text):
    """Whether a text meets a criterion; `*` leaves the end of the last word open."""
    _, kind, expected = criterion
    said = words(text)
    if kind == "is":
        return any(words(one) == said for one in expected)
    if kind == "mentions":
        return any((words(one).rstrip() if one.endswith("*") else words(one)) in said for one in expected)
    return False


class Run:
    """One run of a grader: a store, an instance and a memory of its own, all gone at its end."""

    def __init__(self, engine, module, answer):
        self.answer = answer.encode()
        self.points = 0
        self.feedback = ""
        self.store = wasmtime.Store(engine)
        self.store.set_fuel(FUEL)
        self.store.set_limits(
            memory_size=MEMORY_BYTES, memories=1, table_elements=TABLE_ELEMENTS, tables=1, instances=1
        )
        linker = wasmtime.Linker(engine)
        for name, function in self.granted().items():
            linker.define(self.store, "lanewise", name, function)
        # A call that is not granted has nothing behind it: it ends the run.
        linker.define_unknown_imports_as_traps(module)
        self.instance = linker.instantiate(self.store, module)
        self.memory = self.instance.exports(self.store)["memory"]

    def granted(self):
        """The calls of the grading interface, and no other: no clock, no file, no network."""
        i32, f64 = wasmtime.ValType.i32(), wasmtime.ValType.f64()

        def call(function, takes, gives=(i32,)):
            return wasmtime.Func(self.store, wasmtime.FuncType(list(takes), list(gives)), function)

        return {
            "submission_len": call(lambda: len(self.answer), []),
            "submission_read": call(self.read, [i32, i32, i32]),
            "criteria": call(lambda: len(KEY), []),
            "criterion_points": call(lambda at: KEY[at][0] if 0 <= at < len(KEY) else 0, [i32]),
            "answer_matches": call(self.matches, [i32, i32, i32]),
            "number_within": call(self.within, [i32, f64]),
            "award": call(self.award, [i32], []),
            "feedback": call(self.say, [i32, i32], []),
        }

    def pay(self, amount):
        """Takes fuel for the host's own work, so that calls are not free."""
        self.store.set_fuel(max(0, self.store.get_fuel() - amount))

    def read(self, to, start, length):
        if min(to, start, length) < 0:
            raise IndexError("a negative address")
        part = self.answer[start : start + length]
        self.pay(len(part) // 64 + 1)
        self.memory.write(self.store, part, to)
        return len(part)

    def matches(self, at, start, length):
        if min(start, length) < 0:
            raise IndexError("a negative address")
        self.pay(length + 1)
        said = self.answer[start : start + length].decode(errors="replace")
        return int(0 <= at < len(KEY) and is_met(KEY[at], said))

    def within(self, at, number):
        if not 0 <= at < len(KEY) or KEY[at][1] != "number":
            return 0
        value, tolerance = KEY[at][2]
        return int(abs(number - value) <= tolerance)

    def award(self, points):
        self.points = min(self.points + max(points, 0), MOST_POINTS)

    def say(self, at, length):
        if min(at, length) < 0:
            raise IndexError("a negative address")
        line = bytes(self.memory.read(self.store, at, at + min(length, 240)))
        self.feedback = line.decode(errors="replace")

    def grade(self):
        self.instance.exports(self.store)["grade"](self.store)


def main(grader, answer):
    config = wasmtime.Config()
    config.consume_fuel = True
    engine = wasmtime.Engine(config)
    try:
        run = Run(engine, wasmtime.Module.from_file(engine, grader), answer)
        run.grade()
    except (wasmtime.Trap, wasmtime.WasmtimeError, LookupError, AttributeError, TypeError, ValueError) as end:
        reason = str(end).strip().splitlines()[-1].split("wasm trap: ")[-1].strip()
        print(f"{grader}: ended by the walls: {reason}")
        return 1
    print(f"{grader}: {run.points} of {MOST_POINTS} points, {FUEL - run.store.get_fuel()} fuel. {run.feedback!r}")
    return 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("use: python host.py GRADER.wat [ANSWER]")
    sys.exit(main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else ANSWER))
