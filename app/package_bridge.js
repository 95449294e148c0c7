// Reports a learner's progress in Lanewise to a learning system: SCORM 1.2, SCORM 2004 or cmi5. This script runs in the page
// of a package, or in the site's own page cmi5/, and shows the site in a frame. docs/packages.md describes it.
//
// Its element says what is reported: data-standard, data-activity (challenge:ID, check or lesson) and data-pass (the least
// share of the points to pass).
(() => {
  const { dataset } = document.currentScript;
  const frame = document.querySelector("iframe");
  const asked = new URLSearchParams(location.search);
  const [kind, id] = (dataset.activity ?? asked.get("activity") ?? activityOf(asked)).split(":");
  const pass = Number(dataset.pass ?? asked.get("pass") ?? 1);

  function activityOf(query) {
    if (query.has("challenge")) return `challenge:${query.get("challenge")}`;
    return query.get("learn") === "check" ? "check" : "lesson";
  }

  /** The points of the activity in a message about progress. */
  function pointsOf({ lesson, check, challenges }) {
    if (kind === "lesson") return { raw: lesson.done, max: lesson.of, isComplete: lesson.of > 0 && lesson.done === lesson.of };
    if (kind === "check") return { raw: check.points, max: check.of, isComplete: check.questions > 0 && check.answered === check.questions };
    const one = challenges.find((challenge) => challenge.id === id);
    return { raw: one?.stars ?? 0, max: one?.of ?? 0, isComplete: Boolean(one?.attempts) };
  }

  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1_000);
  const duration = () => `PT${seconds()}S`;

  /** The object of a SCORM system, in a window above this one or in the one that opened it. */
  function find(name) {
    for (const first of [window, window.opener]) {
      let at = first;
      // SCORM's own limit, which also ends a circle.
      for (let depth = 0; at && depth < 500; depth += 1) {
        try {
          if (at[name]) return at[name];
        } catch {
          break; // a window of another site
        }
        if (at === at.parent) break;
        at = at.parent;
      }
    }
    throw new Error(`This page has to be opened by a learning system: it finds no ${name} there.`);
  }

  function scorm12() {
    const api = find("API");
    const get = (name) => api.LMSGetValue(name);
    const set = (name, value) => api.LMSSetValue(name, String(value));
    api.LMSInitialize("");
    const status = get("cmi.core.lesson_status");
    let isPassed = status === "passed" || status === "completed";
    if (!isPassed) set("cmi.core.lesson_status", "incomplete");
    set("cmi.core.exit", "suspend");
    api.LMSCommit("");
    return {
      kept: get("cmi.suspend_data"),
      save({ kept, percent, isDone }) {
        if (kept && kept.length <= 4_096) set("cmi.suspend_data", kept);
        set("cmi.core.score.min", 0);
        set("cmi.core.score.max", 100);
        set("cmi.core.score.raw", percent);
        isPassed ||= isDone;
        set("cmi.core.lesson_status", isPassed ? "passed" : "incomplete");
        api.LMSCommit("");
      },
      close() {
        const [h, m, s] = [seconds() / 3_600, (seconds() / 60) % 60, seconds() % 60].map((part) => String(Math.floor(part)).padStart(2, "0"));
        set("cmi.core.session_time", `${h}:${m}:${s}`);
        set("cmi.core.exit", "suspend");
        api.LMSCommit("");
        api.LMSFinish("");
      },
    };
  }

  function scorm2004() {
    const api = find("API_1484_11");
    const get = (name) => api.GetValue(name);
    const set = (name, value) => api.SetValue(name, String(value));
    api.Initialize("");
    let isPassed = get("cmi.success_status") === "passed";
    let isWhole = get("cmi.completion_status") === "completed";
    if (!isWhole) set("cmi.completion_status", "incomplete");
    set("cmi.exit", "suspend");
    api.Commit("");
    return {
      kept: get("cmi.suspend_data"),
      save({ kept, scaled, percent, isDone, isComplete }) {
        if (kept) set("cmi.suspend_data", kept);
        set("cmi.score.min", 0);
        set("cmi.score.max", 100);
        set("cmi.score.raw", percent);
        set("cmi.score.scaled", scaled);
        set("cmi.progress_measure", scaled);
        isPassed ||= isDone;
        isWhole ||= isDone || isComplete;
        set("cmi.success_status", isPassed ? "passed" : "unknown");
        set("cmi.completion_status", isWhole ? "completed" : "incomplete");
        api.Commit("");
      },
      close() {
        set("cmi.session_time", duration());
        set("cmi.exit", "suspend");
        api.Commit("");
        api.Terminate("");
      },
    };
  }

  /** A launch by cmi5: a record store that the learning system names, with a token that it hands out once. */
  async function cmi5() {
    const need = (name) => {
      const value = asked.get(name);
      if (!value) throw new Error(`This page has to be opened by a learning system: its address has no “${name}”.`);
      return value;
    };
    const endpoint = need("endpoint").replace(/\/?$/, "/");
    const [registration, activity, actorText] = [need("registration"), need("activityId"), need("actor")];
    const actor = JSON.parse(actorText);
    const token = (await (await fetch(need("fetch"), { method: "POST" })).json())["auth-token"];
    if (!token) throw new Error("The learning system hands out its token once: close this page, and open it from the course again.");
    const headers = { Authorization: `Basic ${token}`, "X-Experience-API-Version": "1.0.3" };
    const address = (path, more = {}) => {
      const url = new URL(path, endpoint);
      const query = { activityId: activity, agent: actorText, registration, ...more };
      for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
      return url.href;
    };
    const read = async (stateId) => {
      const found = await fetch(address("activities/state", { stateId }), { headers });
      return found.ok ? found : undefined;
    };
    const launch = (await (await read("LMS.LaunchData"))?.json()) ?? {};
    const isNormal = (launch.launchMode ?? "Normal") === "Normal";
    const masteryScore = launch.masteryScore ?? pass;
    const newId = () => globalThis.crypto?.randomUUID?.() ?? "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (d) => (+d ^ (Math.random() * 16 >> (+d / 4))).toString(16));
    const categories = {
      cmi5: { id: "https://w3id.org/xapi/cmi5/context/categories/cmi5" },
      moveon: { id: "https://w3id.org/xapi/cmi5/context/categories/moveon" },
    };
    const store = (statement, category, keepalive = false) => {
      const template = launch.contextTemplate ?? {};
      const activities = { ...template.contextActivities };
      if (category.length) activities.category = [...(activities.category ?? []), ...category.map((name) => categories[name])];
      const whole = {
        id: newId(),
        timestamp: new Date().toISOString(),
        actor,
        object: { objectType: "Activity", id: activity },
        ...statement,
        context: { ...template, registration, contextActivities: activities },
      };
      const body = JSON.stringify(whole);
      const sent = fetch(new URL(`statements?statementId=${whole.id}`, endpoint), { method: "PUT", headers: { ...headers, "Content-Type": "application/json" }, body, keepalive });
      return sent.then((answer) => {
        if (!answer.ok) throw new Error(`The record store of the learning system answered ${answer.status}.`);
      });
    };
    const verb = (name) => ({ id: `http://adlnet.gov/expapi/verbs/${name}`, display: { en: name } });
    // One after the other: a record store may refuse what comes before “initialized”.
    let last = store({ verb: verb("initialized") }, ["cmi5"]);
    const queue = (statement, category) => (last = last.then(() => store(statement, category)).catch(complain));
    let isPassed = false;
    let isWhole = false;
    await last;
    await fetch(address("agents/profile", { profileId: "cmi5LearnerPreferences" }), { headers });
    return {
      kept: (await (await read("lanewise"))?.text()) ?? "",
      async save({ kept, scaled, isComplete }) {
        if (kept) {
          const state = fetch(address("activities/state", { stateId: "lanewise" }), { method: "PUT", headers: { ...headers, "Content-Type": "text/plain" }, body: kept });
          last = Promise.all([last, state]);
        }
        const mayPass = isNormal && !isPassed && scaled >= masteryScore;
        if (isNormal && !isWhole && (isComplete || mayPass)) {
          isWhole = true;
          queue({ verb: verb("completed"), result: { completion: true, duration: duration() } }, ["cmi5", "moveon"]);
        }
        if (mayPass) {
          isPassed = true;
          queue({ verb: verb("passed"), result: { success: true, score: { scaled }, duration: duration() } }, ["cmi5", "moveon"]);
        }
      },
      // What else happened is of no consequence for the course, and has no category of cmi5.
      tell: (statement) => isNormal && queue(statement, []),
      close: () => store({ verb: verb("terminated"), result: { duration: duration() } }, ["cmi5"], true).catch(() => {}),
      back: asked.get("returnURL"),
    };
  }

  function complain(error) {
    const notice = document.createElement("p");
    notice.setAttribute("role", "alert");
    notice.textContent = `${error.message} What you do here is not recorded.`;
    document.querySelector("[role=alert]")?.remove();
    document.body.prepend(notice);
  }

  const standards = { "scorm-1.2": scorm12, "scorm-2004": scorm2004, cmi5 };

  // The address of the frame: a package names it, the site's own page makes it of its own.
  let shown;
  if (frame.dataset.src) {
    shown = new URL(frame.dataset.src, location.href);
  } else {
    // Few learning systems open a folder’s index by the folder’s name.
    shown = new URL(location.pathname.endsWith("/index.html") ? "../index.html" : "../", location.href);
    const own = ["endpoint", "fetch", "actor", "registration", "activityId", "returnURL", "activity", "pass"];
    for (const [name, value] of asked) if (!own.includes(name)) shown.searchParams.set(name, value);
    shown.searchParams.set("embed", "1");
  }
  shown.searchParams.set("origin", location.origin);
  shown.searchParams.set("keeps", "1");
  frame.src = shown.href;

  /** Calls `hear` with each message of the frame. */
  const listen = (hear) =>
    addEventListener("message", ({ data, origin, source }) => {
      if (source === frame.contentWindow && origin === shown.origin && data?.source === "lanewise") hear(data);
    });
  // A system may answer later than the frame.
  const isReady = new Promise((resolve) => listen(({ type }) => type === "ready" && resolve()));

  (async () => {
    const system = await standards[dataset.standard]();
    isReady.then(() => {
      const message = { target: "lanewise", v: 1, id: 1, type: "resume", kept: system.kept };
      if (system.kept) frame.contentWindow.postMessage(message, shown.origin);
    });
    let isClosed = false;
    listen((data) => {
      if (isClosed) return;
      if (data.type === "statement") system.tell?.(data.statement);
      if (data.type !== "progress") return;
      const { raw, max, isComplete } = pointsOf(data);
      // Nothing to report before the activity is known.
      if (!max) return;
      const scaled = Math.min(raw / max, 1);
      system.save({ kept: data.kept, scaled: Number(scaled.toFixed(4)), percent: Math.round(scaled * 100), isComplete, isDone: scaled >= pass });
    });
    const close = () => {
      if (!isClosed) system.close();
      isClosed = true;
    };
    addEventListener("pagehide", close);
    if (system.back) {
      const back = document.createElement("a");
      back.textContent = "Back to the course";
      back.href = system.back;
      back.addEventListener("click", close);
      document.body.prepend(back);
    }
  })().catch(complain);
})();
