// axe finds nothing, in any state and any setting; nothing is cut off on a narrow screen.
import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import type { Playground } from "../fixtures/playground";
import { expect, test } from "../fixtures/test";

/** The findings of axe by all its rules except these, with the elements that break them. */
async function findings(page: Page, but: string[] = []): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).disableRules(but).analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id} (${help}): ${node.target.join(" ")} ${node.failureSummary ?? ""}`),
  );
}

async function isClean(page: Page, state: string): Promise<void> {
  expect.soft(await findings(page), state).toEqual([]);
}

const QUIZ = "Quiz submissions";

/** Opens all disclosures beside the verdicts, after a database failure and a moved card. */
async function openAll(page: Page, playground: Playground): Promise<void> {
  await playground.look(QUIZ);
  await playground.show("Map");
  await page.getByText(/^Inject a fault at/).click();
  await playground.andItsVerdicts(() => playground.button("Lose the database").click());
  await playground.show("Lanes");
  await playground.lane("Serverless").getByText("Limits", { exact: true }).click();
  await playground.show("Evidence");
  await playground.evidence.open("Tune");
  await playground.evidence.open("Latency");
  await expect(page.getByRole("table", { name: "By city, the slowest first" })).toBeVisible();
  await playground.show("Map");
  await playground.button("Nearer").click();
  await playground.show("Table");
  await playground.region("What it costs").getByRole("heading", { name: "What it costs" }).click();
}

for (const scheme of ["light", "dark"] as const) {
  test(`${scheme}, in every state`, async ({ page, playground }) => {
    test.slow(); // axe runs seven times
    await page.emulateMedia({ colorScheme: scheme });
    await playground.open();
    await isClean(page, "opening view");

    await playground.pick(QUIZ);
    await isClean(page, "card picked");
    await page.keyboard.press("Escape");

    await playground.menuButton(QUIZ).click();
    await expect(playground.menu(QUIZ)).toBeVisible();
    await isClean(page, "menu open");
    await page.keyboard.press("Escape");

    await playground.stage.inWords();
    await playground.stage.inFlight();
    await playground.timeline.details();
    await page.getByText("The charts as a table").click();
    await playground.look("Partner grading plugins");
    await playground.evidence.lookAt("Graded by Rubric with partial credit");
    await isClean(page, "request selected, details open");

    await playground.openFile("broken.json", "lanewise");
    await expect(playground.button("Put away")).toBeVisible();
    await isClean(page, "after an error");

    await openAll(page, playground);
    await isClean(page, "everything open");
  });
}

test("dark by the page's own switch", async ({ page, playground }) => {
  await playground.open();
  await playground.button("Dark theme").click();
  await expect(playground.button("Dark theme")).toHaveAttribute("aria-pressed", "true");
  await isClean(page, "dark theme");
});

test("while it is loading, and where it cannot run", async ({ page, playground }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(globalThis, "Worker");
  });
  await playground.visit();
  await expect(page.getByRole("alert")).toBeVisible();
  await isClean(page, "no worker");
});

test("reduced motion", async ({ page, playground }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await playground.open("");
  await isClean(page, "reduced motion");
});

test("forced colours", async ({ page, playground }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await playground.open();
  await playground.pick(QUIZ);
  // The system's colours apply then, and axe reads those of the style sheets.
  expect(await findings(page, ["color-contrast"])).toEqual([]);
  // What is current differs from what is not.
  const tab = (name: string) => page.getByRole("tab", { name, exact: true });
  const underline = (tab: Locator) => tab.evaluate((tab) => getComputedStyle(tab).borderBottomColor);
  expect(await underline(tab("Result"))).not.toBe(await underline(tab("Latency")));
  const ground = (name: string) => playground.button(name).evaluate((button) => getComputedStyle(button).backgroundColor);
  expect(await ground("Lanes")).not.toBe(await ground("Table"));
});

test.describe("320 px wide", () => {
  test.use({ viewport: { width: 320, height: 640 } });

  test("nothing is cut off, and every state is clean", async ({ page, playground }) => {
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    await playground.open();
    expect(await overflow(), "opening view").toBeLessThanOrEqual(0);
    await isClean(page, "opening view");

    await playground.menuButton(QUIZ).click();
    await expect(playground.menu(QUIZ)).toBeVisible();
    expect(await overflow(), "menu open").toBeLessThanOrEqual(0);
    const box = await playground.menu(QUIZ).boundingBox();
    expect(box?.x ?? -1, "the menu's left edge").toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 0), "the menu's right edge").toBeLessThanOrEqual(320);
    await page.keyboard.press("Escape");

    await playground.pick(QUIZ);
    expect(await overflow(), "card picked").toBeLessThanOrEqual(0);
    await page.keyboard.press("Escape");

    await playground.stage.inFlight();
    await playground.look("Partner grading plugins");
    await playground.evidence.lookAt("Graded by Essay scorer that looks around");
    expect(await overflow(), "request selected").toBeLessThanOrEqual(0);
    await isClean(page, "request selected");

    await openAll(page, playground);
    expect(await overflow(), "everything open").toBeLessThanOrEqual(0);
    await isClean(page, "everything open");
  });
});

test("a desk's window at 200 % zoom needs no sideways scrolling", async ({ page, playground }) => {
  await page.setViewportSize({ width: 640, height: 450 });
  await playground.open();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});

test("targets are large enough", async ({ page, playground }) => {
  await playground.open();
  const small = await page.getByRole("button").evaluateAll((buttons) =>
    buttons
      .map((button) => ({ name: button.getAttribute("aria-label") ?? button.textContent, box: button.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 1 && (box.width < 24 || box.height < 24))
      .map(({ name, box }) => `${name} ${box.width} × ${box.height}`),
  );
  expect(small).toEqual([]);
});
