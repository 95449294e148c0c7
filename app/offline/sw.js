// The service worker: once a person has stayed on the page, the site opens without a network.
//
// Every file of a build is kept together, and the page of that build with them, so that a page never gets a file of another
// build. A newer build is fetched beside it and waits until a person asks for it. `files` and `build` come from
// xtask/site/offline.mjs.
import { cleanupOutdatedCaches, precacheAndRoute } from "workbox-precaching";
import { registerRoute } from "workbox-routing";
import { CacheFirst } from "workbox-strategies";

// Two copies of the site may share an origin.
const kept = `lanewise-chosen-${new URL(registration.scope).pathname}-`;
const chosen = kept + build;

// Whether the host has a newer build is a question to the host.
addEventListener("fetch", (event) => {
  if (event.request.cache === "no-store") event.stopImmediatePropagation();
});

// The query is for the page's own code: each address of the board is the same file.
precacheAndRoute(files, { ignoreURLParametersMatching: [/.*/] });
cleanupOutdatedCaches();

// What a person has chosen, such as another language, is kept as well.
registerRoute(({ url }) => url.href.startsWith(new URL(build, registration.scope).href), new CacheFirst({ cacheName: chosen }));

addEventListener("activate", (event) => {
  const isOld = (name) => name.startsWith(kept) && name !== chosen;
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter(isOld).map((name) => caches.delete(name)))));
});

addEventListener("message", ({ data }) => {
  if (data === "take over") skipWaiting();
});
