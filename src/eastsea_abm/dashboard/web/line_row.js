// One line of the run in the list of the session.

import { dash } from "./curve_traces.js";
import { h, set, svg, text } from "./dom.js";

const NAME = "[A-Za-z0-9][A-Za-z0-9_\\-]*"; // a key of a scenario file

/** A line of the run: its dash, its name, buttons to show and to drop it. */
export function lineRow(one, ctx) {
  const name = one.name;
  const sample = svg(
    "svg",
    { width: 26, height: 8, "aria-hidden": true },
    svg("line", { x1: 1, y1: 4, x2: 25, y2: 4, class: "ea-line-sample" }),
  );
  const visible = h("input", { type: "checkbox", checked: true, onchange: () => ctx.hiddenLines.toggle(name) });
  const show = h(
    "button",
    { type: "button", class: "ea-button ea-small ea-line-show", onclick: () => ctx.send({ do: "line", name }) },
    "Show",
  );
  const input = h("input", {
    class: "ea-input ea-line-name",
    value: name,
    maxlength: 40,
    pattern: NAME,
    spellcheck: "false",
    "aria-label": `Name of line ${name}`,
    onchange: () => rename(input, name, ctx),
    onkeydown: (event) => event.key === "Enter" && input.blur(),
  });
  const drop = h(
    "button",
    {
      type: "button",
      class: "ea-button ea-plain ea-small",
      title: "Drop this line",
      "aria-label": `Drop line ${name}`,
      onclick: () => ctx.send({ do: "drop", line: name }),
    },
    "✕",
  );
  return h(
    "li",
    { class: "ea-line" },
    h("div", { class: "ea-line-head" }, sample, input, show, drop),
    h(
      "div",
      { class: "ea-line-foot" },
      h("label", { class: "ea-check ea-note" }, visible, "on the chart"),
      h("span", { class: "ea-note ea-line-told" }),
    ),
  );
}

function rename(input, name, ctx) {
  const wanted = input.value.trim();
  if (!wanted || wanted === name || !input.checkValidity()) {
    set(input, "aria-invalid", wanted !== "" && !input.checkValidity());
    set(input, "title", input.checkValidity() ? "" : "Letters, digits, - and _; a letter or digit first.");
    return;
  }
  ctx.send({ do: "rename", line: name, name: wanted });
}

export function updateLine(node, one, f, ctx) {
  const shown = one.name === f.line;
  node.classList.toggle("ea-is-shown", shown);
  set(
    node.querySelector(".ea-line-sample"),
    "stroke-dasharray",
    dash(one.colour_index) === "solid" ? null : dash(one.colour_index),
  );
  const name = node.querySelector(".ea-line-name");
  // A name that was refused goes back, but not under the reader's hand.
  if (document.activeElement !== name && name.getAttribute("aria-invalid") !== "true") set(name, "value", one.name);
  const show = node.querySelector(".ea-line-show");
  text(show, shown ? "Shown" : "Show");
  set(show, "aria-pressed", shown);
  set(show, "aria-label", shown ? `Line ${one.name} is shown` : `Show line ${one.name}`);
  const parent = one.parent ? `from ${one.parent}, ${ctx.format.month(one.since)}` : "";
  text(node.querySelector(".ea-line-told"), [parent, `${one.played} months`, one.note].filter(Boolean).join("; "));
  const box = node.querySelector("input[type=checkbox]");
  box.checked = shown || !ctx.hiddenLines.has(one.name);
  box.disabled = shown;
  const parents = new Set(f.lines.map((other) => other.parent));
  const drop = node.querySelector(".ea-plain");
  drop.disabled = f.lines.length < 2 || parents.has(one.name);
  set(
    drop,
    "title",
    parents.has(one.name)
      ? "Others branch from this line"
      : f.lines.length < 2
        ? "The last line stays; Reset begins anew"
        : "Drop this line",
  );
}
