// <lanewise-board>: Lanewise in a course page. Version 1 keeps this address; later changes to it are backward compatible.
//
//   <script src="https://YOUR-HOST/lanewise/v1/lanewise-embed.js"></script>
//   <lanewise-board board="matched-to-shape" locked="certificates"></lanewise-board>
//
// Its attributes, methods and events: docs/embedding.md, and lanewise-embed.d.ts beside this file.
(() => {
  const OPTIONS = ["board", "chapter", "challenge", "controls", "keeps", "lang", "learn", "locked", "panels", "paused", "place", "scenario", "seed", "t", "theme", "view"];
  const site = new URL("../", document.currentScript.src);
  /** A reply that takes longer than this will not come, milliseconds. */
  const PATIENCE_MS = 10_000;

  class LanewiseBoard extends HTMLElement {
    static observedAttributes = [...OPTIONS, "height", "link", "src", "title"];
    #frame;
    #asked = new Map();
    #count = 0;
    #ready;
    #hear = (event) => this.#heard(event);

    connectedCallback() {
      addEventListener("message", this.#hear);
      this.#open();
    }

    disconnectedCallback() {
      removeEventListener("message", this.#hear);
      this.#frame?.remove();
      this.#frame = undefined;
    }

    attributeChangedCallback(name, before, now) {
      if (!this.#frame || before === now) return;
      if (name === "height" && now) this.#frame.height = now;
      else if (name === "title" && now) this.#frame.title = now;
      else this.#open();
    }

    /** Each resolves when the board has done it, and rejects with the board's reason where it has not. */
    play = () => this.#ask({ type: "play" });
    pause = () => this.#ask({ type: "pause" });
    reset = () => this.#ask({ type: "reset" });
    seek = (at_s) => this.#ask({ type: "seek", at_s });
    load = (link) => this.#ask({ type: "load", link });
    place = (workload, lane, walls = false) => this.#ask({ type: "place", workload, lane, walls });
    state = () => this.#ask({ type: "state" });
  resume = (kept) => this.#ask({ type: "resume", kept });

    get #site() {
      const src = this.getAttribute("src");
      return src ? new URL(src, document.baseURI) : site;
    }

    #open() {
      const address = new URL(this.#site);
      address.searchParams.set("embed", "1");
      for (const name of OPTIONS) {
        if (this.hasAttribute(name)) address.searchParams.set(name, this.getAttribute(name) || "1");
      }
      if (location.origin !== "null") address.searchParams.set("origin", location.origin);
      address.hash = this.getAttribute("link") ?? "";
      this.#frame?.remove();
      const frame = (this.#frame = document.createElement("iframe"));
      frame.title = this.title || "Lanewise: where should this piece of work run?";
      frame.allow = "clipboard-write; fullscreen";
      frame.loading = "lazy";
      frame.style.cssText = "display:block;width:100%;border:0";
      frame.height = this.getAttribute("height") ?? 720;
      frame.src = address.href;
      this.#ready = new Promise((resolve) => this.addEventListener("ready", resolve, { once: true }));
      this.append(frame);
    }

    #heard({ data, origin, source }) {
      // A frame in a sandbox has no origin; its window is proof enough.
      const isOurs = this.#frame && source === this.#frame.contentWindow && [this.#site.origin, "null"].includes(origin);
      if (!isOurs || data?.source !== "lanewise" || data.v !== 1) return;
      if (data.type === "reply") return void this.#asked.get(data.id)?.(data);
      if (data.type === "resize" && !this.hasAttribute("height")) this.#frame.height = data.height;
      const { source: _, v, type, event, ...detail } = data;
      this.dispatchEvent(new CustomEvent(event ?? type, { detail }));
    }

    async #ask(message) {
      // A board that nobody has scrolled to is fetched now.
      this.#frame.loading = "eager";
      const late = new Promise((_, reject) => setTimeout(reject, 3 * PATIENCE_MS, new Error("the board has not opened")));
      await Promise.race([this.#ready, late]);
      const id = (this.#count += 1);
      const { answer, error } = await new Promise((resolve) => {
        this.#asked.set(id, resolve);
        setTimeout(resolve, PATIENCE_MS, { error: "the board did not answer" });
        this.#frame?.contentWindow.postMessage({ target: "lanewise", v: 1, id, ...message }, "*");
      });
      this.#asked.delete(id);
      if (error) throw new Error(error);
      return answer;
    }
  }

  if (!customElements.get("lanewise-board")) customElements.define("lanewise-board", LanewiseBoard);
})();
