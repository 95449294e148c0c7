// The site runs in a folder of any static host and sends no request to another origin.
import { expect, test } from "../fixtures/test";

test("a whole session asks only its own folder", async ({ context, page, playground, baseURL }) => {
  const asked: string[] = [];
  const failed: string[] = [];
  context.on("request", (request) => asked.push(request.url()));
  context.on("response", (response) => {
    if (response.status() >= 400) failed.push(`${response.status()} ${response.url()}`);
  });
  await playground.open("");
  expect(new URL(page.url()).pathname).toBe("/course/lanewise/");
  await playground.useBoard("Everything on edge");
  await playground.move("Quiz submissions", "Service");
  await playground.look("Partner grading plugins");
  await (await playground.timeline.moments()).first().click();
  await playground.button("Dark theme").click();
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.filter((address) => !address.startsWith(baseURL ?? "nowhere"))).toEqual([]);
  expect(failed).toEqual([]);
});

test("once it is open it needs no network", async ({ context, playground }) => {
  await playground.open();
  await context.setOffline(true);
  await playground.useBoard("Matched to shape");
  await expect(playground.headline).toHaveText("All 14 meet their targets");
});
