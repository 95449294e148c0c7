// Writes the public address of a site into its pages, for what needs absolute URLs: the picture of a link preview (Open Graph)
// and oEmbed, with which editors turn a pasted address of the board into a frame and that of another page into a link with its
// title.
//
//     LANEWISE_ADDRESS=https://YOUR-HOST/lanewise/ node address.mjs FOLDER
//
// Without the variable the site stays as it is: it works anywhere, and its preview has no picture where a reader needs the whole
// address.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const [site] = process.argv.slice(2);
const given = process.env.LANEWISE_ADDRESS;
/** The size of a frame in which the whole board is in sight. */
const [WIDTH, HEIGHT] = [960, 720];
/** The folders of pages that people pass on, each with its languages. */
const PAGES = /^(|facts\/|model\/|workshop\/|lab\/)([a-z]{2}\/)?index\.html$/;

/** The answer to the question what the page at this address is. */
function oembed(address, page, title) {
  const answer = { version: "1.0", type: "link", title, provider_name: "Lanewise", provider_url: address.href };
  if (page !== "") return answer;
  const src = new URL("?embed=1", address).href;
  const html = `<iframe src="${src}" title="${title}" width="${WIDTH}" height="${HEIGHT}" style="border:0" loading="lazy" allow="clipboard-write; fullscreen"></iframe>`;
  return { ...answer, type: "rich", width: WIDTH, height: HEIGHT, html };
}

async function write(address, path) {
  const page = path.replace(/index\.html$/, "");
  const file = join(site, path);
  const text = await readFile(file, "utf8");
  const title = /<title>([^<]*)<\/title>/.exec(text)?.[1] ?? "Lanewise";
  await writeFile(join(site, page, "oembed.json"), `${JSON.stringify(oembed(address, page, title), undefined, 2)}\n`);
  const og = (property, content) => `<meta property="og:${property}" content="${content}">`;
  const links = [
    og("url", new URL(page, address).href),
    `<link rel="alternate" type="application/json+oembed" href="${new URL(`${page}oembed.json`, address).href}" title="${title}">`,
  ];
  if (!text.includes('property="og:image"')) {
    links.push(og("title", title), og("type", "website"), og("image", new URL("install/preview.png", address).href));
  }
  const whole = text
    .replace(/(<meta property="og:image" content=")\.\//, `$1${address.href}`)
    .replace("</head>", () => `${links.join("")}</head>`);
  await writeFile(file, whole);
}

if (given) {
  const address = new URL(given.endsWith("/") ? given : `${given}/`);
  if (!/^https?:$/.test(address.protocol) || address.search || address.hash) {
    throw new Error("LANEWISE_ADDRESS: expected an address such as https://YOUR-HOST/lanewise/");
  }
  const files = (await readdir(site, { recursive: true })).map((path) => path.replaceAll("\\", "/"));
  await Promise.all(files.filter((path) => PAGES.test(path)).map((path) => write(address, path)));
}
