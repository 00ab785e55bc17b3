/** Passes on what a stream says to the refresh island around it, so that one region can be about several streams. */
import type { Live } from "../live/live";
import { startOf, type Island, type Page } from "./page";

export const echo: Island = {
  selector: '[data-island~="echo"][data-stream]',
  identity: (element) => element.dataset.stream ?? "",
  connect: (element, page) => ({ disconnect: listen(element, page) }),
};

function listen(element: HTMLElement, page: Page): () => void {
  const stream = element.dataset.stream ?? "";
  const rendered = Number(element.dataset.position ?? Number.NaN);
  const ask = (): void => { element.dispatchEvent(new CustomEvent("cotap:refresh", { bubbles: true })); };
  const follow = (live: Live): (() => void) => live.follow(stream, startOf(element), {
    entries: (entries) => { if (entries.length > 0) ask(); },
    reset: (position) => { if (position !== rendered) ask(); },
    refused: ask,
  });
  let leave: (() => void) | null = null;
  let gone = false;
  void page.live().then((live) => { if (!gone) leave = follow(live); });
  return () => {
    gone = true;
    leave?.();
  };
}
