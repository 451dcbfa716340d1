// Beneath the curve, on its time axis: leaders by orientation, elections, and instruments by status.

import { follow, h, set, svg, text } from "./dom.js";
import { diverging } from "./theme.js";

const ROW = 13; // pixels of a row with its name beside it
const TALL = 19; // of one with its name above it
const BAR = 8;
const GAP = 5; // between leaders and instruments
const LABEL_GAP = 6;
const LONGEST = 11; // characters of a name beside its row

export function createStrip(ctx) {
  const years = svg("g", { class: "ea-strip-years" });
  const rows = svg("g", {});
  const rule = svg("line", { class: "ea-strip-rule" });
  const hatch = svg("pattern", { id: "ea-hatch", width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    svg("rect", { width: 5, height: 5, class: "ea-hatch-ground" }), svg("line", { x1: 0, y1: 0, x2: 0, y2: 5, class: "ea-hatch-stroke" }));
  const element = svg("svg", { class: "ea-strip", role: "img" }, svg("defs", {}, hatch), years, rows, rule);
  let setting = null;

  const above = (place) => place.narrow;
  const rowHeight = (place) => (above(place) ? TALL : ROW);

  /** Rows: leaders of the watched states, then every instrument of the region, so that nothing moves when one begins. */
  function listed(f) {
    const kept = new Map((f?.instruments ?? []).map((one) => [one.name, one.spells]));
    const leaders = (f?.leaders ?? []).map((one) => ({ kind: "leader", name: one.state, spells: one.spells }));
    const instruments = (setting?.instruments ?? []).map((one) => ({ kind: "instrument", name: one.name, label: one.label, spells: kept.get(one.name) ?? [] }));
    return [...leaders, ...instruments];
  }

  function height(f, place) {
    const all = listed(f);
    return all.length ? all.length * rowHeight(place) + (all.some((one) => one.kind === "leader") ? GAP : 0) + 4 : 0;
  }

  /** `place`: width, left, right (margins), narrow, range (milliseconds shown), axis. */
  function draw(f, place) {
    const { axis, range, width, left, right } = place;
    const inner = Math.max(1, width - left - right);
    const x = (time) => left + (inner * (Math.min(range[1], Math.max(range[0], time)) - range[0])) / (range[1] - range[0]);
    const high = height(f, place);
    set(element, "width", width);
    set(element, "height", high);
    set(element, "viewBox", `0 0 ${width} ${high}`);
    follow(years, axis.years().filter((year) => year >= range[0] && year <= range[1]), {
      key: (year) => year, make: () => svg("line", { y1: 0 }),
      update: (node, year) => { set(node, "x1", x(year)); set(node, "x2", x(year)); set(node, "y2", high); },
    });
    const all = listed(f);
    const leaders = all.filter((one) => one.kind === "leader").length;
    follow(rows, all, {
      key: (one) => `${one.kind}-${one.name}`, make: row,
      update: (node, one, k) => {
        set(node, "transform", `translate(0 ${2 + k * rowHeight(place) + (k >= leaders && leaders ? GAP : 0)})`);
        fill(node, one, f, place, x);
      },
    });
    const now = f && f.month > 0 ? axis.middle(f.month - 1) : null;
    element.style.setProperty("--shown", now === null ? "none" : "inline");
    set(rule, "visibility", now !== null && now >= range[0] && now <= range[1] ? "visible" : "hidden");
    if (now !== null) for (const [name, value] of [["x1", x(now)], ["x2", x(now)], ["y1", 0], ["y2", high]]) set(rule, name, value);
    set(element, "aria-label", spoken(f));
  }

  function row() {
    return svg("g", {}, svg("text", { class: "ea-strip-name" }, svg("title", {}), svg("tspan", {})), svg("line", { class: "ea-strip-ground" }), svg("g", { class: "ea-spells" }), svg("g", { class: "ea-elections" }));
  }

  function fill(node, one, f, place, x) {
    const [name, ground, spells, elections] = node.children;
    const top = above(place) ? TALL - BAR - 2 : (ROW - BAR) / 2;
    set(name, "x", above(place) ? place.left : place.left - LABEL_GAP);
    set(name, "y", above(place) ? TALL - BAR - 4 : ROW / 2);
    set(name, "class", `ea-strip-name${above(place) ? " ea-above" : ""}${one.spells.length ? "" : " ea-absent"}`);
    text(name.children[0], one.kind === "leader" ? `Leaders of ${ctx.labels.state(one.name)} and elections` : one.label);
    const called = one.kind === "leader" ? ctx.labels.state(one.name) : one.name.replaceAll("_", " ");
    text(name.children[1], above(place) || called.length <= LONGEST ? called : `${called.slice(0, LONGEST - 1)}…`);
    for (const [key, value] of [["x1", x(place.range[0])], ["x2", x(place.range[1])], ["y1", top + BAR / 2], ["y2", top + BAR / 2]]) set(ground, key, value);
    follow(spells, one.spells.map((spell) => spanned(one, spell, place)).filter((spell) => spell.last > place.range[0] && spell.first < place.range[1]), {
      key: (spell) => spell.first,
      make: () => svg("rect", { rx: 1 }, svg("title", {})),
      update: (rect, spell) => {
        const inset = spell.status === "signed" ? 0.75 : 0; // an outline is drawn half outside its box
        set(rect, "class", `ea-spell ea-${one.kind}${spell.status ? ` ea-is-${spell.status}` : ""}`);
        set(rect, "x", x(spell.first) + inset);
        set(rect, "width", Math.max(1, x(spell.last) - x(spell.first) - (one.kind === "leader" ? 1 : 2 * inset)));
        set(rect, "y", top + inset);
        set(rect, "height", BAR - 2 * inset);
        if (spell.colour) rect.style.fill = spell.colour;
        text(rect.firstChild, spell.said);
      },
    });
    const held = one.kind === "leader" ? (f?.elections ?? []).filter((two) => two.state === one.name) : [];
    follow(elections, held.filter((two) => { const at = place.axis.begin(place.axis.place(two.month)); return at >= place.range[0] && at <= place.range[1]; }), {
      key: (two) => two.month,
      make: () => svg("path", { class: "ea-election" }, svg("title", {})),
      update: (mark, two) => {
        const at = x(place.axis.begin(place.axis.place(two.month)));
        set(mark, "d", `M${at} ${top - 2}v${BAR + 4}m-2.5 -${BAR + 4}h5`);
        text(mark.firstChild, `${ctx.labels.state(one.name)}: election, ${ctx.format.month(two.month)}`);
      },
    });
  }

  function spanned(one, spell, place) {
    const [status, from, to] = one.kind === "leader" ? [null, spell[0], spell[1]] : spell;
    const months = from === to ? ctx.format.month(from) : `${ctx.format.month(from)} to ${ctx.format.month(to)}`;
    return {
      status, first: place.axis.begin(place.axis.place(from)), last: place.axis.begin(place.axis.place(to) + 1),
      colour: one.kind === "leader" ? diverging(ctx.theme, spell[2]) : null,
      said: one.kind === "leader" ? `${ctx.labels.state(one.name)}, ${months}: ${spell[3]}` : `${one.label}: ${status}, ${months}`,
    };
  }

  function spoken(f) {
    const now = (f?.instruments ?? []).filter((one) => one.spells.at(-1)?.[2] === f.date).map((one) => `${one.name} ${one.spells.at(-1)[0]}`);
    return `Instruments in ${ctx.format.month(f?.date)}: ${now.join(", ") || "none"}.`;
  }

  return { element, height, draw, setting: (s) => (setting = s) };
}

/** What shapes and colours beneath the curve mean. */
export function stripKey() {
  const sample = (status, said) => h("span", { class: "ea-key" }, svg("svg", { width: 16, height: 9, "aria-hidden": true }, svg("rect", { class: `ea-spell ea-instrument ea-is-${status}`, x: 1, y: 1, width: 14, height: 7, rx: 1 })), said);
  return h("span", { class: "ea-keys" }, sample("signed", "signed"), sample("active", "active"), sample("suspended", "suspended"),
    h("span", { class: "ea-key", title: "Orientation of leaders" }, "nationalist", h("span", { class: "ea-ramp", "aria-hidden": true }), "pragmatic"),
    h("span", { class: "ea-key" }, svg("svg", { width: 8, height: 11, "aria-hidden": true }, svg("path", { class: "ea-election", d: "M4 0v11m-2.5 -11h5" })), "election"));
}
