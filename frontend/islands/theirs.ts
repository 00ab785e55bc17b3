/**
 * Two hands on one text: the person's own words stay in the field, and what somebody else saved meanwhile is shown under
 * it, so that the next sending is a choice and not an accident.
 */
import { word } from "../words";

const SHOWN = "[data-theirs]";

/** Whether `fresh` carries another saved text than the one the person started from. */
export function isOvertaken(field: HTMLTextAreaElement, fresh: Node): boolean {
  if (!(fresh instanceof HTMLTextAreaElement)) return false;
  return fresh.defaultValue !== field.defaultValue && fresh.defaultValue !== field.value;
}

export function showTheirs(field: HTMLTextAreaElement, text: string): void {
  const known = field.parentElement?.querySelector<HTMLElement>(SHOWN) ?? null;
  const box = known ?? document.createElement("details");
  const summary = document.createElement("summary");
  summary.textContent = word("theirs.title");
  summary.dataset.announce = word("theirs.title");
  const saved = document.createElement("p");
  saved.className = "theirs__text";
  saved.textContent = text;
  box.className = "theirs";
  box.dataset.theirs = "";
  box.dataset.keep = "here";
  box.replaceChildren(summary, saved);
  if (known === null) field.after(box);
}

export function removeTheirs(form: HTMLFormElement): void {
  for (const box of form.querySelectorAll(SHOWN)) box.remove();
}
