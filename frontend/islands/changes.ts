/** What a morph changed for the eye and for the ear: regions to mark for a moment, sentences to say once. */
import { isFocusLost } from "./focus";

const MARKED_FOR = 4000;
const RESTLESS = "[data-timer], [data-state], form";

export interface Before {
  readonly texts: ReadonlyMap<string, string>;
  readonly sentences: ReadonlySet<string>;
  readonly arrived: ReadonlySet<string>;
}

export function remember(root: HTMLElement): Before {
  return { texts: textsById(root), sentences: new Set(sentencesOf(root)), arrived: new Set(arrivalsIn(root).map(({ id }) => id)) };
}

/** A vote that takes the screen takes the focus too, from somebody whose place it hid; never from one who is elsewhere. */
export function welcome(root: HTMLElement, before: Before): void {
  const newcomer = arrivalsIn(root).find(({ id }) => !before.arrived.has(id));
  const nowhere = newcomer !== undefined && (isFocusLost() || document.activeElement?.contains(newcomer) === true);
  if (nowhere) newcomer.focus();
}

/** What takes the screen needs no mark. */
function holdsArrival(region: Element): boolean {
  return region.closest("[data-arrives]") !== null || region.querySelector("[data-arrives]") !== null;
}

function arrivalsIn(root: HTMLElement): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>("[data-arrives]")];
}

/** Mark the innermost regions whose own text differs, and answer the sentences that were not there before. */
export function markChanges(root: HTMLElement, before: Before): string[] {
  for (const [id, text] of textsById(root)) {
    const region = document.getElementById(id);
    if (before.texts.get(id) === text || region === null || holdsArrival(region)) continue;
    region.classList.add("changed");
    setTimeout(() => { region.classList.remove("changed"); }, MARKED_FOR);
  }
  return sentencesOf(root).filter((sentence) => !before.sentences.has(sentence));
}

function sentencesOf(root: HTMLElement): string[] {
  const own = root.dataset.announce === undefined ? [] : [root];
  return [...own, ...root.querySelectorAll<HTMLElement>("[data-announce]")]
    .map((element) => element.dataset.announce ?? "")
    .filter((sentence) => sentence !== "");
}

/** The text of each region with an id, without that of regions inside it nor of what changes all the time. */
function textsById(root: HTMLElement): Map<string, string> {
  const texts = new Map<string, string>();
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = (node.nodeValue ?? "").replace(/\s+/g, " ").trim();
    const parent = node.parentElement;
    if (text === "" || parent === null || parent.closest(RESTLESS) !== null) continue;
    const region = parent.closest("[id]");
    if (region === null || !root.contains(region) || region === root) continue;
    texts.set(region.id, `${texts.get(region.id) ?? ""} ${text}`);
  }
  return texts;
}
