// Writes the public address of a site into its page, for what needs absolute URLs: the picture of a link preview (Open Graph)
// and oEmbed, with which editors turn a pasted address into a frame.
//
//     LANEWISE_ADDRESS=https://YOUR-HOST/lanewise/ node address.mjs FOLDER
//
// Without the variable the site stays as it is: it works anywhere, and its preview has no picture where a reader needs the whole
// address.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const [site] = process.argv.slice(2);
const given = process.env.LANEWISE_ADDRESS;
if (given) {
  const address = new URL(given.endsWith("/") ? given : `${given}/`);
  if (!/^https?:$/.test(address.protocol) || address.search || address.hash) {
    throw new Error("LANEWISE_ADDRESS: expected an address such as https://YOUR-HOST/lanewise/");
  }
  const index = join(site, "index.html");
  const page = await readFile(index, "utf8");
  const title = /<title>([^<]*)<\/title>/.exec(page)?.[1] ?? "Lanewise";
  const [width, height] = [960, 720];
  const src = new URL("?embed=1", address).href;
  const oembed = {
    version: "1.0",
    type: "rich",
    title,
    provider_name: "Lanewise",
    provider_url: address.href,
    width,
    height,
    html: `<iframe src="${src}" title="${title}" width="${width}" height="${height}" style="border:0" loading="lazy" allow="clipboard-write; fullscreen"></iframe>`,
  };
  await writeFile(join(site, "oembed.json"), `${JSON.stringify(oembed, undefined, 2)}\n`);
  const links = [
    `<meta property="og:url" content="${address.href}">`,
    `<link rel="alternate" type="application/json+oembed" href="${new URL("oembed.json", address).href}" title="${title}">`,
  ];
  const whole = page
    .replace(/(<meta property="og:image" content=")\.\//, `$1${address.href}`)
    .replace("</head>", () => `${links.join("")}</head>`);
  await writeFile(index, whole);
}
