/** What an island may use of the page it lives on. */
import type { Clock } from "../live/clock";
import type { CommandOutcome } from "../live/commands";
import type { Command } from "../live/envelope";
import type { Live } from "../live/live";
import type { Start } from "../live/stream";

export interface Page {
  readonly clock: Clock;
  /** Say something once, politely, to those who listen. */
  say(text: string): void;
  /** Send a person's act by the best road there is. Never rejects. */
  send(command: Command, signal?: AbortSignal): Promise<CommandOutcome>;
  /** The live side, loaded and started the first time that somebody asks for it. */
  live(): Promise<Live>;
  /** Islands of what has just been put in the page; `since` is when its HTML was asked for. */
  remount(root: ParentNode, since: number): void;
  /** Go to `location`, or draw the page anew; `message` is said and shown there, near where `from` was. */
  leave(location: string | null, message?: string, from?: Element): void;
}

export interface Mounted {
  /** Undo everything `connect` did. */
  disconnect?(): void;
  /** The element was morphed in place with HTML asked for at `since`. */
  morphed?(since: number): void;
}

export interface Island {
  /** Which elements it brings to life. */
  readonly selector: string;
  /** What of the element, when it changes, makes it another one to be mounted anew. */
  identity?(element: HTMLElement): string;
  connect(element: HTMLElement, page: Page): Mounted | undefined;
}

/** The element that says which stream this one belongs to: itself or the nearest around it. */
export function streamRegion(element: HTMLElement): HTMLElement | null {
  return element.closest<HTMLElement>("[data-stream]");
}

/** What the page was rendered from, if it says so. */
export function startOf(region: HTMLElement): Start | null {
  const after = Number(region.dataset.position ?? Number.NaN);
  return Number.isNaN(after) || !region.dataset.epoch ? null : { after, epoch: region.dataset.epoch };
}
