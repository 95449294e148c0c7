// The bill, line by line, adds up.
import { expect, test } from "../fixtures/test";

test("the lines of the bill add up to the board's cost", async ({ page, playground }) => {
  await playground.open();
  await playground.show("Table");
  const region = playground.region("What it costs");
  await region.getByRole("heading", { name: "What it costs" }).click();
  const saved = page.waitForEvent("download");
  await expect(region.getByRole("row", { name: /^All together/ })).toBeVisible();
  const amounts = await region.locator("tbody tr td:nth-of-type(2)").allTextContents();
  const dollars = amounts.map((amount) => Number(amount.replace(/[$,]/g, "")));
  const sum = dollars.pop() ?? 0;
  const lines = dollars.reduce((all, one) => all + one, 0);
  // The rounding of each amount is at most a dollar.
  expect(Math.abs(lines - sum)).toBeLessThan(dollars.length);
  expect(sum).toBeGreaterThan(100);
  await region.getByText("Save", { exact: true }).click();
  await region.getByRole("button", { name: "Save as CSV" }).click();
  expect((await saved).suggestedFilename()).toBe("costs.csv");
});
