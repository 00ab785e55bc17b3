/**
 * One stream's copy as a pure state machine: no timer, no network. It is told what arrived and when, answers what to
 * do, and knows at any moment whether the copy is complete.
 */
import type { Audience, Entry, Followed, JournalPage, Sequences } from "./envelope";

export const GAP_WAIT = 500;
const KEPT_LIMIT = 2000;
const FRUITLESS_LIMIT = 3;

export type Outcome =
  | { readonly kind: "nothing" }
  | { readonly kind: "entries"; readonly entries: readonly Entry[] }
  /** The copy was replaced by the snapshot, and these entries came on top of it. */
  | { readonly kind: "reset"; readonly snapshot: unknown; readonly entries: readonly Entry[] }
  | { readonly kind: "refollow" };

export interface Start {
  readonly after: number;
  readonly epoch: string;
}

interface Mark {
  sequence: number;
  /** Every entry of this audience up to this position of the stream is in the copy. */
  completeTo: number;
  promised: number;
  gapSince: number | null;
  kept: Map<number, Entry>;
}

const NOTHING: Outcome = { kind: "nothing" };

export class StreamCopy {
  #epoch: string | null = null;
  #base = 0;
  #position = 0;
  #fruitless = 0;
  #marks = new Map<Audience, Mark>();

  /** `start` is what the page was rendered with: it spares a snapshot to somebody who has just loaded the page. */
  constructor(private start: Start | null = null) {}

  get position(): number {
    return this.#position;
  }

  get epoch(): string | null {
    return this.#epoch;
  }

  /** What to send with `follow`: everything up to `after` is known here. */
  get resumeFrom(): Start | null {
    return this.#epoch === null ? this.start : { after: this.completeTo, epoch: this.#epoch };
  }

