// Where everything on the map goes: marks, ties and names, laid out together.

import { along, boxAround, curve, measured, named, separated } from "./map_layout.js";
import { DOT, reach } from "./map_marks.js";

const FONTS = {
  state: "600 12px system-ui, sans-serif",
  theatre: "600 11px system-ui, sans-serif",
  sea: "italic 400 11px system-ui, sans-serif",
};
const EDGE = 22; // pixels from the edge of the nearest mark
const ARROW = 3; // pixels that the arrow of a state outside the map needs beside its mark
const THEATRE = 2; // how much a name should leave a theatre free; a state's mark more
const ALONG = [...Array(19).keys()].map((k) => (k + 1) / 20); // of a tie, points that names should leave free
const LONG = 104; // pixels of a theatre's name from which it takes two lines

/** Pairs of codes that have a value, each once; where there is none yet, the partners. */
export function pairs(s, rows) {
  const all = rows.flatMap((row, i) => row.map((value, j) => [i, j, value ?? rows[j][i]]));
  const found = all.filter(([i, j, value]) => i < j && value !== null);
  return (found.length ? found : s.partners).map(([i, j]) => [s.states[i].iso3, s.states[j].iso3]);
}

/** `{places, theatres, curves, names}` in the pixels of a box on which `ground` has been fitted. */
export function planned(ctx, s, f, ground, tied, { width, height }) {
  const homes = Object.fromEntries(s.states.map(({ iso3 }) => [iso3, ground.at(iso3)]));
  const places = separated(homes, width, height, EDGE);
  const theatres = f.theatres.map(({ name, rung }) => ({ name, rung, ...ground.theatre(name) }));
  const curves = tied.map(([a, b]) => {
    const others = Object.keys(places).filter((name) => name !== a && name !== b);
    const between = others.map((name) => places[name]);
    return { a, b, curve: curve(places[a], places[b], between, width, height) };
  });
  const wanted = [
    ...s.states.map(({ iso3 }) => ofState(iso3, places[iso3], ctx.labels.state(iso3))),
    ...theatres.map((one) => ofTheatre(one, s)),
    ...[ground.sea()].filter(Boolean).map((sea) => ({ ...sea, key: "sea", kind: "sea", r: null, said: [sea.said] })),
  ];
  return { places, theatres, curves, names: spotted(wanted, places, theatres, curves, width, height) };
}

function ofState(iso3, { x, y, side }, said) {
  return { key: iso3, kind: "state", r: DOT + (side ? ARROW : 0), said: [said], x, y };
}

function ofTheatre({ name, rung, x, y }, s) {
  const label = theatreLabel(s, name);
  const said = inTwo(rung ? `${label}: ${s.rungs[rung]}` : label);
  return { key: `theatre ${name}`, kind: "theatre", rung, r: reach(rung), said, x, y };
}

/** What a theatre is called. */
export const theatreLabel = (s, name) => s.theatres.find((one) => one.name === name)?.label ?? name;

function inTwo(said) {
  const cut = said.lastIndexOf(" ", Math.ceil(said.length / 2) + 3);
  const long = measured(said, FONTS.theatre) > LONG && cut > 0;
  return long ? [said.slice(0, cut), said.slice(cut + 1)] : [said];
}

function spotted(wanted, places, theatres, curves, width, height) {
  const wide = wanted.map((one) => ({ ...one, lines: one.said.map((line) => measured(line, FONTS[one.kind])) }));
  const taken = [
    ...Object.values(places).map((at) => boxAround(at, DOT + 1)),
    ...theatres.map((at) => ({ ...boxAround(at, reach(at.rung)), weight: THEATRE })),
  ];
  const points = curves.flatMap((one) => ALONG.map((t) => along(one.curve, t)));
  const spots = named(wide, taken, points, width, height);
  return wanted.map(({ key, kind, rung, said }) => ({ key, kind, rung, lines: said, spot: spots[key] }));
}
