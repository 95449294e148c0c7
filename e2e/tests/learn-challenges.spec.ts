// Challenges are played in the page: by clicks, by keys, with a locked card, from a file, from a link.
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { shippedChallenges, solutionOf } from "../fixtures/learning";
import { expect, test } from "../fixtures/test";

for (const id of shippedChallenges()) {
  // That the starting board of each earns nothing is a test of the engine: here it is played once, below.
  test(`${id}: the known good board earns every star`, async ({ playground, learning }) => {
    test.slow(); // five hours and the other placements of the debrief
    await playground.open(`?paused=1&challenge=${id}`);
    await learning.loadBoard("Start the challenge");
    await learning.play(await solutionOf(id));
    const debrief = learning.panel.getByRole("region", { name: "Debrief" });
    await learning.button("Score it over five hours").click();
    await expect(debrief).toContainText("Every star, in all five hours.", { timeout: 30_000 });
  });
}

test("the debrief says which targets were met, which were missed on which constraint, and a move that helps", async ({
  playground,
  learning,
}) => {
  await playground.open("?paused=1&challenge=quiz-rush");
  await learning.loadBoard("Start the challenge");
  await learning.button("Score it over five hours").click();
  const debrief = learning.panel.getByRole("region", { name: "Debrief" });
  await expect(debrief).toContainText("No star yet", { timeout: 30_000 });
  await expect(debrief.getByRole("heading", { name: "What missed its targets" })).toBeVisible();
  await expect(debrief).toContainText(/Course landing page on Edge\. Distance/);
  await expect(debrief).toContainText(/Quiz submissions on Serverless, in 5 of 5 hours\. Lost submissions: [\d,]+, target ≤ 0\./);
  await expect(debrief).toContainText("Serverless trade-off: Each instance holds one of the database’s 100 connections.");
  await debrief.getByRole("button", { name: "Show a move" }).click();
  await expect(debrief).toContainText(/Quiz submissions to Service: targets met by 3 of the cards, 2 before/, {
    timeout: 30_000,
  });

  await learning.loadBoard("Look at the worst hour");
  await expect(playground.cardOn("Serverless", "Quiz submissions")).toBeVisible();
});

test("beyond one move, a debrief says constraints, then cards, then a move that costs the other stars", async ({
  playground,
  learning,
}) => {
  test.slow(); // four scores
  await playground.open("?paused=1&challenge=far-home");
  await learning.loadBoard("Start the challenge");
  const debrief = learning.panel.getByRole("region", { name: "Debrief" });
  const score = () => learning.button("Score it over five hours").click();
  const card = / on (Serverless|Service|Edge), in [1-5] of 5 hours\./;
  await score();
  await expect(debrief).toContainText("Your next score says which cards they are.", { timeout: 30_000 });
  await expect(debrief).toContainText(/\d cards? missed a target\. The constraints behind it:/);
  await expect(debrief).not.toContainText(card);
  await score();
  await expect(debrief).toContainText("Your next score can show a move", { timeout: 30_000 });
  await expect(debrief).toContainText(card);
  await score();
  await debrief.getByRole("button", { name: "Show a move" }).click({ timeout: 30_000 });
  await expect(debrief.getByRole("button", { name: "Show a move" })).toBeHidden({ timeout: 30_000 });
  await learning.play(await solutionOf("far-home"));
  await score();
  await expect(debrief).toContainText("A move was shown in this round, so 1 counts", { timeout: 30_000 });
});

test("a locked card stays, and what the challenge does not allow is refused", async ({ playground, learning }) => {
  await playground.open("?paused=1&challenge=small-database");
  await learning.loadBoard("Start the challenge");
  await expect(playground.card("Quiz submissions")).toContainText("locked");
  await playground.menuButton("Quiz submissions").click();
  await playground.menu("Quiz submissions").getByRole("menuitem", { name: "Service" }).click();
  await expect(playground.status).toHaveText("Quiz submissions is locked: it stays where it is.");
  await expect(playground.cardOn("Serverless", "Quiz submissions")).toBeVisible();
});

test("what a challenge forbids is off, with the reason at its place", async ({ playground, learning }) => {
  await playground.open("?paused=1&challenge=quiz-rush");
  await learning.loadBoard("Start the challenge");
  const reason = "This is fixed here. Leave the challenge, or open the full page, to change it.";
  const evidence = playground.region("Evidence");
  await playground.look("Quiz submissions");
  await playground.evidence.open("Tune");
  const remedy = evidence.getByRole("button", { name: /^Try it: / }).first();
  await expect(remedy).toBeDisabled();
  await expect(evidence.getByText(reason).first()).toBeVisible();
  await learning.loadBoard("Back to your own board");
  await playground.look("Quiz submissions");
  await playground.evidence.open("Tune");
  await expect(evidence.getByRole("button", { name: /^Try it: / }).first()).toBeEnabled();
  await expect(evidence.getByText(reason).first()).toBeHidden();
});

test("a challenge is played with keys alone", async ({ page, playground, learning }) => {
  test.slow();
  await playground.open();
  const press = async (name: string | RegExp) => {
    await playground.page.getByRole("button", { name, exact: typeof name === "string" }).first().focus();
    await page.keyboard.press("Enter");
  };
  await press("Learn");
  await press("Challenges");
  await press("Play it: Ten to nine");
  await expect(learning.panel.getByRole("heading", { name: "Ten to nine" })).toBeFocused();
  await playground.andItsVerdicts(() => press("Start the challenge"));
  await playground.cardButton("Quiz submissions").focus();
  await page.keyboard.press("Enter");
  await playground.placeButton("Quiz submissions", "Service").focus();
  await playground.andItsVerdicts(() => page.keyboard.press("Enter"));
  await press("Score it over five hours");
  await expect(playground.status).toHaveText("Every star, in all five hours.", { timeout: 30_000 });
});

