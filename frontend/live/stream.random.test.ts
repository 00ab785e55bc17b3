import { describe, expect, it } from "vitest";
import { seeded } from "../testing/random";
import { entry, followed, journal } from "../testing/streams";
import type { Entry, Followed, JournalPage } from "./envelope";
import { StreamCopy, type Outcome } from "./stream";

const MINE = ["public", "members", "seat:3"];
const ALL = [...MINE, "bureau", "seat:4"];

/** The server's side: one log for all audiences, of which the client may see some. */
class Server {
  epoch = "e1";
  log: Entry[] = [];

  write(random: () => number): Entry {
    const audience = ALL[Math.floor(random() * ALL.length)] ?? "public";
    const sequence = this.log.filter((known) => known.audience === audience).length + 1;
    const written = entry(this.log.length + 1, sequence, audience);
    this.log.push(written);
    return written;
  }

  get visible(): Entry[] {
    return this.log.filter((known) => MINE.includes(known.audience));
  }

  sequences(): Record<string, number> {
    return Object.fromEntries(MINE.map((audience) => [audience, this.log.filter((known) => known.audience === audience).length]));
  }

  follow(resume: { after: number; epoch: string } | null): Followed {
    const resumed = resume !== null && resume.epoch === this.epoch;
    const missing = { entries: this.visible.filter((known) => known.position > (resume?.after ?? 0)) };
    return followed(this.log.length, this.sequences(), { epoch: this.epoch, ...(resumed ? missing : { snapshot: this.visible.map((one) => one.position) }) });
  }

  journal(after: number, limit: number): JournalPage {
    const found = this.visible.filter((known) => known.position > after).slice(0, limit);
    return journal(found, this.log.length, this.sequences(), { epoch: this.epoch, more: found.length === limit });
  }
}

/** What a person would see: what was applied, on top of the last snapshot. */
class Screen {
  seen: number[] = [];

  apply(outcome: Outcome): "follow" | "ok" {
    if (outcome.kind === "reset") this.seen = [...(outcome.snapshot as number[])];
    if (outcome.kind === "entries" || outcome.kind === "reset") this.seen.push(...outcome.entries.map((one) => one.position));
    return outcome.kind === "refollow" ? "follow" : "ok";
  }
}

class Play {
  readonly server = new Server();
  readonly screen = new Screen();
  readonly #copy = new StreamCopy();
  readonly #random: () => number;
  #wires: Entry[] = [];
  #answer: Followed | null = null;
  #now = 0;

  constructor(seed: number) {
    this.#random = seeded(seed);
    for (let step = 0; step < 300; step += 1) this.#step(step);
    this.#settle();
  }

  get missing(): number | null {
    return this.#copy.askAt;
  }

  #step(step: number): void {
    this.#now += Math.floor(this.#random() * 200);
    const dice = this.#random();
    if (dice < 0.35) this.#write();
    else if (dice < 0.75) this.#push();
    else if (dice < 0.85) this.#receiveAnswer();
    else if (dice < 0.9) this.#reconnect();
    else if (dice < 0.94) this.#copy.beat(this.server.log.length, this.server.sequences(), this.#now);
    else if (dice < 0.95) { this.server.epoch = `e${String(step)}`; this.#reconnect(); }
    else if (dice < 0.96) { this.#copy.forget(); this.#reconnect(); }
    if (this.#copy.askAt !== null && this.#now >= this.#copy.askAt) this.#catchUp(1 + Math.floor(this.#random() * 5));
  }

  #write(): void {
    const written = this.server.write(this.#random);
    if (MINE.includes(written.audience)) this.#wires.push(written);
  }

  /** Mostly in order, sometimes not, sometimes lost, sometimes twice. */
  #push(): void {
    const place = this.#random() < 0.6 ? 0 : Math.floor(this.#random() * this.#wires.length);
    const heard = this.#wires[place];
    if (heard === undefined) return;
    if (this.#random() > 0.15) this.#apply(this.#copy.heard(heard, this.#now));
    if (this.#random() > 0.1) this.#wires.splice(place, 1);
  }

  /** The room is joined at once; the answer travels. */
  #reconnect(): void {
    this.#wires = [];
    this.#answer = this.server.follow(this.#copy.resumeFrom);
  }

  #receiveAnswer(): void {
    if (this.#answer === null) { this.#reconnect(); return; }
    const answer = this.#answer;
    this.#answer = null;
    this.#apply(this.#copy.followed(answer, this.#now));
  }

  #catchUp(limit: number): void {
    for (let more = true; more;) {
      const page = this.server.journal(this.#copy.completeTo, limit);
      more = page.more;
      if (this.#apply(this.#copy.caughtUp(page, this.#now)) === "follow") return;
    }
  }

  #apply(outcome: Outcome): "follow" | "ok" {
    const next = this.screen.apply(outcome);
    if (next === "follow") this.#reconnect();
    return next;
  }

  #settle(): void {
    if (this.#answer !== null || this.#copy.epoch === null) { this.#reconnect(); this.#receiveAnswer(); }
    this.#copy.beat(this.server.log.length, this.server.sequences(), this.#now);
    this.#catchUp(500);
    if (this.#answer !== null) this.#receiveAnswer();
  }
}

describe("a copy under any interleaving of pushes, losses, repeats, reconnections and epochs", () => {
  it("ends complete, with every visible entry exactly once, for 500 seeds", () => {
    for (let seed = 0; seed < 500; seed += 1) {
      const { screen, server, missing } = new Play(seed);
      const seen = [...screen.seen].sort((a, b) => a - b);
      expect({ seed, seen, missing }).toEqual({ seed, seen: server.visible.map((one) => one.position), missing: null });
    }
  });
});
