// Futures from the shown month under several policies with the same luck: fans, differences, and who parts when.

import { h, text } from "./dom.js";
import { createChoice } from "./futures_choice.js";
import { createFans } from "./futures_fans.js";
import { createGaps } from "./futures_gaps.js";

const MARK = "These are futures of the model, not of the region: what is compared are assumptions. Levels of crises and strikes mean nothing, only differences do.";

export function create(ctx) {
  const choice = createChoice(ctx);
  const outcome = h("select", { class: "ea-select ea-outcome", "aria-label": "Outcome", onchange: () => draw() });
  const fans = createFans(ctx);
  const gaps = createGaps(ctx);
  const words = h("div", { class: "ea-stack ea-words", "aria-live": "polite" });
  const partings = h("div", {});
  const method = h("details", { class: "ea-note" }, h("summary", {}, "How these were made"), h("p", {}));
  const head = h("p", { class: "ea-note" });
  const menus = h("div", { class: "ea-tools" }, ctx.figureMenu("futures, fans", () => fans.drawing, () => caption()), ctx.figureMenu("futures, differences", () => gaps.drawing, () => caption()));
  const results = h("div", { class: "ea-stack", hidden: true }, h("div", { class: "ea-flow ea-results-head" }, outcome, head, menus), fans.element, words, gaps.element, partings, h("p", { class: "ea-note" }, MARK), method);
  const empty = h("p", { class: "ea-empty" }, "Choose two or more policies and play them on from the shown month, all with the same luck.");
  const element = h("section", { class: "ea-futures ea-pad ea-stack", dataset: { panel: "futures" }, "aria-label": "Futures" }, choice.element, empty, results);
  let told = null;

  function caption() {
    return told ? [`${told.runs} futures under each policy from ${told.from} on, the same luck under each. ${told.words.at(-1) ?? ""}`] : [];
  }

  function draw() {
    if (!told || !element.clientWidth) return;
    ctx.store.set("outcome", outcome.value);
    const shown = told.outcomes.find((one) => one.name === outcome.value) ?? told.outcomes[0];
    fans.draw(told, shown, element.clientWidth);
    gaps.draw(told, element.clientWidth);
  }

  function parted() {
    const rows = told.partings.map((one) => h("tr", {},
      h("td", {}, `${ctx.labels.state(one.actor)} → ${ctx.labels.state(one.target)}`),
      told.policies.length > 2 ? h("td", {}, label(one.policy)) : null,
      h("td", { class: "ea-number" }, ctx.format.percent(one.share)),
      h("td", { class: "ea-number" }, one.median === null ? "–" : `month ${one.median}`),
      h("td", {}, ctx.format.month(one.first_month))));
    const heads = ["Acts of", ...(told.policies.length > 2 ? ["under"] : []), "part in", "median", "first"];
    partings.replaceChildren(h("h3", { class: "ea-lever-heading" }, "Who parts from whom, when", h("span", { class: "ea-note" }, `against ${label(told.against)}`)),
      rows.length ? h("div", { class: "ea-scroll" }, h("table", { class: "ea-table" }, h("thead", {}, h("tr", {}, heads.map((said) => h("th", { scope: "col" }, said)))), h("tbody", {}, rows)))
        : h("p", { class: "ea-note" }, "Nobody does anything else under any of these policies within the horizon."));
  }

  const label = (name) => told.policies.find((one) => one.name === name)?.label ?? name;

  return {
    element,
    setting: choice.setting,
    frame: choice.frame,
    futures(value) {
      told = value;
      choice.done();
      results.hidden = !told;
      empty.hidden = Boolean(told);
      if (!told) return;
      ctx.open("futures");
      const before = outcome.value || ctx.store.get("outcome", "cooperation");
      outcome.replaceChildren(...told.outcomes.map((one) => h("option", { value: one.name }, one.label)));
      outcome.value = told.outcomes.some((one) => one.name === before) ? before : told.outcomes[0].name;
      const failed = told.failed ? `; ${told.failed} went numerically wrong and are left out` : "";
      text(head, `${ctx.format.count(told.runs)} futures a policy, from ${ctx.format.month(told.from)}, line ${told.line}, in ${ctx.format.seconds(told.seconds)}${failed}`);
      words.replaceChildren(...told.words.map((said) => h("p", {}, said)));
      text(method.lastChild, told.method);
      parted();
      draw();
    },
    notice: choice.notice,
    shown: draw,
    resize: draw,
  };
}