test("stars outlive a reload", async ({ page, playground, learning }) => {
  test.slow();
  await playground.open("?paused=1&challenge=quiz-rush");
  await learning.loadBoard("Start the challenge");
  await learning.play(await solutionOf("quiz-rush"));
  await learning.button("Score it over five hours").click();
  await expect(playground.status).toHaveText("Every star, in all five hours.", { timeout: 30_000 });
  await page.goto("about:blank");
  await playground.open("?paused=1&learn=challenges");
  await learning.button("All challenges").click();
  const played = learning.panel.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "Ten to nine" }) });
  await expect(played.getByRole("img")).toHaveAccessibleName(/^([1-3]) of \1 stars$/);
});

test("the rules of an open challenge outlive a reload, and so does the own board", async ({ playground, learning }) => {
  await playground.open("?paused=1&challenge=small-database");
  await playground.move("Course landing page", "Edge");
  await learning.loadBoard("Start the challenge");
  await playground.open("?paused=1&learn=challenges");
  await expect(playground.card("Quiz submissions")).toContainText("locked");
  await learning.loadBoard("Back to your own board");
  await expect(playground.card("Quiz submissions")).not.toContainText("locked");
  await expect(playground.cardOn("Edge", "Course landing page")).toBeVisible();
  await expect(learning.button("Back to your own board")).toHaveCount(0);
});

test("an edit made just before a challenge opens stays on the own board", async ({ playground, learning }) => {
  await playground.open("?paused=1&challenge=small-database");
  const lay = learning.button("Start the challenge");
  await expect(lay).toBeVisible();
  await playground.menuButton("Course landing page").click();
  const service = playground.menu("Course landing page").getByRole("menuitem", { name: "Service" });
  // Both clicks are in one task of the page: no run of the edit can be on the screen between them.
  await service.evaluate((item, button) => {
    (item as HTMLElement).click();
    (button as HTMLElement).click();
  }, await lay.elementHandle());
  await expect(playground.card("Quiz submissions")).toContainText("locked");
  await learning.loadBoard("Back to your own board");
  await expect(playground.cardOn("Service", "Course landing page")).toBeVisible();
});

test("no card of one's own gets onto a challenge's board, and its locks stay", async ({ playground, learning }) => {
  test.slow();
  await playground.open("?paused=1&challenge=small-database");
  await learning.loadBoard("Start the challenge");
  await learning.go("Your own workload");
  await learning.button("Try every lane").click();
  const found = learning.panel.getByRole("region", { name: "Result on each lane" });
  await found.getByRole("button", { name: "Put it on the board there: Service" }).click({ timeout: 60_000 });
  await expect(playground.status).toHaveText(/^This is fixed here\./);
  await expect(playground.card("Quiz submissions")).toContainText("locked");
  await expect(playground.card("Your workload")).toHaveCount(0);
});

test("a challenge with the id of a built-in one takes neither its place nor its stars", async ({ page, playground, learning }) => {
  await playground.open("?paused=1&learn=challenges");
  const file = readFileSync(new URL("../../public/challenges/quiz-rush.json", import.meta.url), "utf8");
  const challenge = JSON.parse(file) as { name: string };
  const choosing = page.waitForEvent("filechooser");
  await learning.button("Open a challenge file").click();
  const buffer = Buffer.from(JSON.stringify({ ...challenge, name: "An easy one" }));
  await (await choosing).setFiles({ name: "mine.json", mimeType: "application/json", buffer });
  await expect(learning.panel.getByRole("heading", { name: "An easy one" })).toBeVisible();
  await learning.button("All challenges").click();
  await expect(learning.button("Play it: An easy one")).toBeVisible();
  await expect(learning.button("Play it: Ten to nine")).toBeVisible();
});

test("a file with a mistake is refused by the field, and changes nothing", async ({ page, playground, learning }) => {
  await playground.open();
  await learning.open("Challenges");
  const open = async (content: string) => {
    const choosing = page.waitForEvent("filechooser");
    await learning.button("Open a challenge file").click();
    await (await choosing).setFiles({ name: "mine.json", mimeType: "application/json", buffer: Buffer.from(content) });
  };
  const file = await readFile(new URL("../../public/challenges/quiz-rush.json", import.meta.url), "utf8");
  const challenge = JSON.parse(file) as { name: string; stars: object[][] };
  await open(JSON.stringify({ ...challenge, stars: [[{ kind: "kept", workloads: ["no-such"] }]] }));
  await expect(playground.status).toHaveText(/mine\.json is not a challenge file: stars\[0\]\[0\]\.workloads\[0\]: expected the id/);
  await open(JSON.stringify({ ...challenge, name: "Mine", id: "mine" }));
  await expect(learning.panel.getByRole("heading", { name: "Mine" })).toBeVisible();
});

test("a file that is larger than any challenge is refused by its size", async ({ page, playground, learning }) => {
  await playground.open();
  await learning.open("Challenges");
  const choosing = page.waitForEvent("filechooser");
  await learning.button("Open a challenge file").click();
  const buffer = Buffer.alloc(9 << 20, " ");
  await (await choosing).setFiles({ name: "large.json", mimeType: "application/json", buffer });
  await expect(playground.status).toHaveText(/^large\.json is not a challenge file: it is larger than 8,388,608 bytes\./);
});
