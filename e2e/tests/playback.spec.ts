// The screen is a playback of the run: it plays, pauses, seeks, and describes its state in words.
import { expect, test } from "../fixtures/test";

test("play and pause", async ({ playground }) => {
  const { timeline, stage } = playground;
  await playground.open();
  const words = await stage.inWords();
  await expect(words).toContainText("paused.");
  await timeline.play.click();
  await timeline.moves();
  await expect(words).toContainText(/playing at \d+×\./);
  await timeline.pause.click();
  await expect(words).toContainText("paused.");
  await expect(timeline.play).toBeVisible();
});

test("scrub by key", async ({ page, playground }) => {
  const { timeline, stage } = playground;
  await playground.open();
  const words = await stage.inWords();
  await timeline.scrubber.focus();
  await page.keyboard.press("Home");
  await expect(timeline.clock).toHaveText("20:00:00.000");
  await expect(words).toContainText("20:00:00, paused. No request is in flight.");
  await page.keyboard.press("ArrowRight");
  await expect(timeline.clock).toHaveText("20:00:01.000");
  await expect(timeline.scrubber).toHaveAttribute("aria-valuetext", "20:00:01");
  await page.keyboard.press("End");
  await expect(timeline.clock).toHaveText("21:00:00.000");
  await expect(words).toContainText("21:00:00, paused.");
});

test("scrub by pointer", async ({ playground }) => {
  const { timeline, stage } = playground;
  await playground.open();
  const words = await stage.inWords();
  await timeline.scrubber.scrollIntoViewIfNeeded();
  const box = await timeline.scrubber.boundingBox();
  await timeline.scrubber.click({ position: { x: (box?.width ?? 0) / 2, y: (box?.height ?? 0) / 2 } });
  await expect(timeline.clock).toHaveText(/^20:(29|30):/);
  const clock = (await timeline.clock.innerText()).slice(0, 8);
  await expect(words).toContainText(`${clock}, paused.`);
  await expect(words).toContainText(/[\d,]+ requests in flight: /);
});

test("speed from a tenth to a thousandfold", async ({ page, playground }) => {
  const { timeline, stage } = playground;
  await playground.open("?t=600");
  await timeline.speed.focus();
  await page.keyboard.press("Home");
  await expect(timeline.speed).toHaveAttribute("aria-valuetext", "0.1 of real speed");
  await page.keyboard.press("End");
  await expect(timeline.speed).toHaveAttribute("aria-valuetext", "1,000 times real speed");
  await expect(stage.region.getByText(/drawn as flows with numbers/)).toBeVisible();
  // At that speed the rest of the hour passes in seconds, and the playback stops at its end.
  await expect(timeline.play).toBeVisible();
  await expect(timeline.clock).toHaveText("21:00:00.000");
});

test("step to the next event and to the one before", async ({ playground }) => {
  const { timeline } = playground;
  await playground.open("?paused=1&t=600");
  await expect(timeline.clock).toHaveText("20:10:00.000");
  const times = [await timeline.clock.innerText()];
  for (let step = 0; step < 3; step += 1) {
    await timeline.button("Step to the next event").click();
    times.push(await timeline.clock.innerText());
  }
  expect([...times].sort(), "forwards").toEqual(times);
  expect(times[3], "it moves").not.toBe(times[0]);
  await timeline.button("Step back to the event before").click();
  await expect(timeline.clock).toHaveText(times[2] ?? "");
});

test("a step stops the playback", async ({ playground }) => {
  const { timeline } = playground;
  await playground.open("");
  await timeline.button("Step to the next event").click();
  await expect(timeline.play).toBeVisible();
});

test("a moment is played from two seconds before it", async ({ playground }) => {
  const { timeline } = playground;
  await playground.open("?paused=1&speed=60");
  const moment = (await timeline.moments()).filter({ hasText: "Quiz submissions: no database connection is left." });
  const clock = (await moment.innerText()).slice(0, 8);
  const [hours, minutes, seconds] = clock.split(":").map(Number);
  const at_s = ((hours ?? 0) - 20) * 3_600 + (minutes ?? 0) * 60 + (seconds ?? 0);
  // Two seconds on the screen are two minutes of the hour at this speed. They are read in the frame of the click.
  const seen_s = await moment.evaluate(async (button: HTMLElement) => {
    button.click();
    await new Promise(requestAnimationFrame);
    return Number(document.querySelector<HTMLInputElement>("[aria-label='Time of day']")?.value);
  });
  await expect(timeline.pause).toBeVisible();
  expect(seen_s).toBeGreaterThanOrEqual(at_s - 121);
  expect(seen_s).toBeLessThan(at_s);
});

test("jump to a moment where motion is reduced, and back to the start of the hour", async ({ page, playground }) => {
  const { timeline, stage } = playground;
  await page.emulateMedia({ reducedMotion: "reduce" });
  await playground.open("");
  const moment = (await timeline.moments()).filter({ hasText: "Quiz submissions: no database connection is left." });
  const clock = (await moment.innerText()).slice(0, 8);
  await moment.click();
  await expect(timeline.clock).toHaveText(new RegExp(`^${clock}`));
  await expect(await stage.inWords()).toContainText(`${clock}, paused.`);
  await timeline.button("Back to the start of the hour").click();
  await expect(timeline.clock).toHaveText("20:00:00.000");
});

test("a move keeps the playhead", async ({ playground }) => {
  const { timeline } = playground;
  await playground.open("?paused=1&t=1234");
  await playground.move("Quiz submissions", "Service");
  await expect(timeline.clock).toHaveText("20:20:34.000");
});

test("the charts are a table, too", async ({ page, playground }) => {
  await playground.open();
  await playground.timeline.details();
  await page.getByText("The charts as a table").click();
  const table = playground.timeline.region.getByRole("table", { name: "The hour in steps of five minutes" });
  await expect(table.getByRole("row")).toHaveCount(13);
  await expect(table.getByRole("rowheader").first()).toHaveText("20:00");
});
