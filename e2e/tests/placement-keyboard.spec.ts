// A card is moved with keys only.
import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures/test";
import type { Playground } from "../fixtures/playground";

const QUIZ = "Quiz submissions";

/** Presses Tab until an element has the focus. */
async function tabTo(page: Page, isThere: () => Promise<boolean>, key = "Tab"): Promise<void> {
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press(key);
    if (await isThere()) return;
  }
  throw new Error("Tab does not lead there");
}

/** Tab reaches one card of each lane; arrow keys lead to the others. */
async function tabToCard(page: Page, playground: Playground): Promise<void> {
  const focused = playground.lane("Serverless").getByRole("listitem").locator(":focus");
  await tabTo(page, async () => (await focused.count()) > 0);
  const button = playground.cardButton(QUIZ);
  await tabTo(page, () => button.evaluate((element) => element === document.activeElement), "ArrowDown");
}

test("Enter picks, Tab goes to the lanes, Enter places, the focus stays on the card", async ({ page, playground }) => {
  await playground.open();
  await tabToCard(page, playground);
  await page.keyboard.press("Enter");
  await expect(playground.status).toHaveText(/^Quiz submissions picked\./);

  const target = playground.placeButton(QUIZ, "Service");
  let stops = 0;
  await tabTo(page, async () => {
    stops += 1;
    return target.evaluate((element) => element === document.activeElement);
  });
  expect(stops, "Tab passes the other cards").toBeLessThanOrEqual(6);
  await playground.andItsVerdicts(() => page.keyboard.press("Enter"));
  await expect(playground.cardOn("Service", QUIZ)).toBeVisible();
  await expect(playground.cardButton(QUIZ)).toBeFocused();
  await expect(playground.status).toHaveText(/^Quiz submissions moved to Service\. Lost submissions 0, was [\d,]+\./);
});

test("Esc puts a picked card back and keeps the focus on it", async ({ page, playground }) => {
  await playground.open();
  await tabToCard(page, playground);
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Escape");
  await expect(playground.status).toHaveText("Quiz submissions put back.");
  await expect(playground.cardButton(QUIZ)).toBeFocused();
  await expect(playground.cardOn("Serverless", QUIZ)).toBeVisible();
});

test("the menu works by arrow keys", async ({ page, playground }) => {
  await playground.open();
  await tabToCard(page, playground);
  await page.keyboard.press("ArrowRight");
  await expect(playground.menuButton(QUIZ)).toBeFocused();
  await page.keyboard.press("ArrowDown");
  const items = playground.menu(QUIZ).getByRole("menuitem");
  await expect(items.nth(0)).toBeFocused();
  for (const lane of [1, 2, 3]) {
    await page.keyboard.press("ArrowDown");
    await expect(items.nth(lane)).toBeFocused();
  }
  await playground.andItsVerdicts(() => page.keyboard.press("Enter"));
  await expect(playground.cardOn("Service", QUIZ)).toBeVisible();
  await expect(playground.menuButton(QUIZ)).toBeFocused();
});

test("the first Tab offers a way past the header to the lanes", async ({ page, playground }) => {
  await playground.open();
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to the lanes" });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(playground.region("Lanes")).toBeFocused();
});
