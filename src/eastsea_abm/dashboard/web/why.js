// Why a pair did what it did: the terms of its decisions as signed bars, what changed its attitudes, causes and history.

import { h, text } from "./dom.js";
import { createBars } from "./why_bars.js";
import { createHistory } from "./why_history.js";

export function create(ctx) {
  const title = h("h3", { class: "ea-why-title" });
  const turn = h("button", { type: "button", class: "ea-button ea-small", onclick: () => ctx.now().frame?.why && ctx.send({ do: "select", actor: ctx.now().frame.why.target, target: ctx.now().frame.why.actor }) }, "The other way");
  const summary = h("p", {});
  const chips = h("div", { class: "ea-flow ea-chips", role: "group", "aria-label": "Earlier decisions" });
  const decision = createBars(ctx, "decision");
  const stance = createBars(ctx, "stance");
  const changes = h("div", { class: "ea-changes" });
  const causes = h("ul", { class: "ea-causes" });
  const causesHead = h("h4", { class: "ea-why-head" }, "What happened between them in the last six months");
  const past = createHistory(ctx);
  const body = h("div", { class: "ea-why-grid" },
    h("div", { class: "ea-stack" }, summary, chips, decision.element, stance.element),
    h("div", { class: "ea-stack" }, past.element, changes, causesHead, causes));
  const empty = h("p", { class: "ea-empty" }, "Press a cell of the matrix or a tie on the map to ask why.");
  const element = h("section", { class: "ea-why ea-pad ea-stack", dataset: { panel: "why" }, "aria-label": "Why" }, h("div", { class: "ea-flow" }, title, turn), empty, body);
  let chosen = 0; // which of the decisions is looked at, 0 the last
  let pair = "";
  let w = null;

  function show() {
    const one = w.decisions[chosen] ?? w.decisions[0];
    decision.draw(one && { title: `${one.act}, ${ctx.format.month(one.month)}`, note: one.forced ? "forced by an event; the terms are what the state itself would have weighed" : `it had a chance of ${ctx.format.percent(one.chance)}`, total: one.utility, what: "utility of the act", terms: one.terms });
    for (const [k, chip] of [...chips.children].entries()) chip.setAttribute("aria-pressed", String(k === Math.min(chosen, w.decisions.length - 1)));
  }

  function changed() {
    changes.replaceChildren(...w.changes.map((one) => {
      const parts = one.terms.filter(([, value]) => Math.abs(value) >= 0.0005).sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]));
      return h("p", {}, h("b", {}, one.what), ` ${ctx.format.number(one.value)} (${ctx.format.signed(one.change, 3)} this month)`,
        h("span", { class: "ea-note" }, parts.length ? `: ${parts.map(([name, value]) => `${name} ${ctx.format.signed(value, 3)}`).join(", ")}` : ": nothing moved it"));
    }));
  }

  return {
    element,
    frame(f) {
      w = f?.why ?? null;
      body.hidden = !w;
      turn.hidden = !w;
      empty.hidden = Boolean(w);
      if (!w) return text(title, "");
      if (pair !== `${w.actor}-${w.target}`) {
        pair = `${w.actor}-${w.target}`;
        chosen = 0;
      }
      text(title, `${ctx.labels.state(w.actor)} toward ${ctx.labels.state(w.target)}, ${f.month ? ctx.format.month(w.month) : "before the first month"}`);
      text(summary, w.summary ? `${w.summary.charAt(0).toUpperCase()}${w.summary.slice(1)}${/[.!?]$/.test(w.summary) ? "" : "."}` : "");
      chips.replaceChildren(...w.decisions.map((one, k) => h("button", { type: "button", class: "ea-button ea-small ea-chip", title: ctx.format.month(one.month), onclick: () => ((chosen = k), show()) }, `${one.month.slice(2)} ${one.act}`)));
      show();
      stance.draw(w.stance && { title: `toward its rival: ${w.stance.act}`, note: "", total: w.stance.utility, what: "utility of the act, before luck", terms: w.stance.terms });
      changed();
      causesHead.hidden = !w.causes.length;
      causes.replaceChildren(...w.causes.map((one) => h("li", {}, `${one.month}: ${one.text}`, h("span", { class: "ea-note" }, ` ${one.origin}${one.moved === null ? "" : `, moved cooperation by ${ctx.format.signed(one.moved, 1)}`}`))));
      past.draw(w.history);
      return null;
    },
    shown: () => w && past.draw(w.history),
    resize: () => w && past.draw(w.history),
  };
}
