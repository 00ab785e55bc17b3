/** Escape folds the question that was opened before an act that cannot be undone, and gives the focus back to its button. */
export function foldOnEscape(root: Document): void {
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || !(event.target instanceof Element)) return;
    const asked = event.target.closest<HTMLDetailsElement>("details.act__confirm[open]");
    if (asked === null) return;
    asked.open = false;
    asked.querySelector("summary")?.focus();
  });
}
