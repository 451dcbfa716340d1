// What can be chosen and moved: scenario, policies and levers, and the parameters of the next run.

import { follow, h, set, text } from "./dom.js";
import { leverRow } from "./lever_row.js";
import { createPending } from "./pending.js";

const NONE = "-"; // of a group: no policy
const OTHERS = "others"; // policies that take nobody's place: any number of them can stand

export function create(ctx) {
  const pending = createPending(ctx, () => setting(s));
  const scenario = h("select", { class: "ea-select", id: "ea-scenario", onchange: () => pending.choose("scenario", scenario.value) });
  const question = h("p", { class: "ea-note ea-question" });
  const groups = h("div", { class: "ea-stack" });
  const levers = h("div", { class: "ea-stack" });
  const seed = h("input", { class: "ea-input", type: "number", min: 0, step: 1, onchange: () => pending.choose("seed", whole(seed)) });
  const months = h("input", { class: "ea-input", type: "number", min: 1, max: 2400, step: 1, onchange: () => pending.choose("months", whole(months)) });
  const search = h("input", { class: "ea-input", type: "search", placeholder: "Find a parameter", "aria-label": "Find a parameter", oninput: () => list() });
  const parameters = h("div", { class: "ea-stack" });
  const heading = (said, note) => h("h3", { class: "ea-lever-heading" }, said, h("span", { class: "ea-note" }, note));
  const field = (label, input) => h("label", { class: "ea-field" }, h("span", { class: "ea-label" }, label), input);
  const element = h("section", { class: "ea-levers", dataset: { panel: "levers" }, "aria-label": "Levers" },
    h("div", { class: "ea-levers-body ea-pad ea-stack" },
      field("Scenario, at reset", scenario), question,
      heading("Policies", "change from the month to come on"), groups,
      heading("Levers", "move at once; recorded as an event"), levers,
      heading("The next run", "applies at reset"),
      h("div", { class: "ea-two" }, field("Seed", seed), field("Months", months)),
      heading("Parameters", "of the next run; hold for all of it"), search, parameters),
    pending.element);
  let s = null;
  let f = null;

  function list() {
    const wanted = search.value.trim().toLowerCase();
    const fits = (row) => (wanted ? `${row.name} ${row.meaning}`.toLowerCase().includes(wanted) : row.foremost);
    const shown = (s?.parameters ?? []).filter(fits);
    follow(parameters, shown, { key: (row) => row.name, make: parameter, update: (node, row) => node.told(pending.value(row.name) ?? row.value) });
    if (!shown.length) follow(parameters, [{ name: "-" }], { key: () => "-none", make: () => Object.assign(h("p", { class: "ea-note" }, "No parameter has this in its name or meaning."), { told() {} }) });
  }

  function parameter(row) {
    return leverRow(ctx, row, { hint: row.why_foremost, moved: (value) => pending.number(row.name, value, row.value) });
  }

  function several({ policies }) {
    const boxes = policies.map((one) => h("input", { type: "checkbox", value: one.name, onchange: () => changePolicy() }));
    const node = h("fieldset", { class: "ea-field" }, h("legend", { class: "ea-label" }, "Others"), policies.map((one, k) => h("label", { class: "ea-check", title: one.note }, boxes[k], one.title)));
    node.told = (standing) => boxes.forEach((box) => set(box, "checked", standing.includes(box.value)));
    return node;
  }

  function group({ group: name, policies }) {
    if (name === OTHERS) return several({ policies });
    const id = `ea-policy-${name.replaceAll(/[^a-z0-9]+/gi, "-")}`;
    const note = h("p", { class: "ea-note" });
    const choice = h("select", { class: "ea-select", id, dataset: { group: name }, onchange: () => changePolicy() },
      h("option", { value: NONE }, "none"), policies.map((one) => h("option", { value: one.name }, one.title)));
    const node = h("div", { class: "ea-field" }, h("label", { class: "ea-label", for: id }, name.charAt(0).toUpperCase() + name.slice(1)), choice, note);
    node.told = (standing) => {
      const own = policies.find((one) => standing.includes(one.name));
      if (document.activeElement !== choice) choice.value = own?.name ?? NONE;
      text(note, own?.note ?? "");
    };
    return node;
  }

  /** All policies that shall stand: those of the groups, and what is in no group here. */
  function changePolicy() {
    const listed = new Set(s.groups.flatMap((one) => one.policies.map((policy) => policy.name)));
    const others = f.policies.filter((name) => !listed.has(name));
    const chosen = [...groups.querySelectorAll("select, input:checked")].map((choice) => choice.value).filter((name) => name !== NONE);
    if (f.played === 0) ctx.send({ do: "reset", policies: [...others, ...chosen], ...pending.numbers() });
    else ctx.send({ do: "policies", names: [...others, ...chosen] });
  }

  function setting(told) {
    s = told;
    if (!s) return;
    pending.setting(s);
    const known = s.scenarios.some((one) => one.name === s.scenario.name) ? s.scenarios : [{ name: s.scenario.name, title: s.scenario.title, fine: true }, ...s.scenarios];
    scenario.replaceChildren(...known.map((one) => h("option", { value: one.name }, one.fine ? one.title : `⚠ ${one.title} (has problems)`)));
    scenario.value = s.scenario.name;
    text(question, s.scenario.question);
    seed.value = s.seed;
    months.value = s.months;
    groups.replaceChildren(...s.groups.map(group));
    levers.replaceChildren(...s.levers.map((row) => leverRow(ctx, row, { moved: (value) => ctx.send({ do: "lever", name: row.name, value }) })));
    parameters.replaceChildren();
    list();
    if (f) frame(f);
  }

  function frame(told) {
    f = told;
    if (!f || !s) return;
    for (const node of groups.children) node.told(f.policies);
    s.levers.forEach((row, k) => levers.children[k].told(f.levers[row.name]));
  }

  return {
    element,
    setting,
    frame,
    notice(told) {
      if (told?.kind !== "error" || told.what !== "lever" || !f) return;
      for (const node of levers.children) node.told(f.levers[node.dataset.name], true);
    },
  };
}

function whole(input) {
  const value = Number(input.value);
  set(input, "aria-invalid", !input.checkValidity() || input.value === "");
  return input.checkValidity() && input.value !== "" ? value : null;
}
