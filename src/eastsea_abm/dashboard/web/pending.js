// What waits for a reset: chosen here, told in words, applied or thrown away as a whole.

import { h, text } from "./dom.js";

/**
 * `choose(key, value)`, `number(name, value, stands)`, `numbers()`, `value(name)`, `setting(s)`, `element`; `again()` is
 * called where all has been thrown away and what stands is to be shown.
 */
export function createPending(ctx, again) {
  const chosen = new Map(); // scenario, seed, months
  const numbers = new Map(); // parameters that differ from what the run has
  const list = h("ul", { class: "ea-pending-list ea-note" });
  const discard = h("button", { type: "button", class: "ea-button", onclick: () => forget() }, "Discard");
  const reset = h("button", { type: "button", class: "ea-button ea-main", onclick: () => apply() }, "Reset");
  const element = h("footer", { class: "ea-pending" }, list, h("div", { class: "ea-flow" }, reset, discard));
  let s = null;
  let base = {}; // parameters that were moved before, in earlier resets of this scenario

  function apply() {
    if ([...chosen.values()].includes(null)) return;
    const other = chosen.has("scenario");
    ctx.send({ do: "reset", ...Object.fromEntries(chosen), ...(other && !numbers.size ? {} : parameters(other)) });
  }
  function parameters(other) {
    return { parameters: { ...(other ? {} : base), ...Object.fromEntries(numbers) } };
  }
  function forget() {
    chosen.clear();
    numbers.clear();
    tell();
    again();
  }
  function tell() {
    const said = [
      ...[...chosen].map(([key, value]) => (value === null ? `${key}: not a number that can be used` : `${key}: ${value}`)),
      ...[...numbers].map(([name, value]) => `${name.replaceAll("_", " ")}: ${value}`),
    ];
    const began = ctx.now().frame?.played > 0;
    list.replaceChildren(...said.map((one) => h("li", {}, one)));
    if (!said.length) list.append(h("li", {}, began ? "Reset begins the run anew, without what was injected and without its branches." : "Nothing waits for a reset."));
    discard.disabled = !said.length;
    text(reset, said.length ? "Reset with these" : "Reset");
  }
  return {
    element,
    value: (name) => numbers.get(name),
    numbers: () => parameters(false),
    choose(key, value) {
      if (s && (key === "scenario" ? s.scenario.name : s[key]) === value) chosen.delete(key);
      else chosen.set(key, value);
      tell();
    },
    number(name, value, stands) {
      if (value === stands) numbers.delete(name);
      else numbers.set(name, value);
      tell();
    },
    setting(told) {
      if (s && s.scenario.name !== told.scenario.name) base = {};
      base = Object.fromEntries([...Object.entries(base), ...numbers].filter(([name]) => told.parameters.some((row) => row.name === name)));
      s = told;
      chosen.clear();
      numbers.clear();
      tell();
    },
  };
}
