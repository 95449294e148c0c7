// A program of one's own goes from the sandbox lab to the board: the hour is simulated with its real fuel and its real ends, a link
// carries it, and undo takes it off.
import type { Page } from "@playwright/test";
import { openLab, write } from "../fixtures/lab";
import { Playground } from "../fixtures/playground";
import { expect, test } from "../fixtures/test";

const PLUGINS = "Partner grading plugins";

/** Writes a program in the lab and has the board run it. */
async function apply(page: Page, text: string) {
  await openLab(page);
  await write(page, text);
  await page.getByRole("button", { name: "Have the board run it" }).click();
  await expect(page.getByText("Your program grades here now", { exact: false }).first()).toBeVisible();
}

test("an endless program of one's own fails its workload, until undo takes it off", async ({ page, playground }) => {
  await playground.open();
  const shipped = await playground.fingerprint();
  await apply(page, "loop { }");
  await playground.hasVerdicts();
  await expect.poll(() => playground.fingerprint()).not.toBe(shipped);
  await playground.pick(PLUGINS);
  await playground.evidence.misses(/stopped waiting/);
  await page.keyboard.press("Escape");
  await playground.andItsVerdicts(() => playground.button("Undo").click());
  expect(await playground.fingerprint()).toBe(shipped);
});

test("a link carries the program", async ({ page, playground, context }) => {
  await page.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, "clipboard", { get: () => undefined });
  });
  await apply(page, "award(2)");
  await playground.hasVerdicts();
  await playground.button("Copy a link").click();
  await page.getByRole("dialog", { name: "Copy by hand" }).getByRole("button", { name: "Close" }).click();
  const own = await playground.fingerprint();
  const elsewhere = new Playground(await context.newPage());
  await elsewhere.page.goto(page.url());
  await elsewhere.hasVerdicts();
  await expect.poll(() => elsewhere.fingerprint()).toBe(own);
});

test("a program that cannot be run is said on the board, with the way out", async ({ page, playground }) => {
  await apply(page, "award(2");
  await expect(page.getByText(/The program of your own cannot be run: line 1, column \d+/).first()).toBeVisible();
  await playground.button("Undo").click();
  await playground.hasVerdicts();
});

test("a run of one's own program opens in the lab again", async ({ page }) => {
  await page.addInitScript(() => {
    localStorage.setItem("lanewise-code-for-lab", 'grading\nkeywords\nfeedback("brought along")');
  });
  await openLab(page, "?snippet=keywords&sample=1&own=1");
  await expect(page.locator(".cm-content")).toContainText("brought along");
  await expect(page.getByRole("combobox", { name: "Task" })).toHaveValue("2");
});
