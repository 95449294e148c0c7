// Progress of learning: stored as a person types, refused where it is invalid, shared by two tabs.
import type { Page } from "@playwright/test";
import { Learning } from "../fixtures/learning";
import { Playground } from "../fixtures/playground";
import { expect, test } from "../fixtures/test";

const PROGRESS = "lanewise.progress";

async function stored(page: Page, name = PROGRESS): Promise<string | null> {
  return page.evaluate((name) => localStorage.getItem(name), name);
}

// Each of these texts closed the panel, or was lost without a notice.
const UNREADABLE = {
  "a thousand million stars": '{"version":1,"section":"challenges","played":{"quiz-rush":{"attempts":1,"stars":1000000000}}}',
  "another version": '{"version":2,"section":"lesson"}',
  "no progress": '{"version":1,"scenario":7}',
};
for (const [name, text] of Object.entries(UNREADABLE)) {
  test(`stored progress that cannot be read (${name}) is put aside, which is said`, async ({ page, playground, learning }) => {
    await playground.open();
    await page.evaluate(([name, text]) => localStorage.setItem(name, text), [PROGRESS, text] as const);
    await playground.open("?paused=1&learn=challenges");
    await expect(page.getByText(/could not be read: /).first()).toBeVisible();
    await expect(learning.button("Play it: Ten to nine")).toBeVisible();
    expect(await stored(page, `${PROGRESS}.unread`)).toBe(text);
  });

  test(`a file of progress that cannot be read (${name}) changes nothing`, async ({ page, playground, learning }) => {
    await playground.open();
    await learning.open("Challenges");
    const choosing = page.waitForEvent("filechooser");
    await learning.button("Load progress").click();
    await (await choosing).setFiles({ name: "mine.json", mimeType: "application/json", buffer: Buffer.from(text) });
    await expect(playground.status).toHaveText(/^mine\.json is not a progress file: /);
    await expect(learning.button("Play it: Ten to nine")).toBeVisible();
  });
}

test("unreadable progress that the storage has no room to put aside stays, which is said", async ({
  page,
  playground,
  learning,
}) => {
  const text = UNREADABLE["no progress"];
  await playground.open();
  await page.evaluate(([name, text]) => localStorage.setItem(name, text), [PROGRESS, text] as const);
  await page.addInitScript(() => {
    const store = Storage.prototype.setItem;
    Storage.prototype.setItem = function (name, value) {
      if (name === "lanewise.progress.unread") throw new DOMException("full", "QuotaExceededError");
      store.call(this, name, value);
    };
  });
  await playground.open("?paused=1&learn=own_workload");
  await expect(page.getByText(/could not be read: .* It stays in the browser’s storage/).first()).toBeVisible();
  await learning.panel.getByLabel("What is it called?").fill("Seat map");
  await page.reload();
  await playground.hasVerdicts();
  expect(await stored(page)).toBe(text);
});

test("what is typed is stored once it rests, and when the page is left", async ({ page, playground, learning }) => {
  await playground.open();
  await learning.open("Your own workload");
  await page.evaluate(() => {
    const writes = window as unknown as { writes: number };
    writes.writes = 0;
    const store = Storage.prototype.setItem;
    Storage.prototype.setItem = function (name, value) {
      if (name === "lanewise.progress") writes.writes += 1;
      store.call(this, name, value);
    };
  });
  await learning.panel.getByLabel("What is it called?").pressSequentially("Seat map of a lecture hall");
  await expect.poll(() => stored(page)).toContain("Seat map of a lecture hall");
  expect(await page.evaluate(() => (window as unknown as { writes: number }).writes)).toBeLessThan(10);
  await learning.panel.getByLabel("What is it called?").fill("Left at once");
  await page.reload();
  await playground.hasVerdicts();
  await expect(learning.panel.getByLabel("What is it called?")).toHaveValue("Left at once");
});

test("two tabs: neither loses what the other one did", async ({ page, context, playground, learning }) => {
  await playground.open();
  await learning.open("Your own workload");
  const otherPage = await context.newPage();
  const otherPlayground = new Playground(otherPage);
  const other = new Learning(otherPage, otherPlayground);
  await otherPlayground.open();
  await other.open("Build a challenge");
  await other.panel.getByLabel("Name", { exact: true }).fill("Of the other tab");
  await expect.poll(() => stored(page)).toContain("Of the other tab");
  await learning.panel.getByLabel("What is it called?").fill("Of this tab");
  await expect.poll(() => stored(page)).toContain("Of this tab");
  expect(await stored(page)).toContain("Of the other tab");
  await expect(other.panel.getByLabel("Name", { exact: true })).toHaveValue("Of the other tab");
});

test("two tabs: a board that another tab stored is not overwritten without a word", async ({ page, context, playground }) => {
  await playground.open();
  await playground.move("Quiz submissions", "Service");
  await expect.poll(() => stored(page, "lanewise.board")).not.toBeNull();
  const otherPage = await context.newPage();
  const other = new Playground(otherPage);
  await other.open();
  await other.move("Course landing page", "Edge");
  await expect(page.getByText(/^Another tab has changed this board\./).first()).toBeVisible();
  const ofTheOther = await stored(otherPage, "lanewise.board");
  // This tab has changed nothing since: closing it does not store the older board again.
  await page.goto("about:blank");
  expect(await stored(otherPage, "lanewise.board")).toBe(ofTheOther);
});

test("a file's progress replaces one's own only where a person says so", async ({ page, playground, learning }) => {
  const theirs = '{"version":1,"saved_on":"2026-11-02","played":{"quiz-rush":{"attempts":2,"stars":3}}}';
  const offer = async () => {
    const choosing = page.waitForEvent("filechooser");
    await learning.button("Load progress").click();
    await (await choosing).setFiles({ name: "ann.json", mimeType: "application/json", buffer: Buffer.from(theirs) });
    return learning.panel.getByRole("group", { name: "Load progress" });
  };
  const name = () => learning.panel.getByLabel("What is it called?");
  await playground.open();
  await learning.open("Your own workload");
  await name().fill("Seat map");
  const question = await offer();
  await expect(question).toContainText("ann.json was saved on 2026-11-02. You have progress of your own here");
  await question.getByRole("button", { name: "Leave mine as it is" }).click();
  await expect(question).toHaveCount(0);
  await expect(name()).toHaveValue("Seat map");
  await (await offer()).getByRole("button", { name: "Add it to mine" }).click();
  await expect(name()).toHaveValue("Seat map");
  await expect.poll(() => stored(page)).toMatch(/"quiz-rush":\s*\{\s*"attempts":\s*2,\s*"stars":\s*3/);
  await (await offer()).getByRole("button", { name: "Replace mine" }).click();
  await expect.poll(() => stored(page)).not.toContain("Seat map");
  // The file that is saved has the day in itself and in its name.
  const saving = page.waitForEvent("download");
  await learning.button("Save progress").click();
  expect((await saving).suggestedFilename()).toMatch(/^lanewise-progress-\d{4}-\d\d-\d\d\.json$/);
});
