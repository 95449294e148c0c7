// One request in full: its segments, its outcome, and the run of its grading code.
import { expect, test } from "../fixtures/test";

const PLUGINS = "Partner grading plugins";

test("a request that failed shows its parts and its cause", async ({ playground }) => {
  const { evidence } = playground;
  await playground.open();
  await playground.look("Quiz submissions");
  await evidence.lookAt("First that failed");
  await expect(evidence.subject).toHaveText(/^Quiz submissions, no\. [\d,]+$/);
  await expect(evidence.region).toContainText(/Arrived at 20:\d\d:\d\d from /);
  await expect(evidence.region).toContainText(/[\d.]+ (ms|s): /);
  const parts = evidence.table("Where the time goes");
  await expect(parts.getByRole("row", { name: /^To the home region/ })).toBeVisible();
  await expect(parts.getByRole("row", { name: /^Back from the home region/ })).toBeVisible();
  await evidence.region.getByRole("button", { name: "Back to the workload" }).click();
  await expect(evidence.subject).toHaveText("Quiz submissions");
});

test("a request is chosen from the table of those in flight", async ({ playground }) => {
  const { stage, evidence } = playground;
  await playground.open();
  const request = (await stage.inFlight()).first();
  const name = await request.innerText();
  await request.click();
  await expect(request).toHaveAttribute("aria-pressed", "true");
  await expect(stage.chosen).toContainText(name);
  await expect(evidence.table("Where the time goes")).toBeVisible();
  const number = /[\d,]+$/.exec(name)?.[0] ?? "no number";
  await expect(evidence.subject, "the same request has the same name everywhere").toContainText(number);
});

test("a request is chosen on the canvas", async ({ playground }) => {
  const { stage, evidence } = playground;
  await playground.open();
  await expect.poll(() => stage.drawn()).toBeGreaterThan(0);
  await stage.clickSomeRequest();
  await expect(evidence.table("Where the time goes")).toBeVisible();
});

test("a graded request shows its real run", async ({ playground }) => {
  const { evidence } = playground;
  await playground.open("?paused=1&board=matched-to-shape");
  await playground.look(PLUGINS);
  await evidence.lookAt("Graded by Multiple choice");
  await expect(evidence.fact("Code")).toContainText("Multiple choice.");
  await expect(evidence.fact("Submission")).not.toBeEmpty();
  await expect(evidence.fact("Ended")).toContainText("graded");
  await expect(evidence.fact("Points")).toHaveText(/^\d+ of \d+$/);
  await expect(evidence.fact("Feedback")).not.toBeEmpty();
  await expect(evidence.fact("Fuel used")).toHaveText(/^[\d,]+ of 200,000 units$/);
  await expect(evidence.fact("Memory")).toHaveText(/^\d+ (KB|MB)$/);
  await evidence.region.getByText("The code, as WebAssembly text").click();
  await expect(evidence.region.getByText("(module")).toBeVisible();
});

const HOSTILE = {
  "Choice checker with an endless loop": /fuel/,
  "Keyword checker with a memory bomb": /memory/,
  "Essay scorer that looks around": /[\w]+\.[\w]+.*not granted/,
  "Formula checker with deep recursion": /deep/,
};

test("hostile code ends in four different, readable ways", async ({ playground }) => {
  const { evidence } = playground;
  await playground.open("?paused=1&board=matched-to-shape");
  await playground.look(PLUGINS);
  for (const [snippet, ending] of Object.entries(HOSTILE)) {
    await evidence.lookAt(`Graded by ${snippet}`);
    await expect(evidence.fact("Ended")).toHaveText(ending);
    await expect(evidence.fact("Points")).toHaveText(/^0 of \d+/);
    await evidence.region.getByRole("button", { name: "Back to the workload" }).click();
  }
});
