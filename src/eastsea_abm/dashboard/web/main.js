// The page: panels side by side, each told the same five things, and the word back to the server when a frame is drawn.

import { h, panel as framed, stylesheet, svg } from "./dom.js";
import { createFigureMenu } from "./export.js";
import { format } from "./format.js";
import { hiddenLines } from "./hidden_lines.js";
import { shortcuts } from "./keys.js";
import { createLabels } from "./labels.js";
import { arrange, PANELS } from "./layout.js";
import { painted } from "./painted.js";
import { createPlot } from "./plot.js";
import { store } from "./store.js";
import { createTheme } from "./theme.js";

const CHANNELS = ["setting", "frame", "fan", "futures", "notice"];

/**
 * Puts the board into `root`. `send(command)` reaches the server. Gives one function for each channel, and `close`.
 *
 * `mode`: "page" (all), or "solaraviz" and "notebook" (panels only, no control of time and no session).
 */
export function mount(root, send, { mode = "page", base = "/eastsea/" } = {}) {
  const known = {}; // the latest of every channel, for panels that are not there yet
  const panels = {};
  let groups = {};
  let standing = false; // whether the panels are there
  let closed = false;
  const ending = [];

  root.classList.add("ea-board");
  Object.assign(root.dataset, { board: "", mode, month: "", played: "", line: "", playing: "false" });
  const theme = createTheme(store);
  const labels = createLabels(store);
  const plot = createPlot(theme, base);
  const ctx = {
    send,
    h,
    svg,
    panel: framed,
    format,
    labels,
    theme,
    store,
    plot,
    mode,
    base,
    figureMenu: createFigureMenu(theme, plot, () => known),
    hiddenLines: hiddenLines(),
    select(actor, target) {
      send({ do: "select", actor, target });
      groups.middle?.choose("why");
    },
    open: (name) => Object.values(groups).forEach((group) => group.choose(name)),
    mark: (name) => Object.values(groups).forEach((group) => group.mark(name, true)),
    now: () => known,
  };
  ending.push(theme.on(redraw), labels.on(redraw), ctx.hiddenLines.on(redraw), theme.close, labels.close);

  build();
  return Object.fromEntries([
    ...CHANNELS.map((channel) => [channel, (value) => take(channel, value)]),
    ["close", close],
  ]);

  async function build() {
    const wanted = PANELS.filter((one) => mode === "page" || one.everywhere);
    const [modules] = await Promise.all([
      Promise.all(
        wanted.map((one) => import(`./${one.file}`).catch((fault) => ({ create: () => failed(one.name, fault) }))),
      ),
      ...["board.css", ...wanted.map((one) => one.css)].map(stylesheet),
    ]);
    if (closed) return;
    theme.refresh();
    wanted.forEach(({ name }, k) => (panels[name] = created(name, modules[k])));
    groups = arrange(root, panels, store);
    if (mode === "page") ending.push(keys());
    const watcher = new ResizeObserver(() => tell("resize"));
    watcher.observe(root);
    ending.push(() => watcher.disconnect());
    standing = true;
    for (const channel of CHANNELS) if (known[channel] !== undefined) await pass(channel);
  }

  function created(name, module) {
    try {
      return module.create(ctx);
    } catch (fault) {
      return failed(name, fault);
    }
  }

  function failed(name, fault) {
    console.error(`panel ${name}:`, fault);
    const { element, body } = framed(name, name);
    body.append(h("p", { class: "ea-empty", role: "alert" }, `This panel cannot be shown: ${fault.message}`));
    return { element };
  }

  function take(channel, value) {
    known[channel] = value;
    if (channel === "setting") {
      theme.setting(value);
      labels.setting(value);
    }
    if (standing && !closed) pass(channel);
  }

  async function pass(channel) {
    const value = known[channel];
    await Promise.all(tell(channel, value));
    if (channel === "frame" && value) {
      await painted();
      Object.assign(root.dataset, {
        month: value.month,
        played: value.played,
        line: value.line,
        playing: value.playing,
      });
      if (!closed) send({ do: "drawn", id: value.id });
    }
  }

  /** Calls a function of all panels; one that fails is told in the console and keeps nobody else from drawing. */
  function tell(what, ...said) {
    return Object.entries(panels).map(async ([name, one]) => {
      try {
        return await one[what]?.(...said);
      } catch (fault) {
        console.error(`panel ${name}, ${what}:`, fault);
        return null;
      }
    });
  }

  function redraw() {
    if (!closed && known.frame) tell("frame", known.frame);
  }

  function keys() {
    const shown = () => known.frame ?? { month: 0, playing: false };
    return shortcuts({
      " ": () => send({ do: shown().playing ? "pause" : "play" }),
      ArrowRight: () => send({ do: "step", months: 1 }),
      ArrowLeft: () => shown().month > 0 && send({ do: "see", month: shown().month - 1 }),
    });
  }

  function close() {
    closed = true;
    tell("close");
    ending.forEach((end) => end());
    root.replaceChildren();
  }
}
