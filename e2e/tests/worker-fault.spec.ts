// The engine fails in its worker: it is started again, the page says so, and nothing edited is lost.
import { expect, test } from "../fixtures/test";

// The panic itself is told to whoever reads the console.
test.use({ mayBeLogged: /panicked at|unreachable/ });

test("a panic is survived", async ({ page, playground }) => {
  await playground.visit("?paused=1&fault=worker");
  // Before the first run there is already a board to edit.
  await playground.menuButton("Quiz submissions").click();
  await playground.menu("Quiz submissions").getByRole("menuitem", { name: "Service" }).click();

  const notice = page.getByText(/^The simulation stopped on an error and was restarted\./).first();
  await expect(notice).toBeVisible();
  await expect(notice).toContainText("Your board is unchanged. This hour is being simulated again.");

  await playground.hasVerdicts();
  await expect(playground.cardOn("Service", "Quiz submissions")).toContainText("fits");
  await playground.look("Quiz submissions");
  await playground.evidence.fits();

  await playground.button("Put away").click();
  await playground.andItsVerdicts(() => playground.button("Undo").click());
  await expect(playground.cardOn("Serverless", "Quiz submissions")).toContainText(/misses \d of 2/);
});
