/**
 * Sends a person's act and does not let go until the answer is known. The same request_id is sent again and again,
 * over whatever road is open: the server does the act once and repeats its answer.
 */
import { fullJitter, MEMBER_CAP, type Random } from "./backoff";
import { problemIn, type Acknowledgement, type Command, type CommandResult, type Problem } from "./envelope";

export type CommandOutcome =
  | { readonly kind: "done"; readonly result: CommandResult }
  | { readonly kind: "conflict"; readonly problem: Problem; readonly currentVersion: number | null }
  | { readonly kind: "refused"; readonly problem: Problem }
  /** Nobody answered. The act may have been done: only the same request_id may be sent again. */
  | { readonly kind: "unreachable" };

export interface Roads {
  /** The live link at this moment, if there is one. */
  socket(): ((payload: unknown, timeoutMs: number) => Promise<unknown>) | null;
  post(command: Command, signal?: AbortSignal): Promise<Acknowledgement>;
  readonly random?: Random;
}

const ACK_LIMIT = 5000;
const SOCKET_TRIES = 3;
/** How long an act goes on being sent while nobody answers: a tunnel, a server that starts again. Tries are not counted: luck in the pauses would decide. */
const PATIENCE = 90_000;
const SHORTEST_PAUSE = 200;

export class Commands {
  constructor(private readonly roads: Roads) {}

  /** Never rejects. `signal` lets the person stop waiting. */
  async send(command: Command, signal?: AbortSignal): Promise<CommandOutcome> {
    let socketTries = 0;
    const began = performance.now();
    for (let attempt = 0; performance.now() - began < PATIENCE; attempt += 1) {
      const socket = socketTries < SOCKET_TRIES ? this.roads.socket() : null;
      if (socket !== null) socketTries += 1;
      const answer = await (socket === null ? this.roads.post(command, signal) : socket(command, ACK_LIMIT))
        .catch(() => null);
      if (signal?.aborted) break;
      const wait = answer === null ? 0 : patienceAsked(answer as Acknowledgement);
      if (answer !== null && wait === null) return outcomeOf(answer as Acknowledgement);
      const immediate = answer === null && socket !== null;
      const jitter = Math.max(SHORTEST_PAUSE, fullJitter(attempt, MEMBER_CAP, this.roads.random ?? Math.random));
      await pause((wait ?? 0) + (immediate ? 0 : jitter), signal);
      if (signal?.aborted) break;
    }
    return { kind: "unreachable" };
  }
}

/** Milliseconds to wait before trying again, or null when the answer is final. */
function patienceAsked(answer: Acknowledgement): number | null {
  const problem = problemIn(answer);
  if (problem === null || ![429, 502, 503, 504].includes(problem.status)) return null;
  return (problem.retry_after ?? 0) * 1000;
}

function outcomeOf(answer: Acknowledgement): CommandOutcome {
  if (!("problem" in answer)) return { kind: "done", result: answer.result };
  const { problem } = answer;
  if (problem.status !== 409 || problem.current_version === undefined) return { kind: "refused", problem };
  return { kind: "conflict", problem, currentVersion: problem.current_version };
}

function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener("abort", () => { clearTimeout(timer); resolve(); }, { once: true });
  });
}
