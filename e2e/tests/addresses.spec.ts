// The addresses of a build's files: the files are in one folder that is named by their content, so that
// a host may cache it for ever. Pages and data that people link to keep their addresses.
import { expect, test } from "../fixtures/test";

const BUILD = /^build-[0-9a-f]{16}\/./;

test("whatever the page fetches is in the folder of its build", async ({ context, page, playground, learning, baseURL }) => {
  const asked = new Set<string>();
  context.on("request", (request) => {
    const address = request.url();
    if (address.startsWith(baseURL ?? "nowhere")) asked.add(address.slice(baseURL?.length).replace(/[?#].*$/, ""));
  });
  await playground.open("?paused=1&lang=es");
  await playground.open("?paused=1&lang=en");
  await playground.openFile("broken.json", "{}");
  await expect(page.getByText(/broken\.json/).first()).toBeVisible();
  await playground.look("Quiz submissions");
  await playground.evidence.why("Why 100 connections?").click();
  await learning.open("Lesson");
  await learning.go("Check what you know");
  await page.goto("./facts/");
  await page.goto("./model/");

  const elsewhere = [...asked].filter((path) => !BUILD.test(path));
  expect(elsewhere.sort()).toEqual(["", "facts/", "model/"]);
  const folders = new Set([...asked].filter((path) => BUILD.test(path)).map((path) => path.split("/")[0]));
  expect(folders.size, "one folder").toBe(1);
  const fetched = [...asked].map((path) => path.split("/").slice(1).join("/"));
  for (const file of ["app.js", "app_bg.wasm", "worker_bg.wasm", "reader_bg.wasm", "learn_bg.wasm", "learn.css"]) {
    expect(fetched).toContain(file);
  }
  for (const file of ["scenarios/learning-platform.bin", "facts/facts.bin", "text/lesson.bin", "text/es.json"]) {
    expect(fetched).toContain(file);
  }
});

test("what people link to keeps its address", async ({ page, request }) => {
  for (const path of ["facts/facts.json", "scenarios/learning-platform.json", "schema/scenario.json", "ATTRIBUTION.txt"]) {
    expect((await request.get(`./${path}`)).status(), path).toBe(200);
  }
  await page.goto("./facts/");
});

test("only the folder of a build may be cached for ever", async ({ page, request }) => {
  const html = await (await request.get("./")).text();
  const folder = /<meta name="build" content="([^"]+)">/.exec(html)?.[1] ?? "";
  expect(folder).toMatch(/^build-[0-9a-f]{16}\/$/);
  const caching = async (path: string) => (await request.get(`./${path}`)).headers()["cache-control"];
  expect(await caching("")).toBe("no-cache");
  expect(await caching("facts/")).toBe("no-cache");
  expect(await caching(`${folder}app_bg.wasm`)).toContain("immutable");
  await page.goto("./facts/");
});
