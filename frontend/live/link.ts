/** What the person is told about the link, as a pure function of what happened to it. */
import { SILENCE_LIMIT } from "./connection";

export type Phase = "connecting" | "live" | "polling" | "down" | "static";

export interface LinkFacts {
  readonly phase: Phase;
  /** When the server last proved that what is shown is the truth (at first: when the page was made). */
  readonly lastProof: number;
  /** When the last link fell. */
  readonly downSince: number;
}

export interface LinkStatus {
  readonly kind: "static" | "connecting" | "live" | "polling" | "reconnecting" | "offline";
  /** Seconds since the last proof. */
  readonly seconds: number;
  /** Acts that need the present truth (voting, minutes) must not be done. */
  readonly stale: boolean;
}

/** A link that comes back within this time has not interrupted anybody's act. */
export const GRACE = 3000;

export function linkStatus(facts: LinkFacts, now: number): LinkStatus {
  const silence = now - facts.lastProof;
  const seconds = Math.max(0, Math.floor(silence / 1000));
  if (facts.phase === "static") return { kind: "static", seconds, stale: false };
  if (silence >= SILENCE_LIMIT) return { kind: "offline", seconds, stale: true };
  if (facts.phase === "live") return { kind: "live", seconds, stale: false };
  if (facts.phase === "polling") return { kind: "polling", seconds, stale: false };
  if (facts.phase === "connecting") return { kind: "connecting", seconds, stale: false };
  return { kind: "reconnecting", seconds, stale: now - facts.downSince >= GRACE };
}
