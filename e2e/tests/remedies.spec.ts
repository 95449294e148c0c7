// Remedies as switches beside the verdict, with their price.
import { expect, test } from "../fixtures/test";

const QUIZ = "Quiz submissions";

test("a pooler mends the quiz on functions, as long as its rows are locked", async ({ page, playground }) => {
  await playground.open();
  await playground.look(QUIZ);
  await playground.evidence.open("Tune");
  // The remedy of the most frequent cause comes first, and says how many requests it acts on.
  const first = playground.evidence.region.getByRole("listitem").filter({ has: page.getByRole("button", { name: /^Try it: / }) }).first();
  await expect(first).toContainText(/A connection pooler.*Acts on the cause of [\d,]{5,} requests\./);
  await playground.andItsVerdicts(() => playground.button("Try it: A connection pooler").click());
  const off = playground.button("Without it: A connection pooler");
  // The pressed switch keeps the focus, because it stays in place.
  await expect(off).toBeFocused();
  await expect(playground.status).toContainText("A connection pooler: on.");
  await expect(playground.card(QUIZ)).toContainText("meets all");
  await playground.andItsVerdicts(() => playground.button("Without it: A lock on its rows").click());
  await expect(playground.card(QUIZ)).not.toContainText("meets all");
  await playground.andItsVerdicts(() => playground.button("Try it: Conditional writes").click());
  await expect(playground.card(QUIZ)).toContainText("meets all");
  await playground.andItsVerdicts(() => off.click());
  await expect(playground.button("Try it: A connection pooler")).toBeFocused();
  await expect(playground.card(QUIZ)).not.toContainText("meets all");
});

test("provisioned instances cost money", async ({ page, playground }) => {
  await playground.open();
  await playground.look(QUIZ);
  await playground.evidence.open("Tune");
  const field = page.getByLabel("Provisioned concurrency: instances");
  await playground.andItsVerdicts(async () => {
    await field.fill("40");
    await field.press("Enter");
  });
  await expect(page.getByText(/whole board.*\$[\d,.]+.*\$[\d,.]+/)).toBeVisible();
});

test("the evidence stays with the workload whose remedy was switched on", async ({ playground }) => {
  await playground.open();
  const subject = await playground.evidence.subject.innerText();
  await playground.evidence.open("Tune");
  await playground.andItsVerdicts(() => playground.button("Try it: A connection pooler").click());
  await expect(playground.card(subject)).toContainText("meets all");
  await expect(playground.evidence.subject).toHaveText(subject);
});

test("a number that was just typed is the one that is tried", async ({ page, playground }) => {
  await playground.open();
  await playground.look(QUIZ);
  await playground.evidence.open("Tune");
  const field = page.getByLabel("Provisioned concurrency: instances");
  await playground.andItsVerdicts(async () => {
    await field.fill("7");
    await playground.button("Try it: Provisioned concurrency").click();
  });
  await expect(playground.button("Without it: Provisioned concurrency")).toBeVisible();
  await expect(field).toHaveValue("7");
});
