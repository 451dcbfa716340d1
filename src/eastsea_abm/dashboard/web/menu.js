// Lists that open from a button: choices, downloads. One is open at a time; Escape and a click elsewhere close it.

import { h } from "./dom.js";

/**
 * A button that opens a list. `fill()` gives the list's content each time it opens: nodes, or
 * `{label, act, current}` for a line that can be chosen; text stands as a heading.
 */
export function menu(label, title, fill, { small = true, plain = true, wide = false } = {}) {
  const button = h(
    "button",
    {
      type: "button",
      class: `ea-button${small ? " ea-small" : ""}${plain ? " ea-plain" : ""}`,
      title,
      "aria-label": title,
      "aria-haspopup": "menu",
      "aria-expanded": false,
      onclick: () => (list.hidden ? open() : close()),
    },
    label,
  );
  const list = h("div", {
    class: "ea-menu-list",
    role: "menu",
    "aria-label": title,
    hidden: true,
    style: wide ? { width: "300px" } : {},
  });
  const element = h("div", { class: "ea-menu", onkeydown: keys, onfocusout: left }, button, list);

  function open() {
    list.replaceChildren(...[fill()].flat().map(line));
    list.hidden = false;
    button.setAttribute("aria-expanded", "true");
    place(list, button);
    document.addEventListener("pointerdown", outside, true);
    list.querySelector("button:not(:disabled), input, select")?.focus();
  }
  function close() {
    list.hidden = true;
    button.setAttribute("aria-expanded", "false");
    document.removeEventListener("pointerdown", outside, true);
  }
  function outside(event) {
    if (!element.contains(event.target)) close();
  }
  function left(event) {
    if (event.relatedTarget && !element.contains(event.relatedTarget)) close();
  }
  function keys(event) {
    const lines = [...list.querySelectorAll("button:not(:disabled)")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" && !list.hidden) {
      close();
      button.focus();
      event.stopPropagation();
    } else if (step && !list.hidden && lines.length && event.target.tagName === "BUTTON") {
      const at = lines.indexOf(document.activeElement);
      lines[(at + step + lines.length) % lines.length].focus();
      event.preventDefault();
    }
  }
  function line(item) {
    if (item instanceof Node) return item;
    if (typeof item === "string") return h("div", { class: "ea-menu-heading", role: "presentation" }, item);
    const chosen = item.current === undefined ? {} : { role: "menuitemradio", "aria-checked": Boolean(item.current) };
    const act = () => {
      close();
      button.focus();
      item.act();
    };
    return h(
      "button",
      {
        type: "button",
        class: "ea-button",
        role: "menuitem",
        title: item.title,
        disabled: Boolean(item.disabled),
        ...chosen,
        onclick: act,
      },
      item.current === undefined
        ? null
        : h("span", { class: "ea-menu-mark", "aria-hidden": true }, item.current ? "✓" : ""),
      item.label,
    );
  }
  return { element, button, close };
}

// Fixed to the window, so that no panel that hides what overflows can cut it off.
function place(list, button) {
  list.style.left = list.style.top = "0px";
  const box = button.getBoundingClientRect();
  const origin = list.getBoundingClientRect(); // of the block that "fixed" is reckoned from: not always the window
  const x = Math.max(4, Math.min(box.left, innerWidth - origin.width - 4));
  const below = box.bottom + 2;
  const y = below + origin.height > innerHeight ? Math.max(4, box.top - origin.height - 2) : below;
  list.style.left = `${x - origin.left}px`;
  list.style.top = `${y - origin.top}px`;
}
