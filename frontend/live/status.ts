/** Shows the state of the link wherever the page has a place for it, says its turns aloud, and locks what must be. */
import { shortDuration, word } from "../words";
import type { LinkStatus } from "./link";
import { setStale } from "./lock";

export interface Watched {
  readonly status: LinkStatus;
  watch(watcher: () => void): () => void;
}

export function showStatus(live: Watched, say: (text: string) => void): () => void {
  let told = false;
  const show = (): void => {
    const status = live.status;
    for (const place of document.querySelectorAll<HTMLElement>("[data-link-status]")) write(place, status);
    setStale(status.stale);
    if (status.stale && !told) say(word("link.lost"));
    if (!status.stale && told) say(word("link.back"));
    told = status.stale;
  };
  const unwatch = live.watch(show);
  const ticking = setInterval(show, 1000);
  show();
  return () => {
    unwatch();
    clearInterval(ticking);
    setStale(false);
  };
}

function write(place: HTMLElement, status: LinkStatus): void {
  const text = word(`link.${status.kind}`, { duration: shortDuration(status.seconds) });
  const label = place.querySelector<HTMLElement>("[data-link-text]") ?? place;
  if (label.textContent !== text) label.textContent = text;
  if (place.dataset.link !== status.kind) place.dataset.link = status.kind;
}
