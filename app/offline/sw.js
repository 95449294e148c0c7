// The service worker: once a person has stayed on the page, the site opens without a network.
//
// Every file of a build is kept together, and the page of that build with them, so that a page never gets a file of another
// build. A newer build is fetched beside it and waits until a person asks for it. `files` and `build` come from
// xtask/site/offline.mjs.
import { cleanupOutdatedCaches, precacheAndRoute } from "workbox-precaching";
import { registerRoute } from "workbox-routing";
import { CacheFirst } from "workbox-strategies";

const chosen = `lanewise-chosen-${build}`;

// The query is for the page's own code: each address of the board is the same file.
precacheAndRoute(files, { ignoreURLParametersMatching: [/.*/] });
cleanupOutdatedCaches();

// What a person has chosen, such as another language, is kept as well.
registerRoute(({ url }) => url.href.startsWith(new URL(build, registration.scope).href), new CacheFirst({ cacheName: chosen }));

addEventListener("activate", (event) => {
  const isOld = (name) => name.startsWith("lanewise-chosen-") && name !== chosen;
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter(isOld).map((name) => caches.delete(name)))));
});

addEventListener("message", ({ data }) => {
  if (data === "take over") skipWaiting();
});
