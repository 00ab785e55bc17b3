/** Keeps one live link open: opens, notices silence, comes back with full jitter. Knows nothing of streams. */
import { fullJitter, type Random } from "./backoff";
import type { OpenTransport, Transport } from "./transport";

export const SILENCE_LIMIT = 12_000;
const STEADY_AFTER = 5000;

export interface ConnectionEvents {
  up(): void;
  /** The link fell or could not be opened; `failures` counts the attempts since it last held. */
  down(failures: number): void;
  message(event: string, payload: unknown): void;
}

export class Connection {
  #transport: Transport | null = null;
  #generation = 0;
  #failures = 0;
  #upSince: number | null = null;
  #proven = false;
  #notBefore = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #silence: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly open: OpenTransport,
    private readonly events: ConnectionEvents,
    private readonly cap: () => number,
    private readonly random: Random = Math.random,
  ) {}

  get isUp(): boolean {
    return this.#upSince !== null;
  }

  start(): void {
    this.stop();
    const generation = this.#generation;
    const mine = (act: () => void) => { if (generation === this.#generation) act(); };
    this.#armSilence();
    this.#transport = this.open(this.#failures, {
      up: () => { mine(() => { this.#raise(); }); },
      down: (_reason, retryAfter) => { mine(() => { this.#fall(retryAfter); }); },
      message: (event, payload) => { mine(() => { this.events.message(event, payload); }); },
    });
  }

  /** Close for good (until `start`). */
  stop(): void {
    this.#generation += 1;
    clearTimeout(this.#retry);
    clearTimeout(this.#silence);
    this.#retry = undefined;
    this.#transport?.close();
    this.#transport = null;
    this.#upSince = null;
  }

  call(event: string, payload: unknown, timeoutMs: number): Promise<unknown> {
    if (this.#transport === null || !this.isUp) return Promise.reject(new Error("no live link"));
    return this.#transport.call(event, payload, timeoutMs);
  }

  /** The server has just proved that it speaks to us, and may stay silent `patience` ms longer than usual. */
  proof(patience = 0): void {
    if (!this.isUp) return;
    this.#proven = true;
    this.#armSilence(patience);
  }

  /** Give this link up and come back by another one. */
  drop(): void {
    if (this.#transport !== null) this.#fall(0);
  }

  /** The network or the person is back: do not wait out a long pause. */
  hurry(): void {
    if (this.#retry === undefined) return;
    clearTimeout(this.#retry);
    this.#later(Math.max(0, this.#notBefore - Date.now()) + fullJitter(0, this.cap(), this.random));
  }

  #raise(): void {
    this.#upSince = Date.now();
    this.#proven = false;
    this.#armSilence();
    this.events.up();
  }

  #fall(retryAfter: number): void {
    const held = this.#proven && this.#upSince !== null && Date.now() - this.#upSince >= STEADY_AFTER;
    this.stop();
    const attempt = held ? 0 : this.#failures;
    this.#failures = attempt + 1;
    this.#notBefore = Date.now() + retryAfter;
    this.#later(retryAfter + fullJitter(attempt, this.cap(), this.random));
    this.events.down(this.#failures);
  }

  #later(delay: number): void {
    this.#retry = setTimeout(() => {
      this.#retry = undefined;
      this.start();
    }, delay);
  }

  #armSilence(patience = 0): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => { this.#fall(0); }, SILENCE_LIMIT + patience);
  }
}
