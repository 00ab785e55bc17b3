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
