// The region: states where they lie, ties coloured and weighted by a variable, theatres lit by the rung of their crisis.

import { follow, h, panel, set, svg, text } from "./dom.js";
import { createGround } from "./map_ground.js";
import { chooser, shade, share, VARIABLES } from "./scales.js";

const BEND = 0.14; // of the length of a tie: how far the two directions lie apart
const THICK = 6; // pixels of a tie at the end of the scale
const RUNG = ["--quiet", "--warn", "--warn", "--bad", "--bad"];

export function create(ctx) {
  const variable = chooser(ctx, "region", "cooperation", () => frame(f));
  const drawing = svg("svg", { class: "ea-map", role: "img" });
  const { element, body, tools, heading } = panel("region", "Region", variable);
  tools.append(ctx.figureMenu("region", () => drawing, () => [legendText(), ground.caption()]));
  const unit = h("span", { class: "ea-unit" });
  heading.append(unit);
  const ground = createGround(ctx);
  const ties = svg("g", { class: "ea-ties" });
  const places = svg("g", {});
  const theatres = svg("g", {});
  drawing.append(ground.layer, ties, theatres, places);
  const bar = svg("svg", { class: "ea-map-scale", width: 120, height: 24, "aria-hidden": true });
  const caption = h("span", { class: "ea-note" });
  body.classList.add("ea-map-body");
  body.append(h("div", { class: "ea-map-holder" }, drawing), h("div", { class: "ea-map-foot" }, bar, caption));
  let s = null;
  let f = null;

  const legendText = () => `Ties: ${VARIABLES[variable.value].label.toLowerCase()}, ${VARIABLES[variable.value].unit}; thicker and fuller is more.`;

  function pairs() {
    const both = VARIABLES[variable.value].directed;
    const found = [];
    f.values[variable.value].forEach((row, i) => row.forEach((value, j) => {
      if (value === null || i === j) return;
      if (!both && i > j) return;
      const twin = f.values[variable.value][j][i];
      found.push({ i, j, value: both || twin === null ? value : (value + twin) / 2, both });
    }));
    return found;
  }

  function drawTies() {
    const one = VARIABLES[variable.value];
    follow(ties, pairs(), {
      key: ({ i, j, both }) => `${i}-${j}-${both}`,
      make: ({ i, j }) => svg("g", { class: "ea-tie", onclick: () => ctx.select(s.states[i].iso3, s.states[j].iso3) }, svg("path", { class: "ea-tie-hit" }), svg("path", { class: "ea-tie-line" }, svg("title"))),
      update(node, { i, j, value, both }) {
        const path = ground.arc(s.states[i].iso3, s.states[j].iso3, both ? BEND : 0);
        const [hit, line] = node.children;
        const from = s.states[i].iso3;
        const to = s.states[j].iso3;
        const chosen = f.selected && ((f.selected[0] === from && f.selected[1] === to) || (!both && f.selected[0] === to && f.selected[1] === from));
        set(hit, "d", path);
        set(line, "d", path);
        set(line, "stroke", shade(ctx.theme, variable.value, value));
        set(line, "stroke-width", (1 + (THICK - 1) * share(variable.value, value)).toFixed(1));
        node.classList.toggle("ea-is-shown", Boolean(chosen));
        text(line.firstChild, `${ctx.labels.state(from)} ${both ? "→" : "–"} ${ctx.labels.state(to)}: ${one.label.toLowerCase()} ${ctx.format.number(value, one.digits)}`);
      },
    });
  }

  function drawPlaces() {
    follow(places, s.states, {
      key: (state) => state.iso3,
      make: (state) => svg("g", { class: "ea-place-mark" }, svg("circle", { r: 6 }), svg("path", { class: "ea-arrow" }), svg("text", { class: "ea-place-name" }), svg("title")),
      update(node, state) {
        const { x, y, off } = ground.at(state.iso3);
        const [dot, arrow, name, title] = node.children;
        const told = f?.states.find((one) => one.iso3 === state.iso3);
        for (const [key, value] of Object.entries({ cx: x, cy: y, fill: state.colour, stroke: ctx.theme.panel })) set(dot, key, value);
        const right = x > ground.width - 70;
        for (const [key, value] of Object.entries({ x: right ? x - 9 : x + 9, y: y + 4, "text-anchor": right ? "end" : "start" })) set(name, key, value);
        text(name, ctx.labels.state(state.iso3));
        set(arrow, "d", off ? (x > ground.width / 2 ? `M${x + 8},${y - 4}l6,4l-6,4` : `M${x - 8},${y - 4}l-6,4l6,4`) : "");
        text(title, told ? `${state.label}: leader ${ctx.format.signed(told.leader)}, doctrine ${ctx.format.number(told.doctrine)}, coercion felt ${ctx.format.number(told.coercion)}, cover ${ctx.format.number(told.cover)}${off ? "; lies outside this map" : ""}` : state.label);
      },
    });
  }

  function drawTheatres() {
    follow(theatres, f.theatres, {
      key: (one) => one.name,
      make: () => svg("g", {}, svg("circle", { class: "ea-theatre" }), svg("text", { class: "ea-theatre-name" }), svg("title")),
      update(node, one) {
        const { x, y } = ground.theatre(one.name);
        const [ring, name, title] = node.children;
        const label = s.theatres.find((theatre) => theatre.name === one.name)?.label ?? one.name;
        for (const [key, value] of Object.entries({ cx: x, cy: y, r: 9 + 4 * one.rung })) set(ring, key, value);
        set(ring, "style", { stroke: `var(${RUNG[one.rung]})`, fill: `var(${RUNG[one.rung]})` });
        node.dataset.rung = one.rung;
        const left = x > 130; // beside the ring, where names of states are not
        set(name, "x", left ? x - 13 - 4 * one.rung : Math.max(4, x - 24));
        set(name, "y", left ? y + 4 : y + 24 + 4 * one.rung);
        set(name, "text-anchor", left ? "end" : "start");
        text(name, one.rung ? `${label}: ${s.rungs[one.rung]}` : "");
        text(title, `${label}: ${one.text}`);
      },
    });
  }

  function frame(told) {
    f = told;
    if (!f || !s || !drawing.parentElement.clientWidth) return;
    ground.fit(drawing, s);
    drawTies();
    drawTheatres();
    drawPlaces();
    const one = VARIABLES[variable.value];
    text(unit, `${one.label.toLowerCase()}, ${one.unit}`);
    bar.replaceChildren(...[0, 1, 2, 3, 4].map((k) => svg("rect", { x: 24 * k, y: 0, width: 24, height: 8, fill: shade(ctx.theme, variable.value, (one.high * k) / 4) })),
      svg("text", { x: 0, y: 20, class: "ea-tick" }, "0"), svg("text", { x: 120, y: 20, "text-anchor": "end", class: "ea-tick" }, String(one.high)));
    text(caption, ground.caption());
    const lit = f.theatres.filter((theatre) => theatre.rung > 0).map((theatre) => `${theatre.name} ${s.rungs[theatre.rung]}`).join(", ");
    set(drawing, "aria-label", `Map. ${legendText()} Theatres: ${lit || "all calm"}.`);
  }

  return {
    element,
    async setting(told) {
      s = told;
      f = null;
      if (!s) return;
      for (const layer of [ties, places, theatres]) layer.replaceChildren();
      await ground.setting(s);
      frame(f); // one that came while the outlines were fetched
    },
    frame,
    resize: () => frame(f),
  };
}
