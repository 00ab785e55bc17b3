/** Opens the live side of a page in a browser. */
import type { Page } from "../islands/page";
import { Live } from "./live";
import { showStatus } from "./status";
import { socketTransport } from "./transport";

const RESYNC_PACE = 2000;

export function startLive(page: Page): Live {
  const gallery = document.querySelector("[data-gallery]") !== null;
  const live = new Live({ open: socketTransport(), clock: page.clock, gallery });
  let last = Date.now();
  const resync = (): void => {
    if (document.hidden || Date.now() - last < RESYNC_PACE) return;
    last = Date.now();
    live.resync();
  };
  document.addEventListener("visibilitychange", resync);
  window.addEventListener("pageshow", (event) => { if (event.persisted) live.start(); });
  window.addEventListener("pagehide", () => { live.stop(); });
  window.addEventListener("online", resync);
  window.addEventListener("offline", () => { live.cut(); });
  showStatus(live, page.say);
  live.start();
  return live;
}
