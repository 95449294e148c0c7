// The three axes: the amounts that a workload requires and its lane provides, so that a mismatch is
// visible.
import { expect, test } from "../fixtures/test";

const CAPTION = /^Asked and offered, on the three axes/;

test("a mismatch is drawn, and gone where the card belongs", async ({ page, playground }) => {
  await playground.open();
  await playground.evidence.open("Fit");
  const axes = playground.evidence.region.getByRole("table", { name: CAPTION });
  const connections = axes.getByRole("row", { name: /^Database connections/ });
  await expect(connections).toContainText("does not match");
  await expect(connections).toContainText("over 70");
  await expect(axes.getByRole("row", { name: /^Requests at once/ })).toContainText(": matches");
  await playground.andItsVerdicts(() => playground.move("Quiz submissions", "Service"));
  await playground.look("Quiz submissions");
  await expect(axes).toContainText("Consistent writes");
  await expect(axes).not.toContainText("does not match");
});

test("a chart is saved as a picture and as a table", async ({ page, playground }) => {
  await playground.open();
  await playground.evidence.open("Fit");
  await playground.evidence.region.getByText("Save", { exact: true }).click();
  const saved = async (button: string, nth = 0) => {
    const download = page.waitForEvent("download");
    await playground.evidence.region.getByRole("button", { name: button }).nth(nth).click();
    const stream = await (await download).createReadStream();
    let text = "";
    for await (const chunk of stream) text += chunk;
    return text;
  };
  expect(await saved("Save as SVG")).toMatch(/^<svg [^>]+>.*Requests at once.*<\/svg>$/s);
  expect(await saved("Save as CSV")).toMatch(/^what,asked,offered\nRequests at once to be in time,\d+,"up to 1,000"\n/);
});
