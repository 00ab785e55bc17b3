/** What browsers have and jsdom has not. */
import { afterEach } from "vitest";

if (typeof document !== "undefined") {
  globalThis.CSS ??= {
    escape: (text: string) => text.replace(/[^\w-]/g, (sign) => `\\${sign}`),
    supports: () => true,
  } as unknown as typeof CSS;
  Element.prototype.scrollIntoView ??= () => undefined;
  HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) { this.open = true; };
  HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement) { this.open = false; };

  afterEach(() => {
    document.body.replaceChildren();
    document.documentElement.removeAttribute("data-script");
    sessionStorage.clear();
    localStorage.clear();
  });
}
