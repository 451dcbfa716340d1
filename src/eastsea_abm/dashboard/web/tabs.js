// Tabs after the pattern of the ARIA guide: arrow keys move and choose, the others stay out of the way of Tab.

import { h } from "./dom.js";

let count = 0;

/**
 * `tabs(label, items)`, items `{name, title, element, shown?(), hidden?()}`.
 * Gives `{element, choose(name), current, mark(name, on)}`.
 * `shown`/`hidden` are called when a tab comes to the front or leaves it, so that charts draw only when visible.
 */
export function tabs(label, items, { first = items[0].name, chosen = () => {} } = {}) {
  const id = `ea-tabs-${(count += 1)}`;
  const buttons = new Map();
  const holders = new Map();
  const list = h("div", { class: "ea-tablist", role: "tablist", "aria-label": label, onkeydown: keys });
  const element = h("section", { class: "ea-panel ea-tabs" }, list);
  for (const { name, title, element: content } of items) {
    const button = h(
      "button",
      {
        type: "button",
        class: "ea-tab",
        role: "tab",
        id: `${id}-${name}`,
        dataset: { tab: name },
        onclick: () => choose(name),
      },
      title,
    );
    const holder = h(
      "div",
      { class: "ea-tabpanel", role: "tabpanel", "aria-labelledby": `${id}-${name}`, id: `${id}-of-${name}` },
      content,
    );
    button.setAttribute("aria-controls", holder.id);
    buttons.set(name, button);
    holders.set(name, holder);
    list.append(button);
    element.append(holder);
  }
  const self = { element, choose, current: null, mark };
  choose(items.some((item) => item.name === first) ? first : items[0].name);
  return self;

  function choose(name) {
    if (self.current === name || !buttons.has(name)) return;
    const before = items.find((item) => item.name === self.current);
    self.current = name;
    for (const [other, button] of buttons) {
      button.setAttribute("aria-selected", String(other === name));
      button.tabIndex = other === name ? 0 : -1;
      holders.get(other).hidden = other !== name;
    }
    mark(name, false);
    before?.hidden?.();
    items.find((item) => item.name === name).shown?.();
    chosen(name);
  }
  /** A dot beside a tab that has something new and is not in front. */
  function mark(name, on) {
    const button = buttons.get(name);
    const dot = button?.querySelector(".ea-tab-dot");
    if (on && button && !dot && self.current !== name) button.append(h("span", { class: "ea-tab-dot", title: "New" }));
    if (!on) dot?.remove();
  }
  function keys(event) {
    const names = [...buttons.keys()];
    const at = names.indexOf(self.current);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: names.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    choose(names[(to + names.length) % names.length]);
    buttons.get(self.current).focus();
  }
}
