// Who has what toward whom as numbers: rows act, columns are acted toward. A cell asks why.

import { h, panel, set, text } from "./dom.js";
import { measured } from "./map_layout.js";
import { chooser, inkOn, shade, VARIABLES } from "./scales.js";

const FONT = "500 12px system-ui, sans-serif";
const ROOM = 18; // pixels of a heading beside its name
const FIRST = 62; // pixels of the column of actors, with codes
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

export function create(ctx) {
  const variable = chooser(ctx, "matrix", "trust", () => frame(f));
  const { element, heading, body } = panel("matrix", "Matrix", variable);
  const unit = h("span", { class: "ea-unit" });
  const table = h("table", { class: "ea-matrix", onkeydown: keys, onfocusin: (event) => rest(event.target) });
  const holder = h("div", { class: "ea-matrix-holder" }, table);
  const note = h("p", { class: "ea-note ea-matrix-note" });
  const caption = h("caption", { class: "ea-hidden" });
  heading.append(unit);
  body.append(holder, note);
  let s = null;
  let f = null;
  let cells = [];

  function build() {
    const names = s.states.map((one) => one.iso3);
    cells = names.map((actor) =>
      names.map((target) =>
        actor === target
          ? null
          : h("button", { type: "button", class: "ea-cell", tabindex: -1, onclick: () => ctx.select(actor, target) }),
      ),
    );
    const head = (iso3, scope) =>
      h(
        "th",
        { scope, class: "ea-matrix-name" },
        h("i", { class: "ea-swatch", style: { background: ctx.theme.colour(iso3) } }),
        h("span", { dataset: { iso3 } }),
      );
    table.replaceChildren(
      caption,
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("td", { class: "ea-note ea-corner" }, h("span", {}, "actor ↓"), h("span", {}, "target →")),
          names.map((iso3) => head(iso3, "col")),
        ),
      ),
      h(
        "tbody",
        {},
        names.map((actor, i) =>
          h(
            "tr",
            {},
            head(actor, "row"),
            cells[i].map((button) => h("td", button ? {} : { class: "ea-cell-self" }, button)),
          ),
        ),
      ),
    );
    set(table, "style", { "--states": names.length });
  }

  function frame(told) {
    f = told;
    if (!f || !s) return;
    const one = VARIABLES[variable.value];
    text(unit, one.unit);
    nameHeads();
    s.states.forEach((from, i) =>
      s.states.forEach(
        (to, j) =>
          cells[i][j] && fill(cells[i][j], from.iso3, to.iso3, f.values[variable.value][i][j], tied(i, j), one),
      ),
    );
    text(caption, `${one.label}, ${one.unit}, of the state in the row toward the state in the column`);
    text(
      note,
      f.month
        ? "Press a cell to ask why. A dot: tied, but without this variable."
        : "As the run begins; no month has been played yet.",
    );
    if (!table.querySelector('.ea-cell[tabindex="0"]:not(:disabled)'))
      rest(table.querySelector('.ea-cell[aria-pressed="true"]') ?? table.querySelector(".ea-cell:not(:disabled)"));
  }

  function fill(button, from, to, value, known, one) {
    const number = ctx.format.number(value, one.digits);
    button.disabled = !known;
    text(button, value === null ? (known ? "·" : "") : number);
    const look =
      value === null
        ? ["transparent", ctx.theme.quiet]
        : [shade(ctx.theme, variable.value, value), inkOn(ctx.theme, variable.value, value)];
    set(button, "style", { background: look[0], color: look[1] });
    set(button, "aria-pressed", from === f.selected?.[0] && to === f.selected?.[1]);
    const said = value === null ? `no ${one.label.toLowerCase()} between them` : `${one.label.toLowerCase()} ${number}`;
    set(button, "aria-label", `${ctx.labels.state(from)} toward ${ctx.labels.state(to)}: ${said}. Ask why`);
    set(button, "title", button.getAttribute("aria-label"));
  }

  const tied = (i, j) =>
    s.partners.some(([a, b]) => (a === i && b === j) || (a === j && b === i)) ||
    s.rivals.some(([a, b]) => a === i && b === j);

  /** Whole names where all of them fit, else codes. */
  function nameHeads() {
    const widest = Math.max(...s.states.map(({ iso3 }) => measured(ctx.labels.state(iso3), FONT)));
    const first = Math.max(FIRST, widest + ROOM);
    const whole = widest + 6 < (holder.clientWidth - first) / s.states.length;
    set(table, "style", { "--first": `${whole ? first : FIRST}px` });
    for (const span of table.querySelectorAll("[data-iso3]")) {
      text(span, whole ? ctx.labels.state(span.dataset.iso3) : span.dataset.iso3);
      set(span.parentElement, "title", ctx.labels.state(span.dataset.iso3));
    }
  }

  /** One cell is reached by Tab, the others from it by arrow keys. */
  function rest(cell) {
    if (!cell?.classList.contains("ea-cell")) return;
    for (const other of table.querySelectorAll('.ea-cell[tabindex="0"]'))
      if (other !== cell) set(other, "tabindex", -1);
    set(cell, "tabindex", 0);
  }

  function keys(event) {
    const step = STEPS[event.key];
    const i = cells.findIndex((row) => row.includes(event.target));
    if (!step || i < 0) return;
    event.preventDefault();
    event.stopPropagation();
    let [row, column] = [i, cells[i].indexOf(event.target)];
    do [row, column] = [row + step[0], column + step[1]];
    while (cells[row]?.[column] === null || cells[row]?.[column]?.disabled);
    cells[row]?.[column]?.focus();
  }

  return {
    element,
    setting(told) {
      s = told;
      f = null;
      if (s) build();
    },
    frame,
    resize: () => frame(f),
  };
}
