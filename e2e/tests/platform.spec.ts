// The platform whose limits and prices calibrate a lane: chosen on the lane, undone like any edit, and
// visible in the figures.
import { expect, test } from "../fixtures/test";

test("another platform changes starts, limits and price together", async ({ playground }) => {
  await playground.open();
  await playground.cardButton("Certificates").click();
  await playground.page.keyboard.press("Escape");
  const evidence = playground.evidence.region;
  await expect(evidence).toContainText(/\$[\d.,]+ a month at list prices/);
  const lane = playground.lane("Serverless");
  await lane.getByText("Limits", { exact: true }).click();
  const choice = lane.getByRole("combobox", { name: "Whose limits and prices Serverless has" });
  await expect(choice).toHaveValue("aws-lambda");
  await playground.andItsVerdicts(async () => {
    await choice.selectOption("google-cloud-run-functions");
  });
  await expect(evidence).toContainText(/was \$[\d.,]+/);
  await playground.andItsVerdicts(() => playground.button("Undo").click());
  await expect(choice).toHaveValue("aws-lambda");
});

test("the autoscaler of a service measures what is chosen", async ({ playground }) => {
  await playground.open("?paused=1&board=matched-to-shape");
  const lane = playground.lane("Service");
  await lane.getByText("Limits", { exact: true }).click();
  const metric = lane.getByLabel("The autoscaler measures");
  await playground.andItsVerdicts(async () => {
    await metric.selectOption("requests in flight");
  });
  await expect(lane.getByText("was the use of its processors")).toBeVisible();
  await playground.andItsVerdicts(() => playground.button("Undo").click());
  await expect(lane.getByText("was the use of its processors")).toHaveCount(0);
});

test("the verdict is tried with more seeds, behind the one on the screen", async ({ playground }) => {
  await playground.open("?paused=1&board=matched-to-shape");
  await expect(playground.evidence.region).toContainText("Met with all 5 seeds", { timeout: 30_000 });
});
