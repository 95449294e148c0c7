// Serves the built site with the files of docs/hosting/, at the root of a host and in a folder, and checks what arrives:
// types, encodings and caching of every kind of file, the bytes of a first and a second visit in Chromium, and a thousand
// clients that load at once.
//
//     node hosting/run.mjs nginx|caddy PROGRAM PORT      $CHROME names the browser
import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { ARGS } from "../bench/host.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const DOCS = resolve(HERE, "../../docs/hosting");
const SITE = resolve(HERE, "../../dist");
const PATIENCE_MS = 60_000;
const FIRST_VISIT_BYTES = 900_000;
const SECOND_VISIT_BYTES = 20_000;
const CLIENTS = 1_000;

const [server, program, port] = process.argv.slice(2);
const HOST = `http://127.0.0.1:${port}`;
/** The address of the site by the configuration that serves it there. */
const PLACES = {
  nginx: { "nginx.conf": "/", "nginx-folder.conf": "/lanewise/" },
  caddy: { Caddyfile: "/", "Caddyfile-folder": "/lanewise/" },
}[server];

/** A configuration of the documentation with this machine's folder and port. */
async function configuration(name) {
  const text = await readFile(join(DOCS, name), "utf8");
  return text.replaceAll("/srv/lanewise", SITE).replaceAll("YOUR-HOST", server === "caddy" ? HOST : "localhost").replace("listen 80;", `listen ${port};`);
}

/** The arguments of the server, with its files in a folder of its own. */
async function argumentsFor(name, folder) {
  const path = join(folder, name);
  if (server === "caddy") {
    await writeFile(path, `{\n\tadmin off\n}\n${await configuration(name)}`);
    return ["run", "--adapter", "caddyfile", "--config", path];
  }
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((one) => `${one}_temp_path ${folder}/${one};`);
  await writeFile(
    path,
    `daemon off; pid ${folder}/pid; error_log stderr; include /etc/nginx/modules-enabled/*.conf;
    events { worker_connections 2048; }
    http { include /etc/nginx/mime.types; access_log off; ${temporary.join(" ")} ${await configuration(name)} }`,
  );
  return ["-c", path];
}

async function answers(address) {
  const end = Date.now() + PATIENCE_MS;
  while (Date.now() < end) {
    try {
      return await fetch(address);
    } catch {
      await new Promise((wait) => setTimeout(wait, 100));
    }
  }
  throw new Error(`${server} does not answer at ${address}`);
}

const faults = [];
function expect(what, found, expected) {
  const isRight = expected instanceof RegExp ? expected.test(found ?? "") : found === expected;
  if (!isRight) faults.push(`${what}: ${found}, expected ${expected}`);
}

/** What arrives of each kind of file, for browsers that take Brotli, gzip, and neither. */
async function files(base, build) {
  const stable = /^no-cache$/;
  const forEver = /max-age=31536000.*immutable/;
  const kinds = [
    ["", "text/html", stable],
    ["facts/", "text/html", stable],
    ["scenarios/learning-platform.json", "application/json", stable],
    ["sw.js", "javascript", stable],
    ["v1/lanewise-embed.js", "javascript", stable],
    [`${build}/app.js`, "javascript", forEver],
    [`${build}/app_bg.wasm`, "application/wasm", forEver],
    [`${build}/styles.css`, "text/css", forEver],
  ];
  for (const [path, type, caching] of kinds) {
    for (const [accepted, encoding] of [["br, gzip", "br"], ["gzip", "gzip"], ["identity", null]]) {
      const answer = await fetch(base + path, { headers: { "accept-encoding": accepted } });
      const what = `${base}${path} for ${accepted}`;
      expect(`${what}: status`, answer.status, 200);
      expect(`${what}: type`, answer.headers.get("content-type"), new RegExp(type));
      expect(`${what}: encoding`, answer.headers.get("content-encoding"), encoding);
      expect(`${what}: caching`, answer.headers.get("cache-control"), caching);
      expect(`${what}: sniffing`, answer.headers.get("x-content-type-options"), "nosniff");
      await answer.arrayBuffer();
    }
  }
  const missing = await fetch(`${base}missing.json`);
  expect(`${base}missing.json: status`, missing.status, 404);
  if (new URL(base).pathname !== "/") {
    const open = await fetch(base.slice(0, -1), { redirect: "manual" });
    expect("an address without its final slash: status", Math.floor(open.status / 100), 3);
    expect("an address without its final slash: to", new URL(open.headers.get("location") ?? "", base).pathname, new URL(base).pathname);
  }
}

