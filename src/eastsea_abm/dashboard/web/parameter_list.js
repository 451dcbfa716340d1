// Parameters: those that matter most first, all others by searching. They hold for a whole run.

import { follow, h, text } from "./dom.js";
import { leverRow } from "./lever_row.js";

const MOST = 40; // of what a search finds that are shown

/** `element`, `setting(s)`, `told()`; `pending` collects what is moved. */
export function createParameters(ctx, pending) {
  const search = h("input", { class: "ea-input", type: "search", placeholder: "Find by name, symbol or meaning", "aria-label": "Find a parameter", oninput: list });
  const found = h("p", { class: "ea-note", role: "status" });
  const rows = h("div", { class: "ea-stack" });
  const element = h("div", { class: "ea-stack" }, search, found, rows);
  let s = null;

  function list() {
    if (!s) return;
    const wanted = search.value.trim().toLowerCase();
    const has = (one) => `${one.name} ${one.name.replaceAll("_", " ")} ${one.symbol} ${one.meaning}`.toLowerCase().includes(wanted);
    const fits = wanted ? s.parameters.filter(has) : s.parameters.filter((one) => one.foremost || one.value !== one.default || pending.value("number", one.name) !== undefined);
    const shown = fits.slice(0, MOST);
    follow(rows, shown, { key: (one) => one.name, make, update });
    const all = s.parameters.length;
    text(found, !wanted ? `${shown.length} of ${all}: those that move outcomes most, and what was changed.`
      : !fits.length ? `None of ${all} has this in its name, symbol or meaning.` : `${fits.length} of ${all}${fits.length > MOST ? `, the first ${MOST} are shown` : ""}.`);
  }
  function make(one) {
    return leverRow(ctx, one, { hint: one.why_foremost, moved: (value) => pending.number(s.parameters.find((now) => now.name === one.name), value) });
  }
  function update(node, one) {
    const wished = pending.value("number", one.name);
    const note = wished === undefined ? (one.value === one.default ? "" : `default ${one.default}`) : `waits for a reset; now ${one.value}`;
    node.told(wished ?? one.value, note);
  }
  return {
    element,
    told: list,
    setting(told) {
      // Rows say ranges and sources of their own scenario's table: another scenario, other rows.
      if (s?.scenario.name !== told.scenario.name) rows.replaceChildren();
      s = told;
      list();
    },
  };
}
