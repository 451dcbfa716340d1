// What lately happened between the two, one sentence each, the newest first.

import { follow, h, text } from "./dom.js";
import { distinct, effect, ORIGINS } from "./feed_words.js";

export function createCauses(ctx) {
  const list = h("ul", { class: "ea-causes" });
  const none = h("p", { class: "ea-note" }, "Nothing worth a sentence.");
  const element = h("div", {}, h("h4", { class: "ea-why-head" }, "Between them in the last six months"), none, list);
  return { element, draw };

  /** Nothing is shown for null. */
  function draw(causes) {
    element.hidden = !causes;
    if (!causes) return;
    none.hidden = causes.length > 0;
    const keyed = distinct(causes, (one) => `${one.month} ${one.text}`);
    follow(list, keyed, {
      key: (one) => one.key,
      make: () => h("li", {}, h("span", { class: "ea-note" }), h("span", {}), h("span", { class: "ea-note" })),
      update(node, one) {
        const [when, said, more] = node.children;
        node.dataset.origin = one.origin;
        text(when, `${ctx.format.month(one.month)} `);
        text(said, one.text);
        const moved = effect(ctx, one);
        text(more, ` (${ORIGINS[one.origin] ?? one.origin}${moved ? `; ${moved}` : ""})`);
      },
    });
  }
}
