// Starter files: the lesson's ways on to real platforms, and the files beside a decision record.
import { readFile } from "node:fs/promises";
import { expect, test } from "../fixtures/test";

test("the lesson ends with files for three platforms", async ({ page, learning }) => {
  test.slow();
  await page.goto("./?learn=lesson");
  await learning.panel.getByLabel("Chapter").selectOption({ label: "9. Your turn (3 minutes)" });
  const endings = learning.panel.getByRole("region", { name: "Try it for real" });
  await learning.button("Open this chapter’s board").click();
  await expect(endings).toBeHidden();
  await learning.button("Show one way").click();
  await expect(endings).toBeVisible({ timeout: 60_000 });

  await endings.getByText("A function that sleeps until evening").click();
  await endings.getByText("template.yaml").click();
  await expect(endings.getByText("Compare after a month: the model expects")).toBeVisible();
  await expect(endings.getByText("ScheduleExpression: cron(")).toBeVisible();

  await endings.getByText("A grader behind walls").click();
  await expect(endings.getByText("Grading plugins is not on Sandbox")).toBeVisible();
  const saving = page.waitForEvent("download");
  await endings.getByRole("button", { name: "Save as a ZIP file" }).last().click();
  expect((await saving).suggestedFilename()).toBe("grading-plugins.zip");
  const archive = await readFile((await (await saving).path()) ?? "", "latin1");
  for (const path of ["host.py", "requirements.txt", "endless-loop.wat"]) {
    expect(archive).toContain(`grading-plugins/${path}`);
  }
  expect(archive).toContain("FUEL = 200000");
});

test("a record has the files of its card", async ({ playground, learning }) => {
  test.slow();
  await playground.open();
  await learning.open("Decision record");
  await learning.panel.getByLabel("The decision is about").selectOption("Progress tracking");
  await learning.button("Try the options and write the record").click();
  await expect(learning.panel.getByRole("heading", { name: "Starter files" })).toBeVisible({ timeout: 60_000 });
  await learning.panel.getByText("template.yaml").click();
  await expect(learning.panel.getByText("Transform: AWS::Serverless-2016-10-31")).toBeVisible();
});
