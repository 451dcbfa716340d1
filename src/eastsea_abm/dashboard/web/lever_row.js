// One number that can be moved: slider, box, whose hand is on it, meaning, range, prior and source.

import { h, set, text } from "./dom.js";

const STEPS = 100; // of a slider over the range

/** A node with `told(value, always)`, which shows where the number stands unless it is being moved just now. */
export function leverRow(ctx, row, { moved, hint = "" }) {
  const step = nice((row.high - row.low) / STEPS);
  const name = row.name.replaceAll("_", " ");
  const id = `ea-number-${row.name}`;
  const slider = h("input", { type: "range", class: "ea-range", min: row.low, max: row.high, step, "aria-label": `${name}, slider`, oninput: () => (box.value = slider.value), onchange: () => move(Number(slider.value)) });
  const box = h("input", { type: "number", class: "ea-input ea-number-box", id, min: row.low, max: row.high, step: "any", onchange: () => move(Number(box.value)) });
  const holder = h("span", { class: "ea-tag" });
  const said = h("span", { class: "ea-problem", role: "alert" });
  const band = row.prior ? h("div", { class: "ea-prior", title: `prior ${row.prior[0]} to ${row.prior[1]}`, style: { "--from": share(row.prior[0]), "--to": share(row.prior[1]) } }) : null;
  const prior = row.prior ? `; prior ${row.prior[0]} to ${row.prior[1]}` : "; no prior";
  const node = h("div", { class: "ea-lever", dataset: { name: row.name } },
    h("div", { class: "ea-lever-head" }, h("label", { for: id, class: "ea-lever-name" }, name), row.holder ? holder : null, box),
    h("div", { class: "ea-lever-track" }, slider, band),
    said,
    h("details", { class: "ea-note" }, h("summary", {}, row.meaning),
      h("p", {}, `${row.symbol}, ${row.unit}; from ${row.low} to ${row.high}${prior}; default ${row.default}.`),
      hint ? h("p", {}, `Shown first: it ${hint}.`) : null,
      h("p", {}, `Source: ${row.source}.`)));

  function share(value) {
    return Math.min(1, Math.max(0, (value - row.low) / (row.high - row.low || 1)));
  }
  function move(value) {
    const fine = Number.isFinite(value) && box.value !== "" && value >= row.low && value <= row.high;
    set(box, "aria-invalid", !fine);
    text(said, fine ? "" : `From ${row.low} to ${row.high}.`);
    if (!fine) return;
    slider.value = value;
    box.value = value;
    moved(value);
  }
  node.told = (value, always = false) => {
    if (row.holder) text(holder, ctx.labels.state(row.holder));
    if (value === null || value === undefined) return;
    if (!always && (document.activeElement === slider || document.activeElement === box)) return;
    const shown = Number(value.toFixed(4));
    if (Number(slider.value) !== shown) slider.value = shown;
    if (box.value === "" || Number(box.value) !== shown) box.value = shown;
    set(box, "aria-invalid", false);
    text(said, "");
  };
  return node;
}

/** 1, 2 or 5 times a power of ten, not above `step`. */
function nice(step) {
  const power = 10 ** Math.floor(Math.log10(step || 0.01));
  return [5, 2, 1].map((part) => Number((part * power).toPrecision(1))).find((one) => one <= step * 1.0001) ?? power;
}
