// Futures from the shown month under several policies with the same luck: fans, differences, and who parts when.

import { h, set, text } from "./dom.js";
import { createChoice } from "./futures_choice.js";
import { createFans } from "./futures_fans.js";
import { createGaps } from "./futures_gaps.js";
import { createPartings } from "./futures_partings.js";

const NOT_TO_CONCLUDE = [
  "These are futures of the model, not of the region: what is compared are assumptions, and none of it is a forecast.",
  "Levels of crises, strikes and entrapment mean nothing by themselves, only differences under the same luck do.",
  "An interval says how far chance alone could have moved a difference at these parameters. What other parameters would do, it does not say; eastsea compare --draws does.",
  "Each interval stands by itself: of twenty, one misses on average. One that holds 0 is no proof that a policy changes nothing.",
];

export function create(ctx) {
  const choice = createChoice(ctx);
  const outcome = h("select", { class: "ea-select ea-outcome", "aria-label": "Outcome", onchange: chosen });
  const view = h("select", { class: "ea-select ea-outcome", "aria-label": "What is drawn", onchange: chosen },
    h("option", { value: "fans" }, "Fans, side by side"), h("option", { value: "gaps" }, "Differences, month by month"));
  const fans = createFans(ctx);
  const gaps = createGaps(ctx);
  const partings = createPartings(ctx);
  const words = h("div", { class: "ea-stack ea-words", "aria-live": "polite" });
  const method = h("details", { class: "ea-note" }, h("summary", {}, "How these were made"), h("p", {}));
  const head = h("p", { class: "ea-note ea-results-said" });
  const meaning = h("p", { class: "ea-note" });
  const results = h("div", { class: "ea-stack", hidden: true },
    h("div", { class: "ea-flow ea-results-head" }, outcome, view, head, h("div", { class: "ea-tools" }, ctx.figureMenu("futures, month by month", () => fans.drawing, () => caption(fans.caption())))),
    fans.element, meaning, words, gaps.element, partings.element,
    h("div", { class: "ea-caveats ea-note" }, h("h3", { class: "ea-lever-heading" }, "What may not be concluded"), h("ul", {}, NOT_TO_CONCLUDE.map((said) => h("li", {}, said)))), method);
  gaps.tools.append(ctx.figureMenu("futures, differences", () => gaps.drawing, () => caption(gaps.caption(told))));
  const empty = h("p", { class: "ea-empty" }, "Choose two or more policies and play them on from the shown month, all with the same luck.");
  const element = h("section", { class: "ea-futures ea-pad ea-stack", dataset: { panel: "futures" }, "aria-label": "Futures" }, choice.element, empty, results);
  const ending = [ctx.theme.on(draw), ctx.labels.on(() => told && partings.draw(told))];
  let told = null;
  let s = null;

  function caption(own) {
    return told ? [own, `${told.runs} futures under each policy from ${told.from} on, the same luck under each. ${told.words.at(-1) ?? ""}`] : [];
  }

  function chosen() {
    ctx.store.set("outcome", outcome.value);
    ctx.store.set("futures.view", view.value);
    draw();
  }

  function draw() {
    if (!told || !element.clientWidth) return;
    const shown = told.outcomes.find((one) => one.name === outcome.value) ?? told.outcomes[0];
    const known = s?.outcomes.find((one) => one.name === shown.name);
    text(meaning, known ? `${shown.label.charAt(0).toUpperCase()}${shown.label.slice(1)}: ${known.meaning}.` : "");
    fans.draw(told, shown, element.clientWidth, view.value === "gaps");
    gaps.draw(told, element.clientWidth);
  }

  return {
    element,
    setting(value) {
      s = value;
      choice.setting(value);
    },
    frame: choice.frame,
    futures(value) {
      told = value;
      choice.done(Boolean(told));
      results.hidden = !told;
      empty.hidden = Boolean(told);
      if (!told) return;
      ctx.mark("futures");
      const before = outcome.value || ctx.store.get("outcome", "cooperation");
      outcome.replaceChildren(...told.outcomes.map((one) => h("option", { value: one.name }, one.label)));
      outcome.value = told.outcomes.some((one) => one.name === before) ? before : told.outcomes[0].name;
      const several = told.policies.length > 1;
      view.value = several && ctx.store.get("futures.view", "fans") === "gaps" ? "gaps" : "fans";
      view.hidden = !several;
      const failed = told.failed ? `; ${told.failed} went numerically wrong and are left out` : "";
      text(head, `${ctx.format.count(told.runs)} futures a policy from ${ctx.format.month(told.from)}, line ${told.line}${failed}`);
      set(head, "title", `Played in ${ctx.format.seconds(told.seconds)}`);
      words.replaceChildren(...told.words.map((said) => h("p", {}, said)));
      text(method.lastChild, told.method);
      partings.draw(told);
      draw();
    },
    notice: choice.notice,
    shown: draw,
    resize: draw,
    close: () => ending.forEach((end) => end()),
  };
}
