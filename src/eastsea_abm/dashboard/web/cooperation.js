// Cooperation over time, the heart of the page: what this history is, where among its possible ones it lies, and
// what struck it.

import { h, panel, text } from "./dom.js";
import { createReadout, eventKey, stripKey } from "./cooperation_words.js";
import { curveLayout, placed, TOP_AND_BOTTOM } from "./curve_layout.js";
import { endTrace, markTrace } from "./curve_marks.js";
import { colours, fanTraces, lineTraces, MEASURES } from "./curve_traces.js";
import { timeAxis } from "./time_axis.js";
import { createStrip } from "./time_strip.js";

const LOWEST = 120; // pixels of a curve that can still be read
const FANS = [
  ["cooperation", "Fan: focal dyad"],
  ["trilateral", "Fan: trilateral"],
  ["both", "Fan: both"],
  ["none", "No fan"],
];

export function create(ctx) {
  const strip = createStrip(ctx);
  const chart = h("div", { class: "ea-chart", role: "img", "aria-label": "Cooperation over time" });
  const empty = h("p", { class: "ea-chart-empty" });
  const figure = h("div", { class: "ea-figure" }, h("div", { class: "ea-chart-holder" }, chart, empty), strip.element);
  const readout = createReadout(ctx, chart);
  const fanChoice = h(
    "select",
    {
      class: "ea-select ea-fan-choice",
      "aria-label": "Fan of futures from the start",
      title: "Futures from the start of the run: 5 to 95 % and 25 to 75 % of them, and their median",
      onchange: choose,
    },
    FANS.map(([value, label]) => h("option", { value }, label)),
  );
  const { element, heading, tools, body } = panel(
    "cooperation",
    "Cooperation over time",
    readout.element,
    fanChoice,
    ctx.figureMenu("cooperation over time", () => ({ plot: chart, below: strip.element }), caption),
  );
  heading.append(h("span", { class: "ea-coop-unit" }, "index, 0 to 100"));
  tools.classList.add("ea-coop-tools");
  body.classList.add("ea-coop");
  const key = h("div", { class: "ea-coop-key" }, eventKey(), stripKey());
  body.append(figure, key);
  fanChoice.value = ctx.store.get("fan", "cooperation");
  if (!fanChoice.value) fanChoice.value = "cooperation";

  const state = {
    setting: null,
    frame: null,
    fan: null,
    axis: null,
    run: 0,
    drawn: "",
    drawing: null,
    fans: null,
    listening: false,
  };
  const watcher = new ResizeObserver(() => draw());
  watcher.observe(figure);

  function caption() {
    const fan =
      state.fan && fanChoice.value !== "none"
        ? `${state.fan.runs} futures from the start (${fanChoice.selectedOptions[0].textContent.toLowerCase()})`
        : "";
    return readout.caption(state.setting, fan);
  }

  function choose() {
    ctx.store.set("fan", fanChoice.value);
    draw();
  }

  const now = () => placed(figure.clientWidth, state.axis, zoomed());
  const zoomed = () => (chart.dataset.run === String(state.run) ? chart.layout?.xaxis?.range : null);

  function draw() {
    const { setting, frame: f, axis } = state;
    if (!setting || !f || !axis || !figure.clientWidth) return null;
    const at = now();
    strip.draw(f, at);
    readout.frame(f, state.setting);
    text(
      empty,
      f.played || f.month
        ? ""
        : `Nothing has been played yet.${ctx.mode === "page" && !at.narrow ? " Play (space) or step (→)." : ""}`,
    );
    empty.hidden = !empty.textContent;
    const high = Math.max(LOWEST, figure.clientHeight - strip.height(f, at));
    const needs = JSON.stringify([
      state.run,
      f.curve,
      f.marks,
      f.month,
      f.line,
      at.width,
      high,
      fanChoice.value,
      state.fan?.months.length,
      ctx.theme.dark,
      ctx.labels.choice,
      f.curve.lines.map((one) => ctx.hiddenLines.has(one.name)),
    ]);
    if (needs !== state.drawn) {
      // most changes of a frame (a filter, a selected pair) do not touch the curve
      state.drawn = needs;
      state.drawing = curve(f, at, high).catch(failed);
    }
    return state.drawing;
  }

  function failed(fault) {
    state.drawn = "";
    text(empty, `The curve cannot be drawn: ${fault.message}`);
    empty.hidden = false;
    console.error("cooperation:", fault);
  }

  async function curve(f, at, high) {
    const { traces, shown } = lineTraces(f, ctx.hiddenLines, at.axis, ctx.theme);
    const ends = {
      hidden: ctx.hiddenLines,
      axis: at.axis,
      theme: ctx.theme,
      height: high - TOP_AND_BOTTOM,
      narrow: at.narrow,
      paint: colours(ctx.theme),
      names: MEASURES,
    };
    const data = [
      ...fans(at.axis),
      ...traces,
      markTrace(f.marks, shown, at.axis, ctx.theme, ctx.format),
      endTrace(f, shown, ends),
    ];
    const drawn = ctx.plot.react(chart, data, curveLayout(f, at, high, state.run, ctx.theme));
    chart.dataset.run = String(state.run);
    await drawn;
    if (state.listening || !chart.on) return;
    state.listening = true;
    chart.on("plotly_relayout", () => state.frame && strip.draw(state.frame, now()));
    chart.on("plotly_click", ({ points }) => {
      const month = points[0]?.customdata;
      if (typeof month === "number" && !state.frame.playing) ctx.send({ do: "see", month });
    });
  }

  /** Fans stay for a whole run: made anew only when they, the choice or the colours change. */
  function fans(axis) {
    const chosen = { both: ["trilateral", "cooperation"], none: [] }[fanChoice.value] ?? [fanChoice.value];
    const made = `${state.run} ${state.fan?.months.length} ${chosen} ${ctx.theme.dark}`;
    if (state.fans?.made !== made)
      state.fans = {
        made,
        traces: state.fan ? chosen.flatMap((measure) => fanTraces(state.fan, measure, axis, ctx.theme)) : [],
      };
    return state.fans.traces;
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
