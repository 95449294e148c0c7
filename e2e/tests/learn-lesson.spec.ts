// The whole lesson: every chapter is predicted, loaded, solved, and remembered.
import { readFile } from "node:fs/promises";
import { expect, test } from "../fixtures/test";

interface Chapter {
  title: string;
  tasks: { answers?: { text: string; is_right?: boolean }[] }[];
  prediction?: { options: { text: string }[] };
}

async function chapters(): Promise<Chapter[]> {
  const file = new URL("../../public/text/lesson.json", import.meta.url);
  return (JSON.parse(await readFile(file, "utf8")) as { chapters: Chapter[] }).chapters;
}

test("every chapter is read, predicted, and its tasks tick themselves", async ({ playground, learning }) => {
  test.slow(); // nine chapters
  await playground.open();
  await learning.open("Lesson");
  const all = await chapters();
  for (const [at, chapter] of all.entries()) {
    const article = learning.panel.getByRole("article", { name: chapter.title, exact: true });
    await expect(article).toBeVisible();
    if (chapter.prediction) {
      const [first] = chapter.prediction.options;
      await article.getByRole("radio", { name: first?.text ?? "" }).check();
      await learning.button("Compare with the run").click();
      const answered = article.getByText(/This is what the run shows\.|Not in this run\./);
      await expect(answered).toHaveCount(chapter.prediction.options.length, { timeout: 20_000 });
      await expect(article.getByText("This was your guess.")).toHaveCount(1);
    } else {
      await learning.loadBoard("Open this chapter’s board");
    }
    await learning.button("Show one way").click();
    // What the page did is not the learner's, and a question about the board stays the learner's to answer.
    const questions = chapter.tasks.flatMap(({ answers }) => (answers ? [answers] : []));
    await expect(article.getByText("Shown:")).toHaveCount(chapter.tasks.length - questions.length, { timeout: 20_000 });
    for (const answers of questions) {
      const wrong = answers.find((answer) => !answer.is_right);
      const right = answers.find((answer) => answer.is_right);
      await article.getByRole("radio", { name: wrong?.text ?? "", exact: true }).check();
      await article.getByRole("radio", { name: right?.text ?? "", exact: true }).check();
    }
    await expect(article.getByText("Done:")).toHaveCount(questions.length);
    await expect(article.getByRole("heading", { name: "What to take along" })).toBeVisible();
    if (at + 1 < all.length) await learning.button("Next chapter").click();
  }
  await expect(learning.button("Next chapter")).toBeHidden();
});

test("the ledger is beside the tasks, and a sentence about a card goes into its record", async ({ playground, learning }) => {
  await playground.open();
  await learning.open("Lesson");
  await learning.panel.getByRole("combobox", { name: "Chapter" }).selectOption({ index: 8 });
  await learning.loadBoard("Open this chapter’s board");
  const ledger = learning.panel.getByRole("region", { name: "What moved, and what was accepted" });
  await expect(ledger).toContainText("Partner grading plugins on Service");
  await expect(ledger).toContainText("Accepted in return:");
  await learning.button("Begin with what the evidence says").click();
  const sentence = learning.panel.getByLabel("Why is it here? Partner grading plugins");
  await expect(sentence).toHaveValue(/^It is here because the lane relieves it of …/);
  await sentence.fill("It is here because nobody has moved it yet.");
  await learning.go("Decision record");
  await learning.button("Try the options and write the record").click();
  await expect(learning.panel.getByRole("article")).toContainText("It is here because nobody has moved it yet.", { timeout: 40_000 });
});

test("a task is not done by the chapter's own board, and is done by a move", async ({ playground, learning }) => {
  await playground.open();
  await learning.open("Lesson");
  await learning.panel.getByRole("combobox", { name: "Chapter" }).selectOption({ index: 2 });
  await learning.panel.getByRole("radio").first().check();
  // A tick could answer the question, so it waits for the answer.
  await learning.button("Compare with the run").click();
  await expect(learning.panel.getByText("This was your guess.")).toHaveCount(1, { timeout: 20_000 });
  const task = learning.panel.getByRole("listitem").filter({ hasText: "Make Singapore’s landing page faster than 100 ms." });
  await expect(task).toContainText("To do:");
  await playground.move("Course landing page", "Edge");
  await expect(task).toContainText("Done:");
  await expect(playground.status).toHaveText("Done: Make Singapore’s landing page faster than 100 ms.");
});

