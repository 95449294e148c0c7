// The state of a person's board: kept over a reload, in a file, in a link; and refused where it is
// broken.
import { readFile } from "node:fs/promises";
import { expect, test } from "../fixtures/test";

test("a board survives a reload", async ({ page, playground }) => {
  await playground.open();
  const first = await playground.fingerprint();
  await playground.move("Quiz submissions", "Service");
  const moved = await playground.fingerprint();
  await page.reload();
  await expect(page.getByText(/^Your board from last time is back\./).first()).toBeVisible();
  await expect(playground.main).toHaveAttribute("data-sim-hash", moved);
  await page.getByRole("button", { name: "Reset" }).click();
  await expect(playground.main).toHaveAttribute("data-sim-hash", first);
});

test("a link opens the same board elsewhere", async ({ page, playground, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await playground.open();
  await playground.move("Quiz submissions", "Service");
  const moved = await playground.fingerprint();
  await page.getByRole("button", { name: "Copy a link" }).click();
  await expect(page.getByText(/^The link is on the clipboard\./).first()).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toContain("#2.");
  const other = await context.newPage();
  await other.goto(link);
  await expect(other.locator("main")).toHaveAttribute("data-sim-hash", moved);
});

test("a file holds the scenario", async ({ page, playground }) => {
  await playground.open();
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save as a file" }).click();
  const download = await saved;
  expect(download.suggestedFilename()).toMatch(/^[a-z0-9-]+\.json$/);
  const scenario = JSON.parse(await readFile(await download.path(), "utf8")) as { format: number };
  expect(scenario.format).toBe(3);
});

const BAD_LINKS = { "no letters": "#1.%%%", "half of one": "#1.AAAA", "too long": `#1.${"A".repeat(200_000)}` };
for (const [name, fragment] of Object.entries(BAD_LINKS)) {
  test(`a bad link (${name}) is a sentence and a working page`, async ({ page, playground }) => {
    await playground.open(`?paused=1${fragment}`);
    await expect(page.getByText(/^The link could not be opened: /).first()).toBeVisible();
    await expect(playground.headline).toBeVisible();
  });
}

test("what was kept is broken", async ({ page, playground }) => {
  await page.addInitScript(() => localStorage.setItem("lanewise.board", '{"version":1,"scenario":7}'));
  await playground.open();
  await expect(page.getByText(/^The board from last time could not be opened: /).first()).toBeVisible();
  await expect(playground.headline).toBeVisible();
});

test("what was kept is put aside where it cannot be read, and kept where nobody can read it", async ({ page, playground }) => {
  const kept = () => page.evaluate(() => [localStorage.getItem("lanewise.board"), localStorage.getItem("lanewise.board.unread")]);
  await playground.open();
  await playground.move("Quiz submissions", "Service");
  await expect.poll(async () => (await kept())[0]).not.toBeNull();
  const [before] = await kept();
  await page.route("**/reader.js*", (route) => route.abort());
  await page.reload();
  await expect(page.getByText(/^The board from last time could not be opened: /).first()).toBeVisible();
  expect(await kept()).toEqual([before, before]);
  await page.unroute("**/reader.js*");
  await page.evaluate(() => localStorage.setItem("lanewise.board", "lanewise"));
  await page.reload();
  await expect(page.getByText(/^The board from last time could not be opened: /).first()).toBeVisible();
  expect(await kept()).toEqual([null, "lanewise"]);
});

test("the storage is full", async ({ page, playground }) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await playground.open();
  await playground.move("Quiz submissions", "Service");
  await expect(page.getByText(/storage is full or forbidden/).first()).toBeVisible();
});
