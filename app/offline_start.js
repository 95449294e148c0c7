// Makes the site open without a network from the next visit on, and offers a newer build instead of changing to it.
(async () => {
  const { serviceWorker } = navigator;
  if (!serviceWorker || navigator.connection?.saveData) return;
  const site = new URL("./", document.baseURI);
  const registration = await serviceWorker.register(new URL("sw.js", site), { scope: site.pathname });

  const offer = () => {
    // The first one has nothing to replace.
    if (!registration.waiting || !serviceWorker.controller) return;
    document.documentElement.setAttribute("data-newer-build", "");
    dispatchEvent(new Event("lanewise-newer-build"));
  };
  offer();
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", offer));

  // The host has a newer build than this page: see whether it can be kept.
  addEventListener("lanewise-newer-build", () => registration.update().catch(() => {}));

  // The language of this visit was fetched before anything was kept.
  const { lang } = document.documentElement;
  if (lang !== "en") {
    const build = new URL(document.querySelector("meta[name=build]").content, site);
    const chosen = await caches.open(`lanewise-chosen-${site.pathname}-${document.querySelector("meta[name=build]").content}`);
    const files = [`text/${lang}.json`, `text/${lang}-learn.json`, `facts/${lang}/facts.bin`];
    await chosen.addAll(files.map((file) => new URL(file, build).href));
  }

  // A person wants the newer build: it takes over, and the page is loaded again from it.
  addEventListener("lanewise-take-newer-build", (event) => {
    if (!registration.waiting) return;
    event.preventDefault();
    const reload = () => location.reload();
    serviceWorker.addEventListener("controllerchange", reload, { once: true });
    registration.waiting.postMessage("take over");
    // It takes over once the one before it has finished its last request, which may take long.
    setTimeout(reload, 3_000);
  });
})().catch(() => {
  // A host without https, or a frame without storage: the page works as it did, with a network.
});
