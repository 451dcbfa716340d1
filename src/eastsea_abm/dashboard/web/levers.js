// What can be chosen and moved: scenario, policies and levers, and the numbers of the next run.

import { h, set, text } from "./dom.js";
import { leverRow } from "./lever_row.js";
import { createParameters } from "./parameter_list.js";
import { createPending } from "./pending.js";
import { createPolicies } from "./policy_groups.js";

const LARGEST_SEED = Number.MAX_SAFE_INTEGER;

export function create(ctx) {
  const pending = createPending(ctx, () => setting(s));
  ctx.pending = pending; // a reset from the top bar takes along what waits here
  const policies = createPolicies(ctx, changePolicies);
  const parameters = createParameters(ctx, { ...pending, number: (row, value) => (pending.number(row, value), parameters.told()) });
  const scenario = h("select", { class: "ea-select", id: "ea-scenario", "aria-describedby": "ea-scenario-question", onchange: chooseScenario });
  const question = h("p", { class: "ea-note", id: "ea-scenario-question", "aria-live": "polite" });
  const remarks = h("details", { class: "ea-note" });
  const when = h("span", { class: "ea-note" });
  const levers = h("div", { class: "ea-stack" });
  const seed = number("seed", "Seed", 0, LARGEST_SEED);
  const months = number("months", "Months", 1, 2400);
  const heading = (said, note) => h("h3", { class: "ea-lever-heading" }, said, typeof note === "string" ? h("span", { class: "ea-note" }, note) : note);
  const field = (label, input) => h("label", { class: "ea-field" }, h("span", { class: "ea-label" }, label), input);
  const element = h("section", { class: "ea-levers", dataset: { panel: "levers" }, "aria-label": "Levers" },
    h("div", { class: "ea-levers-body ea-pad ea-stack" },
      field("Scenario, at reset", scenario), question, remarks,
      heading("Policies", "from the month to come on"), policies.element,
      heading("Levers", when), levers,
      heading("The next run", "applies at reset"),
      h("div", { class: "ea-two" }, field("Seed", seed), field("Months", months)),
      heading("Parameters", "apply at reset, and hold for the whole run"), parameters.element),
    pending.element);
  let s = null;
  let f = null;

  function number(name, label, min, max) {
    const input = h("input", { class: "ea-input", type: "number", min, max, step: 1, onchange: () => choose() });
    const choose = () => {
      const fine = input.value !== "" && input.checkValidity();
      set(input, "aria-invalid", !fine);
      const to = fine ? input.value : `a whole number from ${min.toLocaleString("en")} to ${max.toLocaleString("en")} is needed`;
      pending.run(name, fine ? Number(input.value) : null, { label, from: String(s[name]), to });
    };
    return input;
  }

  function chooseScenario() {
    const one = s.scenarios.find((candidate) => candidate.name === scenario.value);
    pending.run("scenario", scenario.value, { label: "Scenario", from: s.scenario.title, to: one?.title ?? scenario.value });
    ask();
  }
  /** The question of the scenario that is chosen, be it the one that plays or the one of the next reset. */
  function ask() {
    const one = s.scenarios.find((candidate) => candidate.name === scenario.value);
    const own = scenario.value === s.scenario.name;
    const bad = one && !one.fine ? "Its file has problems: a reset tells them all, and this run stays. " : "";
    text(question, bad + ((own ? s.scenario.question : one?.question) || "It asks no question."));
    remarks.hidden = !own || !s.remarks.length;
  }

  function changePolicies(names) {
    // Before the first month nothing is lost by a reset, and it also sets what only holds for a whole run.
    const untouched = f.played === 0 && f.lines.length === 1 && !f.waiting.length;
    ctx.send(untouched ? { do: "reset", policies: names } : { do: "policies", names });
  }

  function setting(told) {
    s = told;
    if (!s) return;
    const known = s.scenarios.some((one) => one.name === s.scenario.name) ? s.scenarios : [{ ...s.scenario, fine: true }, ...s.scenarios];
    pending.setting(s);
    scenario.replaceChildren(...known.map((one) => h("option", { value: one.name }, one.fine ? one.title : `⚠ ${one.title} (has problems)`)));
    scenario.value = pending.value("run", "scenario") ?? s.scenario.name;
    remarks.replaceChildren(h("summary", {}, s.remarks.length === 1 ? "1 remark on the file" : `${s.remarks.length} remarks on the file`), ...s.remarks.map((said) => h("p", {}, said)));
    ask();
    for (const [input, name] of [[seed, "seed"], [months, "months"]]) {
      if (pending.value("run", name) === undefined) set(input, "aria-invalid", false).value = s[name];
    }
    policies.setting(s);
    levers.replaceChildren(...s.levers.map((row) =>
      leverRow(ctx, row, { usual: [["Default", row.default], ["At the start", row.at_start]], moved: (value) => ctx.send({ do: "lever", name: row.name, value }) })));
    parameters.setting(s);
    if (f) frame(f);
  }

  function frame(told, always = false) {
    f = told;
    if (!f || !s) return;
    const next = s.dates[f.month];
    text(when, !next ? "the run is over: look back to move them earlier" : `struck in ${ctx.format.month(next)}, the month to come; recorded as an event${f.back ? "; begins a branch" : ""}`);
    policies.free(Boolean(next));
    // What has yet to strike is shown where it is going: what was moved, and at the start all that scenario and policies set.
    const coming = new Map(f.waiting.filter((one) => one.lever && one.date.startsWith(next)).map((one) => [one.lever, one.size]));
    const now = Object.fromEntries(s.levers.map((row) => [row.name, (f.month === 0 ? row.at_start : null) ?? f.levers[row.name]]));
    policies.frame({ ...f, levers: { ...now, ...Object.fromEntries(coming) } });
    s.levers.forEach(({ name }, k) => {
      const goal = coming.get(name);
      levers.children[k].told(goal ?? now[name], goal === undefined ? "" : `from ${ctx.format.month(next)} on; now ${now[name]}`, always);
      levers.children[k].free(Boolean(next));
    });
    pending.warn();
  }

  return {
    element,
    setting,
    frame: (told) => frame(told),
    notice(told) {
      if (told?.kind === "error" && (told.what === "lever" || told.what === "policies") && f) frame(f, true);
    },
  };
}
