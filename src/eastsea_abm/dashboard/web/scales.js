// Colours of the variables on map and matrix: even steps from faint to full, apart for the colour-blind on both papers.

import { between } from "./theme.js";

/** What can be shown between two states: name, unit, ends of the scale, and the full colour on light and dark paper. */
export const VARIABLES = {
  cooperation: { label: "Cooperation", unit: "index, 0 to 100", high: 100, digits: 0, colour: { light: "#1d5fa6", dark: "#72b1f4" }, directed: false },
  trust: { label: "Trust", unit: "0 to 1", high: 1, digits: 2, colour: { light: "#26734a", dark: "#74c998" }, directed: true },
  threat: { label: "Threat perceived", unit: "0 to 1", high: 1, digits: 2, colour: { light: "#b0302a", dark: "#f0857d" }, directed: true },
  grievance: { label: "Grievance", unit: "0 to 1", high: 1, digits: 2, colour: { light: "#7a4a9e", dark: "#c79bf0" }, directed: true },
};

/** Share of the scale from 0 to 1. */
export const share = (variable, value) => Math.min(1, Math.max(0, value / VARIABLES[variable].high));

/** The colour of a value; the faint end still stands out from the paper. */
export function shade(theme, variable, value) {
  const full = VARIABLES[variable].colour[theme.dark ? "dark" : "light"];
  return between(theme.dark ? "#26303b" : "#eceef1", full, 0.08 + 0.92 * share(variable, value));
}

/** Ink that can be read on a shade. */
export function inkOn(theme, variable, value) {
  const strong = share(variable, value) > 0.55;
  return strong === theme.dark ? "#10141a" : strong ? "#ffffff" : theme.ink;
}

/** A chooser of the variable, kept by the browser; `changed(name)` is called with each choice. */
export function chooser(ctx, key, first, changed) {
  const kept = ctx.store.get(key, first);
  const select = ctx.h("select", { class: "ea-select ea-variable", "aria-label": "Variable", onchange: () => (ctx.store.set(key, select.value), changed(select.value)) },
    Object.entries(VARIABLES).map(([name, one]) => ctx.h("option", { value: name }, one.label)));
  select.value = kept in VARIABLES ? kept : first;
  return select;
}
