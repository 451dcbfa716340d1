// Why a pair did what it did: the terms of its decisions as signed bars, what changed its attitudes, causes and history.

import { follow, h, set, text } from "./dom.js";
import { minus } from "./feed_words.js";
import { createBars } from "./why_bars.js";
import { createCauses } from "./why_causes.js";
import { createHistory } from "./why_history.js";

const ATTITUDES = ["trust", "threat", "grievance"];
const FINE = { digits: 3, least: 0.0005 }; // of a month's change

export function create(ctx) {
  const title = h("h3", { class: "ea-why-title" });
  const turn = h("button", {
    type: "button",
    class: "ea-button ea-small",
    onclick: () => w && ctx.send({ do: "select", actor: w.target, target: w.actor }),
  });
  const summary = h("p", {});
  const chips = h("div", {
    class: "ea-chips",
    role: "group",
    "aria-label": "Decisions of the last months, the newest first",
  });
  const decision = createBars(ctx, "decision");
  const stance = createBars(ctx, "stance");
  const changes = Object.fromEntries(ATTITUDES.map((what) => [what, createBars(ctx, what, FINE)]));
  const causes = createCauses(ctx);
  const past = createHistory(ctx);
  const body = h(
    "div",
    { class: "ea-stack" },
    summary,
    chips,
    h(
      "div",
      { class: "ea-why-grid" },
      h("div", { class: "ea-stack" }, decision.element, stance.element, causes.element),
      h(
        "div",
        { class: "ea-stack" },
        past.element,
        ATTITUDES.map((what) => changes[what].element),
      ),
    ),
  );
  const empty = h("p", { class: "ea-empty" }, "Press a cell of the matrix or a tie on the map to ask why.");
  const element = h(
    "section",
    { class: "ea-why ea-pad ea-stack", dataset: { panel: "why" }, "aria-label": "Why" },
    h("div", { class: "ea-flow" }, title, turn),
    empty,
    body,
  );
  let chosen = null; // month of the earlier decision that is looked at; null: the last, whichever it is
  let pair = "";
  let w = null;

  function decisions() {
    const one = w.decisions.find(({ month }) => month === chosen) ?? w.decisions[0];
    decision.draw(
      one && {
        title: `${one.act}, ${ctx.format.month(one.month)}`,
        note: chance(one),
        total: one.utility,
        what: `the utility of "${one.act}"`,
        terms: one.terms,
      },
    );
    chips.hidden = w.decisions.length < 2;
    follow(chips, w.decisions, {
      key: ({ month }) => month,
      make: ({ month }) =>
        h(
          "button",
          { type: "button", class: "ea-button ea-small ea-chip", onclick: () => choose(month) },
          h("span", { class: "ea-note" }, ctx.format.month(month)),
          h("span", {}),
        ),
      update(node, { month, act, forced }) {
        text(node.lastChild, `${act}${forced ? " (forced)" : ""}`);
        set(node, "aria-pressed", month === one.month);
      },
    });
  }

  function choose(month) {
    chosen = month === w.decisions[0].month ? null : month;
    decisions();
  }

  function chance({ forced, chance: part }) {
    if (forced) return "forced by an event; the terms are what the state itself would have weighed";
    return part === null ? "" : `had a chance of ${ctx.format.percent(part)}`;
  }

  function attitudes() {
    for (const what of ATTITUDES) {
      const one = w.changes.find((change) => change.what === what);
      changes[what].draw(
        one && {
          title: `${what} ${ctx.format.number(one.value)}`,
          note: `${ctx.format.signed(one.change, 3)} in ${ctx.format.month(w.month)}`,
          total: one.change,
          what: "the month's change",
          terms: one.terms,
        },
      );
    }
  }

  const history = () => past.draw(w.history, `${ctx.labels.state(w.actor)} toward ${ctx.labels.state(w.target)}`);

  return {
    element,
    frame(f) {
      w = f?.why ?? null;
      body.hidden = turn.hidden = !w;
      empty.hidden = Boolean(w);
      if (!w) return text(title, "");
      const now = `${f.line} ${w.actor} ${w.target}`;
      if (pair !== now) chosen = null;
      pair = now;
      text(
        title,
        `${ctx.labels.state(w.actor)} toward ${ctx.labels.state(w.target)}, ${f.month ? ctx.format.month(w.month) : "before the first month"}`,
      );
      text(turn, `⇄ ${ctx.labels.state(w.target)} toward ${ctx.labels.state(w.actor)}`);
      text(summary, sentence(w.summary));
      decisions();
      stance.draw(
        w.stance && {
          title: `toward its rival: ${w.stance.act}`,
          note: "",
          total: w.stance.utility,
          what: `the utility of "${w.stance.act}", before luck`,
          terms: w.stance.terms,
        },
      );
      attitudes();
      causes.draw(f.month ? w.causes : null);
      history();
      return null;
    },
    shown: () => w && history(),
    resize: () => w && history(),
  };
}

function sentence(said) {
  if (!said) return "";
  const whole = minus(said);
  return `${whole.charAt(0).toUpperCase()}${whole.slice(1)}${/[.!?]$/.test(whole) ? "" : "."}`;
}
