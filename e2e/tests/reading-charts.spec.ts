// What the charts and the tables beside them tell a pointer: values at a time, a range, a region, a cause.
import { expect, test } from "../fixtures/test";

const QUIZ = "Quiz submissions";

test("a chart shows its values under the pointer, a click goes there, and a drag loops a range", async ({ page, playground }) => {
  const { timeline } = playground;
  await playground.open();
  const scrubber = await timeline.scrubber.boundingBox();
  if (!scrubber) throw new Error("no scrubber");
  // The chart is as wide as the track of the scrubber, between the middles of its thumb.
  const [left, width, y] = [scrubber.x + 10, scrubber.width - 20, scrubber.y + scrubber.height + 30];
  await page.mouse.move(left + width / 2, y);
  const values = timeline.region.getByText(/^20:30:\d\d · [\d.,]+ requests\/s · [\d.,]+ failed\/s$/);
  await expect(values).toBeVisible();
  await page.mouse.click(left + width / 2, y);
  await expect(timeline.clock).toHaveText(/^20:(29:5|30:0)\d/);

  await page.mouse.move(left + width * 0.25, y);
  await page.mouse.down();
  await page.mouse.move(left + width * 0.4, y);
  await page.mouse.move(left + width * 0.5, y);
  await page.mouse.up();
  await expect(timeline.clock).toHaveText(/^20:(14:5|15:0)\d/);
  await timeline.region.getByRole("button", { name: "Stop looping" }).click();
  await page.mouse.move(left, 5);
  await expect(values).toBeHidden();
});

test("the mark of an event says what it is under the pointer, and a click goes there", async ({ page, playground }) => {
  const { timeline } = playground;
  await playground.open();
  const details = timeline.region.getByRole("button", { name: "Charts, events" });
  await details.click();
  const last = timeline.region.getByRole("list").last().getByRole("button").last();
  const [, time, minutes, seconds] = /^(\d\d:(\d\d):(\d\d))/.exec((await last.textContent()) ?? "") ?? [];
  const sentence = ((await last.textContent()) ?? "").replace(time ?? "", "");
  await details.click();
  const scrubber = await timeline.scrubber.boundingBox();
  if (!scrubber) throw new Error("no scrubber");
  const share = (Number(minutes) * 60 + Number(seconds)) / 3_600;
  const [x, y] = [scrubber.x + 10 + (scrubber.width - 20) * share, scrubber.y + scrubber.height + 30];
  await page.mouse.move(x, y);
  await expect(timeline.region.getByText(`${time} · ${sentence}`)).toBeVisible();
  await page.mouse.click(x, y);
  await expect(timeline.clock).toHaveText(new RegExp(`^${time}`));
});

test("all charts show their values at the same time of the hour", async ({ page, playground }) => {
  const { timeline } = playground;
  await playground.open();
  await timeline.region.getByRole("button", { name: "Charts, events" }).click();
  const chart = timeline.region.getByRole("figure").filter({ hasText: "Failed a second" });
  await expect(chart).toContainText(/at most/);
  const box = await timeline.region.getByRole("figure").filter({ hasText: "Requests a second" }).getByRole("img").boundingBox();
  if (!box) throw new Error("no chart");
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await expect(chart).not.toContainText(/at most/);
});

test("the regions' figures are those of the workload in the evidence, and follow a move", async ({ page, playground }) => {
  await playground.open();
  await playground.pick("Course landing page");
  await page.keyboard.press("Escape");
  const table = playground.main.getByRole("table", { name: "Course landing page by region" });
  const oceania = table.getByRole("row", { name: /^Oceania/ });
  const p95 = async (): Promise<number> => {
    const [, value, unit] = /([\d.,]+) (ms|s)/.exec((await oceania.textContent()) ?? "") ?? [];
    return Number(value) * (unit === "s" ? 1_000 : 1);
  };
  const far = await p95();
  expect(far).toBeGreaterThan(250);
  await playground.move("Course landing page", "Edge");
  await expect.poll(p95).toBeLessThan(far / 2);
  await expect(table.getByRole("row", { name: /^Oceania.*0 %$/ })).toBeVisible();
});

test("the focus on a cause marks when its requests ended, and nothing stays marked", async ({ page, playground }) => {
  await playground.open();
  await playground.evidence.open("Result");
  const cause = playground.region("Evidence").getByRole("button", { name: "No database connection", exact: true }).first();
  const marked = page.locator(".is-caused");
  await expect(marked).toHaveCount(0);
  await cause.focus();
  await expect(marked).toHaveAttribute("d", /L/);
  await cause.blur();
  await expect(marked).toHaveCount(0);
  await cause.hover();
  await expect(marked).toHaveCount(1);
  // From the cause straight onto the chart, whose values the mark does not take away.
  const scrubber = await playground.timeline.scrubber.boundingBox();
  if (!scrubber) throw new Error("no scrubber");
  await page.mouse.move(scrubber.x + scrubber.width * 0.6, scrubber.y + scrubber.height + 30);
  await expect(playground.timeline.region.getByText(/failed\/s$/)).toBeVisible();
  await expect(marked).toHaveCount(0);
  await cause.hover();
  await playground.cardButton("Certificates").click();
  await expect(marked).toHaveCount(0);
});

test("while verdicts are hidden, the status region announces no figures, and has them when they are shown", async ({ page, playground }) => {
  await playground.open();
  await page.keyboard.press("h");
  await playground.move(QUIZ, "Service");
  await expect(playground.status).toHaveText(`${QUIZ} moved to Service.`);
  await expect(playground.main.getByRole("table", { name: `${QUIZ} by region` })).toBeHidden();
  const scrubber = await playground.timeline.scrubber.boundingBox();
  if (!scrubber) throw new Error("no scrubber");
  await page.mouse.move(scrubber.x + scrubber.width * 0.8, scrubber.y + scrubber.height + 30);
  await expect(playground.timeline.region.getByText(/failed\/s$/)).toBeHidden();
  await page.keyboard.press("r");
  await expect(playground.status).toHaveText(/^Quiz submissions moved to Service\. Lost submissions \d+, was [\d,]+\. .*meet their targets, was 4\.$/);
});

test("a lane whose requests fail has a small chart of its failures", async ({ playground }) => {
  await playground.open();
  const chart = (lane: "Serverless" | "Edge") =>
    playground.lane(lane).getByRole("img", { name: /^Failures over the hour, at most [\d.]+\/s$/ });
  await expect(chart("Serverless")).toBeVisible();
  await expect(chart("Edge")).toHaveCount(0);
});
