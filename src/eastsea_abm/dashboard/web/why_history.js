// The attitudes of one toward the other, month by month, as small lines.

import { h, set, svg } from "./dom.js";
import { path, scale } from "./futures_axes.js";
import { VARIABLES } from "./scales.js";

const HIGH = 110;
const LEFT = 26;
const LOOK = { trust: "", threat: "6 3", grievance: "2 3", mood: "8 3 2 3" };
const MOOD = { light: "#8a6d00", dark: "#e2c04f" };

export function createHistory(ctx) {
  const drawing = svg("svg", { role: "img", class: "ea-history" });
  const key = h("div", { class: "ea-flow ea-note ea-history-key" });
  const element = h("div", {}, h("div", { class: "ea-flow ea-history-head" }, h("h4", { class: "ea-why-head" }, "Its attitudes so far, 0 to 1"), ctx.figureMenu("attitudes", () => drawing, () => [key.textContent])), drawing, key);

  function draw(history) {
    const width = element.clientWidth;
    if (!width) return;
    const shown = Object.keys(LOOK).filter((name) => history[name].some((value) => value));
    const last = Math.max(1, history.months.length - 1);
    const x = scale(0, last, LEFT, width - 6);
    const y = scale(0, 1, HIGH, 8);
    const colour = (name) => (VARIABLES[name]?.colour ?? MOOD)[ctx.theme.dark ? "dark" : "light"];
    for (const [name, value] of Object.entries({ width, height: HIGH + 18, viewBox: `0 0 ${width} ${HIGH + 18}` })) set(drawing, name, value);
    drawing.replaceChildren(
      ...[0, 0.5, 1].flatMap((tick) => [svg("line", { x1: LEFT, x2: width - 6, y1: y(tick), y2: y(tick), stroke: ctx.theme.faint }), svg("text", { x: LEFT - 4, y: y(tick) + 4, "text-anchor": "end", class: "ea-tick" }, String(tick))]),
      ...[0, history.months.length - 1].filter((t, k) => t >= 0 && (k === 0 || t > 0)).map((t, k) => svg("text", { x: x(t), y: HIGH + 14, "text-anchor": k ? "end" : "start", class: "ea-tick" }, history.months[t] ?? "")),
      ...shown.map((name) => svg("path", { d: path(history[name], null, x, y), fill: "none", stroke: colour(name), "stroke-width": 1.8, "stroke-dasharray": LOOK[name] || null })));
    key.replaceChildren(...shown.map((name) => h("span", { class: "ea-check" },
      svg("svg", { width: 24, height: 8, "aria-hidden": true }, svg("line", { x1: 1, x2: 23, y1: 4, y2: 4, stroke: colour(name), "stroke-width": 2, "stroke-dasharray": LOOK[name] || null })),
      `${name === "mood" ? "mood of the public" : name} ${ctx.format.number(history[name].at(-1))}`)));
    set(drawing, "aria-label", shown.map((name) => `${name} ${ctx.format.number(history[name].at(-1))}`).join(", ") || "no history yet");
  }
  return { element, draw };
}
