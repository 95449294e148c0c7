// The engine fails in its worker: the worker is restarted, the page says so, and no edit is lost.
import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures/test";

// The console also shows the failure itself.
test.use({ mayBeLogged: /a fault of this test/ });

/**
 * Gives the first workers a start script that has this effect when they are asked to simulate. The
 * question is the only one with a whole scenario in it, and so the only long one.
 */
async function onSimulate(page: Page, script: string): Promise<void> {
  let started = 0;
  await page.route("**/worker_start.js*", async (route) => {
    started += 1;
    // One worker runs snippets, the other simulates; the workers after these two have no fault.
    if (started > 2) return route.continue();
    const response = await route.fetch();
    const fault = `addEventListener("message", (event) => { if (event.data.length > 2000) { ${script} } });`;
    return route.fulfill({ response, body: fault + (await response.text()) });
  });
}

const FAULTS = {
  "an error": { script: 'throw new Error("a fault of this test");', limit: 15_000 },
  "a worker that falls silent": { script: "for (;;) {}", limit: 30_000 },
};

for (const [name, { script, limit }] of Object.entries(FAULTS)) {
  test(`${name} is survived`, async ({ page, playground }) => {
    await onSimulate(page, script);
    await playground.visit("?paused=1");
    // A person can edit the board before the first run.
    await playground.menuButton("Quiz submissions").click();
    await playground.menu("Quiz submissions").getByRole("menuitem", { name: "Service" }).click();

    const notice = page.getByText(/^The simulation stopped on an error and was restarted\./).first();
    await expect(notice).toBeVisible({ timeout: limit });

    await playground.hasVerdicts();
    await expect(playground.cardOn("Service", "Quiz submissions")).toContainText("meets all");
    await playground.look("Quiz submissions");
    await playground.evidence.fits();

    await playground.button("Put away").click();
    await playground.andItsVerdicts(() => playground.button("Undo").click());
    await expect(playground.cardOn("Serverless", "Quiz submissions")).toContainText(/misses \d of 2/);
  });
}

test("no address makes a worker fail", async ({ page, playground }) => {
  await playground.open("?paused=1&fault=worker");
  await expect(page.getByText(/was restarted/)).toHaveCount(0);
});
