/**
 * What makes two pieces of HTML the same thing. A form is what it does and to what, whatever its id; otherwise a draft or a
 * chosen vote could slide from one form into the next one that happens to stand in the same place.
 */
import type { Field } from "./fields";

const FIELDS = "input, textarea, select";
const PER_RENDERING = new Set(["csrf_token", "request_id", "expected_version", "page"]);

let renamed = 0;

/** Give forms, fields and kept elements without an id one drawn from what they are for. */
export function stamp(root: HTMLElement): void {
  const taken = new Map<string, number>();
  const give = (element: Element, identity: string): void => {
    const count = (taken.get(identity) ?? 0) + 1;
    taken.set(identity, count);
    if (element.id === "" || element.id.startsWith("_")) element.id = `_${plain(identity)}_${String(count)}`;
  };
  for (const kept of root.querySelectorAll<HTMLElement>("[data-keep]")) give(kept, `keep.${kept.dataset.keep ?? ""}`);
  for (const form of root.querySelectorAll("form")) give(form, formIdentity(form));
  for (const field of root.querySelectorAll<Field>(FIELDS)) {
    const chosen = field.type === "radio" || field.type === "checkbox" ? `=${field.getAttribute("value") ?? ""}` : "";
    give(field, `${field.form?.id ?? ""}.${field.name}${chosen}`);
  }
  for (const place of root.querySelectorAll("[data-act-errors], [data-act-message]")) {
    give(place, `${place.closest("form")?.id ?? ""}.${place.hasAttribute("data-act-errors") ? "errors" : "message"}`);
  }
}

/** A form that keeps its id but is now about something else (the next ballot) is another form. */
export function setApart(target: HTMLElement, fresh: HTMLElement): void {
  for (const form of target.querySelectorAll("form")) {
    const next = fresh.querySelector<HTMLFormElement>(`form[id="${CSS.escape(form.id)}"]`);
    if (next !== null && formIdentity(next) !== formIdentity(form)) renameIds(form);
  }
}

function renameIds(form: HTMLFormElement): void {
  renamed += 1;
  const suffix = `_${String(renamed)}`;
  const elements = [form, ...form.querySelectorAll<HTMLElement>("*")];
  const ids = new Set(elements.map((element) => element.id).filter((id) => id !== ""));
  for (const element of elements) {
    if (element.id !== "") element.id += suffix;
    for (const name of ["for", "aria-describedby", "aria-labelledby"]) {
      const references = element.getAttribute(name)?.split(/\s+/) ?? [];
      if (references.length > 0) element.setAttribute(name, references.map((id) => (ids.has(id) ? id + suffix : id)).join(" "));
    }
  }
}

/** Only signs that need no escaping in a selector, and still no two identities alike. */
function plain(identity: string): string {
  return identity.replace(/[^A-Za-z0-9-]/g, (sign) => `_${sign.charCodeAt(0).toString(36)}`);
}

function formIdentity(form: HTMLFormElement): string {
  const hidden = [...form.querySelectorAll<HTMLInputElement>("input[type=hidden]")]
    .filter((input) => !PER_RENDERING.has(input.name))
    .map((input) => `${input.name}=${input.value}`);
  return [form.dataset.act ?? "", form.getAttribute("action") ?? "", ...hidden].join("&");
}
