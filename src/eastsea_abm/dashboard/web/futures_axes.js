// Scales, ticks, paths and looks that the figures of futures share.

import { between } from "./theme.js";

const LIGHTER = 0.45; // of the way to white, on a dark page

/** Dashes of SVG by the name a policy's look has. */
export const DASHES = { dash: "7 4", dot: "2 3", dashdot: "8 3 2 3", longdash: "12 4", longdashdot: "12 3 2 3" };

/** The colour of a policy on the page as it is. */
export function looks(policy, theme) {
  return theme.dark ? between(policy.colour, "#ffffff", LIGHTER) : policy.colour;
}

/** A function from values to pixels, which knows its ends as `from` and `to`. */
export function scale(from, to, first, last) {
  const place = (value) => first + ((value - from) / (to - from || 1)) * (last - first);
  return Object.assign(place, { from, to });
}

/** About `number` round values between two ends. */
export function niceTicks(from, to, number) {
  const rough = (to - from || 1) / number;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 2.5, 5, 10].find((part) => part * power >= rough) ?? 10);
  const ticks = [];
  for (let tick = Math.ceil(from / step - 1e-9) * step; tick <= to + 1e-9 * step; tick += step) ticks.push(tick);
  return ticks;
}

/** The path of a line, or of the band between two; months without a number are left out. */
export function path(values, others, x, y) {
  const known = values.map((value, t) => [t, value]).filter(([t, value]) => value !== null && (!others || others[t] !== null));
  const there = known.map(([t, value]) => `${x(t).toFixed(1)},${y(value).toFixed(1)}`);
  if (!others || !there.length) return there.length ? `M${there.join("L")}` : "";
  const back = known.reverse().map(([t]) => `${x(t).toFixed(1)},${y(others[t]).toFixed(1)}`);
  return `M${there.join("L")}L${back.join("L")}Z`;
}
