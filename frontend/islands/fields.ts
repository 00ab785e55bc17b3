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
