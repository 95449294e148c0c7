// The builder: the board on the screen becomes a challenge, which is tried, saved, and opened again.
import { expect, test } from "../fixtures/test";

test("a challenge is built, found too easy or not, saved, and played from its file", async ({
  page,
  playground,
  learning,
}) => {
  test.slow();
  await playground.open();
  await learning.open("Build a challenge");
  const panel = learning.panel;
  await panel.getByLabel("Name", { exact: true }).fill("Two of them");
  await panel.getByLabel("What is the matter, and what is asked?").fill("Quiz and landing page.");
  for (const box of await panel.getByRole("checkbox", { name: / takes part$/ }).all()) {
    const label = (await box.evaluate((element) => element.parentElement?.textContent)) ?? "";
    if (!/Quiz submissions|Course landing page/.test(label)) await box.uncheck();
  }
  await panel.getByLabel("The second star asks for").selectOption("a low bill (dollars a month)");
  await expect(panel.getByLabel("At most").first()).toHaveValue(/^[1-9]\d*$/); // the cost of the board now
  await panel.getByLabel("At most").first().fill("2000");
  await learning.button("Is it too easy?").click();
  await expect(panel.getByText("It takes a thought")).toBeVisible({ timeout: 60_000 });

  const saving = page.waitForEvent("download");
  await learning.button("Save the challenge as a file").click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toBe("two-of-them.json");

  await learning.go("Challenges");
  const choosing = page.waitForEvent("filechooser");
  await learning.button("Open a challenge file").click();
  await (await choosing).setFiles(await saved.path());
  await expect(panel.getByRole("heading", { name: "Two of them" })).toBeVisible();
  await learning.loadBoard("Start the challenge");
  await expect(playground.region("Lanes").getByRole("button", { name: /^Move / })).toHaveCount(2);
});

test("a challenge built without a name is played and left: the own board is the person's own again", async ({
  playground,
  learning,
}) => {
  await playground.open();
  await playground.move("Course landing page", "Edge");
  await learning.open("Build a challenge");
  await learning.button("Play it yourself").click();
  await learning.loadBoard("Start the challenge");
  await playground.move("Course images", "Edge");
  await learning.loadBoard("Back to your own board");
  await expect(playground.cardOn("Serverless", "Course images")).toBeVisible();
  await expect(learning.button("Back to your own board")).toHaveCount(0);
  await playground.move("Quiz submissions", "Service");
  await expect(learning.button("Back to your own board")).toHaveCount(0);
  await learning.loadBoard("Start the challenge");
  await learning.loadBoard("Back to your own board");
  await expect(playground.cardOn("Service", "Quiz submissions")).toBeVisible();
});

test("a link opens the challenge for whoever has it", async ({ page, context, playground, learning }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await playground.open();
  await learning.open("Build a challenge");
  await learning.panel.getByLabel("Name", { exact: true }).fill("By a link");
  await learning.button("Copy a link to the challenge").click();
  await expect(playground.status).toHaveText(/^The link is on the clipboard/);
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await page.goto("about:blank");
  await page.goto(link);
  await playground.hasVerdicts();
  await expect(learning.panel.getByRole("heading", { name: "By a link" })).toBeVisible();
  // Its board is on the screen at once, and the person's own is kept.
  await expect(learning.button("Begin again")).toBeVisible();
  await learning.loadBoard("Back to your own board");
});

test("the builder asks for a solution, and counts the author's own", async ({ playground, learning }) => {
  test.slow(); // five hours
  await playground.open("?paused=1&board=matched-to-shape");
  await learning.open("Build a challenge");
  const panel = learning.panel;
  await panel.getByLabel("Name", { exact: true }).fill("Done already");
  await expect(panel.getByText("Nobody has earned every star yet")).toBeVisible();
  await learning.button("Play it yourself").click();
  await learning.loadBoard("Start the challenge");
  await learning.button("Score it over five hours").click();
  await expect(playground.status).toHaveText("Every star, in all five hours.", { timeout: 60_000 });
  await learning.go("Build a challenge");
  await expect(panel.getByText("It is possible: your solution earned every star.")).toBeVisible();
  await panel.getByLabel("Name", { exact: true }).fill("Another one");
  await expect(panel.getByText("Nobody has earned every star yet")).toBeVisible();
});

test("a card that does not take part is not offered for a star", async ({ playground, learning }) => {
  await playground.open();
  await learning.open("Build a challenge");
  const panel = learning.panel;
  await panel.getByLabel("Video upload takes part").uncheck();
  await panel.getByLabel("The second star asks for").selectOption("few cold starts of a card");
  const card = panel.getByLabel("Of which card").first();
  await expect(card).not.toHaveValue("video-upload");
  await expect(card.getByRole("option", { name: "Video upload" })).toBeDisabled();
});

test("a number in the builder is read as people write it", async ({ playground, learning }) => {
  await playground.open();
  await learning.open("Build a challenge");
  await learning.panel.getByLabel("The second star asks for").selectOption("a low bill (dollars a month)");
  const most = learning.panel.getByLabel("At most").first();
  await most.fill("99,5");
  await most.press("Tab");
  await expect(most).toHaveValue("99.5");
  await most.fill("a few");
  await most.press("Tab");
  await expect(playground.status).toHaveText(/“a few” is not a number/);
  await expect(most).toHaveValue("99.5");
});

test("a name that is too long is refused, and the board stays as it is", async ({ playground, learning }) => {
  await playground.open();
  await learning.open("Build a challenge");
  const name = learning.panel.getByLabel("Name", { exact: true });
  await expect(name).toHaveAttribute("maxlength", "120");
  // A draft that an earlier version has stored may hold a longer name than the field takes.
  await name.evaluate((input) => input.removeAttribute("maxlength"));
  await name.fill("n".repeat(121));
  await learning.button("Play it yourself").click();
  await expect(playground.status).toHaveText(/^“Name” has to change first: .*expected 0 to 120.* What you entered stays\.$/);
  await name.fill("m".repeat(121));
  await learning.button("Put name, cards and targets on the board").click();
  await expect(playground.status).toHaveText(/^“Name” has to change first: .*expected 0 to 120/);
  await expect(playground.page.getByRole("button", { name: "Undo" })).toBeDisabled();
});
