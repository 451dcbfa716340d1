// Terms as signed bars that sum to what they explain.

import { follow, h, set, text } from "./dom.js";

/**
 * `createBars(ctx, name, {digits, least})`: `draw({title, note, total, what, terms})`, `element`; nothing is shown for null.
 * `least`: terms nearer to zero are counted, not shown.
 */
export function createBars(ctx, name, { digits = 2, least = 0.005 } = {}) {
  const called = h("span", {});
  const aside = h("span", { class: "ea-note" });
  const rows = h("dl", { class: "ea-bars" });
  const [what, sum] = [h("span", {}), h("b", { class: "ea-number" })];
  const hidden = h("div", { class: "ea-note ea-bars-rest" });
  const element = h(
    "div",
    { class: "ea-bars-block", dataset: { bars: name } },
    h("h4", { class: "ea-why-head" }, called, aside),
    rows,
    h("p", { class: "ea-bars-sum" }, what, sum),
    hidden,
  );
  return { element, draw };

  function draw(told) {
    element.hidden = !told;
    if (!told) return;
    const shown = told.terms.filter(([, value]) => Math.abs(value) >= least).sort((a, b) => b[1] - a[1]);
    text(called, told.title);
    text(aside, told.note ? ` ${told.note}` : "");
    bars(shown);
    text(what, `Sum of all terms: ${told.what}`);
    text(sum, ctx.format.signed(told.total, digits));
    const small = told.terms.length - shown.length;
    text(hidden, small ? `${small} ${small === 1 ? "term" : "terms"} below ${least} not shown.` : "");
    hidden.hidden = !small;
  }

  /** Zero stands where the longest bars to both sides leave room for each other. */
  function bars(shown) {
    const values = shown.map(([, value]) => value);
    const low = Math.min(0, ...values);
    const span = Math.max(0, ...values) - low || 1;
    const zero = (-100 * low) / span;
    follow(rows, shown, {
      key: ([term]) => term,
      make: ([term]) =>
        h(
          "div",
          { class: "ea-bar-row" },
          h("dt", {}, term),
          h("dd", { class: "ea-bar-track", "aria-hidden": true }, h("i", { class: "ea-bar-fill" })),
          h("dd", { class: "ea-number ea-bar-value" }),
        ),
      update(node, [, value]) {
        const [, track, number] = node.children;
        const part = (100 * Math.abs(value)) / span;
        set(track, "style", { "--zero": `${zero}%` });
        set(track.firstChild, "style", {
          left: `${value < 0 ? zero - part : zero}%`,
          width: `${part}%`,
          background: value < 0 ? "var(--left)" : "var(--right)",
        });
        text(number, ctx.format.signed(value, digits));
      },
    });
  }
}
