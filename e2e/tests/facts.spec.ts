// The fact behind a number: its statement, its source and its date; and the pages that hold all facts.
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures/test";

const QUIZ = "Quiz submissions";
const PAGES = [
  { path: "facts/", title: "The facts" },
  { path: "model/", title: "What this model knows and does not" },
];

async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id} (${help}): ${node.target.join(" ")} ${node.failureSummary ?? ""}`),
  );
}

test("the fact behind a cause opens by keyboard and closes with Escape", async ({ page, playground }) => {
  const { evidence } = playground;
  await playground.open();
  await playground.look(QUIZ);
  const asked = page.waitForRequest(/\/facts\/facts\.bin$/);

  const button = evidence.why("Why 100 connections?");
  await expect(button).toHaveAttribute("aria-expanded", "false");
  await button.focus();
  await page.keyboard.press("Enter");
  await asked;
  const answer = evidence.answer("Why 100 connections?");
  await expect(answer).toContainText("100");
  await expect(answer).toContainText("Connections that the database accepts at once unless told otherwise.");
  const source = answer.getByRole("link", { name: /^PostgreSQL 18 docs/ });
  await expect(source).toHaveAttribute("href", /^https:\/\/www\.postgresql\.org\//);
  await expect(source).toHaveAttribute("rel", "noopener");
  await expect(source).toHaveAttribute("target", "_blank");
  await expect(answer).toContainText("2026");
  await expect(button).toHaveAttribute("aria-expanded", "true");

  await page.keyboard.press("Tab");
  await expect(source).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(answer).toHaveCount(0);
  await expect(button).toBeFocused();
  await page.keyboard.press("Space");
  await expect(answer).toBeVisible();
  await page.keyboard.press("Space");
  await expect(answer).toHaveCount(0);
});

test("an answer leads to its row among the facts", async ({ context, playground }) => {
  const { evidence } = playground;
  await playground.open();
  await playground.look(QUIZ);
  await evidence.why("Why 100 connections?").click();
  const opened = context.waitForEvent("page");
  await evidence.answer("Why 100 connections?").getByRole("link", { name: "Its place among the facts" }).click();
  const facts = await opened;
  const row = facts.getByRole("row", { name: /postgres\.max_connections/ });
  await expect(row).toBeInViewport();
  await expect(row).toContainText("100");
});

test("the book of facts is fetched once", async ({ page, playground }) => {
  const { evidence } = playground;
  const fetched: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("facts.bin")) fetched.push(request.url());
  });
  await playground.open();
  await playground.look(QUIZ);
  expect(fetched, "not before somebody asks").toEqual([]);
  await evidence.why("Why 100 connections?").click();
  await expect(evidence.answer("Why 100 connections?")).toContainText("PostgreSQL 18 docs");
  await playground.look("Partner grading plugins");
  await evidence.open("Fit");
  await evidence.why("Source").click();
  await expect(evidence.answer("Source").getByRole("link").first()).toBeVisible();
  expect(fetched).toHaveLength(1);
});

test("a duty says who says so: a page, or our judgement", async ({ playground }) => {
  const { evidence } = playground;
  await playground.open();
  await playground.look(QUIZ);
  await evidence.open("Fit");
  await evidence.why("Source").click();
  const published = evidence.answer("Source");
  await expect(published.getByRole("link").first()).toHaveAttribute("href", /^https:\/\//);
  await evidence.why("Our judgement. Why?").click();
  await expect(evidence.answer("Our judgement. Why?")).toContainText(/Our judgement \w+/);
});

for (const scheme of ["light", "dark"] as const) {
  test(`${scheme}, an answer is clean`, async ({ page, playground }) => {
    const { evidence } = playground;
    await page.emulateMedia({ colorScheme: scheme });
    await playground.open();
    await playground.look(QUIZ);
    await evidence.why("Why 100 connections?").click();
    await expect(evidence.answer("Why 100 connections?")).toContainText("PostgreSQL 18 docs");
    expect(await findings(page)).toEqual([]);
  });

  for (const { path, title } of PAGES) {
    test(`${scheme}, "${title}" is clean`, async ({ page }) => {
      test.slow(); // axe checks some thousand cells
      await page.emulateMedia({ colorScheme: scheme });
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
      expect(await findings(page)).toEqual([]);
      await page.getByRole("link", { name: "← To the board" }).click();
      await expect(page).toHaveURL(/\/course\/lanewise\/$/);
    });
  }
}

test.describe("320 px wide", () => {
  test.use({ viewport: { width: 320, height: 640 } });

  for (const { path, title } of PAGES) {
    test(`"${title}" fits`, async ({ page }) => {
      await page.goto(path);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    });
  }

  test("an answer fits", async ({ page, playground }) => {
    const { evidence } = playground;
    await playground.open();
    await playground.look(QUIZ);
    await evidence.why("Why 100 connections?").click();
    await expect(evidence.answer("Why 100 connections?")).toContainText("PostgreSQL 18 docs");
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  });
});

test("the facts can be filtered", async ({ page }) => {
  await page.goto("facts/");
  await page.getByRole("searchbox", { name: "Show only facts that mention" }).fill("lambda timeout_max");
  await expect(page.locator("#found")).toHaveText("1 fact");
  await expect(page.getByRole("row", { name: /lambda\.timeout_max/ })).toContainText("900 s");
  await expect(page.getByRole("heading", { level: 2, name: "Fastly Compute" })).toBeHidden();
});

test("the pages keep the theme that was chosen on the board", async ({ page, playground }) => {
  await playground.open();
  await playground.button("Dark theme").click();
  await page.goto("facts/");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("the end of the tables leads to both pages", async ({ playground }) => {
  await playground.open();
  await playground.show("Table");
  for (const { path, title } of PAGES) {
    await expect(playground.main.getByRole("link", { name: title })).toHaveAttribute("href", path);
  }
});

test.describe("where the facts cannot be fetched", () => {
  test.use({ mayBeLogged: /Failed to load resource/ });

  test("one sentence says so, and asking again helps", async ({ page, playground }) => {
    const { evidence } = playground;
    await page.route("**/facts/facts.bin", (route) => route.abort());
    await playground.open();
    await playground.look(QUIZ);
    const button = evidence.why("Why 100 connections?");
    await button.click();
    const answer = evidence.answer("Why 100 connections?");
    await expect(answer).toContainText(/could not be read \(.+\)/);
    await page.unroute("**/facts/facts.bin");
    await button.click();
    await button.click();
    await expect(answer).toContainText("PostgreSQL 18 docs");
  });
});
