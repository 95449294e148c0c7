// The times of requests: the chart and its table, requests side by side, cities.
import { expect, test } from "../fixtures/test";

test("the distribution says what its table says", async ({ page, playground }) => {
  await playground.open();
  await playground.look("Quiz submissions");
  const evidence = playground.evidence.region;
  await playground.evidence.open("Latency");
  const name = /requests: 50 % within .+, 95 % within .+ and 99 % within/;
  const chart = evidence.getByRole("img", { name });
  await expect(chart).toBeVisible();
  // The times of the axis are at the two ends of the chart.
  const ends = evidence.locator("figure", { has: page.getByRole("img", { name }) }).locator("div > span");
  const [plot, first, last] = [await chart.boundingBox(), await ends.first().boundingBox(), await ends.last().boundingBox()];
  expect(first?.x).toBeCloseTo(plot?.x ?? 0, -1);
  expect((last?.x ?? 0) + (last?.width ?? 0)).toBeCloseTo((plot?.x ?? 0) + (plot?.width ?? 0), -1);
  const label = (await chart.getAttribute("aria-label")) ?? "";
  const said = Number(label.replace(/ requests.*/, "").replace(/,/g, ""));
  await evidence.getByText("The distribution as a table").click();
  const counts = await evidence.getByRole("table").filter({ hasText: "Until" }).locator("tbody td:last-child").allTextContents();
  expect(counts.reduce((sum, count) => sum + Number(count.replace(/,/g, "")), 0)).toBe(said);
  const saved = page.waitForEvent("download");
  await evidence.getByText("Save", { exact: true }).click();
  await expect(evidence.getByRole("button", { name: /^Save as .*: By city/ })).toHaveCount(2);
  await evidence.getByRole("button", { name: /^Save as SVG: How long/ }).click();
  expect((await saved).suggestedFilename()).toBe("latency.svg");
});

test("a slow request is shown on the stage", async ({ playground }) => {
  await playground.open();
  await playground.look("Quiz submissions");
  const evidence = playground.evidence.region;
  await playground.evidence.open("Latency");
  await expect(evidence.getByRole("table", { name: "By city, the slowest first" })).toContainText("Singapore");
  await evidence.getByRole("button", { name: "Show it: the request at p99" }).click();
  await expect(evidence.getByRole("heading", { level: 3 })).toContainText("Quiz submissions");
});
