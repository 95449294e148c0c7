// Moves can be undone and redone, and the page's sentences follow.
import { expect, test } from "../fixtures/test";

const QUIZ = "Quiz submissions";

test("a move is taken back and made again by button", async ({ playground }) => {
  await playground.open();
  await playground.move(QUIZ, "Service");
  const better = await playground.headline.innerText();
  await playground.andItsVerdicts(() => playground.button("Undo").click());
  await expect(playground.cardOn("Serverless", QUIZ)).toBeVisible();
  await expect(playground.status).toHaveText(
    /^Undone\. Quiz submissions moved to Serverless\. Lost submissions [\d,]+, was 0\./,
  );
  await playground.andItsVerdicts(() => playground.button("Redo").click());
  await expect(playground.cardOn("Service", QUIZ)).toBeVisible();
  await expect(playground.headline).toHaveText(better);
  await expect(playground.status).toHaveText(/^Redone\. Quiz submissions moved to Service\./);
  await expect(playground.button("Redo")).toHaveAttribute("aria-disabled", "true");
});

test("a move is taken back and made again by key", async ({ page, playground }) => {
  await playground.open();
  await playground.move(QUIZ, "Edge");
  await playground.andItsVerdicts(() => page.keyboard.press("Control+z"));
  await expect(playground.cardOn("Serverless", QUIZ)).toBeVisible();
  await playground.andItsVerdicts(() => page.keyboard.press("Control+Shift+z"));
  await expect(playground.cardOn("Edge", QUIZ)).toBeVisible();
});

test("a whole board is one step, and reset goes back to the start", async ({ playground }) => {
  await playground.open();
  await playground.useBoard("Matched to shape");
  await expect(playground.headline).toHaveText("All 14 meet their targets");
  await playground.andItsVerdicts(() => playground.button("Undo").click());
  await expect(playground.boards.getByRole("option", { selected: true })).toHaveText("Everything on serverless");
  await playground.move(QUIZ, "Service");
  await playground.move("Course landing page", "Edge");
  await playground.andItsVerdicts(() => playground.button("Reset").click());
  await expect(playground.lane("Serverless").getByRole("button", { name: /^Move / })).toHaveCount(14);
});
