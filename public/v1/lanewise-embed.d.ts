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

export interface LanewiseBoardEventMap extends HTMLElementEventMap {
  ready: CustomEvent<Record<string, never>>;
  result: CustomEvent<Result>;
  resize: CustomEvent<{ height: number }> & UIEvent;
  played: CustomEvent<Record<string, never>>;
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
