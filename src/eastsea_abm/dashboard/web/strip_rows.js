// One row beneath the curve: its name, its spells, and for leaders the elections.

import { follow, set, svg, text } from "./dom.js";
import { diverging } from "./theme.js";

const LOW = 13; // pixels of a row with its name beside it
const TALL = 19; // of one with its name above it
const BAR = 8;
const NAME_GAP = 6;
const LONGEST = 11; // characters of a name beside its row
const OUTLINE = 0.75; // half of the stroke, which is drawn outside its box

/** Pixels of a row: narrow boards have its name above it. */
export const rowHeight = (place) => (place.narrow ? TALL : LOW);

export function makeRow() {
  return svg(
    "g",
    {},
    svg("text", { class: "ea-strip-name" }, svg("title", {}), svg("tspan", {})),
    svg("line", { class: "ea-strip-ground" }),
    svg("g", { class: "ea-spells" }),
    svg("g", { class: "ea-elections" }),
  );
}

/** Brings a row up to date. `one`: kind, name, label, spells, elections; `x(time)` gives the place of a time. */
export function fillRow(node, one, place, x, ctx) {
  const [name, ground, spells, elections] = node.children;
  const top = place.narrow ? TALL - BAR - 2 : (LOW - BAR) / 2;
  nameRow(name, one, place, ctx);
  stretch(ground, x(place.range[0]), x(place.range[1]), top + BAR / 2, top + BAR / 2);
  const told = one.spells.map((spell) => (one.kind === "leader" ? led(one, spell, ctx) : stood(one, spell, ctx)));
  follow(spells, told.map((spell) => timed(spell, place)).filter(Boolean), {
    key: (spell) => spell.begin,
    make: () => svg("rect", { rx: 1 }, svg("title", {})),
    update: (rect, spell) => fillSpell(rect, spell, top, x),
  });
  follow(
    elections,
    one.elections
      .map((date) => ({ date, at: place.axis.begin(place.axis.place(date)) }))
      .filter((two) => within(two.at, place)),
    {
      key: (two) => two.date,
      make: () => svg("path", { class: "ea-election" }, svg("title", {})),
      update: (mark, two) => {
        set(mark, "d", `M${x(two.at)} ${top - 2}v${BAR + 4}m-2.5 -${BAR + 4}h5`);
        text(mark.firstChild, `${ctx.labels.state(one.name)}: election, ${ctx.format.month(two.date)}`);
      },
    },
  );
}

function nameRow(node, one, place, ctx) {
  const state = one.kind === "leader" ? ctx.labels.state(one.name) : "";
  const called = state || one.name.replaceAll("_", " ");
  set(node, "x", place.narrow ? place.left : place.left - NAME_GAP);
  set(node, "y", place.narrow ? TALL - BAR - 4 : LOW / 2);
  set(node, "class", `ea-strip-name${place.narrow ? " ea-above" : ""}${one.spells.length ? "" : " ea-absent"}`);
  text(node.children[0], state ? `Leaders of ${state} and elections` : one.label);
  text(node.children[1], place.narrow || called.length <= LONGEST ? called : `${called.slice(0, LONGEST - 1)}…`);
}

function led(one, [from, to, orientation, said], ctx) {
  const state = ctx.labels.state(one.name);
  return {
    from,
    to,
    inset: 0,
    gap: 1,
    shape: "ea-of-leader",
    colour: diverging(ctx.theme, orientation),
    said: `${state}, ${span(from, to, ctx)}: ${said}`,
  };
}

function stood(one, [status, from, to], ctx) {
  const inset = status === "signed" ? OUTLINE : 0;
  return {
    from,
    to,
    inset,
    gap: 0,
    shape: `ea-of-instrument ea-is-${status}`,
    colour: "",
    said: `${one.label}: ${status}, ${span(from, to, ctx)}`,
  };
}

function span(from, to, { format }) {
  return from === to ? format.month(from) : `${format.month(from)} to ${format.month(to)}`;
}

function timed(spell, { axis, range }) {
  const begin = axis.begin(axis.place(spell.from));
  const end = axis.begin(axis.place(spell.to) + 1);
  return end > range[0] && begin < range[1] ? { ...spell, begin, end } : null;
}

function fillSpell(rect, { begin, end, inset, gap, shape, colour, said }, top, x) {
  set(rect, "class", `ea-spell ${shape}`);
  set(rect, "x", x(begin) + inset);
  set(rect, "width", Math.max(1, x(end) - x(begin) - 2 * inset - gap));
  set(rect, "y", top + inset);
  set(rect, "height", BAR - 2 * inset);
  rect.style.fill = colour;
  text(rect.firstChild, said);
}

/** Whether a time lies in what is shown. */
export const within = (time, place) => time >= place.range[0] && time <= place.range[1];

/** Sets both ends of an SVG line. */
export function stretch(line, x1, x2, y1, y2) {
  for (const [name, value] of Object.entries({ x1, x2, y1, y2 })) set(line, name, value);
}
