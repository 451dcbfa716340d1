// Policies by the group in which they take each other's place, as the group's own words say.

import { h, set, text } from "./dom.js";

const NONE = "-"; // of a group: no policy
const OTHERS = "others"; // policies that take nobody's place: any number of them can stand

/** `element`, `setting(s)`, `frame(f)`, `free(on)`; `changed(names)` gets all policies that shall stand. */
export function createPolicies(ctx, changed) {
  const element = h("div", { class: "ea-stack" });
  let s = null;
  let f = null;
  let rows = [];

  function group({ group: name, policies }) {
    const id = `ea-policy-${name.replaceAll(/[^a-z0-9]+/gi, "-")}`;
    const hand = s.levers.find((lever) => policies.some((one) => lever.name in one.levers))?.holder;
    const holder = h("span", { class: "ea-tag" });
    const note = h("p", { class: "ea-note", id: `${id}-note` });
    const since = h("p", { class: "ea-note ea-since" });
    const source = h("p", {});
    const more = h("details", { class: "ea-note" }, h("summary", {}, "What it sets, and its source"), source);
    const choice = h("select", { class: "ea-select", id, dataset: { group: name }, "aria-describedby": note.id, onchange: choose },
      h("option", { value: NONE }, "none"), policies.map((one) => h("option", { value: one.name }, one.title)));
    const node = h("div", { class: "ea-field" },
      h("div", { class: "ea-policy-head" }, h("label", { class: "ea-label", for: id }, name.charAt(0).toUpperCase() + name.slice(1)), hand ? holder : null),
      choice, note, since, more);
    return { node, told, chosen: () => [choice.value].filter((one) => one !== NONE), free: (on) => (choice.disabled = !on) };

    function told() {
      const own = policies.find((one) => f.policies.includes(one.name));
      if (choice.value !== (own?.name ?? NONE)) choice.value = own?.name ?? NONE;
      if (hand) text(holder, ctx.labels.state(hand));
      text(note, own ? own.note : "Its levers stand where the scenario puts them.");
      const other = own ? apart(own) : [];
      text(since, other.length ? `Other than it sets: ${other.join(", ")}.` : "");
      more.hidden = !own;
      text(source, own ? `${sets(own)} Source: ${own.source || "not named"}.` : "");
    }
  }

  function several({ policies }) {
    const lines = policies.map((one) => {
      const box = h("input", { type: "checkbox", value: one.name, onchange: choose });
      const note = h("p", { class: "ea-note" }, one.note);
      return { box, note, node: h("div", {}, h("label", { class: "ea-check", title: one.note }, box, one.title), note) };
    });
    const told = () => lines.forEach(({ box, note }) => (note.hidden = !set(box, "checked", f.policies.includes(box.value)).checked));
    const node = h("fieldset", { class: "ea-field" }, h("legend", { class: "ea-label" }, "Others"), lines.map((line) => line.node));
    const boxes = () => lines.map((line) => line.box);
    return { node, told, chosen: () => boxes().filter((box) => box.checked).map((box) => box.value), free: (on) => boxes().forEach((box) => (box.disabled = !on)) };
  }

  function sets(own) {
    const numbers = Object.entries({ ...own.levers, ...own.parameters }).map(([name, value]) => `${name.replaceAll("_", " ")} ${value}`);
    return `${numbers.join(", ")}.`;
  }
  /** Levers that stand elsewhere than the policy put them: somebody, or the model, has moved them since. */
  function apart(own) {
    return Object.entries(own.levers).filter(([name, value]) => name in f.levers && Math.abs(f.levers[name] - value) > 1e-4)
      .map(([name, value]) => `${name.replaceAll("_", " ")} ${f.levers[name]} instead of ${value}`);
  }
  /** All policies that shall stand: those of the groups, and what is in no group here. */
  function choose() {
    const listed = new Set(s.groups.flatMap((one) => one.policies.map((policy) => policy.name)));
    const others = f.policies.filter((name) => !listed.has(name));
    changed([...others, ...rows.flatMap((row) => row.chosen())]);
  }

  return {
    element,
    setting(told) {
      s = told;
      // Those with most to choose from first: the strategy comes before the single policies.
      const first = (one) => (one.group === OTHERS ? -1 : one.policies.length);
      rows = [...s.groups].sort((a, b) => first(b) - first(a)).map((one) => (one.group === OTHERS ? several(one) : group(one)));
      element.replaceChildren(...rows.map((row) => row.node));
    },
    frame(told) {
      f = told;
      for (const row of rows) row.told();
    },
    free(on) {
      for (const row of rows) row.free(on);
    },
  };
}
