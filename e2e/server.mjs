// A plain static host for the browser tests: ../dist under a sub-folder, and no file at any other path,
// so that a page which requests a file outside of its own folder gets a 404.
//
//     node server.mjs [port] [folder] [compressed]      folder: ../dist by default
//
// With the last word it answers in Brotli, as a real host does. The folder of a build may be cached for
// ever, every other file is revalidated.
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

const BASE = "/course/lanewise/";
const HERE = fileURLToPath(new URL(".", import.meta.url));
const port = Number(process.argv[2] ?? 4173);
const root = resolve(HERE, process.argv[3] ?? "../dist");

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
  ".wat": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
};

/** The file of a request's path, or undefined where the site has none. */
async function fileOf(path) {
  if (!path.startsWith(BASE)) return undefined;
  let file = normalize(join(root, path.slice(BASE.length) || "."));
  if (file !== root && !file.startsWith(root + sep)) return undefined;
  let facts = await stat(file).catch(() => undefined);
  if (facts?.isDirectory()) {
    file = join(file, "index.html");
    facts = await stat(file).catch(() => undefined);
  }
  return facts?.isFile() ? { file, size: facts.size } : undefined;
}

/** The decoded path, or undefined where it cannot be decoded. */
function pathOf(request) {
  try {
    return decodeURIComponent(new URL(request.url, "http://localhost").pathname);
  } catch {
    return undefined;
  }
}

/** The time for which a browser may keep a file: a build's folder is named by its content. */
function caching(file) {
  const isOfBuild = relative(root, file).startsWith("build-");
  return isOfBuild ? "public, max-age=31536000, immutable" : "no-cache";
}

/** The compressed files that the browser requested in Brotli: each is compressed once. */
const packed = new Map();
const compress = promisify(brotliCompress);

async function pack(file) {
  const known = packed.get(file);
  if (known) return known;
  // A release has the compressed file beside the other.
  const ready = await readFile(`${file}.br`).catch(() => undefined);
  const made = ready ?? compress(await readFile(file), { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
  packed.set(file, made);
  return made;
}

const server = createServer(async (request, response) => {
  const end = (status, headers = {}) => response.writeHead(status, headers).end();
  if (request.method !== "GET" && request.method !== "HEAD") return end(405, { Allow: "GET, HEAD" });
  const path = pathOf(request);
  if (path === undefined) return end(400);
  if (path + "/" === BASE) return end(301, { Location: BASE });
  const found = await fileOf(path);
  if (!found) return end(404);
  const wantsBrotli = /\bbr\b/.test(request.headers["accept-encoding"] ?? "");
  if (process.argv[4] === "compressed" && wantsBrotli) {
    const bytes = await pack(found.file);
    response.writeHead(200, {
      "Cache-Control": caching(found.file),
      "Content-Encoding": "br",
      "Content-Length": bytes.length,
      "Content-Type": TYPES[extname(found.file)] ?? "application/octet-stream",
    });
    return response.end(request.method === "HEAD" ? undefined : bytes);
  }
  response.writeHead(200, {
    "Cache-Control": caching(found.file),
    "Content-Length": found.size,
    "Content-Type": TYPES[extname(found.file)] ?? "application/octet-stream",
  });
  if (request.method === "HEAD") return response.end();
  createReadStream(found.file).on("error", () => response.destroy()).pipe(response);
});

server.listen(port, "127.0.0.1", () => {
  console.log(`serving ${root} at http://127.0.0.1:${port}${BASE}`);
});