  /** The last position known complete over all audiences. */
  get completeTo(): number {
    if (this.#epoch === null) return this.start?.after ?? 0;
    const marks = [...this.#marks.values()];
    return marks.length === 0 ? this.#base : Math.min(...marks.map((mark) => mark.completeTo));
  }

  /** When to ask for what is missing, or null when nothing is. */
  get askAt(): number | null {
    const since = [...this.#marks.values()].flatMap((mark) => (mark.gapSince === null ? [] : [mark.gapSince]));
    return since.length === 0 ? null : Math.min(...since) + GAP_WAIT;
  }

  /** The rights or the record changed: nothing of this copy may be kept. */
  forget(): void {
    this.#epoch = null;
    this.start = null;
    this.#base = 0;
    this.#position = 0;
    this.#marks.clear();
  }

  /** The answer to `follow`. Pushes may have overtaken it; they were kept and are applied on top. */
  followed(answer: Followed, now: number): Outcome {
    const resumed = answer.entries !== undefined && answer.epoch === this.resumeFrom?.epoch;
    const fresh = resumed ? this.#unknownAmong(answer.entries) : [];
    const reached = reachedBy(answer.sequences, fresh);
    const contradiction = resumed && !this.#leadsTo(fresh, reached);
    this.#adopt(answer.epoch, answer.position, reached, resumed && !contradiction);
    const overtaking = this.#settleAll(now);
    if (!resumed || contradiction) return { kind: "reset", snapshot: answer.snapshot, entries: byPosition(overtaking) };
    return entriesOf([...fresh, ...overtaking]);
  }

  /** A pushed entry. */
  heard(entry: Entry, now: number): Outcome {
    const mark = this.#mark(entry.audience);
    if (entry.sequence <= mark.sequence && this.#epoch !== null) return NOTHING;
    mark.kept.set(entry.sequence, entry);
    if (mark.kept.size > KEPT_LIMIT) return this.#worthless();
    return this.#epoch === null ? NOTHING : entriesOf(this.#settle(mark, now));
  }

  /** A beat: the server's last sequences, which reveal what was lost without anything following it. */
  beat(position: number | undefined, sequences: Sequences, now: number): void {
    if (this.#epoch === null) return;
    for (const [audience, sequence] of Object.entries(sequences)) {
      const mark = this.#mark(audience);
      if (sequence <= mark.sequence && position !== undefined && mark.kept.size === 0) this.#complete(mark, position);
      mark.promised = Math.max(mark.promised, sequence);
      this.#settle(mark, now);
    }
  }

  /** A page of the journal read over HTTP, asked from `completeTo`. */
  caughtUp(page: JournalPage, now: number): Outcome {
    if (this.#epoch === null) return this.#begin(page, now);
    if (page.epoch !== this.#epoch) return this.#worthless();
    const last = page.entries.at(-1)?.position ?? page.position;
    const reached = page.more ? last : Math.max(last, page.position);
    for (const entry of page.entries) {
      const mark = this.#mark(entry.audience);
      if (entry.sequence > mark.sequence) mark.kept.set(entry.sequence, entry);
    }
    const applied = this.#settleAll(now);
    if (!page.more && !this.#holds(page.sequences)) return this.#worthless();
    for (const audience of Object.keys(page.sequences)) this.#mark(audience);
    for (const mark of this.#marks.values()) this.#complete(mark, reached);
    return this.#stillMissing(page, applied, now) ? this.#worthless() : entriesOf(applied);
  }

  /** First page of a copy that has no live link: what the page showed is the start. */
  #begin(page: JournalPage, now: number): Outcome {
    if (page.more) {
      this.start = { after: page.entries.at(-1)?.position ?? page.position, epoch: page.epoch };
      return NOTHING;
    }
    const continued = this.start?.epoch === page.epoch;
    this.#adopt(page.epoch, page.position, reachedBy(page.sequences, page.entries), false);
    const overtaking = this.#settleAll(now);
    if (continued) return entriesOf([...page.entries, ...overtaking]);
    return { kind: "reset", snapshot: undefined, entries: byPosition(overtaking) };
  }

  /** Take over the server's account; with `keepAhead`, what a push brought beyond it stays known. */
  #adopt(epoch: string, position: number, sequences: Sequences, keepAhead: boolean): void {
    const before = new Map(this.#marks);
    this.#epoch = epoch;
    this.#base = position;
    this.#position = keepAhead ? Math.max(this.#position, position) : position;
    this.#fruitless = 0;
    this.#marks.clear();
    for (const audience of new Set([...before.keys(), ...Object.keys(sequences)])) {
      const [mark, old] = [this.#mark(audience), before.get(audience)];
      mark.sequence = Math.max(sequences[audience] ?? 0, keepAhead ? (old?.sequence ?? 0) : 0);
      mark.promised = mark.sequence;
      mark.kept = old?.kept ?? mark.kept;
    }
  }

  /** A gap that survives reading the journal waits anew, and three times in vain means that the copy is wrong. */
  #stillMissing(page: JournalPage, applied: readonly Entry[], now: number): boolean {
    const open = [...this.#marks.values()].filter((mark) => mark.gapSince !== null);
    for (const mark of open) mark.gapSince = now;
    this.#fruitless = page.more || open.length === 0 || applied.length > 0 ? 0 : this.#fruitless + 1;
    return this.#fruitless >= FRUITLESS_LIMIT;
  }

  #mark(audience: Audience): Mark {
    let mark = this.#marks.get(audience);
    if (mark === undefined) {
      mark = { sequence: 0, completeTo: this.#base, promised: 0, gapSince: null, kept: new Map() };
      this.#marks.set(audience, mark);
    }
    return mark;
  }

  /** Apply what has become contiguous and note whether something is still missing. */
  #settle(mark: Mark, now: number): Entry[] {
    const applied: Entry[] = [];
    for (const sequence of mark.kept.keys()) if (sequence <= mark.sequence) mark.kept.delete(sequence);
    for (let next = mark.kept.get(mark.sequence + 1); next; next = mark.kept.get(mark.sequence + 1)) {
      mark.kept.delete(next.sequence);
      mark.sequence = next.sequence;
      this.#complete(mark, next.position);
      applied.push(next);
    }
    const missing = mark.kept.size > 0 || mark.promised > mark.sequence;
    mark.gapSince = !missing ? null : applied.length > 0 ? now : (mark.gapSince ?? now);
    return applied;
  }

  #settleAll(now: number): Entry[] {
    return [...this.#marks.values()].flatMap((mark) => this.#settle(mark, now));
  }

  #complete(mark: Mark, position: number): void {
    mark.completeTo = Math.max(mark.completeTo, position);
    this.#position = Math.max(this.#position, position);
  }

  #unknownAmong(entries: readonly Entry[]): Entry[] {
    return entries.filter((entry) => entry.sequence > (this.#marks.get(entry.audience)?.sequence ?? 0));
  }

  /** Whether `fresh` fills exactly the distance between this copy and the announced sequences. */
  #leadsTo(fresh: readonly Entry[], sequences: Sequences): boolean {
    if (this.#epoch === null) return true;
    return Object.entries(sequences).every(([audience, sequence]) => {
      const known = this.#marks.get(audience)?.sequence ?? 0;
      return Math.max(0, sequence - known) === fresh.filter((entry) => entry.audience === audience).length;
    });
  }

  #holds(sequences: Sequences): boolean {
    return Object.entries(sequences).every(([audience, sequence]) => this.#mark(audience).sequence >= sequence);
  }

  #worthless(): Outcome {
    this.forget();
    return { kind: "refollow" };
  }
}

/** The announced sequences, or further where the entries read a moment later already go. */
function reachedBy(sequences: Sequences, entries: readonly Entry[]): Sequences {
  const reached: Record<Audience, number> = { ...sequences };
  for (const { audience, sequence } of entries) reached[audience] = Math.max(reached[audience] ?? 0, sequence);
  return reached;
}

function entriesOf(entries: readonly Entry[]): Outcome {
  if (entries.length === 0) return NOTHING;
  return { kind: "entries", entries: byPosition(entries) };
}

function byPosition(entries: readonly Entry[]): readonly Entry[] {
  return [...entries].sort((a, b) => a.position - b.position);
}
