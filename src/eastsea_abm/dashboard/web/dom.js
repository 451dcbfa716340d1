// Building and changing the page. Data reaches the page as text nodes and attribute values only, never as markup.

const SVG = "http://www.w3.org/2000/svg";
const AS_PROPERTY = new Set(["value", "checked", "disabled", "selected", "indeterminate", "hidden"]);

/**
 * An HTML element. Attributes: `class`, `dataset: {}`, `style: {name: value}`, `on<event>: function`, any other.
 * `null`, `undefined` and `false` leave an attribute out (but `aria-*` says "false"); children: nodes, text, lists.
 */
export function h(tag, attributes, ...children) {
  return furnish(document.createElement(tag), attributes, children);
}

/** An SVG element; attributes and children as for `h`. */
export function svg(tag, attributes, ...children) {
  return furnish(document.createElementNS(SVG, tag), attributes, children);
}

function furnish(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) set(node, name, value);
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** Sets one attribute, and only if it changes: writing the same value again can make a browser lay out again. */
export function set(node, name, value) {
  if (name.startsWith("on")) {
    if (typeof value !== "function") throw new TypeError(`${name} must be a function`);
    node.addEventListener(name.slice(2), value);
  } else if (name === "dataset") {
    for (const [key, item] of Object.entries(value)) if (node.dataset[key] !== String(item)) node.dataset[key] = item;
  } else if (name === "style") {
    for (const [key, item] of Object.entries(value)) node.style.setProperty(key, item);
  } else if (AS_PROPERTY.has(name) && name in node) {
    if (node[name] !== value) node[name] = value ?? "";
    if (node.localName === "option") node.setAttribute(name, value ?? ""); // or its text would be its value
  } else if (value === null || value === undefined || (value === false && !name.startsWith("aria-"))) {
    if (node.hasAttribute(name)) node.removeAttribute(name);
  } else {
    const said = value === true && !name.startsWith("aria-") ? "" : String(value);
    if (node.getAttribute(name) !== said) node.setAttribute(name, said);
  }
  return node;
}

/** Sets the text of a node that holds nothing but text. */
export function text(node, said) {
  const whole = said === null || said === undefined ? "" : String(said);
  if (node.textContent !== whole) node.textContent = whole;
  return node;
}

/**
 * Makes the children of `parent` follow `items`, keeping the nodes of items that stay: no flicker, focus is kept.
 * `key(item)` names an item, `make(item)` its node, `update(node, item, position)` brings it up to date.
 */
export function follow(parent, items, { key, make, update }) {
  const known = new Map([...parent.children].map((node) => [node.dataset.key, node]));
  let here = parent.firstElementChild;
  items.forEach((item, position) => {
    const name = String(key(item, position));
    let node = known.get(name);
    known.delete(name);
    if (!node) {
      node = make(item);
      node.dataset.key = name;
    }
    if (update) update(node, item, position);
    if (node === here) here = here.nextElementSibling;
    else parent.insertBefore(node, here);
  });
  for (const node of known.values()) node.remove();
}

/** A panel with a heading: `{element, tools, body}`; put buttons into `tools`, content into `body`. */
export function panel(name, title, ...tools) {
  const holder = h("div", { class: "ea-tools" }, tools);
  const body = h("div", { class: "ea-panel-body" });
  const heading = h("h2", { class: "ea-panel-title" }, title);
  const element = h(
    "section",
    { class: "ea-panel", dataset: { panel: name }, "aria-label": title },
    h("header", { class: "ea-panel-head" }, heading, holder),
    body,
  );
  return { element, heading, tools: holder, body };
}

/** Loads a stylesheet that lies beside the modules, once; resolves when it applies (or cannot be had). */
export function stylesheet(file) {
  const href = new URL(file, import.meta.url).href;
  if ([...document.querySelectorAll("link[rel=stylesheet]")].some((link) => link.href === href))
    return Promise.resolve();
  const link = h("link", { rel: "stylesheet", href });
  return new Promise((settled) => {
    link.addEventListener("load", settled);
    link.addEventListener("error", settled);
    document.head.append(link);
  });
}
