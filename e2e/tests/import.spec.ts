// Logs of a person's own: their requests become arrivals, what was understood is said, bad rows are named, and a file that is no log
// changes nothing.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
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
  const sentence = page.getByText("mine.csv: 2 rows became requests, 1 row was left out.").first();
  await expect(sentence).toContainText('Rows that cannot be used: 1: line 3: expected a time, found "soon".');
  await expect(sentence).toContainText("Table with a header, UTF-8. Requests: 2. Used: timestamp, workload.");
  await playground.show("Table");
  await expect(playground.region("Workloads")).toContainText("2 from a trace");
});

test("what is no table leaves the board as it is", async ({ playground, page }) => {
  await playground.open();
  const run = (await playground.main.getAttribute("data-sim-hash")) ?? "";
  await playground.openFile("other.csv", "a,b\n1,2\n");
  await expect(page.getByText(/^other\.csv was not opened: the format is unknown.*The board is as it was\.$/).first()).toBeVisible();
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

/** A file among those that the log reader's own tests read. */
const log = (name: string) => readFileSync(new URL(`../../engine/logs/tests/files/${name}`, import.meta.url));

for (const [name, told] of [
  ["load_balancer.log", "Access log of an AWS Application Load Balancer, UTF-8. Requests: 4."],
  ["nginx_with_times.log", "Access log of nginx or Apache, UTF-8. Requests: 2."],
  ["k6.csv", "Results of k6, as CSV, UTF-8. Requests: 10."],
  ["k6.json", "Results of k6, as JSON, UTF-8. Requests: 2."],
  ["utf16_tabs.csv", "Table with a header, UTF-16, little-endian. Requests: 1."],
] as const) {
  test(`${name} is recognised, and its requests arrive`, async ({ playground, page }) => {
    await playground.open();
    await playground.andItsVerdicts(() => playground.openFile(name, log(name)));
    await expect(page.getByText(told, { exact: false }).first()).toBeVisible();
  });
}

test("a compressed log is read, and what is about persons is dropped", async ({ playground, page }) => {
  await playground.open();
  await playground.andItsVerdicts(() => playground.openFile("access.log.gz", gzipSync(log("apache_micros.log"))));
  const sentence = page.getByText("access.log.gz: 2 rows became requests.", { exact: false }).first();
  await expect(sentence).toContainText("About persons, and dropped at once: address, user, referrer, user agent.");
});

test("the board fetches the log reader with the first log", async ({ playground, page }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await playground.open();
  expect(asked.filter((url) => url.includes("log_reader"))).toEqual([]);
  await playground.andItsVerdicts(() => playground.openFile("k6.csv", log("k6.csv")));
  expect(asked.filter((url) => url.includes("log_reader"))).not.toEqual([]);
});
