/** While the link is stale, nobody votes or minutes on what may be past: such parts are inert, and say why. */
import { word } from "../words";

let stale = false;
let focused: HTMLElement | null = null;

export function isStale(): boolean {
  return stale;
}

export function setStale(now: boolean): void {
  if (now === stale) return;
  stale = now;
  if (now) document.body.dataset.stale = "";
  else delete document.body.dataset.stale;
  document.dispatchEvent(new CustomEvent(now ? "cotap:stale" : "cotap:fresh"));
  applyLock();
}

/** Put every [data-needs-live] in the state it must be in; called again after each morph, which knows nothing of it. */
export function applyLock(root: ParentNode = document): void {
  for (const element of root.querySelectorAll<HTMLElement>("[data-needs-live]")) {
    if (stale) hold(element);
    else release(element);
  }
  if (!stale && focused !== null) {
    if (focused.isConnected && document.activeElement === document.body) focused.focus({ preventScroll: true });
    focused = null;
  }
}

function hold(element: HTMLElement): void {
  if (element.contains(document.activeElement)) focused = document.activeElement as HTMLElement;
  element.inert = true;
  element.setAttribute("inert", "");
  element.setAttribute("aria-disabled", "true");
  for (const control of controls(element)) {
    if (control.disabled) continue;
    control.disabled = true;
    control.dataset.held = "";
  }
  if (!explanation(element)) element.before(explain(element));
}

function release(element: HTMLElement): void {
  element.inert = false;
  element.removeAttribute("inert");
  element.removeAttribute("aria-disabled");
  for (const control of controls(element)) {
    if (control.dataset.held === undefined) continue;
    control.disabled = false;
    delete control.dataset.held;
  }
  explanation(element)?.remove();
}

type Control = HTMLButtonElement | HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

function controls(element: HTMLElement): Control[] {
  return [...element.querySelectorAll<Control>("button, input:not([type=hidden]), select, textarea")];
}

function explanation(element: HTMLElement): HTMLElement | null {
  const previous = element.previousElementSibling;
  return previous instanceof HTMLElement && "staleNotice" in previous.dataset ? previous : null;
}

function explain(element: HTMLElement): HTMLElement {
  const notice = document.createElement("p");
  notice.className = "stale-notice";
  notice.dataset.staleNotice = "";
  notice.dataset.keep = "here";
  notice.textContent = element.dataset.staleText ?? word("link.locked");
  return notice;
}
