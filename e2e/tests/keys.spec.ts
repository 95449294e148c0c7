// Keys of other layouts, keys that belong to a field or a dialog, and numbers as people write them.
import { readFileSync } from "node:fs";
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../fixtures/test";

const QUIZ = "Quiz submissions";

/** A key as a layout of another script reports it. */
async function press(page: Page, key: string, code: string, shiftKey = false): Promise<void> {
  await page.evaluate(
    ([key, code, shiftKey]) => {
      const options = { key: String(key), code: String(code), shiftKey: Boolean(shiftKey), ctrlKey: true, bubbles: true, cancelable: true };
      (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keydown", options));
    },
    [key, code, shiftKey] as const,
  );
}

test("a move is taken back and made again on a Cyrillic and an Arabic layout", async ({ page, playground }) => {
  await playground.open();
  await playground.move(QUIZ, "Edge");
  await playground.andItsVerdicts(() => press(page, "я", "KeyZ"));
  await expect(playground.cardOn("Serverless", QUIZ)).toBeVisible();
  await playground.andItsVerdicts(() => press(page, "Я", "KeyZ", true));
  await expect(playground.cardOn("Edge", QUIZ)).toBeVisible();
  await playground.andItsVerdicts(() => press(page, "ئ", "KeyZ"));
  await expect(playground.cardOn("Serverless", QUIZ)).toBeVisible();
});

test("Ctrl+Z belongs to the field that is written in, and to a dialog that is open", async ({ page, playground }) => {
  await playground.open();
  await playground.move(QUIZ, "Edge");
  const undo = playground.button("Undo");
  const dialog = page.getByRole("dialog", { name: "Keys" });
  await playground.button("Keys").click();
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Control+z");
  await dialog.getByRole("button", { name: "Close" }).click();
  await expect(playground.cardOn("Edge", QUIZ)).toBeVisible();

  const field = await settingsField(page);
  await field.focus();
  await page.keyboard.press("Control+z");
  await expect(playground.cardOn("Edge", QUIZ)).toBeVisible();
  await expect(undo).toHaveAttribute("aria-disabled", "false");
});

test("a number is read where it is unambiguous, and otherwise the page says so", async ({ page, playground }) => {
  await playground.open();
  const field = await settingsField(page);
  const before = await field.inputValue();
  const enter = async (text: string): Promise<void> => {
    await field.fill(text);
    await field.press("Enter");
    await field.blur();
  };
  await playground.andItsVerdicts(() => enter("1 234"));
  await expect(field).toHaveValue("1234");
  await enter("many");
  await expect(page.getByText(/^“many” is not a number/).first()).toBeVisible();
  await expect(field).toHaveValue("1234");
  await enter("1,500");
  await expect(page.getByText(/^“1,500” can be read as two numbers/).first()).toBeVisible();
  await expect(field).toHaveValue("1234");
  await playground.andItsVerdicts(() => enter(before));
});

test("a turn of the wheel changes no number", async ({ page, playground }) => {
  await playground.open();
  const field = await settingsField(page);
  const before = await field.inputValue();
  await field.focus();
  await field.hover();
  await page.mouse.wheel(0, -300);
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollTop)).toBeGreaterThanOrEqual(0);
  await expect(field).toHaveValue(before);
});

test("Ctrl with the wheel is left to the browser, and arrows scroll where there is nothing to pan", async ({ page, playground }) => {
  await playground.open();
  const stage = playground.region("World");
  const taken = (type: "wheel" | "keydown") =>
    stage.getByRole("img", { name: /^Animated map/ }).evaluate((canvas, type) => {
      const options = { bubbles: true, cancelable: true };
      const event =
        type === "wheel"
          ? new WheelEvent("wheel", { ...options, ctrlKey: true, deltaY: -400 })
          : new KeyboardEvent("keydown", { ...options, key: "ArrowDown" });
      return !canvas.dispatchEvent(event);
    }, type);
  expect(await taken("wheel")).toBe(false);
  await expect(stage.getByRole("button", { name: "The whole world" })).toBeHidden();
  expect(await taken("keydown")).toBe(false);
  await stage.getByRole("button", { name: "Nearer" }).click();
  expect(await taken("keydown")).toBe(true);
});

