// The page for the host of a workshop: a room of 25 results is read, run again and merged; links, timer, veil and keys.
import { readFile } from "node:fs/promises";
import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { solutionOf } from "../fixtures/learning";
import { expect, test } from "../fixtures/test";

interface Row {
  name: string;
  challenge: string;
  claimed: number;
  earned: number | null;
  check: string;
  attempt: number;
}

interface Room {
  files: { name: string; text: string }[];
  rows: Row[];
  damaged: string[];
}

async function room(): Promise<Room> {
  return JSON.parse(await readFile(new URL("../fixtures/room.json", import.meta.url), "utf8")) as Room;
}

const part = (page: Page, name: string): Locator => page.getByRole("region", { name, exact: true });

async function open(page: Page, query = ""): Promise<void> {
  await page.goto(`workshop/${query}`);
  await expect(page.getByRole("heading", { name: /Lanewise/, level: 1 })).toBeVisible();
}

async function choose(page: Page, files: { name: string; mimeType: string; buffer: Buffer }[]): Promise<void> {
  const choosing = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Choose files" }).click();
  await (await choosing).setFiles(files);
}

async function handIn(page: Page, { files }: Room): Promise<void> {
  await choose(page, files.map(({ name, text }) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) })));
}

/** Waits until every board has been run. */
async function ran(page: Page): Promise<void> {
  await expect(part(page, "Collect results")).toContainText(/\d+ results? in \d+ rows?\.(?! Their)/, { timeout: 120_000 });
  await expect(page.getByRole("cell", { name: "waits" })).toHaveCount(0);
}

/** The rows of a CSV file without quoted line breaks. */
function cells(csv: string): string[][] {
  const rows = csv.replace("\ufeff", "").trimEnd().split("\r\n");
  return rows.map((row) => [...row.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? ""));
}

test("a room of 25 results is merged into the right table, and the damaged ones are named", async ({ page }) => {
  test.slow(); // some twenty boards, five hours each
  const all = await room();
  await open(page);
  await handIn(page, all);
  await expect(page.getByRole("status")).toHaveText(/22 results added\. 1 was here already\. 2 lines are damaged; they are named below\./);
  const intake = part(page, "Collect results");
  await expect(intake.getByText(/chat\.txt, line 10 \(“Eve”\): letters are missing at its end/)).toBeVisible();
  await expect(intake.getByText(/mail\.eml, line 3 \(“Jim”\): its letters were changed/)).toBeVisible();
  await ran(page);

  const table = part(page, "Who reached what");
  await expect(table.getByRole("row")).toHaveCount(all.rows.length + 1);
  const mallory = table.getByRole("row").filter({ hasText: "Mallory" });
  await expect(mallory).toContainText("0 of 2");
  await expect(mallory).toContainText("the line says 2 stars");

  const saving = page.waitForEvent("download");
  await table.getByRole("button", { name: "Save the table (CSV)" }).click();
  const file = await saving;
  expect(file.suggestedFilename()).toMatch(/^lanewise-workshop-\d{4}-\d\d-\d\d\.csv$/);
  const [head, ...rows] = cells(await readFile(await file.path(), "utf8"));
  expect(head.slice(0, 6)).toEqual(["name", "challenge", "stars_claimed", "stars_earned_here", "check", "attempt"]);
  const said = rows.map((row) => row.slice(0, 6).join("|")).sort();
  // A name is no formula to a spreadsheet.
  const safe = (name: string) => (name.startsWith("=") ? `'${name}` : name);
  const expected = all.rows.map((row) => [safe(row.name), row.challenge, row.claimed, row.earned ?? "", row.check, row.attempt].join("|")).sort();
  expect(said).toEqual(expected);

  // The map and the stars count the same boards.
  const quiz = all.rows.filter((row) => row.challenge === "quiz-rush" && row.earned !== null);
  const map = part(page, "Where the room placed the work");
  await expect(map).toContainText(`${quiz.length} boards: the best one of each name.`);
  await expect(map.getByRole("row", { name: /Quiz submissions/ })).toContainText(/at the start/);
  await map.getByRole("combobox", { name: "Challenge" }).focus();
  await map.getByRole("combobox", { name: "Challenge" }).selectOption("near-singapore");
  await expect(map).toContainText("4 boards: the best one of each name.");
  await expect(map.getByRole("combobox", { name: "Challenge" })).toBeFocused();
  const stars = part(page, "Stars").getByRole("table", { name: "Ten to nine" });
  for (const [row, count] of [2, 1, 0].entries())
    await expect(stars.getByRole("row").nth(row).getByRole("cell").first()).toHaveText(String(quiz.filter((one) => one.earned === count).length));

  await page.reload();
  await ran(page);
  await expect(table.getByRole("row")).toHaveCount(all.rows.length + 1);
  await page.getByRole("button", { name: "Start over" }).click();
  await page.getByRole("button", { name: "Remove all results" }).click();
  await expect(table).toContainText("No result yet.");
});

