// The three shipped placement presets have the verdicts of the lesson, each with its cause.
import { test } from "../fixtures/test";
import type { Board } from "../fixtures/playground";

/** A workload and the cause of its miss; no cause where it fits. */
type Expected = Record<string, RegExp | "fits">;

const VERDICTS: Record<Board, Expected> = {
  "Everything on serverless": {
    "Quiz submissions": /Lost submissions [\d,]+ .*requests?: functions share 70 of the database’s 100 connections/,
    "Course landing page": /p95 latency.*the way between learner and code takes most of the time/,
    "Video upload": "fits",
    "Partner grading plugins": /Reached without a grant \d+ .*no wall stands between the code/,
  },
  "Everything on edge": {
    "Quiz submissions": /Lost submissions [\d,]+ .*somebody overwrote what they had not seen/,
    "Course landing page": "fits",
    "Video upload": /Failed 100 % .*does not fit into the memory of one instance/,
    "Partner grading plugins": /Reached without a grant \d+ .*no wall stands between the code/,
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
