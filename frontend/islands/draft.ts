/** Keeps what is being written in the tab until the act has succeeded, so that a reload or a cut costs no sentence. */
import { word } from "../words";
import type { Island, Mounted, Page } from "./page";
import { showTheirs } from "./theirs";

type Written = HTMLTextAreaElement | HTMLInputElement;

interface Draft {
  readonly text: string;
  /** What the server had written when the person began. */
  readonly base: string;
  /** Sent by a form that leaves the page: what the page shows next says whether it arrived. */
  readonly left?: boolean;
}

export const draft: Island = {
  selector: "textarea[data-draft], input[data-draft]",
  identity: ({ dataset }) => dataset.draft ?? "",
  connect: (element, page) => connectDraft(element as Written, page),
};

function connectDraft(field: Written, page: Page): Mounted {
  const key = `cotap.draft:${document.body.dataset.person ?? ""}:${field.dataset.draft ?? field.name}`;
  let base = restore(field, key, page);
  const keep = (left: boolean): void => { sessionStorage.setItem(key, JSON.stringify({ text: field.value, base, left } satisfies Draft)); };
  const save = (): void => {
    if (field.value === field.defaultValue) sessionStorage.removeItem(key);
    else keep(false);
  };
  const done = (): void => { sessionStorage.removeItem(key); };
  const leaving = (event: SubmitEvent): void => {
    if (!event.defaultPrevented && sessionStorage.getItem(key) !== null) keep(true);
  };
  const form = field.form;
  field.addEventListener("input", save);
  form?.addEventListener("cotap:done", done);
  form?.addEventListener("submit", leaving);
  return {
    disconnect: () => {
      field.removeEventListener("input", save);
      form?.removeEventListener("cotap:done", done);
      form?.removeEventListener("submit", leaving);
    },
    morphed: () => { if (field.value === field.defaultValue) base = field.defaultValue; },
  };
}

/** Answers what the server had written when the text in the field was begun. */
function restore(field: Written, key: string, page: Page): string {
  const kept = read(key);
  if (kept === null || field.value !== field.defaultValue) return field.defaultValue;
  if (kept.left === true) {
    sessionStorage.removeItem(key);
    return field.defaultValue;
  }
  if (kept.text === field.value) return field.defaultValue;
  field.value = kept.text;
  page.say(word("draft.restored"));
  if (kept.base !== field.defaultValue && field instanceof HTMLTextAreaElement) showTheirs(field, field.defaultValue);
  return kept.base;
}

function read(key: string): Draft | null {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? "null") as Draft | null;
  } catch {
    return null;
  }
}
