/** Keeps what is being written in the tab until the act has succeeded, so that a reload or a cut costs no sentence. */
import { word } from "../words";
import type { Island, Mounted, Page } from "./page";

const SENT = "\u0000";

export const draft: Island = {
  selector: "textarea[data-draft], input[data-draft]",
  identity: ({ dataset }) => dataset.draft ?? "",
  connect: (element, page) => connectDraft(element as HTMLTextAreaElement | HTMLInputElement, page),
};

function connectDraft(field: HTMLTextAreaElement | HTMLInputElement, page: Page): Mounted {
  const key = `cotap.draft:${document.body.dataset.person ?? ""}:${field.dataset.draft ?? field.name}`;
  restore(field, key, page);
  const save = (): void => {
    if (field.value === field.defaultValue) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, field.value);
  };
  const done = (): void => { sessionStorage.removeItem(key); };
  // A form that leaves the page does not say whether it succeeded: the page it comes back to does, by what it shows.
  const leaving = (event: SubmitEvent): void => {
    if (!event.defaultPrevented && sessionStorage.getItem(key) !== null) sessionStorage.setItem(key, SENT + field.value);
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
  };
}

function restore(field: HTMLTextAreaElement | HTMLInputElement, key: string, page: Page): void {
  const kept = sessionStorage.getItem(key);
  if (kept === null) return;
  if (kept.startsWith(SENT)) {
    sessionStorage.removeItem(key);
  } else if (field.value === field.defaultValue && kept !== field.value) {
    field.value = kept;
    page.say(word("draft.restored"));
  }
}
