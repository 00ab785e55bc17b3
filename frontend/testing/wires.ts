/** Wires that a test can cut, delay and answer by hand. */
import { vi } from "vitest";
import type { Reading } from "../live/catchup";
import type { JournalPage } from "../live/envelope";
import type { OpenTransport, TransportEvents } from "../live/transport";

export interface Call {
  readonly event: string;
  readonly payload: unknown;
  answer(value: unknown): void;
  fail(): void;
}

export class FakeWires {
  readonly attempts: { readonly events: TransportEvents; closed: boolean }[] = [];
  readonly calls: Call[] = [];
  /** Answers calls at once when set. */
  reply: ((event: string, payload: unknown) => unknown) | null = null;
  readonly read = vi.fn<(stream: string, after: number, etag?: string | null) => Promise<Reading>>();

  readonly open: OpenTransport = (_attempt, events) => {
    const one = { events, closed: false };
    this.attempts.push(one);
    return {
      call: (event, payload) => new Promise((resolve, reject) => {
        const call = { event, payload, answer: resolve, fail: () => { reject(new Error("cut")); } };
        this.calls.push(call);
        if (this.reply !== null) resolve(this.reply(event, payload));
      }),
      close: () => { one.closed = true; },
    };
  };

  get last(): TransportEvents {
    const one = this.attempts.at(-1);
    if (one === undefined) throw new Error("nothing was opened");
    return one.events;
  }

  callsOf(event: string): Call[] {
    return this.calls.filter((call) => call.event === event);
  }

  page(page: JournalPage): void {
    this.read.mockResolvedValueOnce({ kind: "page", page, etag: null, askedAt: Date.now() });
  }
}

/** Let promises that are ready run, without letting time pass. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}