test("a week has days, and its link finds its moment", async ({ page, playground }) => {
  const shipped = JSON.parse(readFileSync(new URL("../../public/scenarios/learning-platform.json", import.meta.url), "utf8")) as {
    workloads: { id: string; arrivals: Record<string, unknown> }[];
  } & Record<string, unknown>;
  // Two days with few requests: a week of the evening’s traffic would take minutes to simulate.
  const quiet = shipped.workloads.map((workload) => ({ ...workload, arrivals: { kind: "schedule", first_min: 30, every_min: 600 } }));
  const days = { ...shipped, name: "Two days", horizon_s: 172_800, workloads: quiet, changes: [] };
  await playground.open();
  await playground.andItsVerdicts(() => playground.openFile("days.json", JSON.stringify(days)));
  const time = page.getByRole("slider", { name: "Time of day" });
  await time.fill("150000");
  await expect(time).toHaveAttribute("aria-valuetext", /^day 3, 13:40/);
  await playground.button("Copy a link").click();
  await expect.poll(() => new URL(page.url()).hash).toMatch(/^#2\./);
  const other = await page.context().newPage();
  await other.goto(page.url());
  await expect(other.locator("main")).toHaveAttribute("data-generation", /\d/, { timeout: 30_000 });
  await expect(other.getByRole("slider", { name: "Time of day" })).toHaveValue("150000");
});

/** A field for a number of the serverless lane. */
async function settingsField(page: Page): Promise<Locator> {
  await page.getByRole("group", { name: "Serverless", exact: true }).getByText("Limits", { exact: true }).click();
  return page.getByRole("spinbutton", { name: /^Database connections/ });
}

test("single keys place, select, show and hide, and can be switched off", async ({ page, playground }) => {
  await playground.open();
  await playground.cardButton(QUIZ).click();
  await page.keyboard.press("Escape");
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await playground.andItsVerdicts(() => page.keyboard.press("4"));
  await expect(playground.cardOn("Service", QUIZ)).toBeVisible();
  await page.keyboard.press("j");
  await expect(playground.evidence.subject).not.toHaveText(QUIZ);
  await page.keyboard.press("k");
  await expect(playground.evidence.subject).toHaveText(QUIZ);
  await page.keyboard.press("h");
  await expect(playground.headline).toBeHidden();
  await expect(playground.evidence.subject).toBeHidden();
  await page.keyboard.press("r");
  await expect(playground.headline).toBeVisible();
  await page.keyboard.press("t");
  await expect(playground.button("Table")).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("t");
  await page.keyboard.press(" ");
  await expect(playground.timeline.pause).toBeVisible();
  await page.keyboard.press(" ");

  await page.keyboard.press("?");
  await page.getByRole("checkbox", { name: "Single keys act" }).uncheck();
  await playground.button("Close").click();
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press("h");
  await page.keyboard.press("1");
  await expect(playground.headline).toBeVisible();
  await expect(playground.cardOn("Service", QUIZ)).toBeVisible();
});

test("M gives the map the place of the lanes, whose heads still take a card", async ({ page, playground }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await playground.open();
  const map = playground.region("World").getByRole("img", { name: /^Animated map/ });
  const before = (await map.boundingBox())?.width ?? 0;
  await playground.cardButton(QUIZ).click();
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press("m");
  await expect.poll(async () => (await map.boundingBox())?.width ?? 0).toBeGreaterThan(before * 1.5);
  await expect(playground.region("Evidence")).toBeVisible();
  // The card is picked; its lane is chosen on the rail.
  await playground.andItsVerdicts(() => playground.lane("Service").click());
  await page.keyboard.press("m");
  await expect(playground.cardOn("Service", QUIZ)).toBeVisible();
  await expect.poll(async () => (await map.boundingBox())?.width ?? 0).toBe(before);
});

test("a clicker leads through the moments of the projector view, and hides and reveals", async ({ page, playground }) => {
  await playground.open("?paused=1&lang=en&view=projector");
  const clock = page.locator(".hour-scrubber");
  const at = () => clock.getAttribute("aria-valuetext");
  await page.keyboard.press("Home");
  const [begin] = [await at()];
  await page.keyboard.press("PageUp");
  const before = await at();
  expect(before).not.toBe(begin);
  await page.keyboard.press("PageDown");
  expect(await at()).not.toBe(before);
  await page.keyboard.press(".");
  await expect(page.getByText("Verdicts are hidden", { exact: false }).first()).toBeVisible();
  await page.keyboard.press(".");
  await expect(page.getByText("Verdicts are hidden", { exact: false }).first()).toBeHidden();
  // The view outlives a reload, and goes with its switch.
  await page.reload();
  await playground.hasVerdicts();
  await expect(page.locator("html")).toHaveAttribute("data-view", "projector");
});
