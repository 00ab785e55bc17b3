/** What a form says, as the data of a command. */
import type { Command } from "../live/envelope";

const ENVELOPE = new Set(["csrf_token", "request_id", "expected_version", "page", "form_key"]);

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement | HTMLButtonElement;

/**
 * Fields by name, as the form door of the server reads them: a name in `[]` is a list, otherwise the last value counts,
 * and values are strings, since the server's schema knows the types. Only a box with `data-bool` is true or false.
 */
export function collect(form: HTMLFormElement, submitter: HTMLElement | null = null): Record<string, unknown> {
  const data: Record<string, unknown> = {};
  for (const control of controlsOf(form, submitter)) {
    const { name } = control;
    if (control instanceof HTMLInputElement && control.type === "checkbox" && control.dataset.bool !== undefined) {
      data[name] = control.checked;
    } else if (name.endsWith("[]")) {
      const list = (data[name.slice(0, -2)] ??= []) as string[];
      list.push(...valuesOf(control));
    } else {
      const last = valuesOf(control).at(-1);
      if (last !== undefined) data[name] = last;
    }
  }
  return data;
}

/** The command a form stands for; its request_id is given when it is sent. */
export function commandOf(form: HTMLFormElement, submitter: HTMLElement | null): Command {
  const version = hiddenValue(form, "expected_version");
  return {
    name: submitter?.dataset.act ?? form.dataset.act ?? "",
    request_id: "",
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

function valuesOf(control: Control): string[] {
  if (control instanceof HTMLSelectElement && control.multiple) {
    return [...control.selectedOptions].map((option) => option.value);
  }
  if (control instanceof HTMLInputElement) {
    if (control.type === "file") return [];
    if ((control.type === "checkbox" || control.type === "radio") && !control.checked) return [];
  }
  return [control.value];
}
