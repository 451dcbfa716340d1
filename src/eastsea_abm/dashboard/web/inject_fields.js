// The fields of an event: who, toward whom, how large, which, when, and a note.

import { h, set, text } from "./dom.js";

/** `show(form, setting)`, `event(form)`, `mark(field)`, `times(next, last)`, `element`. */
export function createFields(ctx) {
  const actor = h("select", { class: "ea-select", dataset: { field: "actor" }, onchange: () => targetsOf(shown, actor.value) });
  const targets = h("fieldset", { class: "ea-targets ea-flow", dataset: { field: "targets" } });
  const range = h("select", { class: "ea-select", dataset: { field: "range" }, onchange: () => (size.parentElement.hidden = Boolean(range.value)) });
  const slider = h("input", { class: "ea-range", type: "range", "aria-label": "Size, slider", oninput: () => (size.value = slider.value) });
  const size = h("input", { class: "ea-input ea-number-box", type: "number", step: "any", dataset: { field: "size" }, oninput: () => (slider.value = size.value) });
  const ends = h("span", { class: "ea-note" });
  const item = h("select", { class: "ea-select", dataset: { field: "item" } });
  const now = h("input", { type: "radio", name: "ea-inject-when", checked: true, onchange: dated });
  const later = h("input", { type: "radio", name: "ea-inject-when", onchange: dated });
  const month = h("input", { class: "ea-input", type: "month", disabled: true, "aria-label": "Month", dataset: { field: "date" } });
  const note = h("input", { class: "ea-input", maxlength: 200, placeholder: "How the feed tells it", dataset: { field: "note" } });
  const field = (label, ...inputs) => h("label", { class: "ea-field" }, h("span", { class: "ea-label" }, label), inputs);
  const rows = {
    actor: field("Who", actor),
    targets: h("div", { class: "ea-field" }, h("span", { class: "ea-label" }, "Toward"), targets),
    range: field("Range class (decides on whom it falls, and how hard)", range),
    size: h("div", { class: "ea-field" }, h("span", { class: "ea-label" }, "Size"), h("div", { class: "ea-size" }, slider, size), ends),
    item: field("Which", item),
    when: h("div", { class: "ea-field" }, h("span", { class: "ea-label" }, "When"),
      h("div", { class: "ea-flow" }, h("label", { class: "ea-check" }, now, "Now"), h("label", { class: "ea-check" }, later, "In"), month)),
    note: field("Note", note),
  };
  const element = h("div", { class: "ea-stack" }, Object.values(rows));
  let shown = null;

  function dated() {
    month.disabled = !later.checked;
  }

  function targetsOf(form, who) {
    const named = form?.targets?.[who] ?? [];
    rows.targets.hidden = !form?.targets;
    const kind = form?.many ? "checkbox" : "radio";
    targets.replaceChildren(...named.map((iso3, k) =>
      h("label", { class: "ea-check" }, h("input", { type: kind, name: "ea-inject-target", value: iso3, checked: k === 0 || form.effect === "provoke" }), ctx.labels.state(iso3))));
  }

  function show(form) {
    shown = form;
    const before = actor.value;
    actor.replaceChildren(...form.actors.map((iso3) => h("option", { value: iso3 }, ctx.labels.state(iso3))));
    if (form.actors.includes(before)) actor.value = before;
    targetsOf(form, actor.value);
    rows.range.hidden = !form.ranges;
    range.replaceChildren(h("option", { value: "" }, "none: use the size"), ...(form.ranges ?? []).map((one) => h("option", { value: one }, one)));
    rows.size.hidden = !form.size;
    if (form.size) {
      for (const input of [slider, size]) Object.entries({ min: form.size.low, max: form.size.high }).forEach(([name, value]) => set(input, name, value));
      set(slider, "step", form.size.step);
      slider.value = size.value = form.size.default;
      text(ends, `${form.size.low} to ${form.size.high}: ${form.size.meaning}`);
      set(size, "aria-label", `Size, ${form.size.low} to ${form.size.high}`);
    }
    size.parentElement.hidden = false;
    rows.item.hidden = !form.items;
    item.replaceChildren(...(form.items ?? []).map((one) => h("option", { value: one.value }, `${one.label} (${one.value})`)));
    mark(null);
  }

  /** The event as a scenario file holds it, and what is missing. */
  function event(form) {
    const chosen = [...targets.querySelectorAll("input:checked")].map((input) => input.value);
    const faults = [];
    const made = { type: form.type, effect: form.effect, actor: actor.value, ...form.fixed };
    if (form.targets) made.targets = chosen;
    if (form.targets && !chosen.length) faults.push("toward: choose at least one state");
    if (form.ranges && range.value) made.range = range.value;
    else if (form.size && (size.value === "" || Number.isNaN(Number(size.value)))) faults.push("size: a number is needed");
    else if (form.size) made.size = Number(size.value);
    if (form.items) made[form.item_key] = item.value;
    if (later.checked && !/^\d{4}-\d{2}$/.test(month.value)) faults.push("when: write a month as 2025-03");
    else if (later.checked) made.date = month.value;
    if (note.value.trim()) made.note = note.value.trim();
    return { event: made, faults };
  }

  function mark(name) {
    const key = { theatre: "item", instrument: "item", status: "item" }[name] ?? name;
    for (const input of element.querySelectorAll("[data-field]")) set(input, "aria-invalid", Boolean(key) && input.dataset.field === String(key).split("[")[0]);
  }

  function times(next, last) {
    set(month, "min", next ?? last);
    set(month, "max", last);
    if (month.disabled || month.value === "" || month.value < next) month.value = next ?? last;
  }
  return { element, show, event, mark, times };
}
