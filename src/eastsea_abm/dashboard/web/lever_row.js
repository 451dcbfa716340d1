// One number that can be moved: slider, box, whose hand is on it, meaning, range, prior and source.

import { h, set, text } from "./dom.js";

const STEPS = 100; // of a slider over the range
const DIGITS = 4; // of a number that is shown

/**
 * A node with `told(value, note, always)`, which shows where the number stands, and a few words on when it will, unless
 * it is being moved just now; and `free(on)`, whether it can be moved. `usual`: values that can be set by a button.
 */
export function leverRow(ctx, row, { moved, hint = "", usual = [["Default", row.default]] }) {
  const step = nice((row.high - row.low) / STEPS);
  const name = row.name.replaceAll("_", " ");
  const id = `ea-number-${row.name}`;
  const slider = h("input", { type: "range", class: "ea-range", min: row.low, max: row.high, step, "aria-label": `${name}, slider`, oninput: () => hold(slider, box), onchange: () => move(slider.value) });
  const box = h("input", {
    type: "number", class: "ea-input ea-number-box", id, min: row.low, max: row.high, step, "aria-describedby": `${id}-state ${id}-problem`,
    oninput: () => hold(box, slider), onchange: () => move(box.value), onkeydown: (event) => event.key === "Escape" && show(stands),
  });
  const holder = h("span", { class: "ea-tag" });
  const state = h("span", { class: "ea-note ea-lever-state", id: `${id}-state` });
  const problem = h("span", { class: "ea-problem", role: "alert", id: `${id}-problem` });
  const track = h("div", { class: "ea-lever-track" }, slider, prior(row));
  const details = h("details", { class: "ea-note" }, h("summary", {}, row.meaning));
  details.addEventListener("toggle", () => details.open && details.childElementCount === 1 && details.append(...told()), { once: false });
  const node = h("div", { class: "ea-lever", dataset: { name: row.name } },
    h("div", { class: "ea-lever-head" }, h("label", { for: id, class: "ea-lever-name" }, name), row.holder ? holder : null, box), track, state, problem, details);
  let held = false; // while a value is typed or dragged
  let stands = null;

  function hold(from, to) {
    held = true;
    to.value = from.value;
  }
  function move(said) {
    const value = Number(said);
    const fine = said !== "" && Number.isFinite(value) && value >= row.low && value <= row.high;
    set(box, "aria-invalid", !fine);
    text(problem, fine ? "" : `From ${row.low} to ${row.high}.`);
    held = !fine;
    if (!fine) return;
    show(value);
    moved(value);
  }
  function show(value) {
    held = false;
    set(box, "aria-invalid", false);
    text(problem, "");
    if (value === null) return;
    const shown = Number(value.toFixed(DIGITS));
    if (Number(slider.value) !== shown) slider.value = shown;
    if (box.value === "" || Number(box.value) !== shown) box.value = shown;
    track.style.setProperty("--at", share(row, shown));
  }
  /** The small print, made when somebody asks for it. */
  function told() {
    const range = row.prior ? `prior ${row.prior[0]} to ${row.prior[1]} (the bar under the slider)` : "no prior";
    const choices = usual.filter(([, value]) => value !== null && value !== undefined);
    return [
      h("p", {}, `${row.symbol}, ${row.unit}; from ${row.low} to ${row.high}; ${range}.`),
      hint ? h("p", {}, `Shown first: it ${hint}.`) : null,
      h("p", {}, `Source: ${row.source}.`),
      h("p", { class: "ea-flow" }, choices.map(([label, value]) =>
        h("button", { type: "button", class: "ea-button ea-small", "aria-label": `${name}: ${label.toLowerCase()}, ${value}`, onclick: () => move(String(value)) }, `${label} ${value}`))),
    ].filter(Boolean);
  }

  node.told = (value, note = "", always = false) => {
    if (row.holder) text(holder, ctx.labels.state(row.holder));
    text(state, note);
    stands = value ?? null;
    if (stands !== null && (!held || always)) show(stands);
  };
  node.free = (on) => {
    slider.disabled = box.disabled = !on;
  };
  return node;
}

function share(row, value) {
  return Math.min(1, Math.max(0, (value - row.low) / (row.high - row.low || 1)));
}

/** The band of the prior under the slider. */
function prior(row) {
  if (!row.prior) return null;
  return h("div", { class: "ea-prior", title: `prior ${row.prior[0]} to ${row.prior[1]}`, style: { "--from": share(row, row.prior[0]), "--to": share(row, row.prior[1]) } });
}

/** 1, 2 or 5 times a power of ten, not above `step`. */
function nice(step) {
  const power = 10 ** Math.floor(Math.log10(step || 0.01));
  return [5, 2, 1].map((part) => Number((part * power).toPrecision(1))).find((one) => one <= step * 1.0001) ?? power;
}