/** A way to the server that counts the bytes of its answers, those to workers among them. */
async function counted() {
  const counter = { bytes: 0, port: 0, close: () => way.close() };
  const way = createServer((client) => {
    const upstream = connect(Number(port), "127.0.0.1");
    upstream.on("data", (piece) => {
      counter.bytes += piece.length;
    });
    client.pipe(upstream).pipe(client);
    for (const [one, other] of [[client, upstream], [upstream, client]]) one.on("error", () => other.destroy());
  });
  await new Promise((done) => way.listen(0, "127.0.0.1", done));
  counter.port = way.address().port;
  return counter;
}

async function visit(page, address) {
  await page.goto(address);
  await page.waitForSelector("[data-sim-hash]", { timeout: PATIENCE_MS });
  await page.waitForLoadState("networkidle");
}

/** The bytes of a first and of a second visit, until the board has its verdicts. */
async function visits(browser, base) {
  const way = await counted();
  const address = `http://127.0.0.1:${way.port}${new URL(base).pathname}?paused=1`;
  // What is kept for use without a network comes later, to a person who stays.
  const context = await browser.newContext({ serviceWorkers: "block" });
  await visit(await context.newPage(), address);
  const first = way.bytes;
  await visit(await context.newPage(), address);
  const second = way.bytes - first;
  await context.close();
  way.close();
  console.log(`  ${base}: ${first} bytes at the first visit, ${second} at the second`);
  if (first > FIRST_VISIT_BYTES) faults.push(`${base}: ${first} bytes at the first visit, ${FIRST_VISIT_BYTES} at most`);
  if (second > SECOND_VISIT_BYTES) faults.push(`${base}: ${second} bytes at the second visit, ${SECOND_VISIT_BYTES} at most`);
}

/** Many clients at once, each of which loads the page and its program. */
async function crowd(base, build) {
  const load = async () => {
    for (const path of ["", `${build}/app.js`, `${build}/app_bg.wasm`]) {
      const answer = await fetch(base + path, { headers: { "accept-encoding": "br" } });
      await answer.arrayBuffer();
      if (answer.status !== 200) throw new Error(`HTTP ${answer.status}`);
    }
  };
  const loads = await Promise.allSettled(Array.from({ length: CLIENTS }, load));
  const failed = loads.filter((one) => one.status === "rejected");
  if (failed.length > 0) faults.push(`${base}: ${failed.length} of ${CLIENTS} clients failed: ${failed[0].reason}`);
}

const build = (await readdir(SITE)).find((name) => name.startsWith("build-"));
const browser = await chromium.launch({ executablePath: process.env.CHROME || undefined, args: ARGS });
try {
  for (const [name, path] of Object.entries(PLACES)) {
    const folder = await mkdtemp(join(tmpdir(), "lanewise-hosting-"));
    const host = spawn(program, await argumentsFor(name, folder), { stdio: ["ignore", "ignore", "pipe"] });
    let said = "";
    host.stderr.on("data", (text) => {
      said += text;
    });
    const ended = new Promise((done) => host.once("exit", done));
    try {
      const base = HOST + path;
      await Promise.race([answers(base), ended.then(() => Promise.reject(new Error(`${name}: ${said}`)))]);
      await files(base, build);
      await visits(browser, base);
      await crowd(base, build);
    } finally {
      host.kill();
      await ended;
      await rm(folder, { recursive: true });
    }
  }
} finally {
  await browser.close();
}
for (const fault of faults) console.error(fault);
process.exit(faults.length > 0 ? 1 : 0);
