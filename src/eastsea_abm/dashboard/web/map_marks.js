// States and theatres on the map: marks, rings that count the rung of a crisis, and their names.

import { follow, set, svg, text } from "./dom.js";

export const DOT = 7; // pixels of a state's mark
const CALM = 8; // pixels of the ring of a calm theatre
const RING = 5; // pixels between rings: as many as the rung has steps
const RUNG = ["--quiet", "--warn", "--warn", "--bad", "--bad"];
const NAMED = { state: "ea-place-name", theatre: "ea-theatre-name", sea: "ea-sea" };
const ARROW = { right: "M11,-4l6,4l-6,4", left: "M-11,-4l-6,4l6,4" };

/** Pixels from the middle of a theatre to its outermost ring. */
export const reach = (rung) => CALM + RING * rung;

/** `states(list, spots)` and `theatres(list, spots)` draw; `over(kind, name)` is called with what is under the pointer. */
export function createMarks(ctx, over) {
  const layers = { theatres: svg("g", {}), states: svg("g", {}), names: svg("g", { class: "ea-map-names" }) };
  return { layers, states, theatres, names };

  function hovered(kind, name) {
    return { onpointerenter: () => over(kind, name), onpointerleave: () => over(null) };
  }

  function states(places, colours) {
    follow(layers.states, Object.entries(places), {
      key: ([name]) => name,
      make: ([name]) =>
        svg(
          "g",
          { class: "ea-place-mark", ...hovered("state", name) },
          svg("line", { class: "ea-leader" }),
          svg("circle", { class: "ea-home", r: 1.8 }),
          svg("circle", { class: "ea-dot", r: DOT }),
          svg("path", { class: "ea-arrow" }),
        ),
      update(node, [name, { x, y, home, side }]) {
        const [leader, origin, dot, arrow] = node.children;
        const moved = Math.hypot(x - home.x, y - home.y) > DOT;
        for (const [key, value] of Object.entries({ x1: home.x, y1: home.y, x2: x, y2: y }))
          set(leader, key, value.toFixed(1));
        for (const one of [leader, origin]) set(one, "visibility", moved && !side ? "visible" : "hidden");
        for (const [key, value] of Object.entries({ cx: home.x, cy: home.y })) set(origin, key, value.toFixed(1));
        for (const [key, value] of Object.entries({ cx: x, cy: y })) set(dot, key, value.toFixed(1));
        set(dot, "fill", colours(name));
        set(arrow, "d", side ? ARROW[side] : "");
        set(arrow, "transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
      },
    });
  }

  function theatres(list) {
    follow(layers.theatres, list, {
      key: ({ name }) => name,
      make: ({ name }) => svg("g", { class: "ea-theatre", ...hovered("theatre", name) }),
      update(node, { rung, x, y }) {
        if (Number(node.dataset.rung ?? -1) !== rung) {
          node.dataset.rung = rung;
          node.replaceChildren(
            svg("circle", { class: "ea-theatre-glow", r: reach(rung) }),
            ...[...Array(Math.max(1, rung)).keys()].map((k) =>
              svg("circle", { class: "ea-ring", r: CALM + RING * (rung ? k + 1 : 0) }),
            ),
          );
          set(node, "style", { color: `var(${RUNG[rung]})` });
        }
        set(node, "transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
      },
    });
  }

  /** Names `{key, kind, rung, lines, spot}`. */
  function names(list) {
    follow(layers.names, list, {
      key: ({ key }) => key,
      make: () => svg("text", {}),
      update(node, { kind, rung, lines, spot }) {
        set(node, "class", NAMED[kind]);
        set(node, "data-rung", rung);
        set(node, "text-anchor", spot.anchor);
        follow(node, lines, {
          key: (_, k) => k,
          make: () => svg("tspan", {}),
          update(line, said, k) {
            set(line, "x", spot.x.toFixed(1));
            set(line, "y", (spot.y + 13 * k).toFixed(1));
            text(line, said);
          },
        });
      },
    });
  }
}
