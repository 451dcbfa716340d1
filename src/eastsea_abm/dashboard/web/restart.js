// Reset, and the word of warning before it.

import { menu } from "./menu.js";

/** Reset asks first where something would be lost that cannot be played again: branches and what was injected. */
export function restart(ctx, shown) {
  // What waits for a reset among the levers goes with it.
  const again = () => ctx.send({ do: "reset", ...ctx.pending?.order() });
  const asked = menu(
    "Reset",
    "Reset: begin the run again",
    () => [
      "Branches and injected events will be gone. Save the session first to keep them.",
      { label: "Save the session", act: () => ctx.send({ do: "save" }) },
      { label: "Reset now", act: () => again() },
    ],
    { small: false, plain: false, wide: true },
  );
  const lost = () => {
    const f = shown();
    return f !== null && (f.lines.length > 1 || f.lines.some((one) => one.note) || f.waiting.length > 0);
  };
  asked.button.addEventListener(
    "click",
    (event) => {
      if (lost()) return;
      event.stopImmediatePropagation();
      again();
    },
    { capture: true },
  );
  return asked;
}
