// Arabic: the page is mirrored, the map, charts and the hour are not; six plural forms, and figures in their own direction.
import { readFileSync } from "node:fs";
import { expect, test } from "../fixtures/test";

const ar = JSON.parse(readFileSync(new URL("../../public/text/ar.json", import.meta.url), "utf8")) as Record<string, string>;

test("the page runs from right to left, the hour from left to right", async ({ page, playground }) => {
  await playground.open("?paused=1&lang=ar");
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  const left = async (selector: string) => (await page.locator(selector).first().boundingBox())?.x ?? 0;
  expect(await left(".lane")).toBeGreaterThan(await left(".world"));
  for (const selector of [".stage-frame", ".hour", "canvas"]) {
    expect(await page.locator(selector).first().evaluate((element) => getComputedStyle(element).direction)).toBe("ltr");
  }
  // The hour's ends are where they are in every language.
  const [first, last] = await page.locator(".hour-hours li").evaluateAll((marks) => [marks[0], marks.at(-1)].map((mark) => mark?.getBoundingClientRect().x ?? 0));
  expect(first).toBeLessThan(last ?? 0);
});

test("a figure with its unit is one word from left to right", async ({ page, playground }) => {
  await playground.open("?paused=1&lang=ar");
  // The isolate of Unicode's bidirectional algorithm around the figure.
  await expect(page.getByText(/\u2066[\d.,]+ s\u2069/).first()).toBeVisible();
});

for (const board of ["", "&board=matched-to-shape"]) {
  test(`a count has the form that goes with it ${board}`, async ({ page, playground }) => {
    await playground.open(`?paused=1&lang=ar${board}`);
    const headline = (await page.locator("main h2").first().textContent()) ?? "";
    const [fit, all] = (headline.match(/\d+/g) ?? []).map(Number);
    const category = new Intl.PluralRules("ar").select(fit ?? 0);
    const met = all === undefined ? "All {all} meet their targets" : "{fit} of {all} meet their targets";
    const sentence = ar[`${met}|${category}`] ?? "";
    expect(sentence, category).not.toBe("");
    expect(headline).toBe(sentence.replace("{fit}", String(fit)).replace("{all}", String(all ?? fit)));
  });
}

test("cards move with a press, a key and a drag in the mirrored page", async ({ page, playground }) => {
  await playground.open("?paused=1&lang=ar");
  const card = page.locator('[data-workload="quiz-submissions"]');
  await card.locator(".card-name").press("4");
  await expect(page.locator('[data-lane="service"] [data-workload="quiz-submissions"]')).toBeVisible();
});
