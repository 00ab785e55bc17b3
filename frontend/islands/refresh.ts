/** A part of the page that the server renders again whenever its stream says something that concerns it. */
import { fullJitter } from "../live/backoff";
import type { Entry } from "../live/envelope";
import type { Live } from "../live/live";
import { markChanges, remember, welcome } from "./changes";
import { morph } from "./morph";
import { startOf, streamRegion, type Island, type Mounted, type Page } from "./page";

const GATHER = 30;
const MEMBER_PACE = 250;
const GALLERY_PACE = 1000;
const FETCH_LIMIT = 10_000;

export const refresh: Island = {
  selector: '[data-island~="refresh"]',
  identity: (element) => [streamRegion(element)?.dataset.stream, element.dataset.src, element.dataset.kinds].join(" "),
  connect: (element, page) => new Refresh(element, page).connect(),
};

/** `floor.*` means every kind that begins with `floor.`, `*` all of them. */
export function concerns(kinds: string | undefined, kind: string): boolean {
  return (kinds ?? "*").split(/\s+/).some((pattern) =>
    pattern === kind || (pattern.endsWith("*") && kind.startsWith(pattern.slice(0, -1))));
}

class Refresh {
  readonly #rendered: number;
  #position: number;
  #followed = false;
  #epoch: string | null;
  #wanted = false;
  #running = false;
  #failures = 0;
  #lastFetch = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #leave: (() => void) | null = null;
  #live: Live | null = null;
  #gone = false;

  constructor(private readonly element: HTMLElement, private readonly page: Page) {
    const rendered = element.dataset.position === undefined ? streamRegion(element) : element;
    this.#rendered = Number(rendered?.dataset.position ?? Number.NaN);
    this.#position = this.#rendered || 0;
    this.#epoch = rendered?.dataset.epoch ?? null;
  }

  connect(): Mounted {
    const seen = (): void => { if (!document.hidden && this.#wanted) this.#plan(); };
    const acted = (): void => { if (this.#live?.status.kind !== "live") this.want(); };
    const asked = (): void => { this.want(); };
    const seenEvery = (): void => { if (!document.hidden) this.want(); };
    document.addEventListener("visibilitychange", seen);
    document.addEventListener("cotap:acted", acted);
    this.element.addEventListener("cotap:refresh", asked);
    const every = Number(this.element.dataset.every ?? 0) * 1000;
    const waiting = every > 0 ? setInterval(seenEvery, every * (0.8 + Math.random() * 0.4)) : undefined;
    if (streamRegion(this.element) !== null) void this.page.live().then((live) => { this.#follow(live); });
    return {
      disconnect: () => {
        this.#gone = true;
        clearTimeout(this.#timer);
        clearInterval(waiting);
        document.removeEventListener("visibilitychange", seen);
        document.removeEventListener("cotap:acted", acted);
        this.element.removeEventListener("cotap:refresh", asked);
        this.#leave?.();
      },
    };
  }

  /** Render again soon; asking several times at once costs one fetch. */
  want(): void {
    this.#wanted = true;
    if (!this.#running) this.#plan();
  }

  #follow(live: Live): void {
    const region = streamRegion(this.element);
    const stream = region?.dataset.stream;
    if (this.#gone || region === null || stream === undefined) return;
    this.#live = live;
    this.#leave = live.follow(stream, startOf(region), {
      entries: (entries, position) => { this.#heard(entries, position); },
      state: ({ key }) => { if (concerns(this.element.dataset.states ?? "", key)) this.want(); },
      reset: (position, epoch) => { this.#reset(position, epoch); },
      refused: () => { this.#refused(); },
    });
    if (live.positionOf(stream) > this.#rendered) this.want();
  }

  #heard(entries: readonly Entry[], position: number): void {
    this.#followed = true;
    this.#position = Math.max(this.#position, position);
    if (entries.some((entry) => concerns(this.element.dataset.kinds, entry.kind))) this.want();
  }

  /** The first account of the server tells nothing new to a page that was rendered with it. */
  #reset(position: number, epoch: string | null): void {
    const known = this.#epoch === null && position <= this.#rendered;
    this.#followed = true;
    this.#epoch = epoch;
    this.#position = position;
    if (!known) this.want();
  }

  /** A page that could never follow is as true as when it was loaded; one that could and may not any longer is not. */
  #refused(): void {
    if (this.#followed || this.#epoch !== null) this.page.leave(null);
  }

  get #isGallery(): boolean {
    return this.element.closest("[data-gallery]") !== null;
  }

  #plan(): void {
    if (document.hidden) return;
    const pace = this.#isGallery ? GALLERY_PACE : MEMBER_PACE;
    const jitter = this.#isGallery ? Math.random() * 1000 : 0;
    const penalty = this.#failures === 0 ? 0 : 500 + fullJitter(this.#failures, 8000, Math.random);
    const delay = Math.max(GATHER, this.#lastFetch + pace - Date.now(), penalty) + jitter;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#run(), delay);
  }

  async #run(): Promise<void> {
    this.#running = true;
    this.#wanted = false;
    this.#lastFetch = Date.now();
    const done = await this.#render().catch(() => false);
    this.#running = false;
    this.#failures = done ? 0 : this.#failures + 1;
    if (!this.#gone && (this.#wanted || !done)) this.want();
  }

  /** Answers whether there is nothing left to try. */
  async #render(): Promise<boolean> {
    const since = Date.now();
    const url = new URL(this.element.dataset.src ?? location.href, location.href);
    url.searchParams.set("position", String(this.#position));
    const limit = AbortSignal.timeout(FETCH_LIMIT);
    const response = await fetch(url, { headers: { "X-Fragment": "1", Accept: "text/html" }, signal: limit });
    if (this.#gone) return true;
    if ([401, 403, 404, 410].includes(response.status) || response.redirected) {
      this.page.leave(null);
      return true;
    }
    if (!response.ok) return false;
    if (response.status === 204) return true;
    this.#show(await response.text(), since);
    return true;
  }

  #show(html: string, since: number): void {
    const before = remember(this.element);
    morph(this.element, html);
    this.page.remount(this.element, since);
    for (const sentence of markChanges(this.element, before)) this.page.say(sentence);
    welcome(this.element, before);
  }
}
