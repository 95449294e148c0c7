// A person's own workload: a few questions, or a table of request times, become a card with verdicts.
import { expect, test } from "../fixtures/test";

test("answers become a card, lanes are judged by simulation, and it goes onto the board", async ({
  page,
  playground,
  learning,
}) => {
  test.slow();
  await playground.open();
  await learning.open("Your own workload");
  const panel = learning.panel;
  expect(await panel.getByRole("combobox").count() + (await panel.getByRole("spinbutton").count())).toBeLessThanOrEqual(14);
  await panel.getByLabel("What is it called?").fill("Seat map");
  await panel.getByLabel("What does it keep, or need?").selectOption("A session in memory");
  await panel.getByLabel("How many requests in the hour?").fill("30000");
  await panel.getByLabel("Within how many milliseconds must 95 of 100 be done?").fill("900");
  await learning.button("Try every lane").click();
  const found = panel.getByRole("region", { name: "Result on each lane" });
  await expect(found).toContainText("Best: Serverless with its session as a row. It meets every target in all 3 hours", { timeout: 60_000 });
  await expect(found.getByRole("row", { name: /^Service 3 of 3/ })).toBeVisible();
  await expect(found.getByRole("row", { name: /^Edge with an object for each key 3 of 3/ })).toBeVisible();
  await playground.andItsVerdicts(() => found.getByRole("button", { name: "Put it on the board there: Service" }).click());
  await expect(playground.cardOn("Service", "Seat map")).toContainText("meets all");

  await page.reload();
  await playground.hasVerdicts();
  await expect(panel.getByLabel("What is it called?")).toHaveValue("Seat map");
  await learning.button("Forget my progress").click();
  await expect(panel.getByLabel("What is it called?")).not.toHaveValue("Seat map");
});

test("functions are as large as the work needs, and verdicts go with the answers that they are for", async ({
  playground,
  learning,
}) => {
  test.slow();
  await playground.open();
  await learning.open("Your own workload");
  const panel = learning.panel;
  await panel.getByLabel("What is it called?").fill("PDF converter");
  await panel.getByLabel("What starts it?").selectOption("A queue");
  await panel.getByLabel("What does it keep, or need?").selectOption("Nothing");
  await panel.getByLabel("How much memory does a run touch beside its model, in megabytes?").fill("3000");
  await panel.getByLabel("Within how many milliseconds must 95 of 100 be done?").fill("60000");
  await learning.button("Try every lane").click();
  const found = panel.getByRole("region", { name: "Result on each lane" });
  await expect(found.getByRole("row", { name: /^Serverless 3 of 3/ })).toBeVisible({ timeout: 60_000 });
  await playground.andItsVerdicts(() =>
    found.getByRole("button", { name: "Put it on the board there: Serverless" }).click(),
  );
  await expect(playground.cardOn("Serverless", "PDF converter")).toContainText("meets all");

  await panel.getByLabel("What is it called?").fill("Another");
  await expect(found).toBeHidden();
  await expect(panel).toContainText("Your answers have changed since the lanes were tried.");
});

test("a table of request times takes the place of a question", async ({ page, playground, learning }) => {
  await playground.open();
  await learning.open("Your own workload");
  const choosing = page.waitForEvent("filechooser");
  await learning.button("Use a table of request times").click();
  const rows = Array.from({ length: 40 }, (_, at) => `${at * 10}`).join("\n");
  await (await choosing).setFiles({ name: "mine.csv", mimeType: "text/csv", buffer: Buffer.from(`timestamp\n${rows}\n`) });
  await expect(learning.panel.getByText("40 requests out of your table")).toBeVisible();
  await expect(learning.panel.getByLabel("How many requests in the hour?")).toBeHidden();
  await learning.button("Answer the question instead").click();
  await expect(learning.panel.getByLabel("How many requests in the hour?")).toBeVisible();
});

test("a number is read as people write it, and a wheel turn changes nothing", async ({ page, playground, learning }) => {
  await playground.open();
  await learning.open("Your own workload");
  const work = learning.panel.getByLabel("How long does a typical run compute, in milliseconds?");
  await work.fill("1,5");
  await work.press("Tab");
  await expect(work).toHaveValue("1.5");
  await work.fill("soon");
  await work.press("Tab");
  await expect(playground.status).toHaveText(/“soon” is not a number/);
  await expect(work).toHaveValue("1.5");
  await work.focus();
  await work.hover();
  await page.mouse.wheel(0, 200);
  await expect(work).toHaveValue("1.5");
});

const TRADES: [trade: string, answers: [field: string, value: string][], found: RegExp][] = [
  [
    "webhooks that book a payment",
    [
      ["What starts it?", "Another company’s server that waits"],
      ["How many requests in the hour?", "3000"],
      ["How often does such an hour come?", "Every hour, day and night"],
      ["How long does a typical run compute, in milliseconds?", "20"],
      ["What does it keep, or need?", "Rows that many write at once"],
      ["Within how many milliseconds must 95 of 100 be done?", "5000"],
      ["How many may be lost?", "None"],
    ],
    /^Best: Serverless with an idempotency key and a lock on its rows\./,
  ],
  [
    "a nightly report of forty minutes",
    [
      ["What starts it?", "A timer"],
      ["How many requests in the hour?", "1"],
      ["How often does such an hour come?", "Once a day"],
      ["How long does a typical run compute, in milliseconds?", "2400000"],
      ["How much memory does a run touch beside its model, in megabytes?", "2000"],
      ["Within how many milliseconds must 95 of 100 be done?", "10800000"],
    ],
    /^Best: Service with a container for each run\..* of those that do it costs least/,
  ],
  [
    "a game server",
    [
      ["How many requests in the hour?", "60000"],
      ["How long does a typical run compute, in milliseconds?", "5"],
      ["What does it keep, or need?", "A session in memory"],
      ["Within how many milliseconds must 95 of 100 be done?", "50"],
    ],
    /^On no lane is every target met in all 3 hours\. Service comes nearest\./,
  ],
];

test("a connection that stays open has no lane, and the reason is said before anything is tried", async ({
  playground,
  learning,
}) => {
  await playground.open("?paused=1&learn=own_workload");
  const keeps = learning.panel.getByLabel("What does it keep, or need?");
  await keeps.selectOption("A connection that stays open to each client");
  await expect(learning.panel.getByText(/^No lane here holds a connection to a client open/)).toBeVisible();
  await expect(learning.button("Try every lane")).toHaveAttribute("aria-disabled", "true");
  await keeps.selectOption("A graphics processor");
  await expect(learning.panel.getByText(/^No lane here has a graphics processor/)).toBeVisible();
});

for (const [trade, answers, found] of TRADES) {
  test(`${trade}: the lane that fits is named with its reason`, async ({ playground, learning }) => {
    test.slow();
    await playground.open("?paused=1&learn=own_workload");
    for (const [field, value] of answers) {
      const input = learning.panel.getByLabel(field);
      if ((await input.getAttribute("type")) === null) await input.selectOption(value);
      else {
        await input.fill(value);
        await input.press("Tab");
      }
    }
    await learning.button("Try every lane").click();
    const result = learning.panel.getByRole("region", { name: "Result on each lane" });
    await expect(result.getByRole("paragraph").first()).toHaveText(found, { timeout: 60_000 });
  });
}
