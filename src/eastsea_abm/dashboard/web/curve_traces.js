// The curve as Plotly takes it: fans, lines, events, names at the ends. Few traces: each costs time in every frame.

import { faded } from "./theme.js";

const DASHES = ["solid", "6px,3px", "2px,3px", "8px,3px,2px,3px", "12px,4px", "1px,4px"];
const SYMBOLS = { record: "circle", model: "circle-open", you: "diamond" };
const WHOSE = { record: "on record", model: "the model", you: "you" };
const WRAP = 64; // characters of a line of a hover text
const TOLD = 5; // events of one month that are told in full
const HALO = ["1px 0 1px", "-1px 0 1px", "0 1px 1px", "0 -1px 1px"]; // around names, so that lines beneath do not disturb
const ROOM = 13; // pixels between two names at the ends of lines

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
    x: [...x, ...x.toReversed()], y: [...high, ...low.toReversed()], type: "scatter", mode: "lines", fill: "toself",
    fillcolor: faded(colour, opacity), line: { width: 0 }, hoverinfo: "skip",
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
  if (!own || !first || !parent || !curve.lines.some((one) => one.name === parent)) return own ? { ...own, since_index: first } : null;
  const before = path(parent, curve, lines);
  const joined = (measure) => [...before[measure].slice(0, Math.max(0, first - before.since_index)), ...own[measure]];
  return { ...own, since_index: before.since_index, cooperation: joined("cooperation"), trilateral: joined("trilateral") };
}

/** Lines that are not looked at, then the one that is, and what comes later on it where one looks back. */
export function lineTraces(f, hidden, axis, theme) {
  const paint = colours(theme);
  const info = new Map(f.lines.map((one) => [one.name, one]));
  const place = (name) => info.get(name)?.colour_index ?? 0;
  const stroke = (values, first, measure, name, more) => ({
    x: values.map((_, k) => axis.middle(first + k)), y: values, type: "scatter", mode: "lines",
    hovertemplate: `%{x|%b %Y}: %{y:.1f}<extra>${escaped(name)}, ${MEASURES[measure].toLowerCase()}</extra>`, ...more,
  });
  const traces = [];
  for (const one of f.curve.lines) {
    if (one.name === f.line || hidden.has(one.name)) continue;
    for (const measure of ["trilateral", "cooperation"]) {
      traces.push(stroke(one[measure], one.since_index ?? 0, measure, one.name,
        { line: { color: faded(paint[measure], measure === "cooperation" ? 0.8 : 0.55), width: measure === "cooperation" ? 1.5 : 1, dash: dash(place(one.name)) } }));
    }
  }
  const shown = path(f.line, f.curve, f.lines);
  if (!shown) return { traces, shown };
  if (shown.later?.length) {
    const later = [...shown.cooperation.slice(-1), ...shown.later];
    traces.push(stroke(later, f.month - (later.length - shown.later.length), "cooperation", `${f.line}, later`,
      { line: { color: faded(theme.quiet, 0.7), width: 1, dash: "2px,3px" } }));
  }
  const own = Math.max(0, (f.curve.lines.find((one) => one.name === f.line).since_index ?? 0) - shown.since_index);
  for (const [measure, width] of [["trilateral", 1.75], ["cooperation", 2.5]]) {
    // What the line shares with its ancestors is drawn whole, so that one sees where it parts.
    if (own) traces.push(stroke(shown[measure].slice(0, own + 1), shown.since_index, measure, f.line, { line: { color: paint[measure], width } }));
    traces.push(stroke(shown[measure].slice(own), shown.since_index + own, measure, f.line, { line: { color: paint[measure], width, dash: dash(place(f.line)) } }));
  }
  return { traces, shown };
}

