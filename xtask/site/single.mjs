// Writes a built and sealed site as one HTML file, which opens from a folder or a USB stick without any server.
//
//     node single.mjs FOLDER OUT          $LANEWISE_ESBUILD names esbuild
//
// What the page reads is in the file as data; its scripts and styles are allowed by their hashes, and nothing may be fetched.
import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { constants, deflateRaw } from "node:zlib";
import { packedScripts } from "./packed.mjs";

const [site, out] = process.argv.slice(2);
const { build, scripts } = await packedScripts(site);
const read = (path) => readFile(join(build, path), "utf8");
const data = (bytes, type) => `data:${type};base64,${bytes.toString("base64")}`;
const deflated = async (text) => (await promisify(deflateRaw)(text, { level: constants.Z_BEST_COMPRESSION })).toString("base64");

/** Pages and texts that the board links to; they open in tabs of their own. */
const LINKED = ["ATTRIBUTION.txt", ...["facts", "model"].flatMap((page) => ["", "es/", "pt/", "ar/"].map((language) => `${page}/${language}`))];

const font = data(await readFile(join(build, "fonts/inter-latin.woff2")), "font/woff2");
const styles = (await Promise.all(["styles.css", "learn.css", "learn_print.css", "lesson.css", "teach.css", "workshop.css"].map(read))).join("\n");
const pageStyles = await read("pages/pages.css");

async function linked(path) {
  if (path.endsWith(".txt")) return readFile(join(site, path), "utf8");
  const page = await readFile(join(site, path, "index.html"), "utf8");
  // It has no pages beside it, and no files.
  return page
    .replace(/<header>[^]*?<\/header>/, "")
    .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "")
    .replace(/<link[^>]*>\s*/g, "")
    .replace(/<script[^>]*><\/script>/, `<style>${pageStyles}</style>`);
}

const blocks = [];
const modules = [];
for (const [path, script] of scripts) {
  const letters = /^lanewisePacked\.add\("[^"]*", "([^"]*)"\);\n$/.exec(script)?.[1];
  if (letters === undefined) modules.push(script);
  else blocks.push(`<script type="application/octet-stream" data-packed="${path}">${letters}</script>`);
}
for (const path of LINKED) {
  blocks.push(`<script type="application/octet-stream" data-packed="${path}">${await deflated(await linked(path))}</script>`);
}

const starts = [await read("packed_start.js"), ...modules, await read("program_start.js")];
const codeOf = (text) => text.replaceAll("</script", "<\\/script");
let page = await readFile(join(site, "index.html"), "utf8");
page = page
  .replace("<html ", '<html data-packed="whole" ')
  .replaceAll(/url\((["']?)[^)]*inter-latin\.woff2\1\)/g, `url("${font}")`)
  .replace(/<script type="module">[^]*?<\/script>/, "")
  .replaceAll(/<link rel="(modulepreload|preload|manifest|icon)"[^>]*>/g, "")
  .replaceAll(/<meta property="og:[^>]*>\s*/g, "")
  .replace(/<link rel="stylesheet"[^>]*>/, () => `<style>${styles}</style>`)
  .replace("</body>", () => `${blocks.join("\n")}\n${starts.map((script) => `<script>${codeOf(script)}</script>`).join("\n")}\n</body>`);

const sha256 = (code) => `sha256-${createHash("sha256").update(code).digest("base64")}`;
const hashes = (name) =>
  [...page.matchAll(new RegExp(`<${name}>([^]*?)</${name}>`, "g"))]
    .map(([, code]) => `'${sha256(code)}'`)
    .join(" ");
const policy = [
  "default-src 'none'",
  `script-src ${hashes("script")} 'wasm-unsafe-eval'`,
  // The linked pages inherit the policy, and have a sheet of their own.
  `style-src ${hashes("style")} '${sha256(pageStyles)}'`,
  "img-src data: blob:",
  "font-src data:",
  "worker-src blob:",
  "base-uri 'self'",
].join("; ");
page = page.replace(/(<meta http-equiv="Content-Security-Policy" content=")[^"]*/, (_, head) => head + policy);
await mkdir(dirname(out), { recursive: true });
await writeFile(out, page);
console.log(`  ${out}: ${(Buffer.byteLength(page) / 1e6).toFixed(1)} MB`);
