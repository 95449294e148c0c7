// Packs each file that the page reads in a script, for pages that may read no file of their own site: see
// app/packed_start.js. A script is allowed where a fetch is not.
//
//     node packed.mjs FOLDER          a built and sealed site; $LANEWISE_ESBUILD names esbuild
import { execFileSync } from "node:child_process";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { constants, deflateRaw } from "node:zlib";

/** The modules of the page, which a classic script cannot import. */
const MODULES = new Set(["app.js", "learn.js", "teach.js", "workshop.js"]);
/** The lab is a page of its own, which such pages do not have. */
const OF_LAB = /^lab[._]/;
const READ = /\.(wasm|bin|wat)$|^text\/.*\.json$|^(worker|reader|worker_start)\.js$|^scenarios\/.*\.json$/;

/** The packed scripts of a site, by the path of the file that each holds. */
export async function packedScripts(site) {
  const build = join(site, (await readdir(site)).find((name) => name.startsWith("build-")) ?? "");
  const scripts = new Map();
  for (const folder of [build, site]) {
    for (const path of await filesBelow(folder)) {
      const isOfBuild = folder === site && path.startsWith(`${basename(build)}/`);
      if (isOfBuild || scripts.has(path)) continue;
      if (MODULES.has(path)) scripts.set(path, `lanewisePacked.add("${path}", ${asFunction(join(folder, path))});\n`);
      else if (READ.test(path) && !OF_LAB.test(path)) scripts.set(path, `lanewisePacked.add("${path}", "${await letters(join(folder, path))}");\n`);
    }
  }
  return { build, scripts };
}

async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1)).sort();
}

/** The bytes of a file, deflated, in base64. */
async function letters(path) {
  const packed = await promisify(deflateRaw)(await readFile(path), { level: constants.Z_BEST_COMPRESSION });
  return packed.toString("base64");
}

/** A function that runs a module and returns what it exports. */
function asFunction(path) {
  const options = ["--format=iife", "--global-name=exported", "--minify", "--define:import.meta.url=document.baseURI"];
  const script = execFileSync(process.env.LANEWISE_ESBUILD, [path, ...options], { encoding: "utf8" });
  return `() => {${script}return exported;}`;
}

/**
 * The page for frames in which a browser (WebKit) takes 'self' of a policy for the frame's origin, which it has none of: the same
 * policy with the site's origin beside it.
 */
function framedPage(page) {
  const meta = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/;
  return page.replace(meta, (_, policy) => {
    const content = `${JSON.stringify(policy)}.replaceAll("'self'", "'self' " + new URL(location.href).origin)`;
    return `<script>document.head.append(Object.assign(document.createElement("meta"), { httpEquiv: "Content-Security-Policy", content: ${content} }))</script>`;
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const site = process.argv[2];
  const { build, scripts } = await packedScripts(site);
  await writeFile(join(site, "framed.html"), framedPage(await readFile(join(site, "index.html"), "utf8")));
  for (const [path, script] of scripts) {
    const file = join(build, "packed", `${path}.js`);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, script);
  }
}
