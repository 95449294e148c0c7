// Writes the service worker of a built and sealed site: sw.js, with the list of files that it keeps.
//
//     node offline.mjs FOLDER SOURCE PACKAGES
//
// SOURCE is app/offline/sw.js, PACKAGES a folder whose node_modules has Workbox, $LANEWISE_ESBUILD esbuild.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Files that a visitor does not open, or only where a person chooses them: twins, scripts for other origins, parts of packages, other languages. */
const LEFT_OUT = [/\.(br|gz)$/, /\/packed\//, /^v1\/.*\.ts$/, /^cmi5\//, /\/package[._][^/]*$/, /\/text\/(?!lesson|check)/, /(^|\/)(facts|model)\/(es|pt|ar)\//, /^(sw\.js|framed\.html|404\.html|LICENSE)/, /^traces\//, /^lab\//, /\/(lab(_worker)?[._]|editor\.js)/];

const [site, source, packages] = process.argv.slice(2);
const entries = await readdir(site, { recursive: true, withFileTypes: true });
const all = entries
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(site.length + 1))
  .sort();
const without = (left) => all.filter((path) => !left.some((pattern) => pattern.test(path)));
const paths = without(LEFT_OUT);
const build = paths.find((path) => path.startsWith("build-"))?.split("/")[0] ?? "";
// A file of the build's folder never changes; the others have their content's hash.
const files = await Promise.all(
  paths.map(async (url) => {
    if (url.startsWith(`${build}/`)) return { url, revision: null };
    return { url, revision: createHash("sha256").update(await readFile(join(site, url))).digest("hex").slice(0, 16) };
  }),
);
const head = `const build = ${JSON.stringify(`${build}/`)};\nconst files = ${JSON.stringify(files)};\n`;
const options = ["--bundle", "--minify", "--format=iife", "--sourcefile=sw.js", '--define:process.env.NODE_ENV="production"', "--log-level=warning"];
const script = execFileSync(process.env.LANEWISE_ESBUILD, options, { cwd: packages, input: head + (await readFile(source, "utf8")), encoding: "utf8" });
await writeFile(join(site, "sw.js"), script);

// What a copy of the site in a package for a learning system needs: every language, no service worker.
const NOT_COPIED = [/\.(br|gz)$/, /\/packed\//, /\/(lab(_worker)?[._]|editor\.js)/, /^(sw\.js|framed\.html|404\.html|files\.json|v1\/|workshop\/|lab\/|traces\/|install\/)/];
await writeFile(join(site, "files.json"), JSON.stringify(without(NOT_COPIED)));
