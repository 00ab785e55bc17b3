/** The live side of one page: one connection, any number of streams, one truth about the link. */
import { GALLERY_CAP, MEMBER_CAP, type Random } from "./backoff";
import { journalReader, type ReadJournal } from "./catchup";
import { Clock } from "./clock";
import { Connection } from "./connection";
import type { Beat, Entry, Moved, StateMessage } from "./envelope";
import { Follower, type Listener, type Wires } from "./follower";
import { linkStatus, type LinkFacts, type LinkStatus } from "./link";
import { Polling } from "./polling";
import type { Start } from "./stream";
import type { OpenTransport } from "./transport";

export interface LiveOptions {
  readonly open: OpenTransport;
  readonly read?: ReadJournal;
  readonly clock?: Clock;
  readonly random?: Random;
  /** What the page says until the server does. */
  readonly gallery?: boolean;
}

const POLLING_AFTER = 3;

export class Live {
  readonly clock: Clock;
  readonly #connection: Connection;
  readonly #followers = new Map<string, Follower>();
  readonly #watchers = new Set<() => void>();
  readonly #polling = new Polling(() => this.#pollAll());
  readonly #wires: Wires;
  #facts: LinkFacts = { phase: "connecting", lastProof: Date.now(), downSince: Date.now() };

  constructor(private readonly options: LiveOptions) {
    const random = options.random ?? Math.random;
    this.clock = options.clock ?? new Clock();
    this.#connection = new Connection(options.open, {
      up: () => { this.#followAll(); },
      down: (failures) => { this.#down(failures); },
      message: (event, payload) => { this.#hear(event, payload); },
    }, () => (this.#isGallery ? GALLERY_CAP : MEMBER_CAP), random);
    this.#wires = {
      call: (event, payload, limit) => this.#connection.call(event, payload, limit),
      read: options.read ?? journalReader(),
      clock: this.clock,
      random,
      proof: () => { this.#proof(); },
      patience: (wait) => { this.#connection.proof(wait); },
      broken: () => { this.#connection.drop(); },
    };
  }

  start(): void {
    this.#begin();
  }

  stop(): void {
    this.#polling.stop();
    this.#connection.stop();
    for (const follower of this.#followers.values()) follower.unlink();
  }

  /** Listen to a stream; the answer stops listening. `start` is what the page was rendered with. */
  follow(stream: string, start: Start | null, listener: Listener): () => void {
    let follower = this.#followers.get(stream);
    if (follower === undefined) {
      follower = new Follower(stream, start, this.#wires);
      this.#followers.set(stream, follower);
      if (this.#facts.phase === "static") this.#begin();
      else if (this.#connection.isUp) void follower.follow();
    }
    const joined = follower;
    joined.listeners.add(listener);
    return () => {
      joined.listeners.delete(listener);
      if (joined.listeners.size === 0) this.#leave(joined);
    };
  }

  /** The latest lossy states of a stream, for an element that has just appeared. */
  statesOf(stream: string): readonly StateMessage[] {
    return [...(this.#followers.get(stream)?.states.values() ?? [])];
  }

  /** How far our copy of a stream goes, 0 when nothing is known of it. */
  positionOf(stream: string): number {
    return this.#followers.get(stream)?.position ?? 0;
  }

  /** How a command may go through the link, or null when there is none. */
  get route(): ((payload: unknown, timeoutMs: number) => Promise<unknown>) | null {
    if (!this.#connection.isUp) return null;
    return (payload, limit) => this.#connection.call("command", payload, limit);
  }

  get status(): LinkStatus {
    return linkStatus(this.#facts, Date.now());
  }

  /** Be told whenever the status may have changed. */
  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** The tab is seen again or the network is back: make sure that what is shown is the truth. */
  resync(): void {
    if (this.#connection.isUp) this.#followAll();
    else this.#connection.hurry();
  }

  /** The device says that it has no network: no need to wait for the silence. */
  cut(): void {
    this.#connection.drop();
  }

  get #isGallery(): boolean {
    const known = [...this.#followers.values()].flatMap((follower) => follower.you?.audiences ?? []);
    return known.length === 0 ? (this.options.gallery ?? false) : known.every((audience) => audience === "public");
  }

  #begin(): void {
    this.#set({ phase: "connecting", lastProof: Date.now(), downSince: Date.now() });
    this.#connection.start();
  }

  #leave(follower: Follower): void {
    follower.unlink();
    this.#followers.delete(follower.stream);
    this.#connection.call("unfollow", { stream: follower.stream }, 5000).catch(() => undefined);
  }

  #followAll(): void {
    for (const follower of this.#followers.values()) void follower.follow();
  }

  #hear(event: string, payload: unknown): void {
    if (event === "beat") this.#beat(payload as Beat);
    else if (event === "entry") this.#followers.get((payload as Entry).stream)?.entry(payload as Entry);
    else if (event === "state") this.#followers.get((payload as StateMessage).stream)?.state(payload as StateMessage);
    else if (event === "moved") this.#followers.get((payload as Moved).stream)?.moved();
  }

  #beat(beat: Beat): void {
    this.clock.learn(beat.server_time);
    for (const follower of this.#followers.values()) follower.beat(beat);
    this.#proof();
  }

  #proof(): void {
    this.#connection.proof();
    this.#set({ lastProof: Date.now() });
    this.#judge();
  }

  /** Live is when every followed stream was answered on the present link; a page refused everywhere is not live at all. */
  #judge(): void {
    const followers = [...this.#followers.values()];
    if (followers.length > 0 && followers.every((follower) => follower.isRefused)) {
      this.stop();
      this.#set({ phase: "static" });
      return;
    }
    const settled = followers.every((follower) => follower.settled);
    if (!this.#connection.isUp || !settled || this.#facts.phase === "live") return;
    this.#polling.stop();
    this.#set({ phase: "live" });
  }

  #down(failures: number): void {
    for (const follower of this.#followers.values()) follower.unlink();
    const wasLive = this.#facts.phase === "live";
    if (wasLive) this.#set({ phase: "down", downSince: Date.now() });
    else if (this.#facts.phase === "connecting" && failures > 1) this.#set({ phase: "down" });
    if (failures >= POLLING_AFTER) this.#polling.start();
  }

  async #pollAll(): Promise<boolean> {
    const rounds = await Promise.all([...this.#followers.values()].map((follower) => follower.read()));
    if (!this.#polling.isRunning) return true;
    const reached = rounds.every(Boolean);
    if (reached) this.#set({ phase: "polling", lastProof: Date.now() });
    else if (this.#facts.phase === "polling") this.#set({ phase: "down", downSince: Date.now() });
    return reached;
  }

  #set(change: Partial<LinkFacts>): void {
    this.#facts = { ...this.#facts, ...change };
    for (const watcher of this.#watchers) watcher();
  }
}
