// A site that knows its address: the picture of a link preview and oEmbed have whole addresses. One that does not stays as it is.
import { execFileSync } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "../fixtures/test";

const E2E = fileURLToPath(new URL("..", import.meta.url));
const SITE = resolve(E2E, process.env.LANEWISE_E2E_SITE ?? "../dist");
const SCRIPT = resolve(E2E, "../xtask/site/address.mjs");

/** A page of a copy of the built site, once the script has run with this address. */
async function written(address: string | undefined, at = ""): Promise<{ page: string; oembed: string | undefined }> {
  const folder = await mkdtemp(join(tmpdir(), "lanewise-address-"));
  try {
    await mkdir(join(folder, at), { recursive: true });
    await cp(join(SITE, at, "index.html"), join(folder, at, "index.html"));
    const env = { ...process.env };
    delete env.LANEWISE_ADDRESS;
    if (address) env.LANEWISE_ADDRESS = address;
    execFileSync(process.execPath, [SCRIPT, folder], { env, stdio: "pipe" });
    const oembed = await readFile(join(folder, at, "oembed.json"), "utf8").catch(() => undefined);
    return { page: await readFile(join(folder, at, "index.html"), "utf8"), oembed };
  } finally {
    await rm(folder, { recursive: true });
  }
}

test("without an address the site stays as it is", async ({ page }) => {
  const { page: html, oembed } = await written(undefined);
  expect(html).toBe(await readFile(join(SITE, "index.html"), "utf8"));
  expect(oembed).toBeUndefined();
  await page.goto("./facts/");
});

test("with one, the preview and oEmbed have whole addresses", async ({ page }) => {
  const { page: html, oembed } = await written("https://course.example/lanewise");
  expect(html).toContain('<meta property="og:image" content="https://course.example/lanewise/install/preview.png">');
  expect(html).toContain('href="https://course.example/lanewise/oembed.json"');
  const answer = JSON.parse(oembed ?? "{}") as Record<string, unknown>;
  expect(answer).toMatchObject({ version: "1.0", type: "rich", width: 960, height: 720 });
  expect(answer.html).toContain('src="https://course.example/lanewise/?embed=1"');
  // The frame's code is a frame; its style is for a page without a policy of its own.
  await page.goto("about:blank");
  expect(await page.evaluate((code) => new DOMParser().parseFromString(code, "text/html").querySelector("iframe")?.src, answer.html as string)).toBe("https://course.example/lanewise/?embed=1");
});

for (const at of ["facts/", "model/es/", "workshop/"]) {
  test(`the page ${at} is a link with its title and the picture`, async ({ page }) => {
    const { page: html, oembed } = await written("https://course.example/lanewise", at);
    expect(html).toContain('<meta property="og:image" content="https://course.example/lanewise/install/preview.png">');
    expect(html).toContain(`href="https://course.example/lanewise/${at}oembed.json"`);
    expect(JSON.parse(oembed ?? "{}")).toMatchObject({ type: "link", title: /<title>([^<]*)</.exec(html)?.[1] });
    await page.goto(`./${at}`);
  });
}

test("an address that is none is refused", async ({ page }) => {
  await expect(written("ftp://course.example/")).rejects.toThrow(/LANEWISE_ADDRESS: expected an address/);
  await page.goto("./facts/");
});
