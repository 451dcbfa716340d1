// What the curve says in words and numbers: at its head, to those who do not see it, and beneath a saved figure.

import { colours, MEASURES } from "./curve_traces.js";
import { h, set, svg, text } from "./dom.js";

const SIGNS =
  "Marks: filled on record, hollow the model's, diamond injected. Bars: outlined signed, filled active, hatched " +
  "suspended; leaders from nationalist (orange) to pragmatic (blue); T: election.";

/** Numbers of the shown month, in the colours of their lines; `chart` is told them as its label. */
export function createReadout(ctx, chart) {
  const numbers = Object.keys(MEASURES).map((measure) => ({
    measure,
    value: h("b", { class: "ea-number" }),
    name: h("span", {}),
  }));
  const element = h(
    "div",
    { class: "ea-readout" },
    numbers.map(({ name, value }) => h("span", { class: "ea-reading" }, name, value)),
  );
  return {
    element,
    frame(f, { focal, partner }) {
      const paint = colours(ctx.theme);
      for (const { measure, value, name } of numbers) {
        text(value, ctx.format.number(f.outcomes?.[measure], 1));
        text(name, measure === "cooperation" && focal && partner ? `${focal}–${partner}` : MEASURES[measure]);
        value.parentNode.style.color = paint[measure];
      }
      set(chart, "aria-label", spoken(ctx, f, focal, partner));
    },
    caption({ focal, partner }, fan) {
      const bands = fan ? [`Bands: 5 to 95 % and 25 to 75 % of ${fan}; thin line: their median.`] : [];
      return [
        `Index from 0 to 100. Blue: ${ctx.labels.pair(focal, partner)}; orange: with their patron.`,
        ...bands,
        SIGNS,
      ];
    },
  };
}

function spoken({ labels, format }, f, focal, partner) {
  if (!f.month) return "Cooperation over time. Nothing has been played yet.";
  const index = format.number(f.outcomes?.cooperation, 1);
  const three = format.number(f.outcomes?.trilateral, 1);
  const when = format.month(f.date);
  const whose = `${labels.state(focal)} and ${labels.state(partner)}`;
  return `Cooperation of ${whose} in ${when}: ${index} of 100; trilateral ${three}. Line ${f.line}.`;
}

/** What marks on the curve mean. */
export function eventKey() {
  const sample = (sign, origin, said, title) =>
    h("span", { class: "ea-key", title }, h("span", { class: `ea-mark-${origin}`, "aria-hidden": true }, sign), said);
  return h(
    "span",
    { class: "ea-keys" },
    sample("●", "record", "on record", "Events that a dated source records"),
    sample("○", "model", "the model", "Events that the model brought about"),
    sample("◆", "you", "you", "Events you injected"),
  );
}

/** What shapes and colours beneath the curve mean. */
export function stripKey() {
  const key = (...inside) => h("span", { class: "ea-key" }, inside);
  const drawn = (width, height, shape) => svg("svg", { width, height, "aria-hidden": true }, shape);
  const bar = (status) =>
    svg("rect", { class: `ea-spell ea-of-instrument ea-is-${status}`, x: 1, y: 1, width: 14, height: 7, rx: 1 });
  return h(
    "span",
    { class: "ea-keys" },
    ["signed", "active", "suspended"].map((status) => key(drawn(16, 9, bar(status)), status)),
    key("nationalist", h("span", { class: "ea-ramp", "aria-hidden": true }), "pragmatic"),
    key(drawn(8, 11, svg("path", { class: "ea-election", d: "M4 0v11m-2.5 -11h5" })), "election"),
  );
}
