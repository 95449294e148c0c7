// The list of keys, and large letters for a projector.
import { expect, test } from "../fixtures/test";

test("? opens the list of keys, and Esc closes it", async ({ page, playground }) => {
  await playground.open();
  const dialog = page.getByRole("dialog", { name: "Keys" });
  await page.keyboard.press("?");
  await expect(dialog).toBeVisible();
  await expect(dialog).toContainText("opens this list");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await playground.button("Keys").click();
  await dialog.getByRole("button", { name: "Close" }).click();
  await expect(dialog).toBeHidden();
});

test("on a projector no text is smaller than 20 pixels", async ({ page, playground }) => {
  await page.setViewportSize({ width: 1920, height: 1080 });
  await playground.open();
  await playground.button("Projector view").click();
  const smallest = await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    let least = { size: Number.POSITIVE_INFINITY, text: "" };
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      const words = node.textContent?.trim() ?? "";
      if (!parent || !words || parent.closest("svg, script, style, .visually-hidden") || !parent.checkVisibility()) continue;
      const size = Number.parseFloat(getComputedStyle(parent).fontSize);
      if (size < least.size) least = { size, text: words };
    }
    return least;
  });
  expect(smallest.size, smallest.text).toBeGreaterThanOrEqual(20);
  // The picture's smallest letters have 12 of its own pixels.
  const scale = await page.evaluate(() => {
    const canvas = document.querySelector("canvas");
    return canvas ? Number(getComputedStyle(canvas).getPropertyValue("--stage-scale")) : 0;
  });
  expect(scale * 12).toBeGreaterThanOrEqual(20);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});

test("the key opens the list where its button is folded away", async ({ page, playground }) => {
  for (const [width, height] of [
    [1366, 768],
    [390, 844],
  ]) {
    await page.setViewportSize({ width: width ?? 0, height: height ?? 0 });
    await playground.open();
    await expect(page.getByRole("button", { name: "Keys", exact: true })).toBeHidden();
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog", { name: "Keys" })).toBeHidden();
  }
});
