/**
 * Puts fresh server HTML in place of old without disturbing the person: what is being typed, the focus, what was
 * unfolded and what the page asks to keep stay as they are.
 */
import { Idiomorph } from "idiomorph";
import { isDirty, sameChoice, type Field } from "./fields";
import { graftKept, salvage, staysHere, treasuresOf, worthKeeping } from "./treasures";

const FIELDS = "input, textarea, select";
const PER_RENDERING = new Set(["csrf_token", "request_id", "expected_version", "page"]);

/** What a refusal shown by the script wrote on a form; it stays until the next sending. */
const REFUSAL_MARKS = new Set(["data-refused", "aria-invalid", "aria-describedby", "class"]);

let renamed = 0;

/** Replace the inside of `target` by `html`, which is either that inside or `target` itself rendered anew. */
export function morph(target: HTMLElement, html: string): void {
  const parsed = new DOMParser().parseFromString(html, "text/html").body;
  const fresh = rootOf(parsed, target);
  stamp(target);
  stamp(fresh);
  setApart(target, fresh);
  graftKept(target, fresh);
  const focus = document.activeElement;
  const refuge = focus !== null && target.contains(focus) ? idsAround(focus) : [];
  const treasures = treasuresOf(target);
  const unjump = holdScroll();
  Idiomorph.morph(target, [...fresh.childNodes], {
    morphStyle: "innerHTML",
    restoreFocus: true,
    callbacks: {
      beforeNodeMorphed: (old: Node) => !isKept(old),
      beforeNodeRemoved: (old: Node) => !staysHere(old) && !treasures.some(({ element }) => element === old && worthKeeping(element)),
      beforeAttributeUpdated: (name: string, element: Element) => mayChange(name, element),
    },
  });
  if (fresh !== parsed) copyData(fresh, target);
  salvage(treasures, target);
  unjump();
  if (refuge.length > 0 && document.activeElement === document.body) shelterFocus(focus as HTMLElement, refuge);
}

function rootOf(parsed: HTMLElement, target: HTMLElement): HTMLElement {
  const only = parsed.children.length === 1 ? (parsed.firstElementChild as HTMLElement) : null;
  if (only === null) return parsed;
  const sameId = target.id !== "" && only.id === target.id;
  const sameSource = target.dataset.src !== undefined && only.dataset.src === target.dataset.src;
  return sameId || sameSource ? only : parsed;
}

function copyData(fresh: HTMLElement, target: HTMLElement): void {
  for (const [name, value] of Object.entries(fresh.dataset)) target.dataset[name] = value;
}

/**
 * Forms, fields and kept elements without an id get one drawn from what they are for. Otherwise a draft or a chosen vote could slide
 * from one form into the next one that happens to stand in the same place.
 */
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
function setApart(target: HTMLElement, fresh: HTMLElement): void {
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

function isKept(node: Node): boolean {
  if (!(node instanceof HTMLElement)) return false;
  if (node.dataset.busy !== undefined) node.dataset.outdated = "";
  if (node.dataset.keep !== undefined || node.dataset.busy !== undefined) return true;
  return node.isContentEditable && node.contains(document.activeElement);
}

function mayChange(name: string, element: Element): boolean {
  if (REFUSAL_MARKS.has(name) && element.closest("form[data-refused]") !== null) return false;
  if (name === "open" && (element instanceof HTMLDetailsElement || element instanceof HTMLDialogElement)) return false;
  if (name === "value" && isField(element)) return !isProtected(element);
  if (name === "checked" && element instanceof HTMLInputElement) return !sameChoice(element).some(isProtected);
  if (name !== "selected" || !(element instanceof HTMLOptionElement)) return true;
  const select = element.closest("select");
  return select === null || !isProtected(select);
}

function isField(element: Element): element is Field {
  return element.matches(FIELDS);
}

function isProtected(field: Field): boolean {
  const typing = field === document.activeElement && field.type !== "radio" && field.type !== "checkbox";
  return typing || isDirty(field);
}

function idsAround(element: Element): string[] {
  const ids: string[] = [];
  for (let at: Element | null = element; at !== null; at = at.parentElement) if (at.id !== "") ids.push(at.id);
  return ids;
}

/** The focused element has gone: stay where it was, rather than at the top of the page. */
function shelterFocus(focused: HTMLElement, ids: readonly string[]): void {
  const refuge = focused.isConnected
    ? focused
    : ids.map((id) => document.getElementById(id)).find((element) => element !== null);
  if (!refuge) return;
  if (refuge.tabIndex < 0) refuge.tabIndex = -1;
  refuge.focus({ preventScroll: true });
}

/** Browsers without scroll anchoring (Safari) would let the page jump under the finger. */
function holdScroll(): () => void {
  if (typeof CSS === "undefined" || CSS.supports("overflow-anchor", "auto")) return () => undefined;
  const anchor = document.elementFromPoint(innerWidth / 2, innerHeight / 3);
  const before = anchor?.getBoundingClientRect().top ?? 0;
  return () => {
    if (anchor?.isConnected) scrollBy(0, anchor.getBoundingClientRect().top - before);
  };
}
