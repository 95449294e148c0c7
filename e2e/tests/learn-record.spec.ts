// The decision record: options tried on the same arrivals, as Markdown, with a link that reopens the run.
import { readFile } from "node:fs/promises";
import { expect, test } from "../fixtures/test";

test("a card's record has every part of the form, and its link reopens the run", async ({
  page,
  playground,
  learning,
}) => {
  test.slow();
  await playground.open();
  const fingerprint = await playground.fingerprint();
  await learning.open("Decision record");
  await learning.panel.getByLabel("The decision is about").selectOption("Quiz submissions");
  await learning.panel.getByLabel(/^Your reasons/).fill("Nobody here can run machines at night.");
  await learning.button("Try the options and write the record").click();
  const record = learning.panel.getByRole("article", { name: "Where to run: Quiz submissions" });
  await expect(record).toBeVisible({ timeout: 60_000 });
  await expect(record.getByRole("row", { name: /^Serverless, with a lock on its rows \(chosen\) 1 of 2/ })).toBeVisible();
  await expect(record.getByRole("row", { name: /^Service, with a lock on its rows 2 of 2/ })).toBeVisible();

  const saving = page.waitForEvent("download");
  await learning.button("Save as Markdown").click();
  const markdown = await readFile((await (await saving).path()) ?? "", "utf8");
  for (const heading of [
    "Context and problem statement",
    "Decision drivers",
    "Considered options",
    "Decision outcome",
    "Pros and cons of the options",
    "More information",
  ]) {
    expect(markdown).toContain(`\n## ${heading}\n`);
  }
  expect((await saving).suggestedFilename()).toBe("where-to-run-quiz-submissions.md");
  expect(markdown).toContain("although it misses targets: 1 of 2 targets are met. Service meets more: 2 of 2.");
  for (const part of ["Consequences", "Confirmation"]) expect(markdown).toContain(`\n### ${part}\n\n* `);
  expect(markdown).toContain("Nobody here can run machines at night.");
  expect(markdown).toContain(fingerprint);

  const link = /\[Open this run again\]\((.+)\)/.exec(markdown)?.[1] ?? "";
  await page.goto("about:blank");
  await page.goto(link);
  await playground.hasVerdicts();
  expect(await playground.fingerprint()).toBe(fingerprint);
});

test("the whole board is compared with the boards that ship", async ({ playground, learning }) => {
  test.slow();
  await playground.open();
  await learning.open("Decision record");
  await learning.panel.getByLabel("The decision is about").selectOption("The whole board");
  await learning.button("Try the options and write the record").click();
  const row = learning.panel.getByRole("row", { name: /^Matched to shape All 14 meet their targets/ });
  await expect(row).toBeVisible({ timeout: 60_000 });

  await playground.move("Quiz submissions", "Service");
  await expect(learning.panel.getByText("The board has changed since.")).toBeVisible();
});

test("reasons are kept for each choice, and a record is shown beside its own", async ({ playground, learning }) => {
  await playground.open();
  await learning.open("Decision record");
  const about = learning.panel.getByLabel("The decision is about");
  const reasons = learning.panel.getByLabel(/^Your reasons/);
  await about.selectOption("Quiz submissions");
  await reasons.fill("No answer may be lost.");
  await learning.button("Try the options and write the record").click();
  const record = learning.panel.getByRole("article");
  await expect(record).toContainText("No answer may be lost.", { timeout: 60_000 });
  await about.selectOption("Course images");
  await expect(reasons).toHaveValue("");
  await expect(record).toHaveCount(0);
  await about.selectOption("Quiz submissions");
  await expect(reasons).toHaveValue("No answer may be lost.");
  await expect(record).toContainText("No answer may be lost.");
});
