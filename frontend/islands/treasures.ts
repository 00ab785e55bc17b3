/** What a refresh must not destroy even when the server no longer renders it: unsent text, kept and busy elements. */
import { word } from "../words";
import { isDirty, isText } from "./fields";

interface Treasure {
  readonly element: HTMLElement;
  /** Ids of the elements around it, innermost first: where to put it back. */
  readonly around: readonly string[];
}

const KEPT = '[data-keep]:not([data-keep="here"]), [data-busy]';

/** Kept as long as what it stands in stays: a message in a form goes with the form. */
export function staysHere(node: Node): boolean {
  return node instanceof HTMLElement && node.dataset.keep === "here";
}

/**
 * Tell the morph where a kept element stands among what comes, by giving `fresh` an empty copy of it. Otherwise the morph
 * would take what surrounds it for something new, above all when it has the focus.
 */
export function graftKept(root: HTMLElement, fresh: HTMLElement): void {
  for (const kept of root.querySelectorAll("[data-keep]")) {
    if (within(fresh, kept.id) !== null) continue;
    const next = neighbour(kept, "nextElementSibling", fresh);
    const previous = next === null ? neighbour(kept, "previousElementSibling", fresh) : null;
    if (next !== null) next.before(kept.cloneNode(false));
    else previous?.after(kept.cloneNode(false));
  }
}

function neighbour(element: Element, side: "nextElementSibling" | "previousElementSibling", fresh: HTMLElement): Element | null {
  for (let at = element[side]; at !== null; at = at[side]) {
    const found = at.id === "" ? null : within(fresh, at.id);
    if (found !== null) return found;
  }
  return null;
}

function within(root: HTMLElement, id: string): Element | null {
  return root.querySelector(`[id="${CSS.escape(id)}"]`);
}

export function treasuresOf(root: HTMLElement): Treasure[] {
  const written = [...root.querySelectorAll<HTMLElement>("textarea, input")].filter((field) => isText(field) && isDirty(field));
  const elements = new Set([
    ...root.querySelectorAll<HTMLElement>(KEPT),
    ...written.map((field) => field.closest<HTMLElement>("form") ?? field).filter((element) => root.contains(element)),
  ]);
  return [...elements].map((element) => ({ element, around: idsAround(element, root) }));
}

/** Whether it still is one: text may have been carried into the new form by the morph itself. */
export function worthKeeping(element: HTMLElement): boolean {
  if (element.matches(KEPT)) return true;
  const fields = [element, ...element.querySelectorAll<HTMLElement>("textarea, input")];
  const worth = fields.some((field) => isText(field) && isDirty(field));
  if (worth) explain(element);
  return worth;
}

/** Put back what the morph took away with something around it. */
export function salvage(treasures: readonly Treasure[], root: HTMLElement): void {
  for (const { element, around } of treasures) {
    if (element.isConnected || !worthKeeping(element)) continue;
    const place = around.map((id) => document.getElementById(id)).find((candidate) => candidate !== null && root.contains(candidate));
    (place ?? root).append(element);
  }
}

function explain(element: HTMLElement): void {
  if (element.dataset.orphan !== undefined || !(element instanceof HTMLFormElement)) return;
  element.dataset.orphan = "";
  const notice = document.createElement("p");
  notice.className = "orphan-notice";
  notice.textContent = word("refresh.orphan");
  element.prepend(notice);
}

function idsAround(element: HTMLElement, root: HTMLElement): string[] {
  const ids: string[] = [];
  for (let at = element.parentElement; at !== null && at !== root; at = at.parentElement) if (at.id !== "") ids.push(at.id);
  return ids;
}
