// A few words beside the pointer. They stay true while months go by, as they are asked for anew with each frame.

import { h, set, text } from "./dom.js";

const ASIDE = 12; // pixels from the pointer
const BELOW = 16;

/** `over(says)`: `says` gives lines, or is null; `move(event, box)` within the element `box`; `refresh()`; `element`. */
export function createTip() {
  const element = h("div", { class: "ea-map-tip", hidden: true, "aria-hidden": true });
  let says = null;
  return { element, over, move, refresh };

  function over(told) {
    says = told;
    element.hidden = !says;
    refresh();
  }

  function refresh() {
    if (says) text(element, says().join("\n"));
  }

  function move(event, box) {
    if (!says) return;
    const { left, top, width, height } = box.getBoundingClientRect();
    const [x, y] = [event.clientX - left, event.clientY - top];
    const { offsetWidth, offsetHeight } = element;
    const down = y + BELOW + offsetHeight <= height;
    set(element, "style", {
      left: `${Math.max(2, Math.min(x + ASIDE, width - offsetWidth - 2))}px`,
      top: `${down ? y + BELOW : y - offsetHeight - BELOW / 2}px`,
    });
  }
}
