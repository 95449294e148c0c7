// Writes each file of a site once more in Brotli and in gzip, for hosts that serve such twins: file.br and file.gz.
//
//     node compress.mjs FOLDER
//
// A twin that would not be smaller is left out, and so is one of a file that is compressed already.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const COMPRESSED_ALREADY = new Set([".br", ".gz", ".png", ".ico", ".woff2"]);
/** A smaller answer fits into one packet as it is. */
const LEAST_BYTES = 1_024;

const folder = process.argv[2];
const twins = {
  ".br": promisify(brotliCompress),
  ".gz": promisify(gzip),
};
const options = {
  ".br": (size) => ({ params: { [constants.BROTLI_PARAM_SIZE_HINT]: size } }),
  ".gz": () => ({ level: constants.Z_BEST_COMPRESSION }),
};

async function compress(path) {
  const content = await readFile(path);
  if (content.length < LEAST_BYTES) return;
  for (const [ending, pack] of Object.entries(twins)) {
    const packed = await pack(content, options[ending](content.length));
    if (packed.length < content.length) await writeFile(`${path}${ending}`, packed);
  }
}

const entries = await readdir(folder, { recursive: true, withFileTypes: true });
const files = entries
  .filter((entry) => entry.isFile() && !COMPRESSED_ALREADY.has(extname(entry.name)))
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
const queue = files[Symbol.iterator]();
const worker = async () => {
  for (const path of queue) await compress(path);
};
await Promise.all(Array.from({ length: availableParallelism() }, worker));