/** Events on the line, those of one month as one mark. */
export function markTrace(marks, shown, axis, theme, format) {
  const months = new Map();
  for (const mark of marks) months.set(mark.month, [...(months.get(mark.month) ?? []), mark]);
  const rows = [...months].map(([month, here]) => {
    const k = axis.place(month);
    const whose = ["you", "record", "model"].find((origin) => here.some((mark) => mark.origin === origin)) ?? "model";
    const far = Math.max(...here.map((mark) => Math.abs(mark.moved ?? 0)));
    return { k, y: shown?.cooperation[k - shown.since_index] ?? null, whose, size: (whose === "you" ? 10 : 6) + Math.min(5, 2 * far), said: told(month, here, format) };
  }).filter((row) => row.y !== null);
  return {
    x: rows.map((row) => axis.middle(row.k)), y: rows.map((row) => row.y), type: "scatter", mode: "markers", hoverinfo: "text",
    hovertext: rows.map((row) => row.said), customdata: rows.map((row) => row.k + 1),
    marker: {
      symbol: rows.map((row) => SYMBOLS[row.whose] ?? SYMBOLS.model), size: rows.map((row) => row.size), opacity: 1,
      color: rows.map((row) => (row.whose === "you" ? theme.warn : row.whose === "record" ? theme.ink : theme.quiet)),
      line: { width: rows.map((row) => (row.whose === "model" ? 1.5 : 1)), color: theme.panel },
    },
  };
}

function told(month, here, format) {
  const most = here.toSorted((a, b) => Math.abs(b.moved ?? 0) - Math.abs(a.moved ?? 0));
  const lines = most.slice(0, TOLD).map((mark) => {
    const moved = mark.moved === null ? "" : ` <b>${format.signed(mark.moved, 2)}</b>`;
    const who = [mark.actor, mark.target].filter(Boolean).join(" → ");
    const source = mark.source ? `<br>  <i>${wrapped(`source: ${shortened(mark.source)}`)}</i>` : "";
    return `${wrapped(mark.text)}${moved}<br>  <i>${escaped(who)}${who ? ", " : ""}${WHOSE[mark.origin] ?? escaped(mark.origin)}</i>${source}`;
  });
  const more = most.length > TOLD ? `<br>and ${most.length - TOLD} more` : "";
  return `<b>${format.month(month)}</b><br>${lines.join("<br>")}${more}`;
}

/** Names at the ends of lines, moved apart where they would lie on each other; `height` is that of the plot in pixels. */
export function endTrace(f, shown, hidden, axis, theme, height, narrow) {
  const paint = colours(theme);
  const ends = [];
  const put = (said, values, first, colour) => {
    const k = values.length - 1;
    if (k >= 0) ends.push({ said, x: axis.middle(first + k), y: values[k], colour });
  };
  const several = f.curve.lines.length > 1;
  if (shown && (several || !narrow)) put(`<b>${several ? escaped(f.line) : MEASURES.cooperation}</b>`, shown.cooperation, shown.since_index, paint.cooperation);
  if (shown && !narrow) put(MEASURES.trilateral, shown.trilateral, shown.since_index, paint.trilateral);
  for (const one of f.curve.lines) {
    if (one.name !== f.line && !hidden.has(one.name)) put(escaped(one.name), one.cooperation, one.since_index ?? 0, paint.cooperation);
  }
  const room = (100 * ROOM) / Math.max(1, height);
  ends.sort((a, b) => a.y - b.y);
  ends.forEach((end, k) => {
    const close = ends.slice(0, k).filter((other) => Math.abs(other.x - end.x) < (axis.range[1] - axis.range[0]) / 8);
    end.at = Math.max(end.y, ...close.map((other) => other.at + room));
  });
  return {
    x: ends.map((end) => end.x), y: ends.map((end) => end.at), type: "scatter", mode: "text", hoverinfo: "skip", cliponaxis: false,
    text: ends.map((end) => `\u2002${end.said}`), textposition: "middle right", textfont: { size: 11, color: ends.map((end) => end.colour), shadow: HALO.map((shift) => `${shift} ${theme.panel}`).join(",") },
  };
}

// Plotly reads a little markup in its texts: what comes from data must not be taken for it.
export function escaped(said) {
  return String(said).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("%{", "% {");
}

function shortened(source) {
  return source.length > 110 ? `${source.slice(0, 108)}…` : source;
}

function wrapped(said) {
  const rows = [];
  for (const word of String(said).split(/\s+/)) {
    const last = rows.at(-1);
    if (last !== undefined && last.length + word.length < WRAP) rows[rows.length - 1] = `${last} ${word}`;
    else rows.push(word);
  }
  return rows.map(escaped).join("<br>  ");
}
