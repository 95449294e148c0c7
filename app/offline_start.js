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

  // A person wants the newer build: it takes over, and the page is loaded again from it.
  addEventListener("lanewise-take-newer-build", (event) => {
    if (!registration.waiting) return;
    event.preventDefault();
    const reload = () => location.reload();
    serviceWorker.addEventListener("controllerchange", reload, { once: true });
    registration.waiting.postMessage("take over");
    // It takes over once the one before it has answered its last question, which may take long.
    setTimeout(reload, 3_000);
  });
})().catch(() => {
  // A host without https, or a frame without storage: the page works as it did, with a network.
});
