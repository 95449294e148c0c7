// A link that is entered in the address bar of the open page, and a text that the clipboard does not
// accept.
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures/test";

const QUIZ = "Quiz submissions";

/** The page has no clipboard, as over plain http in a school's network. */
async function withoutClipboard(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, "clipboard", { get: () => undefined });
  });
}

async function fragment(page: Page): Promise<string> {
  return new URL(page.url()).hash;
}

test("a link opens in the page that is open, and can be undone", async ({ page, playground }) => {
  await withoutClipboard(page);
  await playground.open();
  await playground.move(QUIZ, "Service");
  const moved = await playground.fingerprint();
  await playground.button("Copy a link").click();
  await page.getByRole("dialog", { name: "Copy by hand" }).getByRole("button", { name: "Close" }).click();
  const link = await fragment(page);
  expect(link).toMatch(/^#2\./);
  await playground.andItsVerdicts(() => playground.button("Reset").click());
  const own = await playground.fingerprint();
  expect(own).not.toBe(moved);

  await page.evaluate(() => {
    location.hash = "";
  });
  await playground.andItsVerdicts(async () => {
    await page.evaluate((link) => {
      location.hash = link;
    }, link);
  });
  expect(await playground.fingerprint()).toBe(moved);
  await playground.andItsVerdicts(() => playground.button("Undo").click());
  expect(await playground.fingerprint()).toBe(own);
});

for (const [name, link] of Object.entries({ "of another version": "#3.AAAA", "that is damaged": "#1.%%%" })) {
  test(`a link ${name} is said, and the board stays`, async ({ page, playground }) => {
    await playground.open();
    const before = await playground.fingerprint();
    await page.evaluate((link) => {
      location.hash = link;
    }, link);
    await expect(page.getByText(/^The link could not be opened: /).first()).toBeVisible();
    expect(await playground.fingerprint()).toBe(before);
  });
}

test("a page that opens with a link of another version says so", async ({ page, playground }) => {
  await playground.open("?paused=1#3.AAAA");
  await expect(page.getByText(/another version of this page/).first()).toBeVisible();
});

test("without a clipboard the link stands in a selected field", async ({ page, playground }) => {
  await withoutClipboard(page);
  await playground.open();
  await playground.button("Copy a link").click();
  const dialog = page.getByRole("dialog", { name: "Copy by hand" });
  const field = dialog.getByRole("textbox");
  await expect(field).toHaveValue(/#2\./);
  await expect(field).toBeFocused();
  const selected = await field.evaluate((field: HTMLTextAreaElement) => field.selectionEnd - field.selectionStart);
  expect(selected).toBe((await field.inputValue()).length);
  await dialog.getByRole("button", { name: "Close" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(playground.button("Copy a link")).toBeFocused();
});

test("a file that is too large is refused by its size", async ({ page, playground }) => {
  await playground.open();
  const before = await playground.fingerprint();
  await playground.openFile("large.json", " ".repeat(9 << 20));
  await expect(page.getByText(/^large\.json was not opened: it has 9 MB/).first()).toBeVisible();
  expect(await playground.fingerprint()).toBe(before);
});

/** The width of the page's content, CSS pixels. */
async function width(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth);
}

test("a name as long as a file is repeated in part", async ({ page, playground }) => {
  await playground.open();
  const before = await width(page);
  await playground.openFile(`${"n".repeat(180)}.json`, JSON.stringify({ name: "W".repeat(3_000_000) }));
  await expect(playground.status).toContainText("was not opened");
  expect((await playground.status.innerText()).length).toBeLessThan(600);
  expect(await width(page)).toBe(before);
});

test("names of one long word do not make the page wide", async ({ page, playground }) => {
  const shipped = JSON.parse(readFileSync(new URL("../../public/scenarios/learning-platform.json", import.meta.url), "utf8")) as {
    workloads: { name: string }[];
  } & Record<string, unknown>;
  const long = (index: number): string => `${index}${"W".repeat(110)}`;
  const workloads = shipped.workloads.map((workload, index) => ({ ...workload, name: long(index) }));
  await playground.open();
  const before = await width(page);
  const scenario = JSON.stringify({ ...shipped, name: "W".repeat(110), workloads });
  await playground.andItsVerdicts(() => playground.openFile("long.json", scenario));
  await expect(page.getByText(long(0)).first()).toBeVisible();
  expect(await width(page)).toBe(before);
});
