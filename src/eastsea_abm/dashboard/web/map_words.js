// What the map says of a tie, a state or a theatre under the pointer, and of itself to who cannot see it.

import { theatreLabel } from "./map_plan.js";
import { VARIABLES } from "./scales.js";

/** Lines about a pair: the values of both directions. */
export function aboutTie(ctx, s, f, variable, [a, b]) {
  const { label, directed, digits } = VARIABLES[variable];
  const at = (iso3) => s.states.findIndex((one) => one.iso3 === iso3);
  const said = (i, j) => ctx.format.number(f.values[variable][at(i)]?.[at(j)] ?? null, digits);
  const way = (i, j) => `${ctx.labels.state(i)} → ${ctx.labels.state(j)} ${said(i, j)}`;
  return [label, ...(directed ? [way(a, b), way(b, a)] : [`${ctx.labels.pair(a, b)} ${said(a, b)}`])];
}

/** Lines about a state. */
export function aboutState(ctx, s, f, name) {
  const { number, signed } = ctx.format;
  const told = f.states.find((one) => one.iso3 === name);
  return [
    s.states.find((one) => one.iso3 === name).label,
    told && `leader ${signed(told.leader)}, doctrine ${number(told.doctrine)}`,
    told && `cover ${number(told.cover)}, coercion felt ${number(told.coercion)}`,
    s.map.places[name].off && "lies outside this map",
  ].filter(Boolean);
}

/** Lines about a theatre. */
export function aboutTheatre(s, f, name) {
  return [theatreLabel(s, name), f.theatres.find((one) => one.name === name)?.text ?? ""];
}

/** The map in a sentence: the focal pair, and which theatres are lit. */
export function aboutAll(ctx, s, f, variable) {
  const lit = f.theatres
    .filter((one) => one.rung > 0)
    .map((one) => `${theatreLabel(s, one.name)} ${s.rungs[one.rung]}`);
  const focal = s.focal && s.partner ? `${aboutTie(ctx, s, f, variable, [s.focal, s.partner]).join(", ")}. ` : "";
  return `Map of the region. ${focal}Theatres: ${lit.join(", ") || "all calm"}. The matrix has all numbers as a table.`;
}

/** What stands beneath the map; `blank` where no pair has a value yet. */
export function captioned(f, variable, ground) {
  const blank = f.month === 0 && f.values[variable].flat().every((value) => value === null);
  const label = VARIABLES[variable].label.toLowerCase();
  return `${blank ? `No ${label} before the first month is played. ` : ""}${ground}`;
}
