/** Types for lanewise-embed.js, version 1. */

export type Lane = "serverless" | "edge" | "sandbox" | "service";

/** What a run says of one workload. */
export interface WorkloadResult {
  id: string;
  lane: Lane;
  /** Whether its code runs behind walls there. */
  walls: boolean;
  /** Whether it meets all its targets. */
  met: boolean;
  targets_met: number;
  targets: number;
}

/** What a run says of the board. */
export interface Result {
  /** Equal for equal board and seed, on every machine. */
  fingerprint: string;
  /** The number of workloads that meet their targets, and of all. */
  met: number;
  of: number;
  usd_per_month: number;
  workloads: WorkloadResult[];
}

export interface State {
  /** The fragment of a link to the board and its moment, for `load` and for the attribute `link`; null where it is too long. */
  link: string | null;
  /** Seconds since the start of the hour. */
  at_s: number;
  playing: boolean;
  name: string;
  /** null before the first run. */
  result: Result | null;
}

/** A learner's progress; a frame with a section of learning sends it at its start and after each change. */
export interface Progress {
  /** At most 4,096 characters that restore it with `resume`; null where the browser cannot pack it. */
  kept: string | null;
  lesson: { done: number; of: number };
  check: { answered: number; questions: number; points: number; of: number };
  /** Those that were scored. */
  challenges: { id: string; stars: number; of: number; attempts: number }[];
}

/** What is new in it, as an xAPI statement without an actor: the page adds who it is. */
export interface Statement {
  timestamp: string;
  verb: { id: string; display: Record<string, string> };
  object: { objectType: "Activity"; id: string };
  result: { completion: boolean; score: { scaled: number; raw: number; min: number; max: number } };
}

export interface LanewiseBoardEventMap extends HTMLElementEventMap {
  ready: CustomEvent<Record<string, never>>;
  result: CustomEvent<Result>;
  resize: CustomEvent<{ height: number }> & UIEvent;
  played: CustomEvent<Record<string, never>>;
  progress: CustomEvent<Progress> & ProgressEvent;
  statement: CustomEvent<{ statement: Statement }>;
  paused: CustomEvent<Record<string, never>>;
  error: CustomEvent<{ error: string }> & ErrorEvent;
}

export interface LanewiseBoard extends HTMLElement {
  play(): Promise<true>;
  pause(): Promise<true>;
  /** Back to the board that was opened. */
  reset(): Promise<true>;
  seek(at_s: number): Promise<true>;
  load(link: string): Promise<true>;
  place(workload: string, lane: Lane, walls?: boolean): Promise<true>;
  state(): Promise<State>;
  /** Adds progress that an earlier visit has sent as `kept`. */
  resume(kept: string): Promise<true>;
  addEventListener<K extends keyof LanewiseBoardEventMap>(
    type: K,
    listener: (this: LanewiseBoard, event: LanewiseBoardEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "lanewise-board": LanewiseBoard;
  }
}
