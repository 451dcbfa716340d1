// Shortcuts of the whole page. They keep out of the way of typing and of controls that use the same keys.

const TAKES_KEYS =
  "input, select, textarea, button, summary, a, [role=tab], [role=menu], [role=slider], [contenteditable]";

/** Listens for shortcuts; `acts` by key (`" "`, "ArrowRight", ...). Gives back the function that ends it. */
export function shortcuts(acts) {
  function pressed(event) {
    const act = acts[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (
      event.target instanceof Element &&
      event.target.closest(event.key === " " ? TAKES_KEYS : TAKES_KEYS.replace("button, ", ""))
    )
      return;
    event.preventDefault();
    act();
  }
  document.addEventListener("keydown", pressed);
  return () => document.removeEventListener("keydown", pressed);
}
