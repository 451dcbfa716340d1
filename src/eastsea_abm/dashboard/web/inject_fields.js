// The fields of an event: who, toward whom, how large, which, when, and a note; each with its own complaint.

import { h, set, text } from "./dom.js";

/** Field of the page that a key of an event stands in. */
const PLACES = { theatre: "item", instrument: "item", status: "item", lever: "item", effect: "type", date: "when" };

/** A complaint that begins with a month is one about the month. */
const MONTH = /^\d{4}-\d{2}\b/;

/** `show(form, setting)`, `event(form)`, `complain(lines)`, `times(next, last)`, `relabel()`, `element`. */
export function createFields(ctx) {
  const actor = h("select", { class: "ea-select", dataset: { field: "actor" }, onchange: () => aim() });
  const targets = h("fieldset", { class: "ea-targets ea-flow", dataset: { field: "targets" }, "aria-label": "Toward" });
  const range = h("select", { class: "ea-select", dataset: { field: "range" }, onchange: sized });
  const slider = h("input", { class: "ea-range", type: "range", "aria-label": "Size, slider", oninput: () => measured(slider, size) });
  const size = h("input", { class: "ea-input ea-number-box", type: "number", dataset: { field: "size" }, oninput: () => measured(size, slider) });
  const reading = h("output", { class: "ea-rung-said" });
  const low = h("span", {});
  const high = h("span", {});
  const ends = h("p", { class: "ea-note" });
  const item = h("select", { class: "ea-select", dataset: { field: "item" }, onchange: () => suit() });
  const now = h("input", { type: "radio", name: "ea-inject-when", checked: true, onchange: dated });
  const later = h("input", { type: "radio", name: "ea-inject-when", onchange: dated });
  const month = h("input", { class: "ea-input", type: "month", placeholder: "2025-03", disabled: true, "aria-label": "Month", dataset: { field: "when" } });
  const note = h("input", { class: "ea-input", maxlength: 200, placeholder: "How the feed tells it", dataset: { field: "note" } });
  const itemLabel = h("span", { class: "ea-label" });
  const rows = {
    item: field("item", itemLabel, item),
    actor: field("actor", "Who", actor),
    targets: field("targets", "Toward", targets),
    range: field("range", "Range class, instead of a size", range),
    size: field("size", "Size", h("div", { class: "ea-size" }, slider, size), h("div", { class: "ea-ends ea-note ea-number" }, low, reading, high), ends),
    when: field("when", "When", h("div", { class: "ea-flow" }, h("label", { class: "ea-check" }, now, "Now"), h("label", { class: "ea-check" }, later, "In"), month)),
    note: field("note", "Note", note),
  };
  const element = h("div", { class: "ea-stack", oninput: heard, onchange: heard }, Object.values(rows));
  let form = null;
  let s = null;

  function field(name, label, ...inputs) {
    const one = inputs[0].matches("select, input") ? "label" : "div";
    return h(one, { class: "ea-field", dataset: { row: name } }, label instanceof Node ? label : h("span", { class: "ea-label" }, label), inputs,
      h("span", { class: "ea-problem", id: `ea-inject-${name}-problem` }));
  }
  function dated() {
    month.disabled = !later.checked;
    if (later.checked) month.focus();
  }
  function measured(from, to) {
    to.value = from.value;
    text(reading, form?.effect === "rung" ? (s.rungs[Number(size.value)] ?? "") : "");
  }
  /** A range class says itself how hard a launch presses. */
  function sized() {
    rows.size.hidden = !form?.size || Boolean(range.value);
  }
  /** Whom the actor can aim at; those that were chosen stay. */
  function aim() {
    const named = form?.targets?.[actor.value] ?? [];
    const before = new Set(chosen());
    const first = [s.partner, s.focal].find((iso3) => named.includes(iso3)) ?? named[0];
    const kept = named.some((iso3) => before.has(iso3));
    const checked = (iso3) => (form.effect === "provoke" ? true : kept ? before.has(iso3) : iso3 === first);
    rows.targets.hidden = !form?.targets;
    targets.replaceChildren(...named.map((iso3) =>
      h("label", { class: "ea-check" }, h("input", { type: form.many ? "checkbox" : "radio", name: "ea-inject-target", value: iso3, checked: checked(iso3) }), ctx.labels.state(iso3))));
  }
  function chosen() {
    return [...targets.querySelectorAll("input:checked")].map((input) => input.value);
  }
  /** Of an incident: who challenges in the theatre that is named. */
  function suit() {
    const one = form?.item_key === "theatre" ? s.theatres.find((theatre) => theatre.name === item.value) : null;
    if (one && form.actors.includes(one.challenger)) actor.value = one.challenger;
    aim();
  }
  /** Who is offered first: whoever was chosen before, the holder of the lever, the focal state, who challenges it. */
  function first(before) {
    const rivals = s.theatres.filter((one) => one.defender === s.focal).map((one) => one.challenger);
    const wished = form.effect === "doctrine" ? [s.partner, before, s.focal] : [before, ...(form.effect === "provoke" ? rivals : []), s.focal];
    return wished.find((iso3) => form.actors.includes(iso3)) ?? form.actors[0];
  }
  const options = (names) => names.map((iso3) => h("option", { value: iso3 }, ctx.labels.state(iso3)));

  function show(told, setting) {
    const before = form === null ? null : actor.value;
    form = told;
    s = setting;
    actor.replaceChildren(...options(form.actors));
    actor.value = first(before);
    rows.item.hidden = !form.items;
    text(itemLabel, form.item_key === "theatre" ? "Where" : "Which");
    item.replaceChildren(...(form.items ?? []).map((one) => h("option", { value: one.value }, `${one.label} (${one.value})`)));
    targets.replaceChildren();
    suit();
    rows.range.hidden = !form.ranges;
    range.replaceChildren(h("option", { value: "" }, "none: use the size"), ...(form.ranges ?? []).map((one) => h("option", { value: one }, one)));
    if (form.size) measure(form.size);
    sized();
    complain([]);
  }
  function measure(told) {
    for (const input of [slider, size]) for (const [name, value] of [["min", told.low], ["max", told.high], ["step", told.step]]) set(input, name, value);
    size.value = told.default;
    measured(size, slider);
    text(low, told.low);
    text(high, told.high);
    text(ends, form.effect === "rung" || form.meaning !== told.meaning ? told.meaning : "");
    set(size, "aria-label", `Size, ${told.low} to ${told.high}`);
  }

  /** The event as a scenario file holds it, and what is wrong with it as `field: words`. */
  function event() {
    const faults = [];
    const made = { type: form.type, effect: form.effect, actor: actor.value, ...form.fixed };
    const length = Number(size.value);
    if (form.targets) made.targets = chosen();
    if (form.targets && !made.targets.length) faults.push("targets: choose at least one state");
    if (form.ranges && range.value) made.range = range.value;
    else if (form.size && (size.value === "" || !(length >= form.size.low && length <= form.size.high))) faults.push(`size: a number from ${form.size.low} to ${form.size.high} is needed`);
    else if (form.size) made.size = length;
    if (form.items) made[form.item_key] = item.value;
    if (later.checked && !/^\d{4}-\d{2}$/.test(month.value)) faults.push("date: write a month as 2025-03");
    else if (later.checked) made.date = month.value;
    if (note.value.trim()) made.note = note.value.trim();
    return { event: made, faults };
  }

  /** Puts each complaint to its field, and gives back those that belong to none that is shown. */
  function complain(lines) {
    const left = [];
    const by = new Map();
    for (const line of lines) {
      const [, key, words] = /^([a-z_]+)[^:]*: (.*)$/s.exec(line) ?? (MONTH.test(line) ? ["", "date", line] : []);
      const place = PLACES[key] ?? key;
      if (rows[place] && !rows[place].hidden) by.set(place, [...(by.get(place) ?? []), words]);
      else left.push(line);
    }
    for (const [name, row] of Object.entries(rows)) {
      const said = by.get(name)?.join("; ") ?? "";
      text(row.lastElementChild, said && `${said.charAt(0).toUpperCase()}${said.slice(1)}${/[.?]$/.test(said) ? "" : "."}`);
      const input = row.querySelector("[data-field]");
      set(input, "aria-invalid", Boolean(said));
      set(input, "aria-describedby", said ? row.lastElementChild.id : null);
    }
    return { left, first: rows[[...by.keys()][0]]?.querySelector("input:not(.ea-range), select") ?? null };
  }
  /** A field that is changed is not wrong any more, as far as is known. */
  function heard(change) {
    const row = change.target.closest("[data-row]");
    if (!row?.lastElementChild.textContent) return;
    text(row.lastElementChild, "");
    set(row.querySelector("[data-field]"), "aria-invalid", false);
  }

  function times(next, last) {
    set(month, "min", next ?? last);
    set(month, "max", last);
    if (month.disabled || month.value === "") month.value = next ?? last;
  }
  function relabel() {
    if (!form) return;
    for (const option of actor.options) text(option, ctx.labels.state(option.value));
    for (const one of targets.children) one.lastChild.textContent = ctx.labels.state(one.firstChild.value);
  }
  return { element, show, event, complain, times, relabel };
}
