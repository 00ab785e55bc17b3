/** The time of the day on a public screen, by the server's clock: everybody in the room reads the same minute. */
import { clockTime } from "../words";
import type { Island } from "./page";

const MINUTE = 60_000;

export const clock: Island = {
  selector: "[data-clock]",
  connect: (element, page) => {
    let next: ReturnType<typeof setTimeout>;
    const tick = (): void => {
      clearTimeout(next);
      const now = page.clock.serverNow();
      const text = clockTime(now, element.dataset.clock || undefined);
      if (element.textContent !== text) element.textContent = text;
      next = setTimeout(tick, MINUTE - (now % MINUTE) + 50);
    };
    tick();
    return { disconnect: () => { clearTimeout(next); }, morphed: tick };
  },
};
