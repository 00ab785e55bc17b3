/** Time that runs: speaking time and the like, drawn from absolute timestamps so that every screen shows the same. */
import { word } from "../words";
import type { Island, Mounted, Page } from "./page";

export interface Reading {
  readonly elapsed: number;
  /** Seconds left, negative in overrun, null without limit. */
  readonly left: number | null;
  readonly phase: "running" | "warning" | "overrun";
  readonly paused: boolean;
}

interface Facts {
  readonly startedAt?: string;
  readonly pausedAt?: string;
  readonly pausedSeconds?: string;
  readonly limitSeconds?: string;
  readonly warningSeconds?: string;
}

export const timer: Island = {
  selector: "[data-timer]",
  connect: (element, page) => new Timer(element, page).connect(),
};

/** What a timer shows at the server's instant `now`; null when nothing has started. */
export function readTimer(facts: Facts, now: number): Reading | null {
  const started = Date.parse(facts.startedAt ?? "");
  if (Number.isNaN(started)) return null;
  const paused = Date.parse(facts.pausedAt ?? "");
  const until = Number.isNaN(paused) ? now : paused;
  const elapsed = Math.max(0, (until - started) / 1000 - Number(facts.pausedSeconds || 0));
  const limit = Number(facts.limitSeconds || Number.NaN);
  const left = Number.isNaN(limit) ? null : limit - elapsed;
  const warning = Number(facts.warningSeconds || 0);
  const phase = left === null || left > warning ? "running" : left > 0 ? "warning" : "overrun";
  return { elapsed, left, phase, paused: !Number.isNaN(paused) };
}

/** « 2:05 », « 1:02:05 »; what is left is rounded up, so that « 0:00 » is the instant the time is over. */
export function clockText({ elapsed, left }: Reading, show: string): string {
  if (left === null || show === "elapsed") return minutes(Math.floor(elapsed));
  return left > 0 ? minutes(Math.ceil(left)) : `+${minutes(Math.floor(-left))}`;
}

function minutes(seconds: number): string {
  const [hours, rest] = [Math.floor(seconds / 3600), seconds % 3600];
  const tail = String(rest % 60).padStart(2, "0");
  const head = String(Math.floor(rest / 60));
  return hours > 0 ? `${String(hours)}:${head.padStart(2, "0")}:${tail}` : `${head}:${tail}`;
}

class Timer {
  #told: Reading["phase"] | null = null;
  #toldFor: string | undefined;
  #next: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly element: HTMLElement, private readonly page: Page) {}

  connect(): Mounted {
    this.#tick();
    return { disconnect: () => { clearTimeout(this.#next); }, morphed: () => { this.#tick(); } };
  }

  #tick(): void {
    clearTimeout(this.#next);
    const reading = readTimer(this.element.dataset, this.page.clock.serverNow());
    if (reading === null) return;
    this.#draw(reading);
    this.#tell(reading);
    if (!reading.paused) this.#next = setTimeout(() => { this.#tick(); }, 1000 - ((reading.elapsed * 1000) % 1000) + 5);
  }

  #draw(reading: Reading): void {
    const { element } = this;
    const text = clockText(reading, element.dataset.timer ?? "");
    if (element.textContent !== text) element.textContent = text;
    element.classList.toggle("is-warning", reading.phase === "warning");
    element.classList.toggle("is-overrun", reading.phase === "overrun");
    element.classList.toggle("is-paused", reading.paused);
    if (element instanceof HTMLTimeElement) element.dateTime = `PT${String(Math.floor(reading.elapsed))}S`;
    const limit = Number(element.dataset.limitSeconds || Number.NaN);
    const done = Number.isNaN(limit) ? 0 : Math.min(1, reading.elapsed / limit);
    element.style.setProperty("--timer-done", done.toFixed(3));
  }

  /** Two moments are worth interrupting a listener: when time gets short and when it is over. */
  #tell(reading: Reading): void {
    const { startedAt } = this.element.dataset;
    const before = this.#toldFor === startedAt ? this.#told : null;
    this.#told = reading.phase;
    this.#toldFor = startedAt;
    if (before === null || before === reading.phase || this.element.dataset.quiet !== undefined) return;
    if (reading.phase === "warning") this.page.say(word("timer.left", { duration: spoken(Math.ceil(reading.left ?? 0)) }));
    if (reading.phase === "overrun") this.page.say(word("timer.over"));
  }
}

function spoken(seconds: number): string {
  const [whole, rest] = [Math.floor(seconds / 60), seconds % 60];
  const parts = [
    whole > 0 ? word(whole > 1 ? "spoken.minutes" : "spoken.minute", { n: whole }) : "",
    rest > 0 ? word(rest > 1 ? "spoken.seconds" : "spoken.second", { n: rest }) : "",
  ];
  return parts.filter((part) => part !== "").join(" ");
}
