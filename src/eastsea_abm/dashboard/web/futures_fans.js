// Fans side by side, one a policy, on the same axes: bands of 5 to 95 % and 25 to 75 %, the median, and the line itself.

import { h, set, svg } from "./dom.js";
import { DASHES, looks, niceTicks, path, scale } from "./futures_axes.js";

const HIGH = 118;
const LEFT = 44;
const RIGHT = 8;
const TOP = 30;
const BELOW = 20;
const NARROWEST = 170; // pixels of a fan below which they go into another row

export function createFans(ctx) {
  const drawing = svg("svg", { role: "img", class: "ea-fans" });
  const element = h("div", {}, drawing);

  function draw(told, outcome, available) {
    const width = Math.max(240, available - 26);
    const each = told.policies.length;
    const columns = Math.max(1, Math.min(each, Math.floor(width / NARROWEST)));
    const wide = width / columns;
    const rows = Math.ceil(each / columns);
    const fans = told.fans[outcome.name];
    const all = Object.values(fans).flatMap((fan) => [...fan.q05, ...fan.q95]).filter((x) => x !== null);
    const low = outcome.unit === "0 to 100" ? Math.max(0, Math.min(...all)) : Math.min(0, ...all);
    const high = Math.max(...all, low + 1e-6);
    set(drawing, "width", width);
    set(drawing, "height", rows * (HIGH + TOP + BELOW));
    set(drawing, "viewBox", `0 0 ${width} ${rows * (HIGH + TOP + BELOW)}`);
    const summed = outcome.so_far ? ", added up from the first month on" : "";
    const ends = told.policies.map((one) => `${one.label} ${ctx.format.number(fans[one.name].q50.at(-1))}`).join("; ");
    set(drawing, "aria-label", `${outcome.label} (${outcome.unit}${summed}) in the last month, median: ${ends}`);
    drawing.replaceChildren(...told.policies.map((policy, k) => {
      const x = scale(0, Math.max(1, told.months.length - 1), (k % columns) * wide + LEFT, (k % columns) * wide + wide - RIGHT);
      const top = Math.floor(k / columns) * (HIGH + TOP + BELOW) + TOP;
      const y = scale(low, high, top + HIGH, top);
      return one(policy, fans[policy.name], told, outcome, x, y, top, k);
    }));
  }

  function one(policy, fan, told, outcome, x, y, top, k) {
    const colour = looks(policy, ctx.theme);
    const last = told.months.length - 1;
    const ticks = niceTicks(y.from, y.to, 4);
    const own = told.own?.[outcome.name];
    const digits = y.to - y.from < 1 ? 3 : y.to - y.from < 10 ? 1 : 0;
    const summed = outcome.so_far ? ", so far" : "";
    return svg("g", {},
      svg("text", { x: x(0) - LEFT + 4, y: top - 17, class: "ea-fan-title" }, policy.label),
      svg("text", { x: x(0) - LEFT + 4, y: top - 5, class: "ea-fan-unit" }, `${outcome.label}, ${outcome.unit}${summed}`),
      ticks.map((tick) => [
        svg("line", { x1: x(0), x2: x(last), y1: y(tick), y2: y(tick), stroke: ctx.theme.faint }),
        svg("text", { x: x(0) - 5, y: y(tick) + 3.5, "text-anchor": "end", class: "ea-tick" }, ctx.format.number(tick, digits)),
      ]),
      [0, last].map((t, n) => svg("text", { x: x(t), y: top + HIGH + 14, "text-anchor": n ? "end" : "start", class: "ea-tick" }, told.months[t])),
      svg("path", { d: path(fan.q05, fan.q95, x, y), fill: colour, "fill-opacity": 0.18 }),
      svg("path", { d: path(fan.q25, fan.q75, x, y), fill: colour, "fill-opacity": 0.3 }),
      svg("path", { d: path(fan.q50, null, x, y), fill: "none", stroke: colour, "stroke-width": 2, "stroke-dasharray": DASHES[policy.dash] ?? null }),
      own && policy.stands ? svg("path", { d: path(own, null, x, y), fill: "none", stroke: ctx.theme.ink, "stroke-width": 1.2 }, svg("title", {}, "What the line itself goes on to do")) : null);
  }
  return { element, drawing, draw };
}
