// Each thing on the stage has a tip: under the mouse, under a finger that rests, by keys.
import { expect, test } from "../fixtures/test";

test("keys go from place to place", async ({ page, playground }) => {
  await playground.open();
  const stage = page.getByRole("group", { name: /^Map\./ });
  await stage.focus();
  const said = stage.locator('[aria-live="polite"]');
  await page.keyboard.press("]");
  await expect(said).toContainText("Dublin");
  await page.keyboard.press("]");
  await expect(said).toContainText(/[\d.]+ % /);
  await page.keyboard.press("[");
  await expect(said).toContainText("Dublin");
  await page.keyboard.press("Escape");
  await expect(said).toHaveText("");
});

test("the mouse asks about the strip of a lane, and leaves", async ({ page, playground }) => {
  await playground.open();
  const strip = playground.lane("Serverless").locator("canvas");
  const tip = page.locator(".stage-tip");
  const box = await strip.boundingBox();
  if (!box) throw new Error("no canvas");
  await page.mouse.move(box.x + box.width - 4, box.y + box.height - 2);
  await expect(tip).toBeVisible();
  await expect(tip).toContainText(/^Serverless: \d+ instances, \d+ of \d+ busy/);
  await page.mouse.move(box.x, box.y - 60);
  await expect(tip).toBeHidden();
});
