// Beneath the curve, on its time axis: leaders by orientation, elections, and instruments by status.

import { follow, set, svg } from "./dom.js";
import { fillRow, makeRow, rowHeight, stretch, within } from "./strip_rows.js";

const GAP = 5; // pixels between leaders and instruments
const EDGE = 2;

export function createStrip(ctx) {
  const years = svg("g", { class: "ea-strip-years" });
  const rows = svg("g", {});
  const rule = svg("line", { class: "ea-strip-rule" });
  const element = svg("svg", { class: "ea-strip", role: "img" }, svg("defs", {}, hatching()), years, rows, rule);
  let setting = null;

  /** Leaders of the watched states, then every instrument of the region: nothing moves when one begins. */
  function listed(f) {
    const kept = new Map((f.instruments ?? []).map((one) => [one.name, one.spells]));
    const held = (state) => (f.elections ?? []).filter((one) => one.state === state).map((one) => one.month);
    const leaders = (f.leaders ?? []).map(({ state, spells }) => ({
      kind: "leader",
      name: state,
      spells,
      elections: held(state),
    }));
    const instruments = (setting?.instruments ?? []).map(({ name, label }) => ({
      kind: "instrument",
      name,
      label,
      spells: kept.get(name) ?? [],
      elections: [],
    }));
    return { all: [...leaders, ...instruments], leaders: leaders.length };
  }

  function height(f, place) {
    const { all, leaders } = listed(f);
    return all.length ? all.length * rowHeight(place) + (leaders ? GAP : 0) + 2 * EDGE : 0;
  }

  /** `place`: width, left and right (margins), narrow, range (milliseconds shown), axis. */
  function draw(f, place) {
    const { axis, range, width, left, right } = place;
    const scale = Math.max(1, width - left - right) / (range[1] - range[0]);
    const x = (time) => left + scale * (Math.min(range[1], Math.max(range[0], time)) - range[0]);
    const high = height(f, place);
    for (const [name, value] of Object.entries({ width, height: high, viewBox: `0 0 ${width} ${high}` }))
      set(element, name, value);
    follow(
      years,
      axis.years().filter((year) => within(year, place)),
      {
        key: (year) => year,
        make: () => svg("line", {}),
        update: (node, year) => stretch(node, x(year), x(year), 0, high),
      },
    );
    const { all, leaders } = listed(f);
    follow(rows, all, {
      key: (one) => `${one.kind}-${one.name}`,
      make: makeRow,
      update: (node, one, k) => {
        set(node, "transform", `translate(0 ${EDGE + k * rowHeight(place) + (leaders && k >= leaders ? GAP : 0)})`);
        fillRow(node, one, place, x, ctx);
      },
    });
    const now = f.month > 0 ? axis.middle(f.month - 1) : null;
    set(rule, "visibility", now !== null && within(now, place) ? "visible" : "hidden");
    if (now !== null) stretch(rule, x(now), x(now), 0, high);
    set(element, "aria-label", spoken(f, ctx.format));
  }

  return { element, height, draw, setting: (s) => (setting = s) };
}

function hatching() {
  return svg(
    "pattern",
    { id: "ea-hatch", width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    svg("rect", { width: 5, height: 5, class: "ea-hatch-ground" }),
    svg("line", { x1: 0, y1: 0, x2: 0, y2: 5, class: "ea-hatch-stroke" }),
  );
}

function spoken(f, format) {
  const now = (f.instruments ?? [])
    .filter((one) => one.spells.at(-1)?.[2] === f.date)
    .map((one) => `${one.name} ${one.spells.at(-1)[0]}`);
  return `Instruments in ${format.month(f.date)}: ${now.join(", ") || "none"}.`;
}
