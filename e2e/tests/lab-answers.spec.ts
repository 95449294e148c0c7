// The sandbox lab with many answers, and with a task of one's own: tables are read, graded in slices, and saved.
import { readFile } from "node:fs/promises";
import { choose, openLab, result, run, state, write } from "../fixtures/lab";
import { expect, test } from "../fixtures/test";
import type { Page } from "@playwright/test";

const openTable = (page: Page, text: string | Buffer, name = "answers.csv") =>
  page.getByLabel("Open a table of answers (CSV) …").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
const grade = (page: Page) => page.getByRole("button", { name: "Grade all answers of the table" }).click();
const results = (page: Page) => page.getByRole("group", { name: "Results of all answers" });

test("all sample answers are graded", async ({ page }) => {
  await openLab(page);
  await page.getByRole("button", { name: "Grade all sample answers" }).click();
  await expect(page.getByText(/^\d+ of \d+ answers were graded\./)).toBeVisible();
});

test("a table of answers is graded, row by row, and saved", async ({ page }) => {
  await openLab(page);
  await openTable(page, 'id;answer\n1;"evaporation, condensation"\n2;=1+1\n');
  await expect(page.getByText("Answers in answers.csv: 2.")).toBeVisible();
  await grade(page);
  await expect(page.getByText(/^2 of 2 answers were graded\./)).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save the results (CSV)" }).click();
  const saved = await readFile(await (await download).path(), "utf8");
  expect(saved.split("\n")[0]).toBe("submission,points,ended,feedback,fuel,memory_bytes,host_calls");
  expect(saved).toMatch(/^"evaporation, condensation",2,graded,/m);
  expect(saved).toMatch(/^'=1\+1,0,graded,/m);
  await results(page).getByRole("button", { name: "evaporation, condensation" }).click();
  await expect(state(page)).toHaveText("It has ended.");
  await expect(result(page, "Points")).toHaveText("2 of 4");
  await expect(results(page)).toBeVisible();
});

test("another column of a table can be chosen", async ({ page }) => {
  await openLab(page);
  await openTable(page, "answer\tdraft\nevaporation\train\n", "answers.tsv");
  await page.getByRole("combobox", { name: "Column with the answers" }).selectOption({ label: "draft" });
  await expect(page.getByRole("textbox", { name: "Answer of a learner" })).toHaveValue("rain");
  await page.getByRole("button", { name: "Use the sample answers" }).click();
  await expect(page.getByRole("combobox", { name: "Take a sample answer" })).toBeVisible();
});

test("a thousand answers show progress, and can be stopped", async ({ page }) => {
  await openLab(page);
  await choose(page, "Endless loop");
  await openTable(page, `answer\n${"evaporation\n".repeat(1_000)}`);
  await page.getByRole("spinbutton", { name: "Fuel, units" }).fill("20000000");
  await page.keyboard.press("Enter");
  await grade(page);
  await expect(page.getByRole("progressbar", { name: "Results of all answers" })).toBeVisible();
  await expect(page.getByText(/^\d+ of 1,000$/)).toBeVisible();
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await expect(page.getByText(/^0 of 1,000 answers were graded\./)).toBeVisible();
  await choose(page, "Terms of the key");
  await run(page);
  await expect(state(page)).toHaveText("It has ended.");
});

test("files that are no tables give a sentence and change nothing", async ({ page }) => {
  await openLab(page);
  const check = async (buffer: Buffer, sentence: RegExp) => {
    await openTable(page, buffer);
    await expect(page.getByRole("alert")).toHaveText(sentence);
    await expect(page.getByRole("combobox", { name: "Take a sample answer" })).toBeVisible();
  };
  await check(Buffer.alloc(0), /no rows below its first one/);
  await check(Buffer.from([0x61, 0x0a, 0xe9, 0x0a]), /not in UTF-8/);
  await check(Buffer.alloc((4 << 20) + 1, "a\n"), /larger than 4/);
});

test("a task of one's own has its own key and cap", async ({ page }) => {
  await openLab(page);
  await page.getByRole("combobox", { name: "Task" }).selectOption({ label: "A task of my own" });
  const task = page.getByRole("textbox", { name: "The task, as JSON" });
  await task.fill('{ "cap_points": 2, "criteria": [{ "points": 2, "mentions": ["rain*"] }] }');
  await page.getByRole("textbox", { name: "Answer of a learner" }).fill("It was raining.");
  await run(page);
  await expect(result(page, "Points")).toHaveText("2 of 2");
  await task.fill('{ "cap_points": 2, "criteria": [{ "points": 2 }] }');
  await run(page);
  await expect(page.getByRole("alert")).toContainText("criteria[0]: expected either `is`, `mentions`, or `number`");
});

test("a program for WASI reads the answer and writes its result", async ({ page }) => {
  await openLab(page);
  await choose(page, "Asks for files");
  await write(
    page,
    `(module
  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "{\\"points\\":3,\\"feedback\\":\\"Well done\\"}")
  (func (export "_start")
    (i32.store (i32.const 0) (i32.const 16))
    (i32.store (i32.const 4) (i32.const 35))
    (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))))`,
  );
  await run(page);
  await expect(result(page, "Points")).toHaveText(/^3 of /);
  await expect(result(page, "Feedback")).toHaveText("Well done");
  await expect(result(page, "Output")).toHaveText('{"points":3,"feedback":"Well done"}');
});
