// Paired differences from the first policy: a dot with its 95 % interval for every outcome, and the same as a table.

import { h, set, svg } from "./dom.js";
import { looks, mark, scale } from "./futures_axes.js";

const ROW = 24;
const NAMES = 128; // pixels of the names on the left
const TOP = 18;
const LEGEND = 18; // pixels of a row of the legend
const LETTER = 6.4; // pixels of a letter in it, about
const STEP = 11; // pixels between two policies in a row

export function createGaps(ctx) {
  const drawing = svg("svg", { role: "img", class: "ea-gaps" });
  const title = h("h3", { class: "ea-lever-heading" });
  const tools = h("div", { class: "ea-tools" });
  const table = h("details", { class: "ea-note" });
  const element = h("div", { class: "ea-stack" }, h("div", { class: "ea-flow ea-results-head" }, title, tools), drawing, table);

  function draw(told, available) {
    const label = (name) => told.policies.find((one) => one.name === name)?.label ?? name;
    title.replaceChildren("Paired differences", h("span", { class: "ea-note" }, `from ${label(told.against)}; dots with 95 % intervals, in parts of the reference's own total`));
    const width = Math.max(240, available - 26);
    const others = told.policies.filter((one) => one.name !== told.against);
    const legend = keys(others, width);
    const top = TOP + legend.high;
    const tall = told.outcomes.map(() => Math.max(ROW, 8 + STEP * others.length));
    const height = top + tall.reduce((sum, one) => sum + one, 0) + 18;
    const gaps = told.differences.map((one) => ({ ...one, ...relative(told, one) })).filter((one) => one.part !== null);
    const most = Math.max(0.05, ...gaps.flatMap((one) => [Math.abs(one.from), Math.abs(one.to)]).filter(Number.isFinite));
    const x = scale(-most, most, NAMES, width - 10);
    for (const [name, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}` })) set(drawing, name, value);
    let y = top;
    const rows = told.outcomes.map((outcome, k) => {
      const middle = y + tall[k] / 2;
      y += tall[k];
      return svg("g", {}, svg("text", { x: NAMES - 8, y: middle + 4, "text-anchor": "end", class: "ea-tick" }, outcome.label),
        gaps.some((one) => one.outcome === outcome.name) ? null : svg("text", { x: x(0) + 8, y: middle + 4, class: "ea-tick" }, "no share of 0: see the table"),
        others.map((policy, n) => dot(gaps.find((one) => one.outcome === outcome.name && one.policy === policy.name), policy, x, middle + (n - (others.length - 1) / 2) * STEP, n)));
    });
    drawing.replaceChildren(...legend.drawn,
      svg("line", { x1: x(0), x2: x(0), y1: top, y2: height - 16, stroke: ctx.theme.line }),
      svg("text", { x: x(0) - 6, y: top - 6, "text-anchor": "end", class: "ea-tick" }, "less"),
      svg("text", { x: x(0) + 6, y: top - 6, class: "ea-tick" }, "more"),
      ...[-most, 0, most].map((part, n) => svg("text", { x: x(part), y: height - 3, "text-anchor": ["start", "middle", "end"][n], class: "ea-tick" }, part ? `${ctx.format.signed(100 * part, 0)} %` : "0")),
      ...rows);
    const said = gaps.filter((one) => one.sure).map((one) => `${one.outcome} ${ctx.format.signed(100 * one.part, 0)} %`).join("; ");
    set(drawing, "aria-label", `Paired differences whose interval leaves out zero: ${said || "none"}`);
    listed(told, others, label);
  }

  /** A difference as part of the reference's total; null where that is zero. */
  function relative(told, one) {
    const base = told.totals.find((total) => total.outcome === one.outcome && total.policy === told.against)?.mean;
    if (!base) return { part: null, from: 0, to: 0 };
    return { part: one.mean / Math.abs(base), from: one.low / Math.abs(base), to: one.high / Math.abs(base) };
  }

  /** The legend, in as many rows as it needs; one policy has one too, so that a saved figure says what it shows. */
  function keys(others, width) {
    let [x, row] = [4, 0];
    const drawn = others.map((policy, n) => {
      const long = 22 + LETTER * policy.label.length;
      if (x > 4 && x + long > width) [x, row] = [4, row + 1];
      const y = LEGEND * row + 10;
      const one = svg("g", {}, svg("path", { d: mark(n), transform: `translate(${x + 5},${y})`, fill: looks(policy, ctx.theme) }), svg("text", { x: x + 14, y: y + 4, class: "ea-fan-unit" }, policy.label));
      x += long;
      return one;
    });
    return { drawn, high: LEGEND * (row + 1) };
  }

  function dot(one, policy, x, y, n) {
    if (!one) return null;
    const colour = looks(policy, ctx.theme);
    return svg("g", {}, svg("line", { x1: x(one.from), x2: x(one.to), y1: y, y2: y, stroke: colour, "stroke-width": 2 }),
      svg("path", { d: mark(n), transform: `translate(${x(one.part).toFixed(1)},${y})`, fill: one.sure ? colour : ctx.theme.panel, stroke: colour, "stroke-width": 1.5 },
        svg("title", {}, `${policy.label}, ${one.outcome}: ${ctx.format.signed(one.mean, 4)} (${ctx.format.number(one.low, 4)} to ${ctx.format.number(one.high, 4)})${one.sure ? "" : "; the interval holds 0"}`)));
  }

  function listed(told, others, label) {
    const cell = (one) => h("td", { class: "ea-number" }, one ? `${ctx.format.signed(one.mean, 3)} [${ctx.format.number(one.low, 3)}, ${ctx.format.number(one.high, 3)}]` : "–");
    const rows = told.outcomes.map((outcome) => h("tr", {}, h("th", { scope: "row" }, `${outcome.label}, ${outcome.unit}`),
      h("td", { class: "ea-number" }, ctx.format.number(told.totals.find((one) => one.outcome === outcome.name && one.policy === told.against)?.mean, 3)),
      others.map((policy) => cell(told.differences.find((one) => one.outcome === outcome.name && one.policy === policy.name)))));
    const open = table.open;
    table.replaceChildren(h("summary", {}, "The same as a table; a hollow dot is an interval that holds 0"),
      h("div", { class: "ea-scroll" }, h("table", { class: "ea-table" },
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "outcome"), h("th", { scope: "col" }, label(told.against)), others.map((one) => h("th", { scope: "col" }, `${one.label}, difference`)))),
        h("tbody", {}, rows))));
    table.open = open;
  }
  /** What the figure shows, for one that is saved. */
  function caption(told) {
    const reference = told.policies.find((one) => one.name === told.against)?.label ?? told.against;
    return `Paired differences from ${reference}, in parts of its own totals, with 95 % intervals; a hollow mark is an interval that holds 0.`;
  }
  return { element, drawing, tools, draw, caption };
}
