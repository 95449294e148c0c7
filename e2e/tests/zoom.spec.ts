// Zooming and panning on the map: by buttons, by keys, by a drag.
import { expect, test } from "../fixtures/test";

test("buttons and keys go nearer and back to the whole world", async ({ page, playground }) => {
  await playground.open();
  const stage = playground.region("World");
  const whole = stage.getByRole("button", { name: "The whole world" });
  await expect(whole).toBeHidden();
  await stage.getByRole("button", { name: "Nearer" }).click();
  await expect(whole).toBeVisible();
  await whole.click();
  await expect(whole).toBeHidden();
  const frame = stage.getByRole("group", { name: /^Map\./ });
  await frame.focus();
  await page.keyboard.press("+");
  await page.keyboard.press("ArrowRight");
  await expect(whole).toBeVisible();
  await page.keyboard.press("-");
  await expect(whole).toBeHidden();
});

test("a drag moves the near map, and chooses no request", async ({ page, playground }) => {
  await playground.open();
  const stage = playground.region("World");
  const canvas = stage.getByRole("img", { name: /^Animated map/ });
  const box = await canvas.boundingBox();
  if (!box) throw new Error("the canvas has no box");
  const middle = { x: box.x + box.width / 2, y: box.y + 100 };
  await stage.getByRole("button", { name: "Nearer" }).click();
  await page.mouse.move(middle.x, middle.y);
  await expect(stage.getByRole("button", { name: "The whole world" })).toBeVisible();
  const before = await canvas.screenshot();
  await page.mouse.down();
  await page.mouse.move(middle.x + 60, middle.y + 30, { steps: 5 });
  await page.mouse.up();
  await expect.poll(async () => (await canvas.screenshot()).equals(before), { message: "the map moves" }).toBe(false);
  await expect(playground.evidence.region.getByRole("button", { name: "Back to the workload" })).toHaveCount(0);
});