test("where somebody was is remembered, and their own board comes back", async ({ page, playground, learning }) => {
  await playground.open();
  await playground.move("Quiz submissions", "Service");
  await learning.open("Lesson");
  await learning.button("Next chapter").click();
  await learning.loadBoard("Open this chapter’s board");
  await expect(playground.card("Quiz submissions")).toHaveCount(0);

  await page.reload();
  await playground.hasVerdicts();
  await expect(learning.panel.getByRole("article", { name: "Work that comes in bursts" })).toBeVisible();
  await learning.loadBoard("Back to your own board");
  await expect(playground.cardOn("Service", "Quiz submissions")).toBeVisible();
});

test("after a reload, reset goes back to the laid board's own beginning", async ({ page, playground, learning }) => {
  await playground.open();
  await learning.open("Lesson");
  await learning.panel.getByRole("combobox", { name: "Chapter" }).selectOption({ index: 2 });
  await learning.loadBoard("Open this chapter’s board");
  await playground.move("Course landing page", "Edge");
  await page.reload();
  await playground.hasVerdicts();
  await expect(playground.cardOn("Edge", "Course landing page")).toBeVisible();
  await playground.andItsVerdicts(() => playground.button("Reset").click());
  await expect(playground.cardOn("Edge", "Course landing page")).toHaveCount(0);
  await expect(playground.card("Course landing page")).toBeVisible();
});

test("an answer opens the chapter's board with its verdicts hidden, and nothing tells the figures before", async ({ playground, learning }) => {
  await playground.open();
  await learning.open("Lesson");
  const { panel } = learning;
  await playground.andItsVerdicts(() => panel.getByRole("radio").first().check());
  await expect(panel).toContainText("On the board: “Which burden moves?”.");
  await expect(playground.headline).toBeHidden();
  await expect(panel.getByText(/^Now: /)).toHaveCount(0);
  await expect(learning.button("Show one way")).toBeHidden();
  await learning.button("Compare with the run").click();
  await expect(playground.headline).toBeVisible();
  await expect(learning.button("Show one way")).toBeVisible();
});

test("who compares without a guess is told so in sight", async ({ playground, learning }) => {
  await playground.open();
  await learning.open("Lesson");
  await learning.button("Compare with the run").click();
  const told = learning.panel.getByText("Choose what you expect first.");
  await expect(told).toBeVisible();
  await learning.panel.getByRole("radio").first().check();
  await expect(told).toBeHidden();
});

test("undo leaves a laid board, redo comes back to it, and the own board is never lost", async ({
  playground,
  learning,
}) => {
  await playground.open();
  await playground.move("Quiz submissions", "Service");
  await learning.open("Lesson");
  await learning.loadBoard("Open this chapter’s board");
  // Whoever comes from a chapter sees the next one's board while they predict.
  await learning.loadBoard("Next chapter");

  // Undo goes back to the first chapter's board and to the person's own one, and redo goes forward
  // again.
  await playground.andItsVerdicts(() => playground.button("Undo").click());
  await expect(learning.panel).toContainText("On the board: “Which burden moves?”. Your own board is kept.");
  await playground.andItsVerdicts(() => playground.button("Undo").click());
  await expect(learning.button("Back to your own board")).toBeHidden();
  await expect(playground.cardOn("Service", "Quiz submissions")).toBeVisible();
  await playground.andItsVerdicts(() => playground.button("Redo").click());
  await playground.andItsVerdicts(() => playground.button("Redo").click());
  await expect(learning.panel).toContainText("On the board: “Work that comes in bursts”. Your own board is kept.");
  await expect(learning.button("Restart")).toBeVisible();

  // A board that the lesson loaded over another one did not replace the person's own board.
  await playground.andItsVerdicts(() => playground.button("Undo").click());
  await learning.loadBoard("Open this chapter’s board");
  await learning.loadBoard("Back to your own board");
  await expect(playground.cardOn("Service", "Quiz submissions")).toBeVisible();
});

