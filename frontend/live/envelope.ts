/** The envelopes of docs/live-protocol.md, word for word. Payloads live in protocol.ts. */
import type { Payload } from "./protocol";

export type Audience = string;
export type Sequences = Readonly<Record<Audience, number>>;

export interface Entry {
  readonly stream: string;
  readonly position: number;
  readonly audience: Audience;
  readonly sequence: number;
  readonly kind: string;
  readonly occurred_at: string;
  readonly payload: Payload;
}

export interface You {
  readonly person_id: number | null;
  readonly name: string | null;
  readonly seat_id: number | null;
  readonly audiences: readonly Audience[];
}

export interface FollowRequest {
  readonly stream: string;
  readonly after?: number;
  readonly epoch?: string;
}

export interface Followed {
  readonly epoch: string;
  readonly position: number;
  readonly sequences: Sequences;
  readonly entries?: readonly Entry[];
  readonly snapshot?: unknown;
  readonly server_time: string;
  readonly you: You;
}

export interface JournalPage {
  readonly stream: string;
  readonly epoch: string;
  readonly position: number;
  readonly sequences: Sequences;
  readonly entries: readonly Entry[];
  readonly more: boolean;
  readonly server_time: string;
}

export interface StateMessage {
  readonly stream: string;
  readonly key: string;
  readonly version: number;
  readonly value: Payload;
}

export interface Beat {
  readonly positions: Readonly<Record<string, number>>;
  readonly sequences: Readonly<Record<string, Sequences>>;
  readonly server_time: string;
}

export interface Moved {
  readonly stream: string;
}

/** RFC 9457, with the members this house adds. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly retry_after?: number;
  readonly current_version?: number;
  readonly errors?: unknown;
  /** The reasons of a refusal that has several, each a full sentence; `detail` holds them all. */
  readonly problems?: readonly { readonly rule: string; readonly detail: string }[];
}

export interface Command {
  readonly name: string;
  readonly request_id: string;
  readonly expected_version?: number;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface CommandResult {
  readonly message?: string;
  readonly location?: string;
  readonly [field: string]: unknown;
}

export type Acknowledgement = { readonly result: CommandResult } | { readonly problem: Problem };

/** The refusal inside an acknowledgement, if it is one. */
export function problemIn(answer: unknown): Problem | null {
  if (typeof answer !== "object" || answer === null || !("problem" in answer)) return null;
  return answer.problem as Problem;
}
