/** What a refresh may not touch: what is being typed or chosen, what is under way, what the page asks to keep. */
import { isProtected, isText, sameChoice, type Field } from "./fields";

/** What a refusal shown by the script wrote on a form; it stays until the next sending. */
const REFUSAL_MARKS = new Set(["data-refused", "aria-invalid", "aria-describedby", "class"]);

/** Whether a node stays exactly as it is. */
export function isKept(node: Node): boolean {
  if (!(node instanceof HTMLElement)) return false;
  if (node.dataset.busy !== undefined) node.dataset.outdated = "";
  if (node.dataset.keep !== undefined || node.dataset.busy !== undefined) return true;
  if (node instanceof HTMLTextAreaElement && isProtected(node)) return true;
  return node.isContentEditable && node.contains(document.activeElement);
}

/** Whether an attribute (or the property behind it) may take the value of the fresh HTML. */
export function mayChange(name: string, element: Element): boolean {
  if (REFUSAL_MARKS.has(name) && element.closest("form[data-refused]") !== null) return false;
  if (name === "open" && (element instanceof HTMLDetailsElement || element instanceof HTMLDialogElement)) return false;
  if (name === "value" && isField(element)) return !isProtected(element) && !isVersionOfDraft(element);
  if (name === "checked" && element instanceof HTMLInputElement) return !sameChoice(element).some(isProtected);
  if (name !== "selected" || !(element instanceof HTMLOptionElement)) return true;
  const select = element.closest("select");
  return select === null || !isProtected(select);
}

function isField(element: Element): element is Field {
  return element.matches("input, textarea, select");
}

/** The version a draft was begun from stays with it: a newer one would let it overwrite what somebody else saved. */
function isVersionOfDraft(field: Field): boolean {
  if (field.name !== "expected_version" || field.form === null) return false;
  return [...field.form.elements].some((other) => isText(other) && isProtected(other));
}
