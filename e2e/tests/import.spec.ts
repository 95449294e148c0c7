// A table of requests: its rows become arrivals, bad rows are named, and a file without a table changes
// nothing.
import { readFileSync } from "node:fs";
import { expect, test } from "../fixtures/test";

const SAMPLE = readFileSync(new URL("../../public/traces/azure-2021-sample.csv", import.meta.url), "utf8");

test("the sample that ships becomes the arrivals of the workload that is selected", async ({ playground, page }) => {
  await playground.open();
  await playground.cardButton("E-mail queue").click();
  await page.keyboard.press("Escape");
  await playground.andItsVerdicts(() => playground.openFile("azure.csv", SAMPLE));
  await expect(page.getByText("azure.csv: 199 rows became requests.").first()).toBeVisible();
  await playground.show("Table");
  await expect(playground.region("Workloads")).toContainText("199 from a trace");
});

test("bad rows are named, the others used", async ({ playground, page }) => {
  await playground.open();
  const rows = "timestamp,workload\n1,certificates\nsoon,certificates\n3,certificates\n";
  await playground.andItsVerdicts(() => playground.openFile("mine.csv", rows));
  const sentence = 'mine.csv: 2 rows became requests, 1 row was left out: line 3: expected a time in seconds, found "soon".';
  await expect(page.getByText(sentence).first()).toBeVisible();
  await playground.show("Table");
  await expect(playground.region("Workloads")).toContainText("2 from a trace");
});

test("what is no table leaves the board as it is", async ({ playground, page }) => {
  await playground.open();
  const run = (await playground.main.getAttribute("data-sim-hash")) ?? "";
  await playground.openFile("other.csv", "a,b\n1,2\n");
  await expect(page.getByText(/^other\.csv was not opened: .*timestamp.*The board is as it was\.$/).first()).toBeVisible();
  await expect(playground.main).toHaveAttribute("data-sim-hash", run);
});

test("a row that no scenario takes is named by its line, the others used", async ({ playground, page }) => {
  await playground.open();
  const rows = "timestamp,workload,duration\n1,certificates,1\n2,certificates,9999999999\n3,certificates,1\n";
  await playground.andItsVerdicts(() => playground.openFile("mine.csv", rows));
  const sentence = page.getByText(/^mine\.csv: 2 rows/).first();
  await expect(sentence).toContainText("line 3");
  await expect(sentence).not.toContainText("run_ms");
  await playground.show("Table");
  await expect(playground.region("Workloads")).toContainText("2 from a trace");
});
