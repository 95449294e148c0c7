// axe finds nothing in any section of the panel for learning, in both themes; nothing is cut off on a
// narrow screen; the sections are translated into the other language.
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import type { Section, Learning } from "../fixtures/learning";
import { expect, test } from "../fixtures/test";

const SECTIONS: Section[] = [
  "Lesson",
  "Challenges",
  "Check what you know",
  "Your own workload",
  "Decision record",
  "Build a challenge",
];

async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).include("#learn").analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id} (${help}): ${node.target.join(" ")} ${node.failureSummary ?? ""}`),
  );
}

/** Opens the parts of a section that appear after some work in it. */
async function work(section: Section, learning: Learning): Promise<void> {
  if (section === "Challenges") {
    await learning.button("Play it: Ten to nine").click();
    await learning.loadBoard("Start the challenge");
    await learning.button("Score it over five hours").click();
    await learning.button("Show a move").click({ timeout: 40_000 });
    await expect(learning.panel.getByText(/targets met by/)).toBeVisible({ timeout: 40_000 });
  } else if (section === "Your own workload") {
    await learning.button("Try every lane").click();
    await expect(learning.panel.getByRole("region", { name: "Result on each lane" })).toBeVisible({ timeout: 40_000 });
  } else if (section === "Decision record") {
    await learning.button("Try the options and write the record").click();
    await expect(learning.panel.getByRole("article")).toBeVisible({ timeout: 40_000 });
  } else if (section === "Check what you know") {
    await learning.panel.getByRole("checkbox").first().check();
    await learning.button("Have it graded: question 1").click();
    await expect(learning.button("Open the board that shows why")).toBeVisible();
  }
}

for (const scheme of ["light", "dark"] as const) {
  test(`${scheme}: every section, before and after somebody worked in it`, async ({ page, playground, learning }) => {
    test.slow(); // six sections
    await page.emulateMedia({ colorScheme: scheme });
    await playground.open();
    await learning.open("Lesson");
    for (const section of SECTIONS) {
      await learning.go(section);
      await work(section, learning);
      expect.soft(await findings(page), section).toEqual([]);
    }
  });
}

test("nothing is cut off at 320 pixels", async ({ page, playground, learning }) => {
  test.slow();
  await page.setViewportSize({ width: 320, height: 800 });
  await playground.open();
  await learning.open("Lesson");
  for (const section of SECTIONS) {
    await learning.go(section);
    await work(section, learning);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect.soft(wide, section).toBeLessThanOrEqual(320);
  }
});

test("in Spanish, the lesson, the questions and the challenges are Spanish", async ({ page, playground }) => {
  await playground.open("?paused=1&lang=es&learn=lesson");
  const panel = page.getByRole("region", { name: "Aprender" });
  await expect(panel.getByRole("heading", { level: 2, name: "Lección" })).toBeVisible();
  await expect(panel.getByText("Cada tarjeta del tablero")).toBeVisible();
  await panel.getByRole("button", { name: "Retos", exact: true }).click();
  await expect(panel.getByRole("heading", { name: "Las 20:50" })).toBeVisible();
});

test("a visit without the panel does not fetch its program", async ({ page, playground }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await playground.open();
  expect(asked.filter((path) => /\/(learn[._]|challenges|lesson)/.test(path))).toEqual([]);
});
