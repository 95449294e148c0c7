// Paper: ink on white from the dark theme, with a line for a name and the date, and only what a person would hand out.
import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures/test";

const DARK = "?paused=1&lang=en&theme=dark";

/** The colours of the page on paper, as three numbers each. */
async function colours(page: Page, selector: string): Promise<{ ink: number[]; paper: number[] }> {
  return page.locator(selector).first().evaluate((element) => {
    const numbers = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number);
    return { ink: numbers(getComputedStyle(element).color).slice(0, 3), paper: numbers(getComputedStyle(document.documentElement).backgroundColor) };
  });
}

async function isInkOnWhite(page: Page, selector: string): Promise<void> {
  const { ink, paper } = await colours(page, selector);
  expect(paper.slice(0, 3)).toEqual([255, 255, 255]);
  expect(Math.max(...ink)).toBeLessThan(110);
}

test("the board with its verdicts, a name and a date", async ({ page, playground }) => {
  await playground.open(DARK);
  await page.emulateMedia({ media: "print" });
  // A browser says so before a print; the medium alone is none.
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await expect(page.getByText("Name:", { exact: true })).toBeVisible();
  await expect(page.getByText(new RegExp(`${new Date().getFullYear()}, \\d\\d:\\d\\d`)).first()).toBeVisible();
  await isInkOnWhite(page, "main h2");
  await expect(playground.headline).toBeVisible();
  await expect(playground.card("Quiz submissions")).toBeVisible();
  await expect(page.locator(".evidence .need").first()).toBeVisible();
  for (const name of ["Undo", "Copy a link", "Play"]) await expect(page.getByRole("button", { name, exact: true })).toBeHidden();
  await expect(page.getByRole("region", { name: "Timeline" })).toBeHidden();
  // One sheet of A4, or two.
  const pdf = (await page.pdf({ format: "A4", margin: { top: "12mm", bottom: "12mm", left: "12mm", right: "12mm" } })).toString("latin1");
  expect((pdf.match(/\/Type \/Page\b/g) ?? []).length).toBeLessThanOrEqual(2);
});

test("a decision record alone", async ({ page, playground, learning }) => {
  await playground.open(DARK);
  await learning.open("Decision record");
  await learning.panel.getByRole("button", { name: /write/i }).first().click();
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText("Name:", { exact: true })).toBeVisible();
  await isInkOnWhite(page, ".record");
  await expect(page.getByRole("region", { name: "Lanes" })).toBeHidden();
});

test("a debrief on one page, without what only a screen can do", async ({ page, playground, learning }) => {
  test.slow(); // five hours
  await playground.open(`${DARK}&challenge=quiz-rush`);
  await learning.loadBoard("Start the challenge");
  await learning.button("Score it over five hours").click();
  const debrief = learning.panel.getByRole("region", { name: "Debrief" });
  await expect(debrief).toContainText("No star yet", { timeout: 30_000 });
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText("Name:", { exact: true })).toBeVisible();
  await isInkOnWhite(page, ".debrief");
  await expect(debrief).toContainText("What missed its targets");
  await expect(learning.panel.getByText("Hint 1")).toBeHidden();
  await expect(learning.panel.getByRole("region", { name: "Hand in this result" })).toBeHidden();
  await expect(learning.panel.getByRole("link", { name: "Go to the lanes" })).toBeHidden();
  await expect(page.getByRole("region", { name: "Lanes" })).toBeHidden();
  const pdf = (await page.pdf({ format: "A4", margin: { top: "12mm", bottom: "12mm", left: "12mm", right: "12mm" } })).toString("latin1");
  expect((pdf.match(/\/Type \/Page\b/g) ?? []).length).toBe(1);
});
