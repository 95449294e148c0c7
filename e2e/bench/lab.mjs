// Times the sandbox lab in Chromium, from a question of its page to the worker's answer: the compilation of a program of 40
// lines, and the grading of 1,000 answers. Each is the median of REPEAT.
//
//     node bench/lab.mjs PORT SITE REPEAT        $CHROME names the browser
//
// Prints one JSON object: {"compile_ms", "grade_ms"}.
import { chromium } from "@playwright/test";
import { ARGS, median, serve } from "./host.mjs";

const PATIENCE_MS = 60_000;
const ANSWERS = 1_000;
const [port, site, repeat] = process.argv.slice(2);

/** Notes when the page puts a question to its worker, of which kind, and when the answer arrives. */
function note() {
  window.asked = [];
  window.answered = [];
  const Native = window.Worker;
  window.Worker = class extends Native {
    constructor(...options) {
      super(...options);
      this.addEventListener("message", () => window.answered.push(performance.now()));
    }
    postMessage(message, ...rest) {
      if (message instanceof Uint8Array) {
        const build = new DataView(message.buffer, message.byteOffset).getUint32(0, true); // its name's length
        window.asked.push({ kind: message[4 + build + 4], at: performance.now() });
      }
      super.postMessage(message, ...rest);
    }
  };
}

/** The kinds of question, see app/src/worker/lab_questions.rs. */
const COMPILE = 1;
const BEGIN_GRADING = 5;

/** Milliseconds from the newest question of a kind to the newest answer. */
const since = (page, kind) =>
  page.evaluate((kind) => window.answered.at(-1) - window.asked.findLast((question) => question.kind === kind).at, kind);

const LINES = Array.from({ length: 38 }, (_, line) =>
  line % 2 === 0 ? `let part${line} = word(answer, ${line % 5}) + "${line}"` : `if part${line - 1} == "x${line}" { award(1) }`,
);
const program = (round) => ["# Graded with 40 lines.", ...LINES, `feedback("round ${round}")`].join("\n");

const { host, address } = serve(port, site);
const browser = await chromium.launch({ executablePath: process.env.CHROME || undefined, args: ARGS });
const found = { compile_ms: [], grade_ms: [] };
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript(note);
  await page.goto(`${await address}lab/?lang=en`);
  await page.locator(".cm-content").waitFor({ timeout: PATIENCE_MS });
  const table = `answer\n${"Evaporation, condensation, rain and collection.\n".repeat(ANSWERS)}`;
  await page
    .getByLabel("Open a table of answers (CSV) …")
    .setInputFiles({ name: "answers.csv", mimeType: "text/csv", buffer: Buffer.from(table) });
  const grade = page.getByRole("button", { name: "Grade all answers of the table" });
  await grade.waitFor({ timeout: PATIENCE_MS });
  for (let round = 0; round < Number(repeat); round += 1) {
    await grade.click();
    await page.getByText(/^1,000 of 1,000 answers were graded\./).waitFor({ timeout: PATIENCE_MS });
    found.grade_ms.push(await since(page, BEGIN_GRADING));
  }
  for (let round = 0; round < Number(repeat); round += 1) {
    const compiled = await page.evaluate(() => window.answered.length);
    await page.locator(".cm-content").click();
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.press("Delete");
    await page.keyboard.insertText(program(round));
    await page.waitForFunction((compiled) => window.answered.length > compiled, compiled, { timeout: PATIENCE_MS });
    await page.getByText(`round ${round}`).first().waitFor({ state: "attached", timeout: PATIENCE_MS });
    // The empty text may have been compiled first.
    await page.waitForFunction(() => window.answered.length >= window.asked.length, null, { timeout: PATIENCE_MS });
    found.compile_ms.push(await since(page, COMPILE));
  }
} finally {
  await browser.close();
  host.kill();
}
const medians = Object.entries(found).map(([name, values]) => [name, median(values)]);
console.log(JSON.stringify(Object.fromEntries(medians)));
