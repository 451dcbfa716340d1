// Scales, ticks, paths, titles and looks that the figures of futures share.

import { monthNumber } from "./format.js";
import { between } from "./theme.js";

const LIGHTER = 0.45; // of the way to white, on a dark page
const STEPS = [1, 2, 3, 6, 12, 24, 60, 120, 240]; // months between two ticks
const ALONE = 4; // pixels to either side of the only month there is
const LETTER = 6.7; // pixels of a letter of a title, about

/** Dashes of SVG by the name a policy's look has. */
export const DASHES = { dash: "7 4", dot: "2 3", dashdot: "8 3 2 3", longdash: "12 4", longdashdot: "12 3 2 3" };

/** The colour of a policy on the page as it is. */
export function looks(policy, theme) {
  return theme.dark ? between(policy.colour, "#ffffff", LIGHTER) : policy.colour;
}

/** Marks by the place of a policy, so that colour is not all that tells them apart. */
const MARKS = [
  (r) => `M${-r},0A${r},${r} 0 1 1 ${r},0A${r},${r} 0 1 1 ${-r},0Z`,
  (r) => `M${-r},${-r}H${r}V${r}H${-r}Z`,
  (r) => `M0,${-1.35 * r}L${1.35 * r},0L0,${1.35 * r}L${-1.35 * r},0Z`,
  (r) => `M0,${-1.2 * r}L${1.2 * r},${r}H${-1.2 * r}Z`,
  (r) => `M0,${1.2 * r}L${1.2 * r},${-r}H${-1.2 * r}Z`,
  (r) => `M${-1.3 * r},${-r / 2}H${1.3 * r}V${r / 2}H${-1.3 * r}Z`,
];

/** The mark of the policy at a place, around the origin. */
export function mark(place, size = 4) {
  return MARKS[place % MARKS.length](size);
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

/** Decimals with which neighbouring ticks differ. */
export function decimals(ticks) {
  const step = ticks.length > 1 ? ticks[1] - ticks[0] : Math.abs(ticks[0] || 1);
  return Math.min(6, [0, 1, 2, 3, 4, 5, 6].find((digits) => Math.abs(step - Number(step.toFixed(digits))) < step * 1e-6) ?? 6);
}

/** At most `number` months `{t, said}` at which a time axis is named: round ones of the calendar. */
export function monthTicks(dates, number) {
  const step = STEPS.find((one) => dates.length / one <= number) ?? STEPS.at(-1);
  const ticks = dates.map((date, t) => ({ t, said: step % 12 ? date : date.slice(0, 4), at: monthNumber(date) })).filter(({ at }) => at % step === 0);
  return ticks.length ? ticks : [{ t: 0, said: dates[0] }];
}

/** The path of a line, or of the band between two; months without a number are left out, a single one is widened. */
export function path(values, others, x, y) {
  const known = values.map((value, t) => [t, value]).filter(([t, value]) => value !== null && (!others || others[t] !== null));
  const spot = ([t, value]) => `${x(t).toFixed(1)},${y(value).toFixed(1)}`;
  if (!known.length) return "";
  if (!others) return `M${(known.length > 1 ? known : [known[0], known[0]]).map(spot).join("L")}`;
  if (known.length === 1) {
    const [t, value] = known[0];
    return `M${x(t) - ALONE},${y(value)}H${x(t) + ALONE}V${y(others[t])}H${x(t) - ALONE}Z`;
  }
  const back = known.map(([t]) => [t, others[t]]).reverse();
  return `M${known.map(spot).join("L")}L${back.map(spot).join("L")}Z`;
}

/** A title in at most two lines of `wide` pixels; what does not fit ends in dots. */
export function twoLines(said, wide) {
  const most = Math.max(6, Math.floor(wide / LETTER));
  const short = (text) => (text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text);
  if (said.length <= most) return [said];
  const cut = said.lastIndexOf(" ", most);
  return cut < 1 ? [short(said)] : [said.slice(0, cut), short(said.slice(cut + 1))];
}
