// A card is moved with a pointer that only clicks: first the card, then the lane.
import { expect, test } from "../fixtures/test";

const QUIZ = "Quiz submissions";

test("click the card, then the lane's button", async ({ playground }) => {
  await playground.open();
  await playground.pick(QUIZ);
  await expect(playground.status).toHaveText("Quiz submissions picked. Choose a lane for it. Esc puts it back.");
  await expect(playground.placeButton(QUIZ, "Service")).toHaveText(/\(holds 0\)/);
  await playground.andItsVerdicts(() => playground.placeButton(QUIZ, "Service").click());
  await expect(playground.cardOn("Service", QUIZ)).toBeVisible();
  await expect(playground.cardButton(QUIZ)).toBeFocused();
  await expect(playground.status).toHaveText(/^Quiz submissions moved to Service\. Lost submissions 0, was [\d,]+\./);
});

test("click the card, then anywhere on the lane", async ({ playground }) => {
  await playground.open();
  await playground.pick("Course landing page");
  await playground.andItsVerdicts(() => playground.lane("Edge").click({ position: { x: 12, y: 12 } }));
  await expect(playground.cardOn("Edge", "Course landing page")).toBeVisible();
  await expect(playground.status).toHaveText(
    /^Course landing page moved to Edge\. p95 latency, far learners \d+ ms, was \d+ ms\./,
  );
});

test("a second click puts the card back", async ({ playground }) => {
  await playground.open();
  await playground.pick(QUIZ);
  await playground.cardButton(QUIZ).click();
  await expect(playground.cardButton(QUIZ)).toHaveAttribute("aria-pressed", "false");
  await expect(playground.status).toHaveText("Quiz submissions put back.");
  await playground.lane("Edge").click({ position: { x: 12, y: 12 } });
  await expect(playground.cardOn("Serverless", QUIZ)).toBeVisible();
  await expect(playground.button("Undo")).toHaveAttribute("aria-disabled", "true");
});

test.describe("by touch", () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

  test("tap the card, then the lane's button in the sheet", async ({ page, playground }) => {
    await playground.open();
    await playground.cardButton(QUIZ).tap();
    const service = page.getByRole("button", { name: /^Place Quiz submissions on Service/ });
    await playground.andItsVerdicts(() => service.tap());
    await expect(playground.cardOn("Service", QUIZ)).toBeVisible();
  });
});
