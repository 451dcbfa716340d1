// Who parts from whom, and when: pairs whose acts differ from those under the first policy, with the same luck.

import { h } from "./dom.js";

const FIRST = 10; // pairs that are shown before all are asked for

export function createPartings(ctx) {
  const element = h("div", { class: "ea-stack" });
  const more = h("button", { type: "button", class: "ea-button ea-small", onclick: () => ((all = !all), draw(shown)) });
  let all = false;
  let shown = null;

  /** A row a pair, a column a policy: the share of futures in which it parts, and the median month. */
  function draw(told) {
    shown = told;
    const others = told.policies.filter((one) => one.name !== told.against);
    const reference = told.policies.find((one) => one.name === told.against)?.label ?? told.against;
    const pairs = new Map();
    for (const one of told.partings) {
      const key = `${one.actor} ${one.target}`;
      pairs.set(key, { ...pairs.get(key), [one.policy]: one });
    }
    const most = (pair) => Math.max(...Object.values(pair).map((one) => one.share));
    const rows = [...pairs.values()].sort((a, b) => most(b) - most(a));
    const named = ({ actor, target }) => `${ctx.labels.state(actor)} → ${ctx.labels.state(target)}`;
    const [heads, cells] = others.length > 1 ? beside(others) : alone(others[0]);
    const table = h("table", { class: "ea-table" },
      h("thead", {}, h("tr", {}, ["Acts of", ...heads].map((said) => h("th", { scope: "col" }, said)))),
      h("tbody", {}, rows.slice(0, all ? rows.length : FIRST).map((pair) =>
        h("tr", {}, h("th", { scope: "row" }, named(Object.values(pair)[0])), cells(pair).map((said) => h("td", { class: "ea-number" }, said))))));
    const note = `other acts than under ${reference}: in how many futures, and in which month of them (median)`;
    const many = rows.length > FIRST;
    more.textContent = all ? "Fewer pairs" : `All ${rows.length} pairs`;
    const held = document.activeElement === more;
    element.replaceChildren(h("h3", { class: "ea-lever-heading" }, "Who parts from whom, when", h("span", { class: "ea-note" }, note)),
      rows.length ? h("div", { class: "ea-scroll" }, table) : h("p", { class: "ea-note" }, "Nobody does anything else under any of these policies within the horizon."),
      ...(many ? [h("div", {}, more)] : []));
    if (held && many) more.focus();
  }
  /** Of a single policy there is room for the earliest month too. */
  function alone(policy) {
    const said = (one) => [ctx.format.percent(one.share), `month ${one.median}`, ctx.format.month(one.first_month)];
    return [["parts in", "median", "earliest"], (pair) => said(pair[policy.name])];
  }
  function beside(others) {
    const said = (one) => (one ? `${ctx.format.percent(one.share)}, month ${one.median}` : "never");
    return [others.map((one) => one.label), (pair) => others.map((one) => said(pair[one.name]))];
  }
  return { element, draw };
}
