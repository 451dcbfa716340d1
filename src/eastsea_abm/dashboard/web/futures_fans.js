// Small multiples on the same axes, one a policy: fans of the futures, or the paired difference month by month.

import { h, set, svg, text } from "./dom.js";
import { decimals, DASHES, looks, monthTicks, niceTicks, path, scale, twoLines } from "./futures_axes.js";

const HIGH = 118;
const LEFT = 46;
const RIGHT = 10;
const LINE = 14; // pixels of a line of a title
const BELOW = 22;
const NARROWEST = 170; // pixels of a fan below which they go into another row
const EDGE = 26; // of the panel that the figure leaves free
const TICK = 56; // pixels of a label of the time axis

/** `draw(told, outcome, available, gaps)`: `gaps` for differences from the first policy instead of fans. */
export function createFans(ctx) {
  const drawing = svg("svg", { role: "img", class: "ea-fans", onpointermove: hover, onpointerdown: hover });
  const slider = h("input", { type: "range", class: "ea-range", min: 0, max: 0, step: 1, "aria-label": "Month that is read out", oninput: () => read(Number(slider.value)) });
  const said = h("p", { class: "ea-note ea-number ea-read-said" });
  const element = h("div", { class: "ea-stack" }, drawing, h("div", { class: "ea-read" }, slider, said));
  let shown = null; // what is drawn: {told, outcome, panels, gaps}

  function draw(told, outcome, available, gaps) {
    const width = Math.max(240, available - EDGE);
    const policies = told.policies.filter((one) => !gaps || one.name !== told.against);
    const columns = Math.max(1, Math.min(policies.length, Math.floor(width / NARROWEST)));
    const wide = width / columns;
    const titles = policies.map((one) => twoLines(one.label, wide - 12));
    const top = LINE * (1 + Math.max(...titles.map((lines) => lines.length))) + 8;
    const each = top + HIGH + BELOW;
    const series = policies.map((policy) => (gaps ? gapOf(told, outcome, policy) : fanOf(told, outcome, policy)));
    const [low, high] = reach(series, gaps || outcome.unit !== "0 to 100");
    const panels = policies.map((policy, k) => {
      const [left, above] = [(k % columns) * wide, Math.floor(k / columns) * each];
      const x = scale(0, Math.max(1, told.months.length - 1), left + LEFT, left + wide - RIGHT);
      return { policy, ...series[k], title: titles[k], left, above, top: above + top, x, y: scale(low, high, above + top + HIGH, above + top) };
    });
    const before = shown?.told === told ? Number(slider.value) : told.months.length - 1;
    shown = { told, outcome, panels, gaps, cursor: svg("g", { class: "ea-cursor" }) };
    const height = Math.ceil(policies.length / columns) * each;
    for (const [name, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}`, "aria-label": inWords() })) set(drawing, name, value);
    drawing.replaceChildren(...panels.map(one), shown.cursor);
    set(slider, "max", told.months.length - 1);
    slider.value = before;
    read(before);
  }

  function inWords() {
    const { told, outcome, panels, gaps } = shown;
    const ends = panels.map((panel) => `${panel.policy.label} ${number(panel.middle.at(-1))}`).join("; ");
    return `${outcome.label}, ${unit(outcome)}, ${gaps ? `difference from ${labelOf(told, told.against)}, mean` : "median"} in ${ctx.format.month(told.months.at(-1))}: ${ends}`;
  }

  function one(panel) {
    const { policy, left, above, top, x, y, title } = panel;
    const { told, outcome, gaps } = shown;
    const colour = looks(policy, ctx.theme);
    const ticks = niceTicks(y.from, y.to, 4);
    const own = !gaps && policy.stands ? told.own?.[outcome.name] : null;
    const months = monthTicks(told.months, Math.max(1, Math.floor((x(x.to) - x(0)) / TICK)));
    const under = gaps ? `difference in ${outcome.label}, ${unit(outcome)}` : `${outcome.label}, ${unit(outcome)}`;
    return svg("g", {},
      title.map((line, k) => svg("text", { x: left + 4, y: above + LINE * (k + 1), class: "ea-fan-title" }, line)),
      svg("text", { x: left + 4, y: above + LINE * (title.length + 1), class: "ea-fan-unit" }, under),
      ticks.map((tick) => [
        svg("line", { x1: x(0), x2: x(x.to), y1: y(tick), y2: y(tick), stroke: gaps && Math.abs(tick) < 1e-12 ? ctx.theme.ink : ctx.theme.faint }),
        svg("text", { x: x(0) - 6, y: y(tick) + 3.5, "text-anchor": "end", class: "ea-tick" }, gaps ? ctx.format.signed(tick, decimals(ticks)) : ctx.format.number(tick, decimals(ticks))),
      ]),
      months.map(({ t, said: date }) => [
        svg("line", { x1: x(t), x2: x(t), y1: top + HIGH, y2: top + HIGH + 4, stroke: ctx.theme.line }),
        svg("text", { x: x(t), y: top + HIGH + 16, "text-anchor": x(x.to) - x(t) < TICK / 4 ? "end" : "middle", class: "ea-tick" }, date),
      ]),
      panel.bands.map(([from, to], k) => svg("path", { d: path(from, to, x, y), fill: colour, "fill-opacity": k ? 0.3 : 0.18 })),
      svg("path", { d: path(panel.middle, null, x, y), fill: "none", stroke: colour, "stroke-width": 2, "stroke-linecap": "round", "stroke-dasharray": DASHES[policy.dash] ?? null }),
      own ? svg("path", { d: path(own, null, x, y), fill: "none", stroke: ctx.theme.ink, "stroke-width": 1.2 }, svg("title", {}, "What the line itself goes on to do")) : null,
      svg("title", {}, policy.label));
  }

  /** Shows one month in every small multiple, and tells it in numbers. */
  function read(t) {
    const { told, panels, gaps, cursor } = shown;
    const marks = panels.map(({ middle, x, y, top }) => [
      svg("line", { x1: x(t), x2: x(t), y1: top, y2: top + HIGH, stroke: ctx.theme.line }),
      middle[t] === null ? [] : svg("circle", { cx: x(t), cy: y(middle[t]), r: 3, fill: ctx.theme.ink }),
    ]);
    cursor.replaceChildren(...marks.flat(2));
    const [what, ends] = gaps ? ["mean difference", "95 % interval"] : ["median", "5 to 95 %"];
    const each = panels.map(({ policy, middle, bands: [[from, to]] }) => `${policy.label} ${gaps ? signed(middle[t]) : number(middle[t])} (${number(from[t])} to ${number(to[t])})`);
    const ownAt = panels.some((panel) => panel.policy.stands) && !gaps ? told.own?.[shown.outcome.name]?.[t] : undefined;
    text(said, `${ctx.format.month(told.months[t])}, ${what} and ${ends}: ${each.join("; ")}${ownAt === undefined ? "" : `; the line itself ${number(ownAt)}`}.`);
    set(slider, "aria-valuetext", said.textContent);
  }
  function hover(event) {
    if (!shown) return;
    const box = drawing.getBoundingClientRect();
    const at = event.clientX - box.left;
    const { x } = shown.panels.reduce((best, panel) => (panel.left <= at && panel.left >= best.left ? panel : best));
    const last = shown.told.months.length - 1;
    const t = Math.round(((at - x(0)) / (x(x.to) - x(0))) * x.to);
    slider.value = Math.min(last, Math.max(0, t));
    read(Number(slider.value));
  }
  const digits = () => Math.max(1, decimals(niceTicks(shown.panels[0].y.from, shown.panels[0].y.to, 4)) + 1);
  const number = (value) => ctx.format.number(value, digits());
  const signed = (value) => ctx.format.signed(value, digits());
  /** What the figure shows, for one that is saved. */
  function caption() {
    const { told, outcome, gaps } = shown;
    const what = gaps ? `Mean difference from ${labelOf(told, told.against)}, month by month, with 95 % interval` : "Median, 25 to 75 % and 5 to 95 % of the futures";
    return `${what}: ${outcome.label}, ${unit(outcome)}.`;
  }
  return { element, drawing, draw, caption };
}

const labelOf = (told, name) => told.policies.find((one) => one.name === name)?.label ?? name;
const unit = (outcome) => (outcome.so_far ? `${outcome.unit}, so far` : outcome.unit);

function fanOf(told, outcome, policy) {
  const fan = told.fans[outcome.name][policy.name];
  return { middle: fan.q50, bands: [[fan.q05, fan.q95], [fan.q25, fan.q75]] };
}

function gapOf(told, outcome, policy) {
  const gap = told.by_month[outcome.name][policy.name];
  return { middle: gap.mean, bands: [[gap.low, gap.high]] };
}

/** The ends of the axis that all small multiples share. */
function reach(series, withZero) {
  const all = series.flatMap(({ bands }) => bands.flat(2)).filter((x) => x !== null);
  const low = Math.min(...all, ...(withZero || !all.length ? [0] : []));
  const high = Math.max(...all, ...(withZero || !all.length ? [0] : []));
  return high > low ? [low, high] : [low, low + 1];
}
