// The times of requests: the chart and its table, requests side by side, cities.
import { expect, test } from "../fixtures/test";

test("the distribution says what its table says", async ({ page, playground }) => {
  await playground.open();
  await playground.look("Quiz submissions");
  const evidence = playground.evidence.region;
  await playground.evidence.open("Latency");
  const chart = evidence.getByRole("img", { name: /requests: 50 % within .+, 95 % within .+ and 99 % within/ });
  await expect(chart).toBeVisible();
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
