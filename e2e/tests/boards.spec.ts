// The three shipped placement presets have the verdicts of the lesson, each with the figure of the miss. How a
// cause is worded is in the golden wording file of the app.
import { test } from "../fixtures/test";
import type { Board } from "../fixtures/playground";

/** A workload and the figure of its miss. */
type Expected = Record<string, RegExp | "fits">;

const VERDICTS: Record<Board, Expected> = {
  "Everything on serverless": {
    "Quiz submissions": /Lost submissions [\d,]+ .*\b70\b.*\b100\b/,
    "Course landing page": /p95 latency [\d,]+/,
    "Video upload": "fits",
    "Partner grading plugins": /Unauthorised access [1-9]\d*/,
  },
  "Everything on edge": {
    "Quiz submissions": /Lost submissions [1-9][\d,]*/,
    "Course landing page": "fits",
    "Video upload": /Failed 100 %/,
    "Partner grading plugins": /Unauthorised access [1-9]\d*/,
  },
  "Matched to shape": {
    "Quiz submissions": "fits",
    "Course landing page": "fits",
    "Video upload": "fits",
    "Partner grading plugins": "fits",
  },
};

for (const [board, expected] of Object.entries(VERDICTS) as [Board, Expected][]) {
  test(board, async ({ playground }) => {
    await playground.open();
    if (board !== "Everything on serverless") await playground.useBoard(board);
    for (const [workload, verdict] of Object.entries(expected)) {
      await playground.look(workload);
      await (verdict === "fits" ? playground.evidence.fits() : playground.evidence.misses(verdict));
    }
  });
}
