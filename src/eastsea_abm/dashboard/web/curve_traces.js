// The curve as Plotly takes it: fans and lines. Few traces: each costs time in every frame.

import { escaped } from "./curve_marks.js";
import { faded } from "./theme.js";

const DASHES = ["solid", "6px,3px", "2px,3px", "8px,3px,2px,3px", "12px,4px", "1px,4px"];

export const MEASURES = { cooperation: "Focal dyad", trilateral: "Trilateral" };

/** Dash of a line by its place among all, the same on every chart. */
export const dash = (place) => DASHES[place % DASHES.length];

export function colours(theme) {
  return { cooperation: theme.accent, trilateral: theme.left };
}

/** The fan of one measure: two bands and a thin median. */
export function fanTraces(fan, measure, axis, theme) {
  const q = fan.outcomes[measure];
  if (!q) return [];
  const colour = colours(theme)[measure];
  const x = fan.months.map((month) => axis.middle(axis.place(month)));
  const band = (low, high, opacity) => ({
    x: [...x, ...x.toReversed()],
    y: [...high, ...low.toReversed()],
    type: "scatter",
    mode: "lines",
    fill: "toself",
    fillcolor: faded(colour, opacity),
    line: { width: 0 },
    hoverinfo: "skip",
  });
  const strength = theme.dark ? 1.35 : 1;
  return [
    band(q.q05, q.q95, 0.11 * strength),
    band(q.q25, q.q75, 0.16 * strength),
    { x, y: q.q50, type: "scatter", mode: "lines", line: { color: faded(colour, 0.65), width: 1 }, hoverinfo: "skip" },
  ];
}

/** All of a line from the start of the run on: what its ancestors lived through, then its own months. */
export function path(name, curve, lines) {
  const own = curve.lines.find((one) => one.name === name);
  const parent = lines.find((one) => one.name === name)?.parent;
  const first = own?.since_index ?? 0;
  if (!own || !first || !parent || !curve.lines.some((one) => one.name === parent))
    return own ? { ...own, since_index: first } : null;
  const before = path(parent, curve, lines);
  const joined = (measure) => [...before[measure].slice(0, Math.max(0, first - before.since_index)), ...own[measure]];
  return {
    ...own,
    since_index: before.since_index,
    cooperation: joined("cooperation"),
    trilateral: joined("trilateral"),
  };
}

/** Lines that are not looked at, then the one that is, and what comes later on it where one looks back. */
export function lineTraces(f, hidden, axis, theme) {
  const paint = colours(theme);
  const info = new Map(f.lines.map((one) => [one.name, one]));
  const place = (name) => info.get(name)?.colour_index ?? 0;
  const stroke = (values, first, measure, name, more) => ({
    x: values.map((_, k) => axis.middle(first + k)),
    y: values,
    type: "scatter",
    mode: "lines",
    hovertemplate: `%{x|%b %Y}: %{y:.1f}<extra>${escaped(name)}, ${MEASURES[measure].toLowerCase()}</extra>`,
    ...more,
  });
  const traces = [];
  for (const one of f.curve.lines) {
    if (one.name === f.line || hidden.has(one.name)) continue;
    for (const measure of ["trilateral", "cooperation"]) {
      traces.push(
        stroke(one[measure], one.since_index ?? 0, measure, one.name, {
          line: {
            color: faded(paint[measure], measure === "cooperation" ? 0.8 : 0.55),
            width: measure === "cooperation" ? 1.5 : 1,
            dash: dash(place(one.name)),
          },
        }),
      );
    }
  }
  const shown = path(f.line, f.curve, f.lines);
  if (!shown) return { traces, shown };
  if (shown.later?.length) {
    const later = [...shown.cooperation.slice(-1), ...shown.later];
    traces.push(
      stroke(later, f.month - (later.length - shown.later.length), "cooperation", `${f.line}, later`, {
        line: { color: faded(theme.quiet, 0.7), width: 1, dash: "2px,3px" },
      }),
    );
  }
  const own = Math.max(0, (f.curve.lines.find((one) => one.name === f.line).since_index ?? 0) - shown.since_index);
  for (const [measure, width] of [
    ["trilateral", 1.75],
    ["cooperation", 2.5],
  ]) {
    // What the line shares with its ancestors is drawn whole, so that one sees where it parts.
    if (own)
      traces.push(
        stroke(shown[measure].slice(0, own + 1), shown.since_index, measure, f.line, {
          line: { color: paint[measure], width },
        }),
      );
    traces.push(
      stroke(shown[measure].slice(own), shown.since_index + own, measure, f.line, {
        line: { color: paint[measure], width, dash: dash(place(f.line)) },
      }),
    );
  }
  return { traces, shown };
}
