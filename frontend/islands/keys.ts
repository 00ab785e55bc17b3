/**
 * The chair's keyboard: one key per act, `?` for the list. Nothing while somebody types, nothing with a modifier, and the
 * person can switch the keys off (WCAG 2.1.4), because a voice or a cat also presses keys. A button opens the list too:
 * once the keys are off, `?` included, it is the way to have them back.
 */
import { word } from "../words";
import type { Island, Mounted } from "./page";

const OFF = "cotap.keys.off";
const FIELDS = "input:not([type=button], [type=submit], [type=checkbox], [type=radio]), textarea, select, [contenteditable]";

export const keys: Island = {
  selector: '[data-island~="keys"]',
  connect: (element) => connectKeys(element),
};

interface Bound {
  readonly key: string;
  readonly element: HTMLElement;
}

function connectKeys(root: HTMLElement): Mounted {
  const press = (event: KeyboardEvent): void => { handle(event, root); };
  const opener = document.querySelector<HTMLElement>("[data-key-list]");
  const open = (): void => { showList(root); };
  document.addEventListener("keydown", press);
  opener?.addEventListener("click", open);
  if (opener !== null) opener.hidden = boundIn(root).length === 0;
  describe(root);
  return {
    disconnect: () => {
      document.removeEventListener("keydown", press);
      opener?.removeEventListener("click", open);
    },
    morphed: () => { describe(root); },
  };
}

/** Keys are announced with the control they press. */
function describe(root: HTMLElement): void {
  for (const { key, element } of boundIn(root)) element.setAttribute("aria-keyshortcuts", key);
}

function boundIn(root: HTMLElement): Bound[] {
  return [...root.querySelectorAll<HTMLElement>("[data-key]")].map((element) => ({ key: element.dataset.key ?? "", element }));
}

function handle(event: KeyboardEvent, root: HTMLElement): void {
  if (event.defaultPrevented || event.repeat || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  const target = event.target instanceof Element ? event.target : document.body;
  if (target.closest(FIELDS) !== null || document.querySelector("dialog[open]") !== null) return;
  const off = localStorage.getItem(OFF) !== null;
  if (event.key === "?") {
    if (off && document.querySelector("[data-key-list]") !== null) return;
    event.preventDefault();
    showList(root);
    return;
  }
  const pressesItself = (event.key === "Enter" || event.key === " ") && target.closest("button, a, summary, input") !== null;
  if (pressesItself || off) return;
  const bound = boundIn(root).find(({ key, element }) => sameKey(key, event) && canBePressed(element));
  if (bound === undefined) return;
  event.preventDefault();
  bound.element.focus({ preventScroll: true });
  bound.element.click();
}

function sameKey(key: string, event: KeyboardEvent): boolean {
  if (key === "Space") return event.key === " ";
  if (key.length > 1) return event.key === key;
  return event.key === key || (!event.shiftKey && event.key.toLowerCase() === key.toLowerCase());
}

function canBePressed(element: HTMLElement): boolean {
  if (element.closest("[inert], [hidden]") !== null || element.getAttribute("aria-disabled") === "true") return false;
  return !(element instanceof HTMLButtonElement && element.disabled);
}

function showList(root: HTMLElement): void {
  const dialog = document.createElement("dialog");
  dialog.className = "dialog keys";
  const title = document.createElement("h2");
  title.id = "keys-title";
  title.textContent = word("keys.title");
  dialog.setAttribute("aria-labelledby", title.id);
  const close = document.createElement("button");
  close.type = "button";
  close.className = "button";
  close.textContent = word("keys.close");
  const end = (): void => { dialog.close(); dialog.remove(); };
  close.addEventListener("click", end);
  dialog.addEventListener("cancel", () => { dialog.remove(); });
  dialog.append(title, listOf(boundIn(root)), enabledSwitch(), close);
  document.body.append(dialog);
  dialog.showModal();
  close.focus();
}

function listOf(bound: readonly Bound[]): HTMLElement {
  const list = document.createElement("dl");
  list.className = "keys__list";
  const lines = new Map(bound.map(({ key, element }) => [key, labelOf(element)]));
  for (const [key, label] of [...lines, ["?", word("keys.help")] as const]) {
    const [term, meaning, cap] = ["dt", "dd", "kbd"].map((name) => document.createElement(name)) as [HTMLElement, HTMLElement, HTMLElement];
    cap.textContent = key;
    term.append(cap);
    meaning.textContent = label;
    list.append(term, meaning);
  }
  return list;
}

function labelOf(element: HTMLElement): string {
  if (element.dataset.keyLabel !== undefined) return element.dataset.keyLabel;
  const spoken = element.getAttribute("aria-label");
  if (spoken !== null) return spoken;
  const copy = element.cloneNode(true) as HTMLElement;
  for (const cap of copy.querySelectorAll("kbd")) cap.remove();
  return copy.textContent.replace(/\s+/g, " ").trim();
}

function enabledSwitch(): HTMLElement {
  const label = document.createElement("label");
  const box = document.createElement("input");
  box.type = "checkbox";
  box.checked = localStorage.getItem(OFF) === null;
  box.addEventListener("change", () => {
    if (box.checked) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "");
  });
  label.append(box, ` ${word("keys.enabled")}`);
  return label;
}
