// A scenario that is refused: the page names the fault, and the board stays as it was.
import { readFileSync } from "node:fs";
import { expect, test } from "../fixtures/test";

const SHIPPED = readFileSync(new URL("../../public/scenarios/learning-platform.json", import.meta.url), "utf8");

interface Scenario {
  seed: unknown;
  audience: { city: string }[];
  workloads: { arrivals: Record<string, unknown> }[];
}

/** The shipped scenario with one change. */
function broken(change: (scenario: Scenario) => void): string {
  const scenario = JSON.parse(SHIPPED) as Scenario;
  change(scenario);
  return JSON.stringify(scenario);
}

const CASES: { name: string; content: string; path: string; expected: RegExp }[] = [
  { name: "no JSON", content: "lanewise", path: "the scenario", expected: /expected value/ },
  {
    name: "a text where a number belongs",
    content: broken((scenario) => {
      scenario.seed = "thirty-one";
    }),
    path: "seed",
    expected: /expected/,
  },
  {
    name: "an unknown city",
    content: broken((scenario) => {
      const first = scenario.audience[0];
      if (first) first.city = "Atlantis";
    }),
    path: "audience[0]",
    expected: /Atlantis/,
  },
  {
    name: "a negative rate",
    content: broken((scenario) => {
      const steady = scenario.workloads.findIndex((workload) => "per_hour" in workload.arrivals);
      const arrivals = scenario.workloads[steady]?.arrivals;
      if (arrivals) arrivals.per_hour = -5;
    }),
    path: "per_hour",
    expected: /-5/,
  },
];

for (const { name, content, path, expected } of CASES) {
  test(name, async ({ page, playground }) => {
    await playground.open();
    await playground.move("Quiz submissions", "Service");
    const run = (await playground.main.getAttribute("data-sim-hash")) ?? "";

    await playground.openFile("broken.json", content);
    const notice = page.getByText(/^broken\.json was not opened: /).and(page.locator(":not([role])"));
    await expect(notice).toBeVisible();
    await expect(notice).toContainText(path);
    await expect(notice).toContainText(expected);
    await expect(notice).toContainText("The board is as it was.");
    await expect(playground.status).toContainText("broken.json was not opened");

    await expect(playground.cardOn("Service", "Quiz submissions")).toBeVisible();
    await expect(playground.main).toHaveAttribute("data-sim-hash", run);
    await playground.button("Put away").click();
    await expect(notice).toHaveCount(0);
  });
}

test("a corrected file opens", async ({ playground }) => {
  await playground.open();
  await playground.openFile("evening.json", "{");
  await expect(playground.status).toContainText("evening.json was not opened");
  const named = JSON.stringify({ ...(JSON.parse(SHIPPED) as object), name: "Another evening" });
  await playground.andItsVerdicts(() => playground.openFile("evening.json", named));
  await expect(playground.status).toHaveText(/^Another evening opened\. \d+ of 14 meet their targets\.$/);
  await expect(playground.button("Put away")).toHaveCount(0);
});

test.describe("an address that names no scenario", () => {
  test.use({ mayBeLogged: /404/ });

  test("is one sentence", async ({ page, playground }) => {
    await playground.visit("?scenario=no-such-evening");
    await expect(page.getByRole("alert")).toContainText("scenarios/no-such-evening.json could not be read");
  });
});