test("a challenge of the host’s own is run once its file is open", async ({ page }) => {
  await open(page);
  await handIn(page, await room());
  const uwe = part(page, "Who reached what").getByRole("row").filter({ hasText: "Uwe" });
  await expect(uwe).toContainText("open the challenge’s file here");
  const text = await readFile(new URL("../../public/challenges/quiz-rush.json", import.meta.url), "utf8");
  const own = { ...(JSON.parse(text) as object), id: "our-own-exam" };
  await choose(page, [{ name: "own.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(own)) }]);
  await expect(uwe).toContainText("the same", { timeout: 120_000 });
});

test("a participant’s own result arrives as a line, as a file and as a picture of its code", async ({ page, context, playground, learning }) => {
  test.slow(); // five hours, here and there
  await playground.open("?paused=1&challenge=quiz-rush");
  await learning.loadBoard("Start the challenge");
  await learning.play(await solutionOf("quiz-rush"));
  await learning.button("Score it over five hours").click();
  const handing = learning.panel.getByRole("region", { name: "Hand in this result" });
  await handing.getByRole("textbox", { name: "Your name" }).fill("Ana López");
  await handing.getByRole("textbox", { name: "Your name" }).press("Tab");
  const saving = page.waitForEvent("download");
  await handing.getByRole("button", { name: "Save as a file" }).click();
  const file = await saving;
  expect(file.suggestedFilename()).toMatch(/^lanewise-quiz-rush-ana-lópez-\d{4}-\d\d-\d\d\.txt$/);
  const saved = await readFile(await file.path(), "utf8");
  const line = /LW1\.[\w-]+/.exec(saved)?.[0] ?? "";
  expect(line.length).toBeLessThanOrEqual(200);
  await handing.getByRole("button", { name: "Show as a QR code" }).click();
  const code = handing.getByRole("img", { name: "The result as a QR code" });
  const picture = await code.screenshot();
  const keeping = page.waitForEvent("download");
  await learning.button("Save progress").click();
  const progress = await keeping;
  expect(progress.suggestedFilename()).toMatch(/^lanewise-progress-ana-lópez-/);

  const host = await context.newPage();
  await open(host);
  await choose(host, [{ name: "code.png", mimeType: "image/png", buffer: picture }]);
  await expect(host.getByRole("status")).toHaveText("1 result added.");
  const row = part(host, "Who reached what").getByRole("row").filter({ hasText: "Ana López" });
  await expect(row).toContainText("the same", { timeout: 60_000 });
  await expect(row).toContainText("2 of 2");
  await expect(row).toContainText("Quiz submissions to Service");
  await choose(host, [{ name: "progress.json", mimeType: "application/json", buffer: await readFile(await progress.path()) }]);
  await expect(host.getByRole("status")).toHaveText(/0 results added\. 1 was here already\./);
  await host.getByRole("textbox", { name: "Results as text" }).fill(saved);
  await host.getByRole("button", { name: "Add the results" }).click();
  await expect(host.getByRole("status")).toHaveText(/1 was here already\./);
});

test("a camera reads codes, and a browser without one says what to do", async ({ page }) => {
  const all = await room();
  await open(page);
  await page.getByRole("button", { name: "Scan codes" }).click();
  await expect(page.getByRole("status")).toHaveText(/The camera does not open.*Ask for the results as lines instead\./);

  // A camera that looks at a code: the link of the page itself, then the result of a participant.
  await page.getByRole("textbox", { name: "Name of the link" }).fill("result");
  const line = /LW1\.[\w-]+/.exec(all.files[0].text)?.[0] ?? "";
  await page.getByRole("textbox", { name: "Address" }).fill(`https://example.org/?${line}`);
  await page.getByRole("button", { name: "Add the link" }).click();
  await page.getByRole("button", { name: "Show the code of “result” large" }).click();
  const picture = await page.getByRole("dialog", { name: "result" }).getByRole("img").screenshot();
  await page.keyboard.press("Escape");
  await page.evaluate(async (encoded) => {
    const image = new Image();
    image.src = `data:image/png;base64,${encoded}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.width, image.height];
    const context = canvas.getContext("2d");
    const draw = () => {
      context?.drawImage(image, 0, 0);
      requestAnimationFrame(draw);
    };
    draw();
    navigator.mediaDevices.getUserMedia = async () => canvas.captureStream();
  }, picture.toString("base64"));
  await page.getByRole("button", { name: "Scan codes" }).click();
  await expect(part(page, "Who reached what").getByRole("row").filter({ hasText: "Ana" })).toBeVisible({ timeout: 30_000 });
  await page.getByRole("button", { name: "Scan codes" }).click();
  await expect(page.getByLabel("The camera’s picture")).toHaveCount(0);
});

test("a host’s own links are kept, and a code fills the screen", async ({ page }) => {
  await open(page);
  const links = part(page, "Links for the room");
  await links.getByRole("textbox", { name: "Name of the link" }).fill("Our board");
  await links.getByRole("textbox", { name: "Address" }).fill("https://example.org/#2.abc");
  await links.getByRole("button", { name: "Add the link" }).click();
  await page.reload();
  await links.getByRole("button", { name: "Show the code of “Our board” large" }).click();
  const dialog = page.getByRole("dialog", { name: "Our board" });
  await expect(dialog.getByRole("img", { name: /Our board/ })).toBeVisible();
  await expect(dialog).toContainText("https://example.org/#2.abc");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await links.getByRole("button", { name: "Remove the link “Our board”" }).click();
  await expect(links).not.toContainText("Our board");
});

test("a clicker goes from part to part, hides the results and reveals them", async ({ page }) => {
  await open(page);
  await page.getByRole("textbox", { name: "Results as text" }).fill((await room()).files[0].text);
  await page.getByRole("button", { name: "Add the results" }).click();
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("PageDown");
  await page.keyboard.press("PageDown");
  await page.keyboard.press("PageDown");
  await expect(page.getByRole("heading", { name: "Where the room placed the work" })).toBeFocused();
  await page.keyboard.press("PageUp");
  const table = part(page, "Who reached what");
  await expect(page.getByRole("heading", { name: "Who reached what" })).toBeFocused();
  await expect(table.getByRole("row").filter({ hasText: "Ben" })).toBeVisible();
  await page.keyboard.press(".");
  await expect(table).toContainText("Hidden until you reveal it.");
  await expect(page.getByText("Ben", { exact: true })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Hide the results" })).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press(".");
  await expect(table.getByRole("row").filter({ hasText: "Ben" })).toBeVisible();
});

test("the timer counts down, pauses, and says when the time is up", async ({ page }) => {
  await page.clock.install();
  await open(page);
  const timer = page.getByRole("timer");
  await page.getByRole("spinbutton", { name: "Minutes" }).fill("2");
  await page.keyboard.press("Tab");
  await expect(timer).toHaveText("2:00");
  await page.getByRole("button", { name: "Start" }).click();
  await page.clock.runFor(65_000);
  await expect(timer).toHaveText("0:55");
  await page.getByRole("button", { name: "Pause" }).click();
  await page.clock.runFor(65_000);
  await expect(timer).toHaveText("0:55");
  await page.getByRole("button", { name: "Start" }).click();
  await page.clock.runFor(56_000);
  await expect(timer).toHaveText("0:00");
  await expect(page.getByRole("status")).toHaveText("The time is up.");
});

for (const scheme of ["light", "dark"] as const) {
  test(`${scheme}: axe finds nothing, and nothing is cut off on a phone`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await open(page);
    await handIn(page, await room());
    await expect(part(page, "Stars").getByRole("table").first()).toBeVisible({ timeout: 60_000 });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  });
}

test("the page speaks the language that its address names", async ({ page }) => {
  await open(page, "?lang=ar");
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("Lanewise for a workshop");
});
