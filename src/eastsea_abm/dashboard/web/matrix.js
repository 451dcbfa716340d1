// Who feels what toward whom: rows feel, columns are felt toward. A cell asks why.

import { h, panel, set, text } from "./dom.js";
import { chooser, inkOn, shade, VARIABLES } from "./scales.js";

export function create(ctx) {
  const variable = chooser(ctx, "matrix", "trust", () => frame(f));
  const { element, heading, body } = panel("matrix", "Matrix", variable);
  const unit = h("span", { class: "ea-unit" });
  const table = h("table", { class: "ea-matrix" });
  const note = h("p", { class: "ea-note ea-matrix-note" });
  heading.append(unit);
  body.append(h("div", { class: "ea-matrix-holder" }, table), note);
  let s = null;
  let f = null;
  let cells = [];

  function build() {
    const names = s.states.map((one) => one.iso3);
    cells = names.map((actor) => names.map((target) => {
      if (actor === target) return h("td", { class: "ea-cell-self" });
      const button = h("button", { type: "button", class: "ea-cell", onclick: () => ctx.select(actor, target) });
      return Object.assign(h("td", {}, button), { button });
    }));
    const head = (iso3, scope) => h("th", { scope, class: "ea-matrix-name" }, h("i", { class: "ea-swatch", style: { background: ctx.theme.colour(iso3) } }), h("span", { dataset: { iso3 } }));
    table.replaceChildren(
      h("thead", {}, h("tr", {}, h("td", { class: "ea-note" }, "feels ↓ toward →"), names.map((iso3) => head(iso3, "col")))),
      h("tbody", {}, names.map((actor, i) => h("tr", {}, head(actor, "row"), cells[i]))));
  }

  function frame(told) {
    f = told;
    if (!f || !s) return;
    const one = VARIABLES[variable.value];
    text(unit, one.unit);
    const wide = table.parentElement.clientWidth > 62 * (s.states.length + 1);
    for (const span of table.querySelectorAll("[data-iso3]")) text(span, wide ? ctx.labels.state(span.dataset.iso3) : span.dataset.iso3);
    const [actor, target] = f.selected ?? [];
    s.states.forEach((from, i) => s.states.forEach((to, j) => {
      const button = cells[i][j].button;
      if (!button) return;
      const value = f.values[variable.value][i][j];
      const tied = f.values.trust[i][j] !== null || f.values.threat[i][j] !== null;
      button.disabled = !tied;
      text(button, value === null ? (tied ? "·" : "") : ctx.format.number(value, one.digits));
      set(button, "style", { background: value === null ? "transparent" : shade(ctx.theme, variable.value, value), color: value === null ? ctx.theme.quiet : inkOn(ctx.theme, variable.value, value) });
      set(button, "aria-pressed", from.iso3 === actor && to.iso3 === target);
      const said = value === null ? `no ${one.label.toLowerCase()} between them` : `${one.label.toLowerCase()} ${ctx.format.number(value, one.digits)}`;
      set(button, "aria-label", `${ctx.labels.state(from.iso3)} toward ${ctx.labels.state(to.iso3)}: ${said}. Ask why`);
      set(button, "title", button.getAttribute("aria-label"));
    }));
    text(note, f.month ? "A dot: tied, but without this variable. Press a cell to ask why." : "As the run begins; no month has been played yet.");
  }

  return {
    element,
    setting(told) {
      s = told;
      if (!s) return;
      build();
      f = null;
    },
    frame,
    resize: () => frame(f),
  };
}
