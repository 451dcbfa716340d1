// The session: its lines and branches, what it keeps and what can be taken home.

import { dash } from "./curve_traces.js";
import { follow, h, set, svg, text } from "./dom.js";

const NAME = "[A-Za-z0-9][A-Za-z0-9_\\-]*"; // a key of a scenario file
const LARGEST = 2_000_000; // bytes of a session file

export function create(ctx) {
  const lines = h("ul", { class: "ea-lines" });
  const hint = h("p", { class: "ea-note" });
  const said = h("p", { class: "ea-problem", role: "alert", hidden: true });
  const file = h("input", { type: "file", accept: ".yaml,.yml", class: "ea-hidden", tabindex: -1, "aria-label": "Session file to open", onchange: () => open(file.files[0]) });
  const button = (label, title, act, main = false) => h("button", { type: "button", class: `ea-button${main ? " ea-main" : ""}`, title, onclick: act }, label);
  const element = h("section", { class: "ea-session ea-pad ea-stack", dataset: { panel: "session" }, "aria-label": "Session" },
    h("h3", { class: "ea-session-heading" }, "Lines"), hint, lines,
    h("h3", { class: "ea-session-heading" }, "Keep"),
    h("div", { class: "ea-flow" },
      button("Save session", "A scenario file with what was injected and changed, and all branches", () => ctx.send({ do: "save" }), true),
      button("Open session", "Open a session file", () => file.click()), file),
    said,
    h("p", { class: "ea-note" }, "A saved session is a scenario file. ", h("code", {}, "eastsea run FILE"), " plays the shown line again, to the same tables."),
    h("h3", { class: "ea-session-heading" }, "Take the data home"),
    h("div", { class: "ea-flow" },
      button("CSV", "All tables of the shown line as CSV, in a zip", () => ctx.send({ do: "data", format: "csv" })),
      button("Parquet", "All tables of the shown line as Parquet, in a zip", () => ctx.send({ do: "data", format: "parquet" }))),
    h("p", { class: "ea-note" }, "All tables of the shown line, with the session that makes them again. Figures are saved from their own ⤓."));

  async function open(chosen) {
    file.value = "";
    if (!chosen) return;
    const fault = chosen.size > LARGEST ? `${chosen.name} is too large to be a session.` : "";
    text(said, fault);
    said.hidden = !fault;
    if (!fault) ctx.send({ do: "load", text: await chosen.text(), filename: chosen.name });
  }

  function row(one) {
    const name = one.name;
    const sample = svg("svg", { width: 26, height: 8, "aria-hidden": true }, svg("line", { x1: 1, y1: 4, x2: 25, y2: 4, class: "ea-line-sample" }));
    const visible = h("input", { type: "checkbox", checked: true, onchange: () => ctx.hiddenLines.toggle(name) });
    const show = h("button", { type: "button", class: "ea-button ea-small ea-line-show", onclick: () => ctx.send({ do: "line", name }) }, "Show");
    const input = h("input", { class: "ea-input ea-line-name", value: name, maxlength: 40, pattern: NAME, spellcheck: "false", "aria-label": `Name of line ${name}`, onchange: () => rename(input, name), onkeydown: (event) => event.key === "Enter" && input.blur() });
    const drop = h("button", { type: "button", class: "ea-button ea-plain ea-small", title: "Drop this line", "aria-label": `Drop line ${name}`, onclick: () => ctx.send({ do: "drop", line: name }) }, "✕");
    return h("li", { class: "ea-line" },
      h("div", { class: "ea-line-head" }, sample, input, show, drop),
      h("div", { class: "ea-line-foot" }, h("label", { class: "ea-check ea-note" }, visible, "on the chart"), h("span", { class: "ea-note ea-line-told" })));
  }

  function rename(input, name) {
    const wanted = input.value.trim();
    if (!wanted || wanted === name || !input.checkValidity()) {
      set(input, "aria-invalid", wanted !== "" && !input.checkValidity());
      set(input, "title", input.checkValidity() ? "" : "Letters, digits, - and _; a letter or digit first.");
      return;
    }
    ctx.send({ do: "rename", line: name, name: wanted });
  }

  function update(node, one, f) {
    const shown = one.name === f.line;
    node.classList.toggle("ea-is-shown", shown);
    set(node.querySelector(".ea-line-sample"), "stroke-dasharray", dash(one.colour_index) === "solid" ? null : dash(one.colour_index));
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
    set(drop, "title", parents.has(one.name) ? "Others branch from this line" : f.lines.length < 2 ? "The last line stays; Reset begins anew" : "Drop this line");
  }

  return {
    element,
    frame(f) {
      if (!f) return;
      follow(lines, f.lines, { key: (one) => one.name, make: row, update: (node, one) => update(node, one, f) });
      text(hint, f.lines.length > 1 ? "Branches share every month before they part." : "Look back with the slider and play on, or inject something there: that begins a branch.");
    },
  };
}
