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

  /** The functions of a SCORM object, whose names begin with a prefix; a visit is begun. */
  function begin(object, prefix) {
    const api = find(object);
    const call = (name, ...values) => api[prefix + name](...values);
    // A system answers "false" where it has not done it.
    const done = (answer, what) => {
      if (String(answer) === "false") throw new Error(`The learning system does not accept ${what}.`);
    };
    done(call("Initialize", ""), "this visit");
    return {
      get: (name) => call("GetValue", name),
      set: (name, value) => done(call("SetValue", name, String(value)), name),
      commit: () => done(call("Commit", ""), "the results"),
      end: (name) => call(name, ""),
    };
  }

  function scorm12() {
    const { get, set, commit, end } = begin("API", "LMS");
    let isPassed = get("cmi.core.lesson_status") === "passed";
    let isWhole = get("cmi.core.lesson_status") === "completed";
    let best = Number(get("cmi.core.score.raw")) || 0;
    if (!isPassed && !isWhole) set("cmi.core.lesson_status", "incomplete");
    set("cmi.core.exit", "suspend");
    commit();
    return {
      kept: get("cmi.suspend_data"),
      save({ kept, percent, isDone, isComplete }) {
        if (kept && kept.length <= 4_096) set("cmi.suspend_data", kept);
        // A score that was reached once stays.
        best = Math.max(best, percent);
        set("cmi.core.score.min", 0);
        set("cmi.core.score.max", 100);
        set("cmi.core.score.raw", best);
        isPassed ||= isDone;
        isWhole ||= isComplete;
        set("cmi.core.lesson_status", isPassed ? "passed" : isWhole ? "completed" : "incomplete");
        commit();
      },
      close() {
        const [h, m, s] = [seconds() / 3_600, (seconds() / 60) % 60, seconds() % 60].map((part) => String(Math.floor(part)).padStart(2, "0"));
        set("cmi.core.session_time", `${h}:${m}:${s}`);
        set("cmi.core.exit", "suspend");
        commit();
        end("Finish");
      },
    };
  }

  function scorm2004() {
    const { get, set, commit, end } = begin("API_1484_11", "");
    let isPassed = get("cmi.success_status") === "passed";
    let isWhole = get("cmi.completion_status") === "completed";
    let best = Number(get("cmi.score.scaled")) || 0;
    if (!isWhole) set("cmi.completion_status", "incomplete");
    set("cmi.exit", "suspend");
    commit();
    return {
      kept: get("cmi.suspend_data"),
      save({ kept, scaled, isDone, isComplete }) {
        if (kept) set("cmi.suspend_data", kept);
        best = Math.max(best, scaled);
        set("cmi.score.min", 0);
        set("cmi.score.max", 100);
        set("cmi.score.raw", Math.round(best * 100));
        set("cmi.score.scaled", best);
        set("cmi.progress_measure", best);
        isPassed ||= isDone;
        isWhole ||= isDone || isComplete;
        set("cmi.success_status", isPassed ? "passed" : "unknown");
        set("cmi.completion_status", isWhole ? "completed" : "incomplete");
        commit();
      },
      close() {
        set("cmi.session_time", duration());
        set("cmi.exit", "suspend");
        commit();
        end("Terminate");
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
    const [registration, activity, agent] = [need("registration"), need("activityId"), need("actor")];
    const actor = JSON.parse(agent);
    const token = (await (await fetch(need("fetch"), { method: "POST" })).json())["auth-token"];
    if (!token) throw new Error("The learning system hands out its token once: close this page, and open it from the course again.");
    const headers = { Authorization: `Basic ${token}`, "X-Experience-API-Version": "1.0.3" };
    const request = async (path, query, options = {}) => {
      const url = new URL(path, endpoint);
      for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
      const answer = await fetch(url.href, { ...options, headers: { ...headers, ...options.headers } });
      if (!answer.ok && answer.status !== 404) throw new Error(`The record store of the learning system answered ${answer.status}.`);
      return answer;
    };
    const state = (stateId) => ({ activityId: activity, agent, registration, stateId });
    /** A document of the state; none where the store has none. */
    const read = async (stateId) => {
      const found = await request("activities/state", state(stateId));
      return found.ok ? found.json() : undefined;
    };
    const launch = (await read("LMS.LaunchData")) ?? {};
    const isNormal = (launch.launchMode ?? "Normal") === "Normal";
    const masteryScore = launch.masteryScore ?? pass;
    const visit = { isWhole: false, isPassed: false, kept: "", ...(await read("lanewise")) };
    await request("agents/profile", { agent, profileId: "cmi5LearnerPreferences" });

    const newId = () => globalThis.crypto?.randomUUID?.() ?? "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (d) => (+d ^ ((Math.random() * 16) >> (+d / 4))).toString(16));
    const category = (name) => ({ id: `https://w3id.org/xapi/cmi5/context/categories/${name}` });
    const store = async (statement, categories, more = {}) => {
      const template = launch.contextTemplate ?? {};
      const activities = { ...template.contextActivities };
      if (categories.length) activities.category = [...(activities.category ?? []), ...categories.map(category)];
      const whole = {
        id: newId(),
        timestamp: new Date().toISOString(),
        actor,
        object: { objectType: "Activity", id: activity },
        ...statement,
        context: { ...template, registration, contextActivities: activities, extensions: { ...template.extensions, ...more.extensions } },
      };
      const body = JSON.stringify(whole);
      await request("statements", { statementId: whole.id }, { method: "PUT", body, keepalive: more.keepalive, headers: { "Content-Type": "application/json" } });
    };
    const write = () => request("activities/state", state("lanewise"), { method: "PUT", body: JSON.stringify(visit), headers: { "Content-Type": "application/json" } });
    const verb = (name) => ({ verb: { id: `http://adlnet.gov/expapi/verbs/${name}`, display: { en: name } } });

    // One after the other: a record store may refuse what comes before “initialized”, and two writes must not overtake each other.
    let last = Promise.resolve();
    const queue = (task) => (last = last.then(task).catch(complain));
    await store(verb("initialized"), ["cmi5"]);
    return {
      kept: visit.kept,
      save: ({ kept, scaled, isComplete }) =>
        queue(async () => {
          const mayPass = isNormal && !visit.isPassed && scaled >= masteryScore;
          if (isNormal && !visit.isWhole && (isComplete || mayPass)) {
            await store({ ...verb("completed"), result: { completion: true, duration: duration() } }, ["cmi5", "moveon"]);
            visit.isWhole = true;
          }
          if (mayPass) {
            const extensions = { "https://w3id.org/xapi/cmi5/context/extensions/masteryscore": masteryScore };
            await store({ ...verb("passed"), result: { success: true, score: { scaled }, duration: duration() } }, ["cmi5", "moveon"], { extensions });
            visit.isPassed = true;
          }
          if (kept) visit.kept = kept;
          await write();
        }),
      // What else happened is of no consequence for the course, and has no category of cmi5.
      tell: (statement) => isNormal && queue(() => store(statement, [])),
      // A page that is being left waits for nothing.
      close: () => store({ ...verb("terminated"), result: { duration: duration() } }, ["cmi5"], { keepalive: true }),
      settled: () => last,
      back: /^https?:/.test(launch.returnURL) ? launch.returnURL : undefined,
    };
  }

  function complain(error, isRecorded = false) {
    const notice = document.createElement("p");
    notice.setAttribute("role", "alert");
    notice.textContent = isRecorded ? error.message : `${error.message} What you do here may not be recorded.`;
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
    const own = ["endpoint", "fetch", "actor", "registration", "activityId", "activity", "pass"];
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
    let isClosed = false;
    // Progress that this build cannot read stays where it is.
    let keepsOld = false;
    listen((data) => {
      if (isClosed) return;
      if (data.type === "resumed" && !data.read) {
        keepsOld = true;
        complain(new Error("The progress of earlier visits was written by another version and could not be read; the learning system still has it."), true);
      }
      if (data.type === "statement") system.tell?.(data.statement);
      if (data.type !== "progress") return;
      const { raw, max, isComplete } = pointsOf(data);
      // Nothing to report before the activity is known.
      if (!max) return;
      const scaled = Number(Math.min(raw / max, 1).toFixed(4));
      try {
        system.save({ kept: keepsOld ? undefined : data.kept, scaled, percent: Math.round(scaled * 100), isComplete, isDone: scaled >= pass });
      } catch (error) {
        complain(error);
      }
    });
    // The frame reports nothing before it has heard this.
    await isReady;
    frame.contentWindow.postMessage({ target: "lanewise", v: 1, id: 1, type: "resume", kept: system.kept ?? "" }, shown.origin);
    const close = async () => {
      if (isClosed) return;
      isClosed = true;
      try {
        await system.close();
      } catch (error) {
        complain(error);
      }
    };
    addEventListener("pagehide", close);
    // A page that comes back from the browser's memory has ended its visit.
    addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
    if (system.back) {
      const back = document.createElement("a");
      back.textContent = "Back to the course";
      back.href = system.back;
      back.addEventListener("click", async (event) => {
        event.preventDefault();
        await system.settled();
        await close();
        location.href = system.back;
      });
      document.body.prepend(back);
    }
  })().catch(complain);
})();