test("a storage that takes nothing costs a sentence, and the own board still comes back", async ({
  page,
  playground,
  learning,
}) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await playground.open();
  await playground.move("Quiz submissions", "Service");
  await learning.open("Lesson");
  await learning.button("Next chapter").click();
  await expect(page.getByText("your progress will not outlive the page", { exact: false }).first()).toBeVisible();
  await learning.loadBoard("Open this chapter’s board");
  await learning.loadBoard("Back to your own board");
  await expect(playground.cardOn("Service", "Quiz submissions")).toBeVisible();
});

test("progress is saved as a file, forgotten, and loaded again", async ({ page, playground, learning }) => {
  await playground.open();
  await learning.open("Lesson");
  await learning.button("Next chapter").click();
  const saving = page.waitForEvent("download");
  await learning.button("Save progress").click();
  const saved = await (await saving).path();

  await learning.button("Forget my progress").click();
  await expect(learning.panel.getByRole("article", { name: "Which burden moves?" })).toBeVisible();
  const choosing = page.waitForEvent("filechooser");
  await learning.button("Load progress").click();
  await (await choosing).setFiles(saved);
  await expect(learning.panel.getByRole("article", { name: "Work that comes in bursts" })).toBeVisible();

  const again = page.waitForEvent("filechooser");
  await learning.button("Load progress").click();
  await (await again).setFiles({ name: "other.json", mimeType: "application/json", buffer: Buffer.from('{"version": 7}') });
  await expect(playground.status).toHaveText(/other\.json is not a progress file: another version/);
  await expect(learning.panel.getByRole("article", { name: "Work that comes in bursts" })).toBeVisible();
});

test("nothing reveals a verdict while a prediction is open", async ({ page, playground, learning }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await playground.open();
  await learning.open("Lesson");
  const article = learning.panel.getByRole("article").first();
  await article.getByRole("radio").first().waitFor();
  await expect(playground.headline).toBeHidden();
  for (const sign of await playground.region("Lanes").getByText(/^[✓✕]$/).all()) await expect(sign).toBeHidden();
  await expect(playground.evidence.subject).toBeHidden();
  await expect(page.getByText(/^Verdicts are hidden /)).toBeVisible();
  await article.getByRole("radio").first().check();
  await learning.button("Compare with the run").click();
  await expect(playground.headline).toBeVisible();
  await expect(page.getByText(/^Verdicts are hidden /)).toBeHidden();
});

test("a chapter's board is not compared with the person's own", async ({ playground, learning }) => {
  await playground.open();
  await learning.open("Lesson");
  const [chapter] = await chapters();
  const [first] = chapter?.prediction?.options ?? [];
  await learning.panel.getByRole("radio", { name: first?.text ?? "" }).check();
  await learning.button("Compare with the run").click();
  await expect(playground.headline).toContainText(/ of 3 meets? /);
  await expect(playground.main.getByText(/^[+−]\d+$/)).toBeHidden();
  await expect(playground.main.getByText(/\/month \([+−]/)).toBeHidden();
});

test("a chapter explains the words it uses first, and pointing at one marks its place", async ({ page, playground, learning }) => {
  await playground.open();
  await learning.open("Lesson");
  const root = page.locator(":root");
  const term = learning.panel.getByRole("term").filter({ hasText: "p95" });
  await expect(learning.panel.getByRole("definition").filter({ hasText: "95 of 100" })).toBeVisible();
  await term.focus();
  await expect(root).toHaveAttribute("data-term", "evidence");
  await learning.panel.getByRole("term").filter({ hasText: "Instance" }).hover();
  await expect(root).toHaveAttribute("data-term", "serverless");
  await learning.button("Next chapter").click();
  await expect(root).toHaveAttribute("data-term", "");
  await expect(learning.panel.getByRole("term").filter({ hasText: "Cold start" })).toBeVisible();
});
