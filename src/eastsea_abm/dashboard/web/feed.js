// What happened, newest first, one sentence each, and how far it moved cooperation.

import { follow, h, set, text } from "./dom.js";

const ORIGINS = { record: "record", model: "model", you: "you" };
const QUIET = 250; // milliseconds after the last letter before the server is asked

export function create(ctx) {
  const kind = h("select", { class: "ea-select", "aria-label": "Kind", onchange: ask });
  const state = h("select", { class: "ea-select", "aria-label": "State", onchange: ask });
  const words = h("input", { class: "ea-input", type: "search", placeholder: "Find words", "aria-label": "Find words", oninput: () => (clearTimeout(later), (later = setTimeout(ask, QUIET))) });
  const count = h("span", { class: "ea-note" });
  const list = h("ol", { class: "ea-feed-list" });
  const empty = h("p", { class: "ea-empty" });
  const element = h("section", { class: "ea-feed", dataset: { panel: "feed" }, "aria-label": "Feed" },
    h("div", { class: "ea-feed-head ea-flow" }, kind, state, words, count), empty, list);
  let later = 0;
  let kinds = "";

  function ask() {
    ctx.send({ do: "filter", text: words.value, kinds: kind.value ? [kind.value] : [], states: state.value ? [state.value] : [] });
  }

  function row() {
    return h("li", { class: "ea-item" },
      h("div", { class: "ea-item-head" }, h("i", { class: "ea-swatch" }), h("b", { class: "ea-item-who" }), h("span", { class: "ea-note ea-item-when" }), h("span", { class: "ea-tag" }), h("span", { class: "ea-note ea-item-moved" })),
      h("p", { class: "ea-item-text" }), h("p", { class: "ea-note ea-item-more" }));
  }

  function update(node, item) {
    const [head, said, more] = node.children;
    const [swatch, who, when, origin, moved] = head.children;
    const targets = item.target ? item.target.split(",").map(ctx.labels.state).join(", ") : "";
    set(swatch, "style", { background: ctx.theme.colour(item.actor) });
    text(who, `${ctx.labels.state(item.actor)}${targets ? ` → ${targets}` : ""}`);
    text(when, `${item.date}, ${item.kind.replaceAll("_", " ")}`);
    text(origin, ORIGINS[item.origin] ?? item.origin);
    node.dataset.origin = item.origin;
    text(moved, item.pending ? "effect known in a few months" : item.moved === null ? "" : `moved cooperation by ${ctx.format.signed(item.moved, 1)}`);
    node.dataset.way = item.moved > 0.05 ? "up" : item.moved < -0.05 ? "down" : "none";
    text(said, item.text);
    text(more, [item.through ? `through ${item.through}` : "", item.source ? `Source: ${item.source}` : ""].filter(Boolean).join(". "));
    more.hidden = !more.textContent;
  }

  return {
    element,
    setting(s) {
      if (!s) return;
      state.replaceChildren(h("option", { value: "" }, "All states"), ...s.states.map((one) => h("option", { value: one.iso3 }, ctx.labels.state(one.iso3))));
      kinds = "";
      words.value = "";
    },
    frame(f) {
      if (!f) return;
      const { feed } = f;
      if (kinds !== feed.kinds.join()) {
        kinds = feed.kinds.join();
        kind.replaceChildren(h("option", { value: "" }, "All kinds"), ...feed.kinds.map((one) => h("option", { value: one }, one.replaceAll("_", " "))));
      }
      if (document.activeElement !== kind) kind.value = feed.filter.kinds[0] ?? "";
      if (document.activeElement !== state) state.value = feed.filter.states[0] ?? "";
      const filtered = Boolean(feed.filter.text || feed.filter.kinds.length || feed.filter.states.length);
      text(count, filtered || feed.shown < feed.total ? `${feed.shown} of ${feed.total}` : `${feed.total}`);
      empty.hidden = feed.items.length > 0;
      text(empty, filtered ? "Nothing in the feed fits the filter." : f.month ? "Nothing worth a sentence has happened yet." : "Press play or step: what happens is told here, newest first.");
      const seen = new Map();
      const keyed = feed.items.map((item) => {
        const key = `${item.date}|${item.actor}|${item.kind}|${item.text}`;
        seen.set(key, (seen.get(key) ?? 0) + 1);
        return { ...item, key: `${key}|${seen.get(key)}` };
      });
      follow(list, keyed, { key: (item) => item.key, make: row, update });
    },
    close: () => clearTimeout(later),
  };
}
