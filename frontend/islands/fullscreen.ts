/** Puts the projector's page on the whole screen and keeps the screen awake while it is there. */
import type { Island, Mounted } from "./page";

export const fullscreen: Island = {
  selector: "[data-fullscreen]",
  connect: (element) => connectFullscreen(element),
};

function connectFullscreen(button: HTMLElement): Mounted {
  if (!document.fullscreenEnabled) {
    button.hidden = true;
    return {};
  }
  let awake: WakeLockSentinel | null = null;
  const press = (): void => { void toggle(button.dataset.fullscreen ?? ""); };
  const changed = (): void => {
    const full = Boolean(document.fullscreenElement);
    button.setAttribute("aria-pressed", String(full));
    document.body.classList.toggle("is-fullscreen", full);
    if (full) void stayAwake().then((lock) => { awake = lock; });
    else void awake?.release();
  };
  button.addEventListener("click", press);
  document.addEventListener("fullscreenchange", changed);
  return {
    disconnect: () => {
      button.removeEventListener("click", press);
      document.removeEventListener("fullscreenchange", changed);
      void awake?.release();
    },
  };
}

async function toggle(selector: string): Promise<void> {
  if (document.fullscreenElement) return document.exitFullscreen();
  const target = selector === "" ? document.documentElement : document.querySelector(selector);
  await target?.requestFullscreen().catch(() => undefined);
}

async function stayAwake(): Promise<WakeLockSentinel | null> {
  if (!("wakeLock" in navigator)) return null;
  return navigator.wakeLock.request("screen").catch(() => null);
}
