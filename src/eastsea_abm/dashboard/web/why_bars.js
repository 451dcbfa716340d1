// Terms as signed bars that sum to what they explain.

import { follow, h, set, text } from "./dom.js";

const LEAST = 0.005; // of a term that is shown

/** `draw({title, note, total, what, terms})`, `element`; nothing is shown for null. */
export function createBars(ctx, name) {
  const title = h("h4", { class: "ea-why-head" });
  const rows = h("dl", { class: "ea-bars" });
  const sum = h("p", { class: "ea-note" });
  const element = h("div", { class: "ea-bars-block", dataset: { bars: name } }, title, rows, sum);

  function draw(told) {
    element.hidden = !told;
    if (!told) return;
    title.replaceChildren(told.title, h("span", { class: "ea-note" }, told.note ? ` ${told.note}` : ""));
    const shown = told.terms.filter(([, value]) => Math.abs(value) >= LEAST).sort((a, b) => b[1] - a[1]);
    const most = Math.max(0.1, ...shown.map(([, value]) => Math.abs(value)));
    follow(rows, shown, {
      key: ([term]) => term,
      make: ([term]) => h("div", { class: "ea-bar-row" }, h("dt", {}, term), h("dd", { class: "ea-bar-track" }, h("i", { class: "ea-bar-fill" })), h("dd", { class: "ea-number ea-bar-value" })),
      update(node, [, value]) {
        const [, track, number] = node.children;
        const part = (50 * Math.abs(value)) / most;
        set(track.firstChild, "style", { left: `${value < 0 ? 50 - part : 50}%`, width: `${part}%`, background: value < 0 ? "var(--left)" : "var(--right)" });
        text(number, ctx.format.signed(value));
      },
    });
    const small = told.terms.length - shown.length;
    text(sum, `Sum ${ctx.format.signed(told.total)}: the ${told.what}.${small ? ` ${small} terms below ${LEAST} are not shown.` : ""}`);
  }
  return { element, draw };
}
