// Links are short, survive what mails do to them, and open for ever; an address that names nothing says so.
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import type { Playground } from "../fixtures/playground";
import { expect, test } from "../fixtures/test";

const QUIZ = "Quiz submissions";

interface OldLink {
  what: string;
  fragment: string;
  fingerprint: string;
}

/** Links of earlier versions of the page, with the fingerprints of their runs. */
const OLD_LINKS = JSON.parse(readFileSync(new URL("../fixtures/links.json", import.meta.url), "utf8")) as OldLink[];

/** The address that “Copy a link” gives, as it is in the address bar. */
async function copied(page: Page, playground: Playground): Promise<URL> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await playground.button("Copy a link").click();
  await expect(playground.status).toContainText("The link is on the clipboard.");
  return new URL(await page.evaluate(() => navigator.clipboard.readText()));
}

test("a link of one move has 150 letters at most, and nothing of the address that it no longer needs", async ({ page, playground }) => {
  await playground.open("?paused=1&seed=8");
  await playground.move(QUIZ, "Service");
  const fingerprint = await playground.fingerprint();
  const link = await copied(page, playground);
  expect(link.hash.length).toBeLessThanOrEqual(150);
  expect(link.search).toBe("?paused=1");
  await page.goto("about:blank");
  await page.goto(link.href);
  await playground.hasVerdicts();
  expect(await playground.fingerprint()).toBe(fingerprint);
});

test("a solved board has 300 letters at most", async ({ page, playground }) => {
  await playground.open("?paused=1&board=matched-to-shape");
  await expect(playground.headline).toContainText("All 14 meet their targets");
  const link = await copied(page, playground);
  expect(link.hash.length).toBeLessThanOrEqual(300);
});

for (const [what, addition] of Object.entries({
  "a full stop": ".",
  "a bracket": ")",
  "an angle bracket": ">",
  "a tracker's parameter": "&utm_source=mail",
  "a line break": "\n",
})) {
  test(`a link with ${what} behind it opens`, async ({ page, playground }) => {
    await playground.open();
    await playground.move(QUIZ, "Service");
    const fingerprint = await playground.fingerprint();
    const link = await copied(page, playground);
    await page.goto("about:blank");
    await page.goto(`${link.href}${addition}`);
    await playground.hasVerdicts();
    expect(await playground.fingerprint()).toBe(fingerprint);
  });
}

for (const { what, fragment, fingerprint } of OLD_LINKS) {
  test(`an old link opens: ${what}`, async ({ playground }) => {
    await playground.open(`?paused=1${fragment}`);
    expect(await playground.fingerprint()).toBe(fingerprint);
  });
}

test("after an edit the address lets go of the link, and a reload brings the edit back", async ({ page, playground }) => {
  await playground.open();
  await playground.move(QUIZ, "Service");
  await copied(page, playground);
  expect(new URL(page.url()).hash).toMatch(/^#2\./);
  await playground.move("Certificates", "Service");
  const fingerprint = await playground.fingerprint();
  expect(new URL(page.url()).hash).toBe("");
  await page.reload();
  await playground.hasVerdicts();
  expect(await playground.fingerprint()).toBe(fingerprint);
});

for (const [query, said] of Object.entries({
  "board=matched": /asks for the board “matched”, .* There are .*matched-to-shape/,
  "seed=tonight": /asks for the seed “tonight”/,
  "lang=tlh": /asks for lang=tlh\. There are en, es, pt, ar\./,
  "panels=lanes,chart": /asks for panels=lanes,chart\. There are lanes, map, evidence, tables, learn\./,
  "theme=pink": /asks for theme=pink\. There are light, dark\./,
  "view=cinema": /asks for view=cinema\. There are projector\./,
  "chapter=burst": /asks for chapter=burst\. There are which-burden, bursts, distance/,
  "learn=exam": /asks for “exam” in the learning panel\. There are lesson, challenges/,
})) {
  test(`an address with ?${query} says what there is`, async ({ page, playground }) => {
    await playground.open(`?paused=1&${query}`);
    await expect(page.getByText(said).first()).toBeVisible();
  });
}
