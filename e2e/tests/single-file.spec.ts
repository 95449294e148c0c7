// The site as one HTML file, opened from a folder: the board, the lesson, a link, other languages and the linked pages.
import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, test } from "../fixtures/test";

const FILE = resolve(fileURLToPath(new URL("..", import.meta.url)), process.env.LANEWISE_E2E_SINGLE ?? "../target/lanewise.html");
const FACTS = "The facts";
const address = pathToFileURL(FILE).href;

// A file is on no origin of the suite.
test.use({ asksElsewhere: true });

test("it has 6 MB at most", async ({ page }) => {
  expect((await stat(FILE)).size).toBeLessThanOrEqual(6_000_000);
  await page.goto("about:blank");
});

test("the board simulates, a card moves, and the lesson opens", async ({ page, playground, learning }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(`${address}?paused=1&lang=en`);
  await playground.hasVerdicts();
  await playground.move("Quiz submissions", "Service");
  await learning.open("Lesson");
  await expect(learning.panel.getByRole("heading", { level: 3 }).first()).toBeVisible({ timeout: 20_000 });
  await learning.open("Challenges");
  await expect(learning.panel.getByRole("button", { name: /Ten to nine/ }).first()).toBeVisible();
  // Nothing is asked of any server, and of the folder the file alone.
  const others = asked.filter((url) => !url.startsWith(address) && !url.startsWith("blob:") && !url.startsWith("data:"));
  expect(others).toEqual([]);
});

test("a link opens, in another language, and a page of facts beside it", async ({ page, playground, context }) => {
  await page.goto(`${address}?paused=1&lang=ar`);
  await playground.hasVerdicts();
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await page.goto(`${address}?paused=1&lang=en`);
  await playground.hasVerdicts();
  await playground.move("Quiz submissions", "Service");
  const moved = await playground.fingerprint();
  await page.getByRole("button", { name: "Copy a link" }).click();
  await expect(page).toHaveURL(/#2\./);
  const link = page.url();
  const other = await context.newPage();
  await other.goto(link);
  await expect(other.locator("main")).toHaveAttribute("data-sim-hash", moved, { timeout: 30_000 });
  await page.getByRole("group", { name: "Views" }).getByRole("button", { name: "Table" }).click();
  const opened = context.waitForEvent("page");
  await page.getByRole("link", { name: FACTS }).click();
  const facts = await opened;
  await expect(facts.getByRole("heading", { level: 1, name: "The facts" })).toBeVisible();
  // It has its styles.
  expect(await facts.locator("main").evaluate((main) => getComputedStyle(main).fontFamily)).toContain("Inter");
  await expect(page.getByRole("button", { name: "Embed", exact: true })).toHaveCount(0);
});

test("the page for hosts is in the same file, and runs a room’s boards without any server", async ({ page }) => {
  test.slow(); // some twenty boards, five hours each
  await page.goto(`${address}?workshop&lang=en`);
  await expect(page.getByRole("heading", { name: "Lanewise for a workshop" })).toBeVisible({ timeout: 20_000 });
  const room = JSON.parse(await readFile(new URL("../fixtures/room.json", import.meta.url), "utf8")) as { files: { text: string }[] };
  await page.getByRole("textbox", { name: "Results as text" }).fill(room.files[0].text);
  await page.getByRole("button", { name: "Add the results" }).click();
  const ben = page.getByRole("region", { name: "Who reached what" }).getByRole("row").filter({ hasText: "Ben" });
  await expect(ben).toContainText("the same", { timeout: 120_000 });
});
