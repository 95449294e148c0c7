// The same scenario and seed have the same run, natively and in the browser, bit for bit.
import { readFileSync } from "node:fs";
import { expect, test } from "../fixtures/test";

test("the page's run is the native run", async ({ playground }) => {
  const path = process.env.LANEWISE_NATIVE_REPORT;
  if (!path) throw new Error("LANEWISE_NATIVE_REPORT names no file; `cargo xtask test` makes one and sets it");
  const native = JSON.parse(readFileSync(path, "utf8")) as { fingerprint: string };
  expect(native.fingerprint).toMatch(/^[0-9a-f]{16,}$/);
  await playground.open();
  await expect(playground.main).toHaveAttribute("data-sim-hash", native.fingerprint);
});

test("a move changes the run, and taking it back brings the very same one", async ({ playground }) => {
  await playground.open();
  const before = (await playground.main.getAttribute("data-sim-hash")) ?? "";
  await playground.move("Quiz submissions", "Service");
  await expect(playground.main).not.toHaveAttribute("data-sim-hash", before);
  await playground.andItsVerdicts(() => playground.button("Undo").click());
  await expect(playground.main).toHaveAttribute("data-sim-hash", before);
});
