// One thing that happened: who and whom, when, who brought it about, the sentence, and how far it moved cooperation.

import { h, set, text } from "./dom.js";
import { day, effect, minus, MOVED_MEANS, ORIGIN_MEANS, ORIGINS } from "./feed_words.js";

const FAR = 0.05; // points of the index that are told as a move

/** `make(item, setting)` gives a row, `update(row, item)` fills it. */
export function createRows(ctx) {
  return { make, update };

  function make(item, s) {
    const pair = askable(item, s);
    const ask = {
      type: "button",
      class: "ea-item-who ea-item-ask",
      title: "Ask why",
      onclick: () => ctx.select(...pair),
    };
    const head = [
      h("i", { class: "ea-swatch" }),
      pair ? h("button", ask) : h("b", { class: "ea-item-who" }),
      h("span", { class: "ea-note ea-item-when" }),
      h("span", { class: "ea-tag" }),
      h("span", { class: "ea-item-moved", title: MOVED_MEANS }),
    ];
    const said = [h("p", { class: "ea-item-text" }), h("p", { class: "ea-note ea-item-more" })];
    return h("li", { class: "ea-item" }, h("div", { class: "ea-item-head" }, head), said);
  }

  function update(node, item) {
    const [head, said, more] = node.children;
    const [swatch, who, when, origin, moved] = head.children;
    const targets = item.target ? item.target.split(",").map(ctx.labels.state).join(", ") : "";
    set(node, "dataset", { origin: item.origin, way: way(item) });
    set(swatch, "style", { background: ctx.theme.colour(item.actor) });
    text(who, `${ctx.labels.state(item.actor)}${targets ? ` → ${targets}` : ""}`);
    text(when, `${day(ctx, item.date)}, ${item.kind.replaceAll("_", " ")}`);
    text(origin, ORIGINS[item.origin] ?? item.origin);
    set(origin, "title", ORIGIN_MEANS[item.origin] ?? null);
    text(moved, effect(ctx, item));
    text(said, item.text);
    const words = [item.through && `Through ${minus(item.through)}.`, item.source && `Source: ${item.source}`];
    text(more, words.filter(Boolean).join(" "));
    more.hidden = !more.textContent;
  }
}

/** The pair of an item that can be asked about: the actor and the first target it has a tie with. */
function askable({ actor, target }, { states, partners, rivals }) {
  const at = (iso3) => states.findIndex((one) => one.iso3 === iso3);
  const joins = ([a, b], i, j) => a === i && b === j;
  const found = target.split(",").find((other) => {
    const [i, j] = [at(actor), at(other)];
    return partners.some((pair) => joins(pair, i, j) || joins(pair, j, i)) || rivals.some((pair) => joins(pair, i, j));
  });
  return found ? [actor, found] : null;
}

function way({ pending, moved }) {
  if (pending) return "pending";
  return moved >= FAR ? "up" : moved <= -FAR ? "down" : "none";
}
