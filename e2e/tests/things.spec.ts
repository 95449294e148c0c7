// Each thing on the stage has a tip: under the mouse, under a finger that rests, by keys.
import { expect, test } from "../fixtures/test";

test("keys go from place to place", async ({ page, playground }) => {
  await playground.open();
  const stage = page.getByRole("group", { name: /^Map and lanes/ });
  await stage.focus();
  const said = stage.locator('[aria-live="polite"]');
  await page.keyboard.press("]");
  await expect(said).toContainText("Dublin");
  await page.keyboard.press("]");
  await expect(said).toContainText(/[\d.]+ % .*\b[A-Z]{3}\b/);
  await page.keyboard.press("[");
  await expect(said).toContainText("Dublin");
  await page.keyboard.press("Escape");
  await expect(said).toHaveText("");
});

test("the mouse asks, and leaves", async ({ page, playground }) => {
  await playground.open();
  const canvas = page.getByRole("img", { name: /^Animated map/ });
  const tip = page.locator(".stage-tip");
  const box = await canvas.boundingBox();
  if (!box) throw new Error("no canvas");
  // Beside the other panes the lanes are two in a row below the map; the first one's head is at the left edge.
  await page.mouse.move(box.x + 30, box.y + box.height - 310);
  await expect(tip).toBeVisible();
  await expect(tip).toContainText("Serverless");
  await page.mouse.move(box.x + box.width / 2, box.y - 60);
  await expect(tip).toBeHidden();
});
