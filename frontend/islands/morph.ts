/**
 * Puts fresh server HTML in place of old without disturbing the person: what is being typed, the focus, what was
 * unfolded and what the page asks to keep stay as they are.
 */
import { Idiomorph } from "idiomorph";
import { holdFocus } from "./focus";
import { setApart, stamp } from "./identity";
import { isProtected } from "./fields";
import { isKept, mayChange } from "./protection";
import { isOvertaken, showTheirs } from "./theirs";
import { graftKept, salvage, staysHere, treasuresOf, worthKeeping } from "./treasures";

/** Replace the inside of `target` by `html`, which is either that inside or `target` itself rendered anew. */
export function morph(target: HTMLElement, html: string): void {
  const parsed = new DOMParser().parseFromString(html, "text/html").body;
  const fresh = rootOf(parsed, target);
  const restoreFocus = holdFocus(target);
  const restoreScroll = holdScroll();
  stamp(target);
  stamp(fresh);
  setApart(target, fresh);
  graftKept(target, fresh);
  const treasures = treasuresOf(target);
  const overtaken = new Map<HTMLTextAreaElement, string>();
  Idiomorph.morph(target, [...fresh.childNodes], {
    morphStyle: "innerHTML",
    restoreFocus: true,
    callbacks: {
      beforeNodeMorphed: (old: Node, next: Node) => {
        if (old instanceof HTMLTextAreaElement && isProtected(old) && isOvertaken(old, next)) {
          overtaken.set(old, (next as HTMLTextAreaElement).defaultValue);
        }
        return !isKept(old);
      },
      beforeNodeRemoved: (old: Node) => !staysHere(old) && !treasures.some(({ element }) => element === old && worthKeeping(element)),
      beforeAttributeUpdated: (name: string, element: Element) => mayChange(name, element),
    },
  });
  if (fresh !== parsed) copyData(fresh, target);
  for (const [field, text] of overtaken) showTheirs(field, text);
  salvage(treasures, target);
  restoreScroll();
  restoreFocus();
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

/** Browsers without scroll anchoring (Safari) would let the page jump under the finger. */
function holdScroll(): () => void {
  if (typeof CSS === "undefined" || CSS.supports("overflow-anchor", "auto")) return () => undefined;
  const anchor = document.elementFromPoint(innerWidth / 2, innerHeight / 3);
  const before = anchor?.getBoundingClientRect().top ?? 0;
  return () => {
    if (anchor?.isConnected) scrollBy(0, anchor.getBoundingClientRect().top - before);
  };
}
