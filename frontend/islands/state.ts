/** Counts that pass by (presence, connected devices, running turnout): the latest wins, and any may be missing. */
import type { StateMessage } from "../live/envelope";
import { startOf, streamRegion, type Island, type Mounted, type Page } from "./page";

const FRENCH_NUMBERS = new Intl.NumberFormat("fr-FR");

export const state: Island = {
  selector: "[data-state]",
  identity: (element) => [element.dataset.state, streamRegion(element)?.dataset.stream].join(" "),
  connect: (element, page) => new State(element, page).connect(),
};

/** Write a state's value: its own words if it has some, else its numbers into the fields that name them. */
export function showState(element: HTMLElement, value: Readonly<Record<string, unknown>>): void {
  const fields = element.querySelectorAll<HTMLElement>("[data-field]");
  for (const field of fields) {
    const part = value[field.dataset.field ?? ""];
    if (part !== undefined && part !== null) write(field, part);
  }
  if (fields.length === 0 && typeof value.text === "string") element.textContent = value.text;
}

function write(field: HTMLElement, part: unknown): void {
  if (field instanceof HTMLProgressElement || field instanceof HTMLMeterElement) field.value = Number(part);
  else field.textContent = typeof part === "number" ? FRENCH_NUMBERS.format(part) : String(part);
}

class State {
  #latest: StateMessage | null = null;
  #at = 0;
  #leave: (() => void) | null = null;
  #gone = false;

  constructor(private readonly element: HTMLElement, private readonly page: Page) {}

  connect(): Mounted {
    void this.page.live().then((live) => {
      const region = streamRegion(this.element);
      const stream = region?.dataset.stream;
      if (this.#gone || region === null || stream === undefined) return;
      this.#leave = live.follow(stream, startOf(region), { state: (message) => { this.#hear(message); } });
      for (const message of live.statesOf(stream)) this.#hear(message);
    });
    return {
      disconnect: () => { this.#gone = true; this.#leave?.(); },
      morphed: (since) => { if (this.#at > since) this.#show(); },
    };
  }

  #hear(message: StateMessage): void {
    if (message.key !== this.element.dataset.state) return;
    this.#latest = message;
    this.#at = Date.now();
    this.#show();
  }

  /** Also after a refresh asked for before this state came: the server's HTML is then the older of the two. */
  #show(): void {
    if (this.#latest !== null) showState(this.element, this.#latest.value);
  }
}
