// The knowledge check: every question is graded by the snippet, and opens the board that shows why.
import { readFile } from "node:fs/promises";
import { expect, test } from "../fixtures/test";

interface Question {
  question: string;
  right: string[];
  options: { letter: string; text: string }[];
}

async function questions(): Promise<Question[]> {
  const file = new URL("../../public/text/check.json", import.meta.url);
  return (JSON.parse(await readFile(file, "utf8")) as { questions: Question[] }).questions;
}

test("the key earns every point, question by question", async ({ playground, learning }) => {
  test.slow(); // fourteen gradings
  await playground.open();
  await learning.open("Check what you know");
  const all = await questions();
  let points = 0;
  for (const [at, { question, right, options }] of all.entries()) {
    const group = learning.panel.getByRole("group", { name: `${at + 1}. ${question}` });
    for (const { letter, text } of options.filter((option) => right.includes(option.letter))) {
      await group.getByLabel(`${letter}. ${text}`).check();
    }
    await learning.button(`Have it graded: question ${at + 1}`).click();
    points += right.length;
    await expect(learning.panel.getByText(`${at + 1} of ${all.length} questions answered, ${points} of`)).toBeVisible();
  }
  const most = all.reduce((sum, { right }) => sum + right.length, 0);
  expect(points).toBe(most);
});

test("a wrong answer earns nothing, says why, and opens the board that shows it", async ({ playground, learning }) => {
  await playground.open();
  await learning.open("Check what you know");
  const [first] = await questions();
  if (!first) throw new Error("no question");
  const wrong = first.options.find((option) => !first.right.includes(option.letter));
  await learning.panel.getByLabel(`${wrong?.letter}. ${wrong?.text}`).check();
  await learning.button("Have it graded: question 1").click();
  const item = learning.panel.getByRole("listitem").filter({ hasText: first.question });
  await expect(item).toContainText(`0 of ${first.right.length} points.`);
  await expect(item).toContainText(/The snippet says: “0 right, 1 wrong.*” It used [\d,]+ units of fuel/);

  await learning.loadBoard("Open the board that shows why");
  await expect(playground.card("Certificates")).toBeVisible();
  await expect(playground.card("Quiz submissions")).toHaveCount(0);
});

test("the code that grades can be read", async ({ playground, learning }) => {
  await playground.open();
  await learning.open("Check what you know");
  await learning.panel.getByText("The code, as WebAssembly text").click();
  await expect(learning.panel.getByText('(import "lanewise" "answer_matches"')).toBeVisible();
});

test("a hostile checker is stopped by the walls, and a missed question comes back", async ({ playground, learning }) => {
  await playground.open();
  await learning.open("Check what you know");
  const all = await questions();
  const [first] = all;
  const wrong = first?.options.find((option) => !first.right.includes(option.letter));
  await learning.panel.getByLabel(`${wrong?.letter}. ${wrong?.text}`).check();
  await learning.button("Have it graded: question 1").click();
  const item = learning.panel.getByRole("listitem").filter({ hasText: first?.question ?? "" });
  await item.getByText("What if the checker meant harm?").click();
  await item.getByRole("button", { name: "Let the endless checker grade my answer" }).click();
  await expect(item).toContainText("its fuel was gone. It used");
  await item.getByRole("button", { name: "Let the one that looks around grade my answer" }).click();
  await expect(item).toContainText("which was not granted");
  await expect(item).toContainText(`0 of ${first?.right.length} points.`);

  const submits = learning.panel.getByRole("button", { name: /^Have it graded: question / });
  await expect(submits).toHaveCount(all.length);
  await learning.panel.getByLabel("Show only the 1 question to answer again").check();
  await expect(submits).toHaveCount(1);
});
