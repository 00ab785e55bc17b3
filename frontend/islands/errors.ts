/** A refusal, shown where the person was writing: what, where, what to do. Nothing that was typed is touched. */
import type { Problem } from "../live/envelope";
import { newRequestId } from "../live/request_id";
import { word } from "../words";

interface FieldError {
  /** Path to the field as the schema names it, empty for the whole form. */
  readonly path: readonly string[];
  readonly text: string;
}

type Named = HTMLElement & { readonly name?: string };

export function showProblem(form: HTMLFormElement, problem: Pick<Problem, "title" | "detail" | "errors" | "problems">): void {
  clearProblem(form);
  const summary = summaryOf(form);
  const title = document.createElement("p");
  title.className = "error-summary__title";
  title.textContent = problem.title || word("act.failed");
  summary.append(title);
  const reasons = problem.problems ?? [];
  if (reasons.length > 1) {
    const list = document.createElement("ul");
    for (const reason of reasons) list.append(Object.assign(document.createElement("li"), { textContent: reason.detail }));
    summary.append(list);
  } else if (problem.detail !== undefined && problem.detail !== problem.title) {
    const detail = document.createElement("p");
    detail.textContent = problem.detail;
    summary.append(detail);
  }
  const errors = errorsOf(problem.errors);
  if (errors.length > 0) summary.append(listOf(form, errors));
  summary.hidden = false;
  summary.dataset.keep = "here";
  form.dataset.refused = "";
  summary.focus();
}

export function clearProblem(form: HTMLFormElement): void {
  const summary = form.querySelector<HTMLElement>("[data-act-errors]");
  summary?.replaceChildren();
  if (summary !== null) {
    summary.hidden = true;
    delete summary.dataset.keep;
  }
  delete form.dataset.refused;
  for (const line of form.querySelectorAll<HTMLElement>("[data-field-error]")) {
    for (const field of form.querySelectorAll(`[aria-describedby~="${line.id}"]`)) {
      const others = (field.getAttribute("aria-describedby") ?? "").split(/\s+/).filter((id) => id !== line.id);
      if (others.length > 0) field.setAttribute("aria-describedby", others.join(" "));
      else field.removeAttribute("aria-describedby");
      field.removeAttribute("aria-invalid");
    }
    line.remove();
  }
  for (const wrong of form.querySelectorAll(".field--wrong")) wrong.classList.remove("field--wrong");
}

/** The two shapes in use: RFC 9457's list of `{pointer, detail}` and marshmallow's mapping of names to messages. */
export function errorsOf(errors: unknown): FieldError[] {
  if (Array.isArray(errors)) {
    return (errors as { pointer?: string; detail?: string }[]).map(({ pointer = "", detail = "" }) => ({
      path: pointer.replace(/^#?\/?/, "").split("/").filter((part) => part !== ""),
      text: detail,
    }));
  }
  if (typeof errors !== "object" || errors === null) return [];
  return Object.entries(errors).flatMap(([name, messages]) => {
    if (typeof messages === "string") return [{ path: [name], text: messages }];
    if (Array.isArray(messages) && messages.every((message) => typeof message === "string")) {
      return messages.map((text: string) => ({ path: [name], text }));
    }
    return errorsOf(messages).map(({ path, text }) => ({ path: [name, ...path], text }));
  });
}

function summaryOf(form: HTMLFormElement): HTMLElement {
  let summary = form.querySelector<HTMLElement>("[data-act-errors]");
  if (summary === null) {
    summary = document.createElement("div");
    summary.className = "error-summary";
    summary.dataset.actErrors = "";
    form.prepend(summary);
  }
  summary.setAttribute("role", "alert");
  summary.tabIndex = -1;
  return summary;
}

function listOf(form: HTMLFormElement, errors: readonly FieldError[]): HTMLElement {
  const list = document.createElement("ul");
  const order = [...form.elements];
  const found = errors.map((error) => ({ error, field: fieldOf(form, error.path) }));
  const place = ({ field }: { field: Named | null }): number => (field === null ? order.length : order.indexOf(field));
  for (const { error, field } of found.sort((one, other) => place(one) - place(other))) {
    const item = document.createElement("li");
    if (field === null) item.textContent = error.text;
    else item.append(linkTo(field, error.text));
    list.append(item);
  }
  return list;
}

function fieldOf(form: HTMLFormElement, path: readonly string[]): Named | null {
  const steps = path[0] === "data" ? path.slice(1) : path;
  const [first] = steps;
  if (first === undefined) return null;
  const fields = [...form.elements] as Named[];
  for (const name of [steps.join("."), first, `${first}[]`]) {
    const field = fields.find((candidate) => candidate.name === name && candidate.getAttribute("type") !== "hidden");
    if (field !== undefined) return field;
  }
  return null;
}

function linkTo(field: Named, text: string): HTMLElement {
  if (field.id === "") field.id = `_${newRequestId()}`;
  const link = document.createElement("a");
  link.href = `#${field.id}`;
  link.textContent = `${named(field)}${text}`;
  link.addEventListener("click", (event) => { event.preventDefault(); field.focus(); });
  describe(field, text);
  return link;
}

/** What the field is called, before what is wrong with it: links of a list must be told apart. */
function named(field: Named): string {
  const choice = field.getAttribute("type") === "radio";
  const label = choice ? field.closest("fieldset")?.querySelector(":scope > legend") : document.querySelector(`label[for="${CSS.escape(field.id)}"]`);
  const copy = label?.cloneNode(true) as HTMLElement | undefined;
  for (const aside of copy?.querySelectorAll(".field__need") ?? []) aside.remove();
  const name = copy?.textContent.replace(/\s+/g, " ").trim() ?? "";
  if (name === "") return "";
  return name.endsWith("?") ? `${name} ` : `${name}\u00a0: `;
}

function describe(field: Named, text: string): void {
  const line = document.createElement("p");
  line.className = "field-error";
  line.dataset.fieldError = "";
  line.dataset.keep = "here";
  line.id = `${field.id}-erreur`;
  const kind = document.createElement("span");
  kind.className = "visually-hidden";
  kind.textContent = `${word("act.error")} `;
  line.append(kind, text);
  field.closest(".field")?.classList.add("field--wrong");
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${line.id}`.trim());
  const choice = field.getAttribute("type") === "radio" || field.getAttribute("type") === "checkbox";
  const legend = choice ? field.closest("fieldset")?.querySelector(":scope > legend") : null;
  if (legend) legend.after(line);
  else field.before(line);
}
