// The numbers of a workload and of a lane, each with its reset button.
import { expect, test } from "../fixtures/test";

test("a lane's number is set and set back", async ({ page, playground }) => {
  await playground.open();
  const before = await playground.fingerprint();
  await playground.lane("Serverless").getByText("Limits", { exact: true }).click();
  const field = page.getByRole("spinbutton", { name: /^Database connections/ });
  const was = await field.inputValue();
  await playground.andItsVerdicts(async () => {
    await field.fill("5000");
    await field.press("Enter");
  });
  await expect(page.getByText(`was ${was}`, { exact: true })).toBeVisible();
  const changed = playground.lane("Serverless").getByText("changed", { exact: true });
  await expect(changed).toBeAttached();
  const back = playground.button(`Database connections: back to ${was}`);
  await playground.andItsVerdicts(() => back.click());
  expect(await playground.fingerprint()).toBe(before);
  await expect(changed).toBeHidden();
});

test("a number outside its range becomes the nearest that is allowed, and the page says so", async ({ page, playground }) => {
  await playground.open();
  await playground.look("Quiz submissions");
  await playground.evidence.open("Tune");
  const field = page.getByRole("spinbutton", { name: /^Memory that a run touches/ });
  await playground.andItsVerdicts(async () => {
    await field.fill("-5");
    await field.press("Enter");
  });
  await expect(field).toHaveValue("1");
  await expect(page.getByText(/5 is outside 1 to 1,048,576/).first()).toBeVisible();
});
