// The session: its lines and branches, what it keeps and what can be taken home.

import { follow, h, text } from "./dom.js";
import { lineRow, updateLine } from "./line_row.js";

const LARGEST = 2_000_000; // bytes of a session file

export function create(ctx) {
  const lines = h("ul", { class: "ea-lines" });
  const hint = h("p", { class: "ea-note" });
  const said = h("p", { class: "ea-problem", role: "alert", hidden: true });
  const file = h("input", {
    type: "file",
    accept: ".yaml,.yml",
    class: "ea-hidden",
    tabindex: -1,
    "aria-label": "Session file to open",
    onchange: () => open(file.files[0]),
  });
  const button = (label, title, act, main = false) =>
    h("button", { type: "button", class: `ea-button${main ? " ea-main" : ""}`, title, onclick: act }, label);
  const element = h(
    "section",
    { class: "ea-session ea-pad ea-stack", dataset: { panel: "session" }, "aria-label": "Session" },
    h("h3", { class: "ea-session-heading" }, "Lines"),
    hint,
    lines,
    h("h3", { class: "ea-session-heading" }, "Keep"),
    h(
      "div",
      { class: "ea-flow" },
      button(
        "Save session",
        "A scenario file with what was injected and changed, and all branches",
        () => ctx.send({ do: "save" }),
        true,
      ),
      button("Open session", "Open a session file", () => file.click()),
      file,
    ),
    said,
    h(
      "p",
      { class: "ea-note" },
      "A saved session is a scenario file. ",
      h("code", {}, "eastsea run FILE"),
      " plays the shown line again, to the same tables.",
    ),
    h("h3", { class: "ea-session-heading" }, "Take the data home"),
    h(
      "div",
      { class: "ea-flow" },
      button("CSV", "All tables of the shown line as CSV, in a zip", () => ctx.send({ do: "data", format: "csv" })),
      button("Parquet", "All tables of the shown line as Parquet, in a zip", () =>
        ctx.send({ do: "data", format: "parquet" }),
      ),
    ),
    h(
      "p",
      { class: "ea-note" },
      "All tables of the shown line, with the session that makes them again. Figures are saved from their own ⤓.",
    ),
  );

  async function open(chosen) {
    file.value = "";
    if (!chosen) return;
    const fault = chosen.size > LARGEST ? `${chosen.name} is too large to be a session.` : "";
    text(said, fault);
    said.hidden = !fault;
    if (!fault) ctx.send({ do: "load", text: await chosen.text(), filename: chosen.name });
  }

  return {
    element,
    frame(f) {
      if (!f) return;
      follow(lines, f.lines, {
        key: (one) => one.name,
        make: (one) => lineRow(one, ctx),
        update: (node, one) => updateLine(node, one, f, ctx),
      });
      text(
        hint,
        f.lines.length > 1
          ? "Branches share every month before they part."
          : "Look back with the slider and play on, or inject something there: that begins a branch.",
      );
    },
  };
}
