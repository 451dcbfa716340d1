// Cooperation over time: the heart of the page. What this history is, where among its possible ones it lies, what struck it.

import { h, panel, set, text } from "./dom.js";
import { colours, endTrace, fanTraces, lineTraces, markTrace, MEASURES } from "./curve_traces.js";
import { timeAxis } from "./time_axis.js";
import { createStrip, stripKey } from "./time_strip.js";

const NARROW = 560; // pixels of the panel below which names stand above bars and margins shrink
const MARGINS = { wide: { left: 84, right: 76 }, narrow: { left: 34, right: 44 } };
const TOP = 8;
const BELOW = 20;
const FANS = [["cooperation", "Fan: focal dyad"], ["trilateral", "Fan: trilateral"], ["both", "Fan: both"], ["none", "No fan"]];

export function create(ctx) {
  const strip = createStrip(ctx);
  const chart = h("div", { class: "ea-chart", role: "img", "aria-label": "Cooperation over time" });
  const empty = h("p", { class: "ea-chart-empty" });
  const figure = h("div", { class: "ea-figure" }, h("div", { class: "ea-chart-holder" }, chart, empty), strip.element);
  const numbers = Object.keys(MEASURES).map((measure) => ({ measure, value: h("b", { class: "ea-number" }), name: h("span", {}) }));
  const readout = h("div", { class: "ea-readout" }, numbers.map(({ measure, name, value }) => h("span", { class: `ea-reading ea-of-${measure}` }, name, value)));
  const fanChoice = h("select", { class: "ea-select ea-fan-choice", "aria-label": "Fan of futures from the start", title: "Futures from the start of the run: 5 to 95 % and 25 to 75 % of them, and their median", onchange: choose },
    FANS.map(([value, label]) => h("option", { value }, label)));
  const { element, heading, tools, body } = panel("cooperation", "Cooperation over time", readout, fanChoice, ctx.figureMenu("cooperation over time", () => ({ plot: chart, below: strip.element }), caption));
  heading.append(h("span", { class: "ea-unit" }, "index, 0 to 100"));
  tools.classList.add("ea-coop-tools");
  body.classList.add("ea-coop");
  const key = h("div", { class: "ea-coop-key" }, eventKey(), stripKey());
  body.append(figure, key);
  fanChoice.value = ctx.store.get("fan", "cooperation");
  if (!fanChoice.value) fanChoice.value = "cooperation";

  const state = { setting: null, frame: null, fan: null, axis: null, run: 0, drawn: "", fans: null, listening: false };
  const watcher = new ResizeObserver(() => draw());
  watcher.observe(figure);

  function caption() {
    const { focal, partner } = state.setting;
    const fan = state.fan && fanChoice.value !== "none" ? [`Bands: 5 to 95 % and 25 to 75 % of ${state.fan.runs} futures from the start of the run (${fanChoice.selectedOptions[0].textContent.toLowerCase()}); thin line: their median.`] : [];
    return [`Index from 0 to 100. Blue: ${ctx.labels.pair(focal, partner)}; orange: with their patron.`, ...fan,
      "Marks: filled on record, hollow the model's, diamond injected. Bars: outlined signed, filled active, hatched suspended; leaders from nationalist (orange) to pragmatic (blue); T: election."];
  }

  function choose() {
    ctx.store.set("fan", fanChoice.value);
    draw();
  }

  /** Where the axis lies within the panel. */
  function place() {
    const width = figure.clientWidth;
    const narrow = width < NARROW;
    const zoomed = chart.layout?.xaxis?.range;
    const range = zoomed && chart.dataset.run === String(state.run) ? zoomed.map(milliseconds) : state.axis.range;
    return { width, narrow, ...MARGINS[narrow ? "narrow" : "wide"], range, axis: state.axis };
  }

  function draw() {
    const { setting, frame: f, axis } = state;
    if (!setting || !f || !axis || !figure.clientWidth) return null;
    const at = place();
    strip.draw(f, at);
    read(f);
    const high = Math.max(120, figure.clientHeight - strip.height(f, at));
    const needs = JSON.stringify([state.run, f.curve, f.marks, f.month, f.line, at.width, high, fanChoice.value, state.fan?.months.length, ctx.theme.dark, ctx.labels.choice, f.curve.lines.map((one) => ctx.hiddenLines.has(one.name))]);
    if (needs === state.drawn) return null; // most changes of a frame (a filter, a selected pair) do not touch the curve
    state.drawn = needs;
    return curve(f, at, high);
  }

  async function curve(f, at, high) {
    const { traces, shown } = lineTraces(f, ctx.hiddenLines, at.axis, ctx.theme);
    const data = [...fans(at.axis), ...traces, markTrace(f.marks, shown, at.axis, ctx.theme, ctx.format), endTrace(f, shown, ctx.hiddenLines, at.axis, ctx.theme, high - TOP - BELOW, at.narrow)];
    const drawn = ctx.plot.react(chart, data, layout(f, at, high));
    chart.dataset.run = String(state.run);
    await drawn;
    if (state.listening || !chart.on) return;
    state.listening = true;
    chart.on("plotly_relayout", () => state.frame && strip.draw(state.frame, place()));
    chart.on("plotly_click", ({ points }) => {
      const month = points[0]?.customdata;
      if (typeof month === "number" && !state.frame.playing) ctx.send({ do: "see", month });
    });
  }

  /** Fans stay for a whole run: made anew only when they, the choice or the colours change. */
  function fans(axis) {
    const chosen = { both: ["trilateral", "cooperation"], none: [] }[fanChoice.value] ?? [fanChoice.value];
    const made = `${state.run} ${state.fan?.months.length} ${chosen} ${ctx.theme.dark}`;
    if (state.fans?.made !== made) state.fans = { made, traces: state.fan ? chosen.flatMap((measure) => fanTraces(state.fan, measure, axis, ctx.theme)) : [] };
    return state.fans.traces;
  }

  function layout(f, at, high) {
    const now = f.month > 0 ? at.axis.middle(f.month - 1) : null;
    return {
      width: at.width, height: high, margin: { l: at.left, r: at.right, t: TOP, b: BELOW }, uirevision: state.run,
      dragmode: matchMedia("(pointer: coarse)").matches ? false : "zoom", hoverdistance: 12,
      xaxis: { type: "date", range: [...state.axis.range], showgrid: true, zeroline: false, showline: false, hoverformat: "%b %Y", ticks: "outside", ticklen: 3, nticks: at.narrow ? 6 : 12 },
      yaxis: { range: [0, 100], fixedrange: true, dtick: 25, zeroline: false, title: at.narrow ? undefined : { text: "index, 0 to 100", standoff: 6, font: { color: ctx.theme.quiet, size: 11 } } },
      shapes: now === null ? [] : [{ type: "line", x0: now, x1: now, y0: 0, y1: 1, yref: "paper", line: { color: ctx.theme.ink, width: 1, dash: "1px,2px" } }],
    };
  }

  function read(f) {
    const paint = colours(ctx.theme);
    const { focal, partner } = state.setting;
    for (const { measure, value, name } of numbers) {
      text(value, ctx.format.number(f.outcomes?.[measure], 1));
      text(name, measure === "cooperation" && focal && partner ? `${focal}–${partner}` : MEASURES[measure]);
      value.parentNode.style.color = paint[measure];
    }
    const said = ctx.format;
    set(chart, "aria-label", f.month
      ? `Cooperation of ${ctx.labels.state(focal)} and ${ctx.labels.state(partner)} in ${said.month(f.date)}: ${said.number(f.outcomes?.cooperation, 1)} of 100; trilateral ${said.number(f.outcomes?.trilateral, 1)}. Line ${f.line}.`
      : "Cooperation over time. Nothing has been played yet.");
    text(empty, f.played || f.month ? "" : "Nothing has been played yet. Play (space) or step (→).");
    empty.hidden = !empty.textContent;
  }

  return {
    element,
    setting(s) {
      if (!s) return;
      state.setting = s;
      state.axis = timeAxis(s.start, s.months);
      state.run += 1;
      state.fan = state.frame = null;
      strip.setting(s);
    },
    frame(f) {
      if (!f) return null;
      state.frame = f;
      return draw();
    },
    fan(x) {
      state.fan = x;
      fanChoice.disabled = !x;
      return draw();
    },
    resize: () => draw(),
    close() {
      watcher.disconnect();
      ctx.plot.purge(chart);
    },
  };
}

function milliseconds(time) {
  return typeof time === "number" ? time : Date.parse(`${String(time).replace(" ", "T")}${/^\d{4}-\d{2}-\d{2}$/.test(time) ? "T00:00" : ""}Z`);
}

function eventKey() {
  const sample = (sign, origin, said, title) => h("span", { class: "ea-key", title }, h("span", { class: `ea-mark ea-mark-${origin}`, "aria-hidden": true }, sign), said);
  return h("span", { class: "ea-keys" }, sample("●", "record", "on record", "Events that a dated source records"),
    sample("○", "model", "the model", "Events that the model brought about"), sample("◆", "you", "you", "Events you injected"));
}
