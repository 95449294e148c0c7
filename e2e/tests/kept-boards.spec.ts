// Nobody's work disappears: one's own board, the boards of links and of addresses, and those of two tabs and of a frame are
// kept apart.
import type { BrowserContext, Page } from "@playwright/test";
import { Playground } from "../fixtures/playground";
import { expect, test } from "../fixtures/test";

const QUIZ = "Quiz submissions";
const CERTIFICATES = "Certificates";

/** The options of the board menu that open kept boards. */
const kept = (page: Page) => page.getByRole("combobox", { name: "Board" }).locator("optgroup[label='Kept in this browser'] option");

/** Opens the board that is kept under this label, which loads the page again. */
async function openKept(page: Page, playground: Playground, label: RegExp): Promise<void> {
  const value = await kept(page).filter({ hasText: label }).first().getAttribute("value");
  const loaded = page.waitForEvent("load");
  await playground.boards.selectOption(value);
  await loaded;
  await playground.hasVerdicts();
}

async function another(context: BrowserContext, query: string): Promise<{ page: Page; playground: Playground }> {
  const page = await context.newPage();
  const playground = new Playground(page);
  await playground.open(query);
  return { page, playground };
}

/** A link to the shipped board with one card moved, out of a context that shares no storage. */
async function linkFromElsewhere(page: Page, playground: Playground): Promise<string> {
  await playground.open();
  await playground.move(QUIZ, "Service");
  await page.getByRole("button", { name: "Copy a link" }).click();
  await expect(page).toHaveURL(/#2\./);
  const { hash } = new URL(page.url());
  await page.evaluate(() => localStorage.clear());
  await page.goto("about:blank");
  return hash;
}

test("edits of a link's board leave one's own board as it was, and both stay", async ({ page, playground }) => {
  const hash = await linkFromElsewhere(page, playground);
  await playground.open();
  await playground.move(CERTIFICATES, "Sandbox");
  const own = await playground.fingerprint();
  await page.goto("about:blank");
  await playground.open(`?paused=1${hash}`);
  await playground.move(CERTIFICATES, "Edge");
  const ofLink = await playground.fingerprint();
  await page.reload();
  await expect(playground.main).toHaveAttribute("data-sim-hash", ofLink);
  await page.goto("about:blank");
  await playground.open();
  expect(await playground.fingerprint()).toBe(own);
  await openKept(page, playground, /evening/);
  expect(await playground.fingerprint()).toBe(ofLink);
  await openKept(page, playground, /^Your own$/);
  expect(await playground.fingerprint()).toBe(own);
});

test("edits under ?board= leave one's own board as it was", async ({ page, playground }) => {
  await playground.open();
  await playground.move(CERTIFICATES, "Sandbox");
  const own = await playground.fingerprint();
  await playground.open("?paused=1&board=matched-to-shape");
  await playground.move(CERTIFICATES, "Edge");
  const named = await playground.fingerprint();
  await page.reload();
  await expect(playground.main).toHaveAttribute("data-sim-hash", named);
  await playground.open();
  expect(await playground.fingerprint()).toBe(own);
});

test("looking at a link stores nothing", async ({ page, playground }) => {
  const hash = await linkFromElsewhere(page, playground);
  await playground.open(`?paused=1${hash}`);
  await page.reload();
  await playground.hasVerdicts();
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("lanewise.board")))).toEqual([]);
});

test("copying a link and another language keep one's own board one's own", async ({ page, playground }) => {
  await playground.open();
  await playground.move(CERTIFICATES, "Sandbox");
  await page.getByRole("button", { name: "Copy a link" }).click();
  await expect(page).toHaveURL(/#2\./);
  await page.reload();
  await playground.hasVerdicts();
  await page.getByRole("combobox", { name: "Language" }).selectOption("es");
  await expect(page).toHaveURL(/lang=es/);
  await playground.hasVerdicts();
  await playground.andItsVerdicts(async () => {
    await page.getByRole("combobox", { name: "Tablero" }).selectOption({ label: "Según su forma" });
  });
  await expect.poll(() => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("lanewise.board")))).toEqual([
    "lanewise.board",
  ]);
});

test("two tabs that change the same board keep both", async ({ page, playground, context }) => {
  await playground.open();
  const other = await another(context, "?paused=1");
  await playground.move(CERTIFICATES, "Sandbox");
  await expect(other.page.getByText(/^Another tab has changed this board\./).first()).toBeVisible();
  const first = await playground.fingerprint();
  await other.playground.move(QUIZ, "Service");
  const second = await other.playground.fingerprint();
  await expect(kept(other.page).filter({ hasText: "Your own" })).toHaveCount(1);
  await other.page.reload();
  await expect(other.playground.main).toHaveAttribute("data-sim-hash", second);
  await page.reload();
  await expect(playground.main).toHaveAttribute("data-sim-hash", first);
  await openKept(page, playground, /evening/);
  expect(await playground.fingerprint()).toBe(second);
});

test("a second link in the same tab, and the way back, show their own boards", async ({ page, playground }) => {
  const hash = await linkFromElsewhere(page, playground);
  await playground.open();
  await playground.move(CERTIFICATES, "Sandbox");
  const own = await playground.fingerprint();
  await playground.andItsVerdicts(async () => {
    await page.evaluate((hash) => location.assign(hash), hash);
  });
  expect(await playground.fingerprint()).not.toBe(own);
  await playground.andItsVerdicts(async () => {
    await page.goBack();
  });
  expect(await playground.fingerprint()).toBe(own);
});

test("a board within another page comes back at the same address, and is not one's own", async ({ page, playground }) => {
  await playground.open("?embed=1");
  const opened = await playground.fingerprint();
  await playground.move(QUIZ, "Service");
  const moved = await playground.fingerprint();
  await expect.poll(() => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("lanewise.board")).length)).toBe(1);
  await page.reload();
  await expect(playground.main).toHaveAttribute("data-sim-hash", moved);
  await playground.open("?embed=1&board=matched-to-shape");
  expect(await playground.fingerprint()).not.toBe(moved);
  await playground.open();
  expect(await playground.fingerprint()).toBe(opened);
});
