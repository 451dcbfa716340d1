// What can be made to happen: a form for every kind of event, and what waits to strike.

import { follow, h, set, text } from "./dom.js";
import { createFields } from "./inject_fields.js";

/** Kinds with a button of their own. */
const QUICK = ["missile_test", "provocation_conventional", "history_dispute", "reconciliation", "doctrine_change", "leadership_change", "crisis"];

export function create(ctx) {
  const quick = h("div", { class: "ea-flow ea-quick", role: "group", "aria-label": "Common events" });
  const type = h("select", { class: "ea-select", id: "ea-inject-type", onchange: () => pick(type.value) });
  const meaning = h("p", { class: "ea-note" });
  const fields = createFields(ctx);
  const problems = h("ul", { class: "ea-problem", role: "alert" });
  const when = h("p", { class: "ea-note" });
  const waiting = h("ul", { class: "ea-waiting" });
  const none = h("p", { class: "ea-note" }, "Nothing waits.");
  const go = h("button", { type: "submit", class: "ea-button ea-main" }, "Inject");
  const form = h("form", { class: "ea-stack", novalidate: true, onsubmit: submit },
    h("label", { class: "ea-field", for: "ea-inject-type" }, h("span", { class: "ea-label" }, "What happens"), type), meaning, fields.element, problems,
    h("div", { class: "ea-flow" }, go), when);
  const element = h("section", { class: "ea-inject ea-pad ea-stack", dataset: { panel: "inject" }, "aria-label": "Inject" },
    quick, form, h("h3", { class: "ea-lever-heading" }, "Waiting to strike"), none, waiting);
  let s = null;
  let asked = false; // whether the last order of this panel has yet to be answered

  function pick(name) {
    const one = s?.forms.find((candidate) => candidate.type === name);
    if (!one) return;
    type.value = name;
    text(meaning, `${one.meaning.charAt(0).toUpperCase()}${one.meaning.slice(1)}.${one.impose ? " It is forced: otherwise the model itself brings it about." : ""}`);
    fields.show(one, s);
    complain([]);
    for (const button of quick.children) set(button, "aria-pressed", button.dataset.type === name);
  }

  function submit(event) {
    event.preventDefault();
    const one = s?.forms.find((candidate) => candidate.type === type.value);
    if (!one) return;
    const { event: made, faults } = fields.event(one);
    complain(faults);
    if (faults.length) return;
    asked = true;
    ctx.send({ do: "inject", event: made });
  }

  function complain(lines, field = null) {
    problems.replaceChildren(...lines.map((line) => h("li", {}, line)));
    fields.mark(lines.length ? field : null);
  }

  function row(item) {
    return h("li", { class: "ea-waiting-item" }, h("span", {}), h("button", { type: "button", class: "ea-button ea-small", onclick: (event) => ctx.send({ do: "withdraw", index: Number(event.currentTarget.dataset.index) }) }, "Withdraw"));
  }

  return {
    element,
    setting(told) {
      s = told;
      if (!s) return;
      type.replaceChildren(...s.forms.map((one) => h("option", { value: one.type }, one.label)));
      quick.replaceChildren(...QUICK.map((name) => s.forms.find((one) => one.type === name)).filter(Boolean).map((one) =>
        h("button", { type: "button", class: "ea-button ea-small", dataset: { type: one.type }, onclick: () => pick(one.type) }, one.label)));
      pick(s.forms.some((one) => one.type === type.value) ? type.value : s.forms[0]?.type);
    },
    frame(f) {
      if (!f || !s) return;
      const next = s.dates[f.month];
      fields.times(next, s.dates.at(-1));
      go.disabled = !next;
      text(when, !next ? "The run is over: look back to inject something earlier." : `Now means ${ctx.format.month(next)}, the month to come.${f.back ? " Injecting here begins a branch." : ""}`);
      follow(waiting, f.waiting, {
        key: (item) => `${item.index} ${item.text}`,
        make: row,
        update(node, item) {
          text(node.firstChild, `${item.date}: ${item.text}`);
          set(node.lastChild, "dataset", { index: item.index });
          set(node.lastChild, "aria-label", `Withdraw ${item.text}`);
        },
      });
      none.hidden = f.waiting.length > 0;
    },
    notice(told) {
      if (told?.kind === "error" && told.what === "inject") complain(told.lines, told.field);
      else if (!told && asked) complain([]);
      if (told?.kind !== "progress") asked = false;
    },
  };
}
