// Files that a person opens in the sandbox lab as modules and that are none: a sentence, and nothing changes.
import { writeFile } from "node:fs/promises";
import { editor, openLab, result, run, state } from "../fixtures/lab";
import { expect, test } from "../fixtures/test";
import type { Page } from "@playwright/test";

const field = (page: Page) => page.getByLabel("Open a .wasm module …");
const open = (page: Page, buffer: Buffer) =>
  field(page).setInputFiles({ name: "upload.wasm", mimeType: "application/wasm", buffer });

async function check(page: Page, sentence: RegExp) {
  await expect(page.getByRole("alert")).toHaveText(sentence);
  await expect(editor(page)).toContainText("award");
  await run(page);
  await expect(state(page)).toHaveText("It has ended.");
  await expect(result(page, "Points")).toHaveText(/ of 4$/);
}

/** A number in the form of a module. */
function leb(number: number): number[] {
  return number < 128 ? [number] : [(number % 128) + 128, ...leb(Math.floor(number / 128))];
}

const section = (id: number, body: number[]) => [id, ...leb(body.length), ...body];

/** A valid module that imports so many functions and exports none. */
function withImports(many: number): Buffer {
  const type = section(1, [1, 0x60, 0, 0]);
  const one = [1, 0x61, 1, 0x62, 0, 0];
  const imports: number[] = [...leb(many)];
  for (let index = 0; index < many; index += 1) imports.push(...one);
  return Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, ...type, 2, ...leb(imports.length)].concat(imports));
}

test("empty, random and foreign files are refused", async ({ page }) => {
  await openLab(page);
  for (const buffer of [
    Buffer.alloc(0),
    Buffer.from("<!doctype html><title>404</title>"),
    Buffer.from(Array.from({ length: 4_096 }, (_, index) => (index * 7_919 + 13) % 251)),
  ]) {
    await open(page, buffer);
    await check(page, /the module is refused/);
  }
});

test("a file of 64 MB is refused by its size", async ({ page }, info) => {
  const path = info.outputPath("large.wasm");
  await writeFile(path, Buffer.alloc(64 << 20));
  await openLab(page);
  await field(page).setInputFiles(path);
  await check(page, /larger than 1.*so it was not read/);
});

test("a valid module with 100,000 imports is refused before it is compiled", async ({ page }) => {
  await openLab(page);
  await open(page, withImports(100_000));
  await check(page, /more than 100 imports/);
});
