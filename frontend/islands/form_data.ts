/** What a form says, as the data of a command. */
import type { Command } from "../live/envelope";

const ENVELOPE = new Set(["csrf_token", "request_id", "expected_version", "_method"]);
const SENTENCES = new Set(["text", "textarea", "search", "email", "url", "tel", "hidden", "password"]);

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement | HTMLButtonElement;

/**
 * Fields by name. A name in `[]` or used by several boxes is a list, a checkbox with `data-bool` is true or false,
 * everything else a string: the server's schema knows the types. An empty date, number or choice is not sent; an empty
 * text is, because emptying a text is an act.
 */
export function collect(form: HTMLFormElement, submitter: HTMLElement | null = null): Record<string, unknown> {
  const data: Record<string, unknown> = {};
  const names = countNames(form);
  for (const control of controlsOf(form, submitter)) {
    const { name } = control;
    const key = name.endsWith("[]") ? name.slice(0, -2) : name;
    if (control instanceof HTMLInputElement && control.dataset.bool !== undefined) {
      if (control.type === "checkbox") data[key] = control.checked;
      else data[key] = control.value === "true";
      continue;
    }
    const list = name.endsWith("[]") || (names.get(name) ?? 0) > 1;
    if (list && data[key] === undefined) data[key] = [];
    for (const value of valuesOf(control)) {
      if (list) (data[key] as string[]).push(value);
      else data[key] = value;
    }
  }
  return data;
}

/** The command a form stands for. */
export function commandOf(form: HTMLFormElement, submitter: HTMLElement | null, requestId: string): Command {
  const version = hiddenValue(form, "expected_version");
  return {
    name: submitter?.dataset.act ?? form.dataset.act ?? "",
    request_id: requestId,
    ...(version === "" ? {} : { expected_version: Number(version) }),
    data: collect(form, submitter),
  };
}

export function hiddenValue(form: HTMLFormElement, name: string): string {
  return form.querySelector<HTMLInputElement>(`input[type="hidden"][name="${name}"]`)?.value ?? "";
}

function controlsOf(form: HTMLFormElement, submitter: HTMLElement | null): Control[] {
  return ([...form.elements] as Control[]).filter((control) => {
    if (control.name === undefined || control.name === "" || ENVELOPE.has(control.name)) return false;
    if (control instanceof HTMLButtonElement) return control === submitter;
    return !control.disabled || control.dataset.held !== undefined;
  });
}

/** Names used by several boxes: those of radio buttons are one question, not a list. */
function countNames(form: HTMLFormElement): Map<string, number> {
  const names = new Map<string, number>();
  for (const control of controlsOf(form, null)) {
    if (control instanceof HTMLInputElement && (control.type === "radio" || control.dataset.bool !== undefined)) continue;
    names.set(control.name, (names.get(control.name) ?? 0) + 1);
    if (control instanceof HTMLSelectElement && control.multiple) names.set(control.name, 2);
  }
  return names;
}

function valuesOf(control: Control): string[] {
  if (control instanceof HTMLSelectElement && control.multiple) {
    return [...control.selectedOptions].map((option) => option.value);
  }
  if (control instanceof HTMLInputElement) {
    if (control.type === "file") return [];
    if ((control.type === "checkbox" || control.type === "radio") && !control.checked) return [];
  }
  return control.value === "" && !SENTENCES.has(control.type) ? [] : [control.value];
}
