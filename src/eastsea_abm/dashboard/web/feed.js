// What happened, newest first, one sentence each, who brought it about, and how far it moved cooperation.

import { follow, h, set, text } from "./dom.js";
import { createRows } from "./feed_row.js";
import { distinct } from "./feed_words.js";

const QUIET = 250; // milliseconds after the last letter before the server is asked

export function create(ctx) {
  const kind = h("select", { class: "ea-select", "aria-label": "Kind", onchange: ask });
  const state = h("select", { class: "ea-select", "aria-label": "State", onchange: ask });
  const words = h("input", {
    class: "ea-input",
    type: "search",
    placeholder: "Find words",
    "aria-label": "Find words",
    oninput: () => (clearTimeout(later), (later = setTimeout(ask, QUIET))),
  });
  const all = h("button", { type: "button", class: "ea-button ea-small", hidden: true, onclick: clear }, "Show all");
  const count = h("span", { class: "ea-note", "aria-live": "polite" });
  const list = h("ol", { class: "ea-feed-list" });
  const empty = h("p", { class: "ea-empty" });
  const element = h(
    "section",
    { class: "ea-feed", dataset: { panel: "feed" }, "aria-label": "Feed" },
    h("div", { class: "ea-feed-head ea-flow" }, kind, state, words, all, count),
    empty,
    list,
  );
  const rows = createRows(ctx);
  let later = 0;
  let kinds = null; // those offered, joined; null until there are options
  let named = "";
  let s = null;

  function ask() {
    clearTimeout(later);
    ctx.send({
      do: "filter",
      text: words.value,
      kinds: kind.value ? [kind.value] : [],
      states: state.value ? [state.value] : [],
    });
  }

  function clear() {
    kind.value = state.value = words.value = "";
    ask();
  }

  function choices(feed) {
    if (kinds !== feed.kinds.join()) {
      kinds = feed.kinds.join();
      options(
        kind,
        "All kinds",
        feed.kinds.map((one) => [one, one.replaceAll("_", " ")]),
        feed.filter.kinds[0],
      );
    }
    const names = s.states.map((one) => [one.iso3, ctx.labels.state(one.iso3)]);
    if (named !== names.join()) {
      named = names.join();
      options(state, "All states", names, feed.filter.states[0]);
    }
    for (const [select, held] of [
      [kind, feed.filter.kinds[0]],
      [state, feed.filter.states[0]],
    ])
      if (document.activeElement !== select) select.value = held ?? "";
  }

  function options(select, every, items, chosen) {
    select.replaceChildren(
      h("option", { value: "" }, every),
      ...items.map(([value, said]) => h("option", { value }, said)),
    );
    select.value = chosen ?? "";
  }

  return {
    element,
    setting(told) {
      s = told;
      kinds = null;
      named = words.value = "";
      if (!s) list.replaceChildren();
    },
    frame(f) {
      if (!f || !s) return;
      const { feed } = f;
      choices(feed);
      const filtered = Boolean(feed.filter.text || feed.filter.kinds.length || feed.filter.states.length);
      all.hidden = !filtered;
      text(
        count,
        filtered
          ? `${feed.shown} of ${feed.total}`
          : feed.shown < feed.total
            ? `the newest ${feed.shown} of ${feed.total}`
            : feed.total
              ? `${feed.total} so far`
              : "",
      );
      empty.hidden = feed.items.length > 0;
      text(
        empty,
        filtered
          ? "Nothing in the feed fits the filter."
          : f.month
            ? "Nothing worth a sentence has happened yet."
            : "Press play or step: what happens is told here, newest first.",
      );
      const keyed = distinct(feed.items, (item) =>
        [item.date, item.actor, item.target, item.kind, item.text].join("|"),
      );
      follow(list, keyed, { key: (item) => item.key, make: (item) => rows.make(item, s), update: rows.update });
    },
    close: () => clearTimeout(later),
  };
}
