// Talks to the page that shows this one in a frame: sizes, commands and news. docs/embedding.md describes every message.
//
// Sizes and “ready” hold nothing that is secret and go to any page. Everything else goes to one origin, the one of the
// address (?origin=) or else of the referrer, and commands come from that origin and from the parent alone.
(() => {
  const VERSION = 1;
  /** Commands that are answered in a second; those beyond are dropped, so that a page cannot hold the board up. */
  const MOST_PER_SECOND = 50;
  /** The height that the board needs at most widths, in CSS pixels: all lanes in sight. */
  const HEIGHTS = [
    [640, 820],
    [1100, 720],
    [Infinity, 760],
  ];
  const { parent } = window;
  if (parent === window) return;

  const asked = new URLSearchParams(location.search);
  const origin = (() => {
    try {
      return new URL(asked.get("origin") ?? document.referrer).origin;
    } catch {
      return undefined; // the other page keeps its address to itself: it gets sizes alone
    }
  })();
  const toAll = (message) => parent.postMessage(message, "*");
  const toHost = (message) => {
    if (origin && origin !== "null") parent.postMessage({ source: "lanewise", v: VERSION, ...message }, origin);
  };

  // The height in the three ways that pages of courses understand, each only when it has changed.
  const fixed = Number(asked.get("height"));
  let told;
  let resizerId;
  let isH5p = false;
  const height = () =>
    fixed >= 200 && fixed <= 4_000 ? Math.round(fixed) : HEIGHTS.find(([width]) => innerWidth < width)[1];
  function tellHeight(isAsked = false) {
    const now = height();
    if (now === told && !isAsked) return;
    told = now;
    toAll({ source: "lanewise", v: VERSION, type: "resize", height: now });
    toAll({ subject: "lti.frameResize", height: now });
    if (isH5p) toAll({ context: "h5p", action: "prepareResize", scrollHeight: now, clientHeight: innerHeight });
    if (resizerId !== undefined) toAll(`[iFrameSizer]${resizerId}:${now}:${innerWidth}:size`);
  }
  addEventListener("resize", () => requestAnimationFrame(() => tellHeight()));

  /** Answers a message that belongs to a way of telling the height. */
  function answerAboutHeight(data) {
    if (typeof data === "string" && data.startsWith("[iFrameSizer]")) {
      if (isTooMany()) return;
      resizerId = data.slice("[iFrameSizer]".length, 200).split(":")[0];
      tellHeight(true);
      return;
    }
    if (data.context !== "h5p" || isTooMany()) return;
    if (data.action === "hello" || data.action === "ready") {
      isH5p = true;
      if (data.action === "ready") toAll({ context: "h5p", action: "hello" });
      tellHeight(true);
    } else if (data.action === "resizePrepared") {
      toAll({ context: "h5p", action: "resize", scrollHeight: height() });
    } else if (data.action === "resize") {
      tellHeight(true);
    }
  }

  let second = 0;
  let count = 0;
  function isTooMany() {
    const now = Math.floor(performance.now() / 1_000);
    if (now !== second) [second, count] = [now, 0];
    count += 1;
    if (count === MOST_PER_SECOND + 1) toHost({ type: "error", error: "too many messages: wait for a second" });
    return count > MOST_PER_SECOND;
  }

  // Most messages of a busy page are for others: they cost no more than these comparisons.
  addEventListener("message", ({ data, origin: from, source }) => {
    if (source !== parent || !data) return;
    if (data.target !== "lanewise") answerAboutHeight(data);
    else if (from === origin && !isTooMany()) obey(data);
  });

  async function obey(data) {
    const { id, v, type } = data;
    const reply = (message) => toHost({ type: "reply", id, ...message });
    if (v !== VERSION || typeof type !== "string") {
      reply({ error: `v: expected ${VERSION}, and a type` });
      return;
    }
    if (type === "resume") {
      reply(resume(data.kept) ? { answer: true } : { error: "kept: expected what a progress message had" });
      return;
    }
    // A copy: the page writes its answer into it.
    const detail = { ...data };
    dispatchEvent(new CustomEvent("lanewise-command", { detail }));
    if (detail.error !== undefined) reply({ error: detail.error });
    else reply({ answer: await detail.answer });
  }

  let before;
  // Progress that the other page has kept waits for the program for learning.
  let kept;
  let isLearning = false;
  function resume(letters) {
    if (typeof letters !== "string" || !/^(#p\d+\.[\w-]{1,8000})?$/.test(letters)) return false;
    kept = letters;
    if (isLearning) dispatchEvent(new CustomEvent("lanewise-resume", { detail: kept }));
    return true;
  }
  addEventListener("lanewise-learning", () => {
    isLearning = true;
    if (kept !== undefined) dispatchEvent(new CustomEvent("lanewise-resume", { detail: kept }));
  });

  addEventListener("lanewise-news", ({ detail: [type, news] }) => {
    toHost({ type, ...news });
    // What an earlier visit achieved is no news.
    if (type === "resumed") before = undefined;
    if (type === "progress") for (const statement of statementsOf(news)) toHost({ type: "statement", statement });
  });

  /** What is new in a learner's progress, as xAPI statements; the other page adds who it is. */
  function statementsOf(now) {
    const then = before;
    before = now;
    // What a visit begins with is no news.
    if (!then || then.lesson.of === 0) return [];
    const statements = [];
    for (const one of now.challenges) {
      const earlier = then.challenges.find(({ id }) => id === one.id);
      if (one.attempts > (earlier?.attempts ?? 0)) statements.push(statement("completed", `?challenge=${one.id}`, one.stars, one.of, true));
    }
    if (now.check.answered > then.check.answered || now.check.points > then.check.points)
      statements.push(statement("answered", "?learn=check", now.check.points, now.check.of, now.check.answered === now.check.questions));
    if (now.lesson.done > then.lesson.done) {
      const isWhole = now.lesson.done === now.lesson.of;
      statements.push(statement(isWhole ? "completed" : "progressed", "?learn=lesson", now.lesson.done, now.lesson.of, isWhole));
    }
    return statements;
  }
  function statement(verb, activity, raw, max, completion) {
    return {
      timestamp: new Date().toISOString(),
      verb: { id: `http://adlnet.gov/expapi/verbs/${verb}`, display: { en: verb } },
      object: { objectType: "Activity", id: new URL(activity, new URL("./", location.href)).href },
      result: { completion, score: { scaled: max ? raw / max : 0, raw, min: 0, max } },
    };
  }
  toAll({ source: "lanewise", v: VERSION, type: "ready" });
  // A run may have ended before this script arrived.
  const now = { type: "state" };
  dispatchEvent(new CustomEvent("lanewise-command", { detail: now }));
  Promise.resolve(now.answer).then((state) => state?.result && toHost({ type: "result", ...state.result }));
  toAll({ context: "h5p", action: "hello" });
  toAll("[iFrameResizerChild]Ready");
  tellHeight();
})();
