/** Follows one stream: joins it to the wires, and tells its listeners what to show. */
import { fullJitter, GALLERY_CAP, type Random } from "./backoff";
import type { ReadJournal } from "./catchup";
import type { Clock } from "./clock";
import { problemIn, type Beat, type Entry, type Followed, type Problem, type StateMessage, type You } from "./envelope";
import { StreamCopy, type Outcome, type Start } from "./stream";

export interface Listener {
  entries?(entries: readonly Entry[], position: number): void;
  /** The copy was replaced: whatever was shown before `position` may be wrong. */
  reset?(position: number, epoch: string | null, snapshot: unknown, entries: readonly Entry[]): void;
  state?(message: StateMessage): void;
  /** This person may not, or may no longer, follow this stream. */
  refused?(status: number): void;
}

export interface Wires {
  call(event: string, payload: unknown, timeoutMs: number): Promise<unknown>;
  readonly read: ReadJournal;
  readonly clock: Clock;
  readonly random: Random;
  /** What is shown was just proved to be the truth. */
  proof(): void;
  /** The server asked for patience: its silence in the meantime is no failure. */
  patience(wait: number): void;
  /** The link took a request and never answered it. */
  broken(): void;
}

const FOLLOW_LIMIT = 10_000;
const PAGES_AT_ONCE = 20;

export class Follower {
  readonly listeners = new Set<Listener>();
  readonly states = new Map<string, StateMessage>();
  you: You | null = null;
  #copy: StreamCopy;
  #turn = 0;
  #settled = false;
  #refusal = false;
  #reading = false;
  #etag: { after: number; value: string } | null = null;
  #ask: ReturnType<typeof setTimeout> | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly stream: string, start: Start | null, private readonly wires: Wires) {
    this.#copy = new StreamCopy(start);
  }

  /** Whether the server has answered `follow` on the present link. */
  get settled(): boolean {
    return this.#settled;
  }

  /** Whether the server said that this person may not follow. */
  get isRefused(): boolean {
    return this.#refusal;
  }

  get position(): number {
    return this.#copy.position;
  }

  async follow(): Promise<void> {
    this.unlink();
    const turn = this.#turn;
    const sentAt = Date.now();
    const answer = await this.wires
      .call("follow", { stream: this.stream, ...this.#copy.resumeFrom }, FOLLOW_LIMIT)
      .catch(() => null);
    if (turn !== this.#turn) return;
    if (answer === null) { this.wires.broken(); return; }
    const problem = problemIn(answer);
    if (problem === null) this.#followed(answer as Followed, sentAt);
    else this.#refused(problem);
  }

  /** The link fell: what is on its way will not arrive. */
  unlink(): void {
    this.#turn += 1;
    this.#settled = false;
    clearTimeout(this.#again);
    clearTimeout(this.#ask);
  }

  entry(entry: Entry): void {
    this.#deliver(this.#copy.heard(entry, Date.now()));
  }

  beat(beat: Beat): void {
    const sequences = beat.sequences[this.stream];
    if (sequences === undefined) return;
    this.#copy.beat(beat.positions[this.stream], sequences, Date.now());
    this.#plan();
  }

  state(message: StateMessage): void {
    const known = this.states.get(message.key);
    if (known !== undefined && known.version >= message.version) return;
    this.states.set(message.key, message);
    for (const listener of this.listeners) listener.state?.(message);
  }

  /** Our rights changed: nothing of the copy may be kept. */
  moved(): void {
    this.#copy.forget();
    void this.follow();
  }

  /** Read what is missing over HTTP. Answers whether the server could be reached. */
  async read(): Promise<boolean> {
    if (this.#reading) return true;
    this.#reading = true;
    const turn = this.#turn;
    try {
      for (let page = 0; page < PAGES_AT_ONCE; page += 1) {
        const step = await this.#readPage(turn);
        if (step !== "more") return step === "reached";
      }
      return true;
    } finally {
      this.#reading = false;
    }
  }

  async #readPage(turn: number): Promise<"more" | "reached" | "unreachable"> {
    const after = this.#copy.completeTo;
    const etag = this.#etag?.after === after ? this.#etag.value : null;
    const reading = await this.wires.read(this.stream, after, etag);
    if (turn !== this.#turn) return "reached";
    if (reading.kind === "unreachable") return "unreachable";
    if (reading.kind === "unchanged") return "reached";
    if (reading.kind === "refused") {
      this.#tellRefused(reading.status);
      return "reached";
    }
    this.wires.clock.learn(reading.page.server_time, reading.askedAt);
    this.#etag = reading.etag === null ? null : { after, value: reading.etag };
    this.#deliver(this.#copy.caughtUp(reading.page, Date.now()));
    return reading.page.more ? "more" : "reached";
  }

  #followed(answer: Followed, sentAt: number): void {
    this.#settled = true;
    this.#refusal = false;
    this.you = answer.you;
    this.states.clear();
    this.wires.clock.learn(answer.server_time, sentAt);
    this.#deliver(this.#copy.followed(answer, Date.now()));
    this.wires.proof();
  }

  #refused(problem: Problem): void {
    const passing = problem.status === 503 || problem.status === 429 || problem.retry_after !== undefined;
    // What the operator suspended does not come back in a second: the page says so rather than wait.
    if (!passing || problem.type.endsWith("/paused")) {
      this.#settled = true;
      this.#tellRefused(problem.status);
      this.wires.proof();
      return;
    }
    const wait = (problem.retry_after ?? 1) * 1000 + fullJitter(1, GALLERY_CAP, this.wires.random);
    this.wires.patience(wait);
    this.#again = setTimeout(() => void this.follow(), wait);
  }

  #tellRefused(status: number): void {
    this.#refusal = true;
    for (const listener of this.listeners) listener.refused?.(status);
  }

  #deliver(outcome: Outcome): void {
    if (outcome.kind === "entries") {
      for (const listener of this.listeners) listener.entries?.(outcome.entries, this.#copy.position);
    } else if (outcome.kind === "reset") {
      const { position, epoch } = this.#copy;
      for (const listener of this.listeners) listener.reset?.(position, epoch, outcome.snapshot, outcome.entries);
    } else if (outcome.kind === "refollow" && this.#settled) {
      void this.follow();
      return;
    }
    this.#plan();
  }

  /** Ask for what is missing when its time has come. */
  #plan(retryIn = 0): void {
    clearTimeout(this.#ask);
    const due = this.#copy.askAt;
    if (due === null || !this.#settled) return;
    this.#ask = setTimeout(() => void this.#fill(), Math.max(due - Date.now(), retryIn));
  }

  async #fill(): Promise<void> {
    const turn = this.#turn;
    const reached = await this.read();
    if (turn === this.#turn) this.#plan(reached ? 0 : 500 + fullJitter(2, GALLERY_CAP, this.wires.random));
  }
}
