/** Where the person is on the page, and how to stay there when the server's HTML takes that place away. */

/** Note the focus inside `root`; the answer brings it back, or as near as can be. */
export function holdFocus(root: HTMLElement): () => void {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement) || !root.contains(focused)) return () => undefined;
  const ids = idsAround(focused);
  const form = focused.closest("form");
  const [formId, place] = form === null ? ["", -1] : [form.id, [...form.elements].indexOf(focused)];
  return () => {
    if (document.activeElement !== document.body) return;
    const refuge = focused.isConnected ? focused : (twin(formId, place, focused) ?? firstOf(ids));
    if (refuge === null) return;
    if (refuge.tabIndex < 0) refuge.tabIndex = -1;
    refuge.focus({ preventScroll: true });
  };
}

/** Whether the focus is nowhere, or on something that is not shown. */
export function isFocusLost(): boolean {
  const focused = document.activeElement;
  return focused === null || focused === document.body || focused.getClientRects().length === 0;
}

/** The same control of the form that took the form's place: « Monter » pressed twice is pressed on the same line. */
function twin(form: string, place: number, lost: HTMLElement): HTMLElement | null {
  const next = form === "" ? null : document.getElementById(form);
  const control = next instanceof HTMLFormElement ? next.elements[place] : undefined;
  return control instanceof HTMLElement && control.tagName === lost.tagName ? control : null;
}

function firstOf(ids: readonly string[]): HTMLElement | null {
  return ids.map((id) => document.getElementById(id)).find((element) => element !== null) ?? null;
}

function idsAround(element: Element): string[] {
  const ids: string[] = [];
  for (let at: Element | null = element; at !== null; at = at.parentElement) if (at.id !== "") ids.push(at.id);
  return ids;
}
