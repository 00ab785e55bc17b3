/** What a person has done to a form since the server wrote it. */
export type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** Whether the person has changed this field since the server wrote it. */
export function isDirty(field: Field): boolean {
  if (field instanceof HTMLSelectElement) {
    const options = [...field.options];
    const written = options.some((option) => option.defaultSelected);
    const first = field.multiple ? -1 : options.findIndex((option) => !option.disabled);
    return options.some((option, place) => option.selected !== (written ? option.defaultSelected : place === first));
  }
  if (field instanceof HTMLInputElement && (field.type === "radio" || field.type === "checkbox")) {
    return field.checked !== field.defaultChecked;
  }
  return field.type !== "hidden" && field.value !== field.defaultValue;
}

/** The radio buttons among which one is chosen: touching one would undo the choice of another. */
export function sameChoice(input: HTMLInputElement): HTMLInputElement[] {
  if (input.type !== "radio" || input.form === null) return [input];
  return [...input.form.querySelectorAll<HTMLInputElement>("input[type=radio]")].filter((other) => other.name === input.name);
}

/** A field in which sentences are written: losing its content hurts. */
export function isText(element: Element): element is HTMLInputElement | HTMLTextAreaElement {
  if (element instanceof HTMLTextAreaElement) return true;
  return element instanceof HTMLInputElement && ["text", "search", "email", "url", "tel", "number"].includes(element.type);
}

/** Fields typed in since they have the focus, even if their content is again what it was. */
const typedIn = new WeakSet<EventTarget>();
for (const name of ["input", "compositionstart"]) {
  document.addEventListener(name, ({ target }) => { if (target !== null) typedIn.add(target); }, true);
}
document.addEventListener("focusout", ({ target }) => { if (target !== null) typedIn.delete(target); }, true);

/** What a person has written or chosen and not sent, or is writing now. */
export function isProtected(field: Field): boolean {
  return (field === document.activeElement && isText(field) && typedIn.has(field)) || isDirty(field);
}

export type Photograph = ReadonlyMap<Field, string>;

/** What the form says at this moment, field by field. */
export function photograph(form: HTMLFormElement): Photograph {
  return new Map(fieldsOf(form).map((field) => [field, stateOf(field)]));
}

/**
 * What was sent is settled: with `commit` it is what the server now has, otherwise the fields are as they were at first.
 * What the person has typed since the sending stays and is still unsent.
 */
export function settle(form: HTMLFormElement, sent: Photograph, commit: boolean): void {
  for (const field of fieldsOf(form)) {
    if (sent.get(field) === stateOf(field)) {
      typedIn.delete(field);
      if (commit) write(field);
      else clear(field);
    }
  }
}

function fieldsOf(form: HTMLFormElement): Field[] {
  return [...form.querySelectorAll<Field>("input:not([type=hidden]), textarea, select")];
}

function stateOf(field: Field): string {
  if (field instanceof HTMLSelectElement) return [...field.selectedOptions].map((option) => option.value).join("\n");
  return field instanceof HTMLInputElement && isChoice(field) ? String(field.checked) : field.value;
}

function isChoice(field: HTMLInputElement): boolean {
  return field.type === "radio" || field.type === "checkbox";
}

function write(field: Field): void {
  if (field instanceof HTMLSelectElement) for (const option of field.options) option.defaultSelected = option.selected;
  else if (field instanceof HTMLInputElement && isChoice(field)) field.defaultChecked = field.checked;
  else field.defaultValue = field.value;
}

function clear(field: Field): void {
  if (field instanceof HTMLSelectElement) {
    const written = [...field.options].findIndex((option) => option.defaultSelected);
    for (const option of field.options) option.selected = option.defaultSelected;
    if (!field.multiple && written < 0) field.selectedIndex = 0;
  } else if (field instanceof HTMLInputElement && isChoice(field)) field.checked = field.defaultChecked;
  else field.value = field.defaultValue;
}
