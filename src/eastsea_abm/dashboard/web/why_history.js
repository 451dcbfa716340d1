// The attitudes of one toward the other and their cooperation, month by month, as small lines.

import { follow, h, set, svg, text } from "./dom.js";
import { monthTicks, path, scale } from "./futures_axes.js";
import { measured } from "./map_layout.js";
import { lineColour, VARIABLES } from "./scales.js";

const HIGH = 104; // pixels of the plot
const FOOT = 18; // pixels of the months beneath
const ROW = 15; // pixels of a row of the key
const DASH = 24; // pixels of a line in the key
const FONT = "400 11px system-ui, sans-serif";
const LEFT = 24;
const RIGHT = 8;
const MOOD = { light: "#7d6100", dark: "#e2c04f" };
/** Dash of each line, and its name; cooperation runs from 0 to 100 and is drawn as a share of that. */
const LOOK = {
  trust: ["", "trust"],
  threat: ["6 3", "threat"],
  grievance: ["2 3", "grievance"],
  cooperation: ["12 3", "cooperation"],
  mood: ["8 3 2 3", "mood of the public"],
};

export function createHistory(ctx) {
  const grid = svg("g", {});
  const lines = svg("g", {});
  const dates = svg("g", {});
  const cursor = svg("line", { class: "ea-history-cursor", y1: 8, y2: HIGH, visibility: "hidden" });
  const key = svg("g", {});
  const drawing = svg(
    "svg",
    { role: "img", class: "ea-history", onpointermove: move, onpointerleave: () => past && look(null) },
    grid,
    lines,
    dates,
    cursor,
    key,
  );
  const at = h("span", { class: "ea-note" });
  const element = h(
    "div",
    {},
    h(
      "div",
      { class: "ea-flow ea-history-head" },
      h("h4", { class: "ea-why-head" }, "So far, 0 to 1 ", at),
      ctx.figureMenu(
        "attitudes",
        () => drawing,
        () => [`${about}, 0 to 1.`],
      ),
    ),
    drawing,
  );
  let past = null;
  let about = "";
  let x = null;
  let width = 0;
  let month = null; // under the pointer

  const colour = (name) => (name in VARIABLES ? lineColour(ctx.theme, name) : MOOD[ctx.theme.dark ? "dark" : "light"]);
  const part = (name, value) => (name === "cooperation" && value !== null ? value / VARIABLES.cooperation.high : value);
  const known = () => Object.keys(LOOK).filter((name) => past[name]?.some((value) => value));

  /** `title` says whose attitudes they are. */
  function draw(history, title) {
    past = history;
    about = title;
    element.hidden = !past.months.length; // before the first month
    width = element.clientWidth;
    if (!width) return;
    x = scale(0, Math.max(1, past.months.length - 1), LEFT, width - RIGHT);
    const y = scale(0, 1, HIGH, 8);
    axes(y);
    follow(lines, known(), {
      key: (name) => name,
      make: (name) => svg("path", { fill: "none", "stroke-width": 1.8, "stroke-dasharray": LOOK[name][0] || null }),
      update(node, name) {
        set(
          node,
          "d",
          path(
            past[name].map((value) => part(name, value)),
            null,
            x,
            y,
          ),
        );
        set(node, "stroke", colour(name));
      },
    });
    look(month !== null && month < past.months.length ? month : null);
  }

  function axes(y) {
    follow(grid, [0, 0.5, 1], {
      key: (tick) => tick,
      make: (tick) =>
        svg(
          "g",
          {},
          svg("line", { x1: LEFT, y1: y(tick), y2: y(tick), class: "ea-history-grid" }),
          svg("text", { x: LEFT - 4, y: y(tick) + 4, "text-anchor": "end", class: "ea-tick" }, String(tick)),
        ),
      update: (node) => set(node.firstChild, "x2", width - RIGHT),
    });
    follow(dates, past.months.length ? monthTicks(past.months, Math.max(2, Math.floor(width / 70))) : [], {
      key: ({ said }) => said,
      make: ({ said }) => svg("text", { y: HIGH + 13, class: "ea-tick" }, said),
      update(node, { t }) {
        set(node, "x", x(t).toFixed(1));
        set(node, "text-anchor", x(t) < LEFT + 14 ? "start" : x(t) > width - 24 ? "end" : "middle");
      },
    });
  }

  /** The key gives the numbers of a month: of the last, or the one under the pointer. */
  function look(t) {
    month = t;
    const shown = t ?? past.months.length - 1;
    set(cursor, "visibility", t === null ? "hidden" : "visible");
    if (t !== null) for (const end of ["x1", "x2"]) set(cursor, end, x(t).toFixed(1));
    text(at, past.months.length ? `in ${ctx.format.month(past.months[shown])}` : "");
    const rows = keyed(shown);
    follow(key, rows, {
      key: ({ name }) => name,
      make: ({ name }) =>
        svg(
          "g",
          {},
          svg("line", { x2: DASH, y1: -4, y2: -4, "stroke-width": 2, "stroke-dasharray": LOOK[name][0] || null }),
          svg("text", { class: "ea-tick", x: DASH + 4 }),
        ),
      update(node, { name, words, x: left, y: top }) {
        set(node, "transform", `translate(${left} ${top})`);
        set(node.firstChild, "stroke", colour(name));
        text(node.lastChild, words);
      },
    });
    const height = rows.length ? rows.at(-1).y + 4 : HIGH + FOOT;
    for (const [name, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}` }))
      set(drawing, name, value);
    set(
      drawing,
      "aria-label",
      known()
        .map((name) => said(name, past[name].at(-1)))
        .join(", ") || "No history yet.",
    );
  }

  /** What stands in the key and where: from left to right, in as many rows as it takes. */
  function keyed(shown) {
    let [left, top] = [0, HIGH + FOOT + ROW];
    return known().map((name) => {
      const words = said(name, past[name][shown]);
      const wide = DASH + 4 + measured(words, FONT) + 12;
      if (left > 0 && left + wide > width) [left, top] = [0, top + ROW];
      left += wide;
      return { name, words, x: left - wide, y: top };
    });
  }

  function said(name, value) {
    return `${LOOK[name][1]} ${ctx.format.number(value, VARIABLES[name]?.digits ?? 2)}${name === "cooperation" ? " of 100" : ""}`;
  }

  function move(event) {
    if (!past?.months.length || !x) return;
    const t =
      ((event.clientX - drawing.getBoundingClientRect().left - LEFT) / Math.max(1, width - LEFT - RIGHT)) * x.to;
    look(Math.min(past.months.length - 1, Math.max(0, Math.round(t))));
  }

  return { element, draw };
}
