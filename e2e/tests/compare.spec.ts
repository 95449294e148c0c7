// Two runs side by side: the one before a move, or a kept one.
import type { Playground } from "../fixtures/playground";
import { expect, test } from "../fixtures/test";

const QUIZ = "Quiz submissions";

/** Moves home to another region, beside the comparison. */
async function moveHome(playground: Playground): Promise<void> {
  const region = playground.region("The hour");
  await region.getByRole("heading", { name: "The hour" }).click();
  await region.getByLabel("Home region and database").selectOption("ap-southeast-1");
}

test("a move stands beside the board before it", async ({ playground }) => {
  await playground.open();
  await playground.look(QUIZ);
  await playground.show("Table");
  const compare = playground.region("Workloads");
  await expect(compare).toContainText("Change something");
  await playground.show("Lanes");
  await playground.move(QUIZ, "Service");
  await playground.show("Table");
  const row = compare.getByRole("row", { name: new RegExp(`^${QUIZ}`) });
  await expect(row).toContainText(/Service\s*was Serverless/);
  await expect(compare).toContainText("Both hours have the same learners at the same times.");
  await expect(compare).toContainText(/Of [\d,]+ requests in both: [\d,]+ fared worse, [\d,]+ better\./);
  await compare.getByRole("button", { name: /^#[\d,]+: .+, was failed$/ }).first().click();
  await expect(playground.evidence.region).toContainText(QUIZ);
});

test("a board that was kept is swapped with the one on the screen", async ({ playground }) => {
  await playground.open();
  const first = await playground.fingerprint();
  await playground.show("Table");
  const compare = playground.region("Workloads");
  await playground.button("Keep this run to compare with").click();
  await playground.useBoard("Matched to shape");
  const matched = await playground.fingerprint();
  await expect(compare).toContainText(/\d+ of 14 meet their targets, there \d+\./);
  await playground.andItsVerdicts(() => playground.button("Swap the two boards").click());
  expect(await playground.fingerprint()).toBe(first);
  await playground.andItsVerdicts(() => playground.button("Swap the two boards").click());
  expect(await playground.fingerprint()).toBe(matched);
});

test("the board on the screen is compared with one that was never laid down", async ({ page, playground }) => {
  await playground.open();
  await playground.look(QUIZ);
  const shown = await playground.fingerprint();
  await playground.show("Table");
  const compare = playground.region("Workloads");
  await compare.getByRole("combobox", { name: "Compare with" }).selectOption("Matched to shape");
  const row = compare.getByRole("row", { name: new RegExp(`^${QUIZ}`) });
  await expect(row).toContainText(/Serverless\s*there Service/);
  await expect(row).toContainText(/\d+ yours\s*[↓↑]? ?there \d+ yours/);
  await expect(compare).toContainText("Both hours have the same learners at the same times.");
  expect(await playground.fingerprint(), "the board on the screen stays").toBe(shown);
  // One request on both boards.
  await compare.getByRole("button", { name: /^#[\d,]+: failed, there / }).first().click();
  const both = compare.getByRole("table", { name: /^Request [\d,]+ on both boards/ });
  await expect(both.getByRole("row")).toHaveCount(2);
  // The hour changes, and the other board is simulated again.
  await playground.andItsVerdicts(() => moveHome(playground));
  await expect(compare).toContainText("Both hours have the same learners at the same times.");
});

test("a board from a file stands beside the one on the screen", async ({ page, playground }) => {
  await playground.open();
  const file = await (await page.request.get("scenarios/learning-platform.json")).json();
  file.placements = file.boards.find((board: { id: string }) => board.id === "matched-to-shape").placements;
  await playground.show("Table");
  const compare = playground.region("Workloads");
  await compare
    .getByLabel("A scenario file whose board to compare with")
    .setInputFiles({ name: "mine.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(file)) });
  await expect(compare.getByRole("combobox", { name: "Compare with" })).toContainText("mine.json");
  await expect(compare.getByRole("row", { name: new RegExp(`^${QUIZ}`) })).toContainText(/there Service/);
  await compare
    .getByLabel("A scenario file whose board to compare with")
    .setInputFiles({ name: "none.json", mimeType: "application/json", buffer: Buffer.from("{}") });
  await expect(page.getByText(/none\.json was not opened/).first()).toBeVisible();
});

test("the table has all figures of all workloads without another board, and shows which differences are better", async ({ playground }) => {
  await playground.open();
  await playground.show("Table");
  const table = playground.region("Workloads").getByRole("table", { name: "All workloads" });
  await expect(table.getByRole("row")).toHaveCount(15);
  const quiz = table.getByRole("row", { name: new RegExp(`^${QUIZ}`) });
  await expect(quiz).toContainText(/Serverless.*misses 1 of 2.*[\d,]{5,}.*\$\d+\.\d\d/);
  await expect(quiz).not.toContainText("was");
  await playground.show("Lanes");
  await playground.move(QUIZ, "Service");
  await playground.show("Table");
  await expect(quiz).toContainText(/↓ was [\d,]{5,}/);
  await expect(quiz).toContainText(/↑ was \$\d+\.\d\d/);
});

test("a cost target is judged like any other, and zero removes it", async ({ playground }) => {
  await playground.open();
  await playground.look(QUIZ);
  await playground.evidence.open("Tune");
  const target = playground.evidence.region.getByRole("spinbutton", { name: /^Cost target, 0 for none/ });
  await playground.andItsVerdicts(async () => {
    await target.fill("20");
    await target.press("Enter");
  });
  await playground.evidence.open("Result");
  await expect(playground.evidence.need(/Cost \$\d+\.\d\d/)).toContainText(/Missed.*≤ \$20/);
  await playground.evidence.open("Tune");
  await playground.andItsVerdicts(async () => {
    await target.fill("0");
    await target.press("Enter");
  });
  await playground.evidence.open("Result");
  await expect(playground.evidence.need(/Cost \$/)).toHaveCount(0);
});

test("a row keeps the focus when its workload is moved by a key", async ({ page, playground }) => {
  await playground.open();
  await playground.show("Table");
  const row = playground.region("Workloads").getByRole("button", { name: "Quiz submissions", exact: true });
  await row.focus();
  await row.press("Enter");
  await playground.andItsVerdicts(() => page.keyboard.press("4"));
  await expect(playground.region("Workloads").getByRole("row", { name: /^Quiz submissions/ })).toContainText("Service");
  await expect(row).toBeFocused();
});
