// Ties on the map. Each half of a tie is the view of the state beside it, so that one line says both ways.

import { follow, set, svg, text } from "./dom.js";
import { along, cheapest, overlap } from "./map_layout.js";
import { shade, share, VARIABLES } from "./scales.js";

const THICK = [1.5, 6.5]; // pixels of a tie at nothing and at the end of the scale
const GAP = 2.5; // pixels left free on either side of the middle of a tie that says two things
const NUMBER = { wide: 26, high: 13 };
const WHERE = {
  two: [
    [0.28, 0.2, 0.36, 0.42],
    [0.72, 0.8, 0.64, 0.58],
  ],
  one: [[0.5, 0.4, 0.6, 0.3, 0.7]],
}; // of a tie, for its numbers

/** Width of a tie in pixels. */
export const thickness = (variable, value) => THICK[0] + (THICK[1] - THICK[0]) * share(variable, value);

/** `draw(f, names, variable, curves, boxes)`, `layer`, `numbers`; `told(pair)` is called with the tie under the pointer. */
export function createTies(ctx, told) {
  const layer = svg("g", {});
  const numbers = svg("g", { class: "ea-tie-numbers" });
  return { layer, numbers, draw };

  /** `boxes`: what the numbers of the chosen tie should not cover. */
  function draw(f, names, variable, curves, boxes) {
    const { directed, digits } = VARIABLES[variable];
    const value = (a, b) => f.values[variable][names.indexOf(a)]?.[names.indexOf(b)] ?? null;
    const drawn = curves.map((one) => ({ ...one, values: [value(one.a, one.b), value(one.b, one.a)] }));
    const ordered = drawn.sort((one, other) => Math.max(...one.values) - Math.max(...other.values)); // what is strong lies on top
    follow(layer, ordered, {
      key: ({ a, b }) => `${a}-${b}`,
      make: ({ a, b }) =>
        svg(
          "g",
          { class: "ea-tie" },
          [
            [a, b],
            [b, a],
          ].map((pair) => half(pair)),
        ),
      update(node, { curve, values }) {
        const gap = directed ? GAP / Math.max(1, Math.hypot(curve.from.x - curve.to.x, curve.from.y - curve.to.y)) : 0;
        [...node.children].forEach((child, k) => shown(child, part(curve, k, 0.5 + (k ? gap : -gap)), values[k]));
      },
    });
    const pair = f.selected ?? [];
    const of = ordered.find(({ a, b }) => pair.includes(a) && pair.includes(b));
    follow(numbers, of ? (directed ? [0, 1] : [0]).filter((k) => of.values[k] !== null) : [], {
      key: (k) => k,
      make: () => svg("text", { class: "ea-tie-number", "text-anchor": "middle" }),
      update(node, k) {
        const spots = (directed ? WHERE.two : WHERE.one)[k].map((t) => along(of.curve, t));
        const { x, y } = cheapest(spots, (spot) => boxes.reduce((sum, box) => sum + overlap(box, boxOf(spot)), 0));
        set(node, "x", x.toFixed(1));
        set(node, "y", (y + 4).toFixed(1));
        text(node, ctx.format.number(of.values[k], digits));
      },
    });
    for (const node of layer.children)
      node.classList.toggle("ea-is-shown", node.dataset.key === (of && `${of.a}-${of.b}`));

    function shown(node, path, x) {
      const [hit, line] = node.children;
      set(hit, "d", path);
      set(line, "d", path);
      set(line, "stroke", x === null ? ctx.theme.line : shade(ctx.theme, variable, x));
      set(line, "stroke-width", x === null ? 1 : thickness(variable, x).toFixed(1));
      set(line, "stroke-dasharray", x === null ? "1 4" : null);
    }
  }

  function half(pair) {
    return svg(
      "g",
      {
        class: "ea-tie-half",
        onclick: () => ctx.select(...pair),
        onpointerenter: () => told(pair),
        onpointerleave: () => told(null),
      },
      svg("path", { class: "ea-tie-hit" }),
      svg("path", { class: "ea-tie-line" }),
    );
  }
}

const boxOf = ({ x, y }) => ({
  left: x - NUMBER.wide / 2,
  right: x + NUMBER.wide / 2,
  top: y - NUMBER.high / 2,
  bottom: y + NUMBER.high / 2,
});

/** The path of a part of a curve, which is a curve of the same kind. */
function part({ from, by, to }, first, last) {
  const [start, end] = [along({ from, by, to }, first), along({ from, by, to }, last)];
  const middle = {
    x: (1 - first) * (1 - last) * from.x + (first * (1 - last) + last * (1 - first)) * by.x + first * last * to.x,
    y: (1 - first) * (1 - last) * from.y + (first * (1 - last) + last * (1 - first)) * by.y + first * last * to.y,
  };
  const said = ({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`;
  return `M${said(start)}Q${said(middle)} ${said(end)}`;
}
