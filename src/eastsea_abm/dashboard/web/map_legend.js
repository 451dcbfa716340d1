// The legend of the map: colour and width of a tie with numbers and unit, and how to read its halves. Part of the
// drawing, so that a saved figure has it too.

import { follow, set, svg, text } from "./dom.js";
import { thickness } from "./map_ties.js";
import { shade, VARIABLES } from "./scales.js";

export const HIGH = 34; // pixels of the strip
const WIDE = 124; // pixels of the scale
const STEPS = 11;
const EDGE = 14; // pixels beside the scale

export function createLegend(ctx) {
  const wedge = svg("g", {});
  const ticks = svg("g", {});
  const what = svg("text", { class: "ea-map-said", x: WIDE + 2.6 * EDGE, y: 14 });
  const how = svg("text", { class: "ea-map-said", x: WIDE + 2.6 * EDGE, y: 28 });
  const layer = svg("g", { class: "ea-map-scale" }, wedge, ticks, what, how);
  return { layer, draw };

  function draw(variable, top) {
    const { label, unit, high, directed } = VARIABLES[variable];
    set(layer, "transform", `translate(0 ${top})`);
    follow(wedge, [...Array(STEPS).keys()], {
      key: (k) => k,
      make: () => svg("rect", {}),
      update(node, k) {
        const value = (high * k) / (STEPS - 1);
        const thick = thickness(variable, value);
        const attributes = {
          x: EDGE + (WIDE / STEPS) * k,
          y: 11 - thick / 2,
          width: WIDE / STEPS + 0.4,
          height: thick,
          fill: shade(ctx.theme, variable, value),
        };
        for (const [name, item] of Object.entries(attributes)) set(node, name, item);
      },
    });
    follow(ticks, [0, 0.5, 1], {
      key: (part) => part,
      make: () => svg("text", { class: "ea-tick", y: 28, "text-anchor": "middle" }),
      update(node, part) {
        set(node, "x", EDGE + WIDE * part);
        text(node, String(high * part));
      },
    });
    text(what, `${label}, ${unit};`);
    text(how, directed ? "each half: the view of the state beside it" : "one number for both");
  }
}
