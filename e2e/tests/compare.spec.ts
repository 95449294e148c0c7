// Two runs beside each other: the one before a move, or one that was kept.
import { expect, test } from "../fixtures/test";

const QUIZ = "Quiz submissions";

test("a move stands beside the board before it", async ({ playground }) => {
  await playground.open();
  await playground.look(QUIZ);
  const compare = playground.region("Compare");
  await compare.getByRole("heading", { name: "Compare" }).click();
  await expect(compare).toContainText("Change something");
  await playground.move(QUIZ, "Service");
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
  const compare = playground.region("Compare");
  await compare.getByRole("heading", { name: "Compare" }).click();
  await playground.button("Keep this run to compare with").click();
  await playground.useBoard("Matched to shape");
  const matched = await playground.fingerprint();
  await expect(compare).toContainText(/\d+ of 14 workloads fit, was \d+\./);
  await playground.andItsVerdicts(() => playground.button("Swap the two boards").click());
  expect(await playground.fingerprint()).toBe(first);
  await playground.andItsVerdicts(() => playground.button("Swap the two boards").click());
  expect(await playground.fingerprint()).toBe(matched);
});
