// Following one request from hop to hop, and repeating a part of the hour.
import { expect, test } from "../fixtures/test";

test("a request is followed from hop to hop", async ({ playground }) => {
  await playground.open();
  await playground.look("Quiz submissions");
  const evidence = playground.evidence.region;
  await playground.evidence.open("Requests");
  await evidence.getByRole("button", { name: "Slowest" }).click();
  const clock = () => playground.timeline.clock.textContent();
  await evidence.getByRole("table", { name: "Where the time goes" }).getByRole("button").first().click();
  const first = await clock();
  await playground.button("Next hop").click();
  const second = await clock();
  expect(second).not.toBe(first);
  await playground.button("Hop before").click();
  expect(await clock()).toBe(first);
});

test("a range of the hour plays again", async ({ playground }) => {
  await playground.open("?paused=1&t=600");
  await playground.button("Loop: from here").click();
  await playground.timeline.scrubber.fill("660");
  await playground.button("Loop: up to here").click();
  expect(await playground.timeline.seconds()).toBe(600);
  await playground.timeline.speed.press("End");
  // At a thousandfold the minute is over within four frames, which a slow machine may not draw.
  await playground.timeline.speed.press("ArrowLeft");
  await playground.timeline.speed.press("ArrowLeft");
  await playground.timeline.play.click();
  await expect.poll(() => playground.timeline.seconds()).toBeGreaterThan(600);
  for (let look = 0; look < 20; look += 1) expect(await playground.timeline.seconds()).toBeLessThanOrEqual(660);
  await playground.button("Stop looping").click();
  await expect.poll(() => playground.timeline.seconds()).toBeGreaterThan(660);
});

test("duties that move with a card are told apart", async ({ playground }) => {
  await playground.open();
  await playground.look("Quiz submissions");
  await playground.move("Quiz submissions", "Service");
  await playground.evidence.open("Fit");
  await expect(playground.evidence.region.getByText("came back to you with your last change").first()).toBeVisible();
});
