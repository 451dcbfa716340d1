// What waits for a reset: collected here, told in words, applied or thrown away, one by one or as a whole.

import { follow, h, text } from "./dom.js";

/**
 * `run(key, value, words)` for scenario, seed and months, `number(row, value)` for a parameter; `words` are
 * `{label, from, to}`. A value of null is none that can be used. `order()` is what a reset takes along. `again()` is
 * called where something has been thrown away and what stands is to be shown.
 */
export function createPending(ctx, again) {
  const waiting = new Map(); // by "run seed", "number stand_down": {kind, name, value, label, from, to}
  const list = h("ul", { class: "ea-pending-list" });
  const lost = h("p", { class: "ea-note" });
  const problem = h("p", { class: "ea-problem", role: "alert" });
  const reset = h("button", { type: "button", class: "ea-button ea-main", onclick: apply }, "Reset with these");
  const element = h("footer", { class: "ea-pending", hidden: true, "aria-label": "Waits for a reset" },
    h("h3", { class: "ea-lever-heading" }, "Waits for a reset"), list, problem, lost,
    h("div", { class: "ea-flow" }, reset, h("button", { type: "button", class: "ea-button", onclick: () => forget() }, "Discard all")));
  let s = null;
  let moved = {}; // parameters that earlier resets of this page moved, and that still stand

  function put(one, stands) {
    const key = `${one.kind} ${one.name}`;
    if (one.value === stands) waiting.delete(key);
    else waiting.set(key, one);
    tell();
  }
  function order() {
    const fine = [...waiting.values()].filter((one) => one.value !== null);
    const part = (kind) => Object.fromEntries(fine.filter((one) => one.kind === kind).map((one) => [one.name, one.value]));
    const numbers = part("number");
    const others = part("run");
    if (!Object.keys(numbers).length) return others;
    return { ...others, parameters: { ...(others.scenario ? {} : moved), ...numbers } };
  }
  function apply() {
    if (!reset.disabled) ctx.send({ do: "reset", ...order() });
  }
  function forget(key = null) {
    if (key === null) waiting.clear();
    else waiting.delete(key);
    tell();
    again();
  }
  function tell() {
    follow(list, [...waiting], { key: ([key]) => key, make: row, update: said });
    element.hidden = !waiting.size;
    const wrong = [...waiting.values()].filter((one) => one.value === null);
    text(problem, wrong.map((one) => `${one.label}: ${one.to}.`).join(" "));
    problem.hidden = !wrong.length;
    reset.disabled = wrong.length > 0;
    warn();
  }
  function row([key, one]) {
    const drop = h("button", { type: "button", class: "ea-button ea-plain ea-small", title: "Discard this", "aria-label": `Discard ${one.label}`, onclick: () => forget(key) }, "✕");
    return h("li", {}, h("span", { class: "ea-pending-what" }), drop);
  }
  function said(node, [, one]) {
    text(node.firstChild, `${one.label}: ${one.from} → ${one.value === null ? "?" : one.to}`);
  }
  function warn() {
    const f = ctx.now().frame;
    const mine = f && (f.lines.length > 1 || f.waiting.length > 0 || f.lines.some((line) => line.note));
    text(lost, mine ? "The run begins anew: what was injected and all branches are gone then. Save the session first to keep them." : "The run begins anew.");
  }

  return {
    element,
    order,
    warn,
    value: (kind, name) => waiting.get(`${kind} ${name}`)?.value,
    run: (name, value, words) => put({ kind: "run", name, value, ...words }, name === "scenario" ? s?.scenario.name : s?.[name]),
    number: (one, value) => put({ kind: "number", name: one.name, value, label: one.name.replaceAll("_", " "), from: String(one.value), to: String(value) }, one.value),
    /** After a reset or a load: what stands now waits no longer, and nothing waits where the scenario is another. */
    setting(told) {
      const other = s?.scenario.name !== told.scenario.name;
      const values = new Map(told.parameters.map((one) => [one.name, one.value]));
      const asked = [...waiting.values()].filter((one) => one.kind === "number").map((one) => [one.name, one.value]);
      moved = Object.fromEntries([...(other ? [] : Object.entries(moved)), ...asked].filter(([name, value]) => values.get(name) === value));
      const stands = (one) => (one.kind === "number" ? values.get(one.name) : told[one.name]) === one.value;
      for (const [key, one] of waiting) if (other || one.name === "scenario" || stands(one)) waiting.delete(key);
      s = told;
      tell();
    },
  };
}
