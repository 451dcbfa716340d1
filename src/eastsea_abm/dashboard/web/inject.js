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
  const taken = h("p", { class: "ea-taken", role: "status" });
  const waiting = h("ul", { class: "ea-waiting" });
  const none = h("p", { class: "ea-note" }, "Nothing waits.");
  const heading = h("h3", { class: "ea-lever-heading", tabindex: -1 }, "Waiting to strike");
  const go = h("button", { type: "submit", class: "ea-button ea-main" }, "Inject");
  const form = h("form", { class: "ea-stack", novalidate: true, onsubmit: submit },
    h("label", { class: "ea-field", for: "ea-inject-type" }, h("span", { class: "ea-label" }, "What happens"), type), meaning, fields.element, problems,
    h("div", { class: "ea-flow" }, go, taken), when);
  const element = h("section", { class: "ea-inject ea-pad ea-stack", dataset: { panel: "inject" }, "aria-label": "Inject" }, quick, form, heading, none, waiting);
  const kinds = () => new Map((s?.forms ?? []).map((one) => [one.type, one]));
  let s = null;
  let asked = null; // what waited when the last order was sent that has yet to be answered

  function pick(name) {
    const one = kinds().get(name);
    if (!one) return;
    type.value = name;
    text(meaning, `${one.meaning.charAt(0).toUpperCase()}${one.meaning.slice(1)}.${one.impose ? " It is forced: otherwise the model itself brings it about." : ""}`);
    fields.show(one, s);
    complain([]);
    text(taken, "");
    for (const button of quick.children) set(button, "aria-pressed", button.dataset.type === name);
  }

  function submit(event) {
    event.preventDefault();
    if (!kinds().has(type.value)) return;
    const { event: made, faults } = fields.event();
    text(taken, "");
    complain(faults, true);
    if (faults.length) return;
    asked = new Set([...waiting.children].map((node) => node.dataset.key));
    ctx.send({ do: "inject", event: made });
  }

  /** All complaints at once: each at its field, and the rest above the button. */
  function complain(lines, goThere = false) {
    const { left, first } = fields.complain(lines);
    const there = lines.length - left.length;
    const counted = there ? [`${there === 1 ? "One field needs" : `${there} things need`} another look.`] : [];
    problems.replaceChildren(...[...counted, ...left].map((line) => h("li", {}, line)));
    if (goThere) first?.focus();
  }

  function row() {
    return h("li", { class: "ea-waiting-item" }, h("span", {}), h("button", { type: "button", class: "ea-button ea-small", onclick: withdraw }, "Withdraw"));
  }
  function withdraw(event) {
    ctx.send({ do: "withdraw", index: Number(event.currentTarget.dataset.index) });
    heading.focus(); // the button goes with its line
  }

  function answered(f) {
    const fresh = f.waiting.find((item) => !asked.has(keyOf(item)));
    if (!fresh) return;
    asked = null;
    complain([]);
    text(taken, `Waits for ${ctx.format.month(fresh.date.slice(0, 7))}.`);
  }
  const keyOf = (item) => `${item.index} ${item.date} ${item.text}`;
  ctx.labels.on(fields.relabel);

  return {
    element,
    setting(told) {
      s = told;
      if (!s) return;
      type.replaceChildren(...s.forms.map((one) => h("option", { value: one.type }, one.label)));
      quick.replaceChildren(...QUICK.map((name) => kinds().get(name)).filter(Boolean).map((one) =>
        h("button", { type: "button", class: "ea-button ea-small", dataset: { type: one.type }, onclick: () => pick(one.type) }, one.label)));
      pick(kinds().has(type.value) ? type.value : s.forms[0]?.type);
    },
    frame(f) {
      if (!f || !s) return;
      const next = s.dates[f.month];
      fields.times(next, s.dates.at(-1));
      go.disabled = !next;
      text(when, !next ? "The run is over: look back to inject something earlier." : `Now means ${ctx.format.month(next)}, the month to come.${f.back ? " Injecting here begins a branch." : ""}`);
      if (asked) answered(f);
      follow(waiting, f.waiting, {
        key: keyOf,
        make: row,
        update(node, item) {
          text(node.firstChild, `${ctx.format.month(item.date.slice(0, 7))}: ${item.text}`);
          set(node.lastChild, "dataset", { index: item.index });
          set(node.lastChild, "aria-label", `Withdraw ${item.text}`);
        },
      });
      none.hidden = f.waiting.length > 0;
      if (!f.waiting.length && taken.textContent) text(taken, "");
    },
    notice(told) {
      if (told?.kind !== "error" || told.what !== "inject") return;
      asked = null;
      complain(told.lines);
    },
  };
}
