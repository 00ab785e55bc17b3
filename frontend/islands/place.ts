/** Where the person was acting, kept while the page is drawn anew: what is said of the act is shown there, not out of sight. */
const PLACE = "cotap.place";
const HEADINGS = "h1, h2, h3, h4";

/** Keep the names of what stands around `from`, the nearest first. */
export function keepPlace(from: Element): void {
  const names: string[] = [];
  for (let near: Element | null = from; near !== null && !near.matches("main, body"); near = near.parentElement) {
    if (near.id !== "") names.push(near.id);
    else if (near.matches("section[aria-labelledby]")) names.push(near.getAttribute("aria-labelledby") ?? "");
  }
  sessionStorage.setItem(PLACE, JSON.stringify(names));
  // The message decides where the page is looked at; the browser would scroll back after it.
  history.scrollRestoration = "manual";
}

/** Put `line` where the person was, or leave it where it is when nothing of that place remains. */
export function putInPlace(line: HTMLElement): boolean {
  const kept = sessionStorage.getItem(PLACE);
  if (kept === null) return false;
  sessionStorage.removeItem(PLACE);
  const near = (JSON.parse(kept) as string[])
    .map((name) => document.getElementById(name))
    .find((element) => element !== null && element.closest("main") !== null);
  if (near) put(line, unfolded(near));
  return true;
}

/** Nothing is shown in a fold that is closed: the place is the fold itself. */
function unfolded(near: HTMLElement): HTMLElement {
  let place = near;
  for (let fold = around(place); fold !== null; fold = around(place)) place = fold;
  return place.closest<HTMLElement>(".table-scroll") ?? place;
}

function around(element: HTMLElement): HTMLElement | null {
  return element.parentElement?.closest<HTMLElement>("details:not([open])") ?? null;
}

function put(line: HTMLElement, near: HTMLElement): void {
  const heading = near.matches(HEADINGS) ? near : near.querySelector<HTMLElement>(":scope > :is(h1, h2, h3, h4)");
  if (near.matches("li")) near.prepend(line);
  else if (heading !== null) (heading.closest(".section-head") ?? heading).after(line);
  else near.before(line);
}
