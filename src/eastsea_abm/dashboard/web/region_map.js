// The region: states where they lie, ties coloured and weighted by a variable, theatres lit by the rung of their crisis.

import { h, panel, set, svg, text } from "./dom.js";
import { createGround } from "./map_ground.js";
import { createLegend, HIGH } from "./map_legend.js";
import { createMarks } from "./map_marks.js";
import { pairs, planned } from "./map_plan.js";
import { createTies } from "./map_ties.js";
import { createTip } from "./map_tip.js";
import { aboutAll, aboutState, aboutTheatre, aboutTie, captioned } from "./map_words.js";
import { chooser } from "./scales.js";

export function create(ctx) {
  const variable = chooser(ctx, "region", "cooperation", () => frame(f));
  const { element, body, tools } = panel("region", "Region", variable);
  const ground = createGround(ctx);
  const legend = createLegend(ctx);
  const tip = createTip();
  const ties = createTies(ctx, (pair) => point(pair && (() => aboutTie(ctx, s, f, variable.value, pair))));
  const marks = createMarks(ctx, (kind, name) => point(kind && (() => ABOUT[kind](name))));
  const ABOUT = { state: (name) => aboutState(ctx, s, f, name), theatre: (name) => aboutTheatre(s, f, name) };
  const { theatres, states, names } = marks.layers;
  const field = svg("svg", { overflow: "hidden" }, ground.layer, theatres, ties.layer, states, ties.numbers, names);
  const drawing = svg("svg", { class: "ea-map", role: "img" }, field, legend.layer);
  const moved = (event) => tip.move(event, holder);
  const holder = h("div", { class: "ea-map-holder", onpointermove: moved }, drawing, tip.element);
  const caption = h("p", { class: "ea-note ea-map-caption" });
  const figure = () => drawing;
  tools.append(ctx.figureMenu("region", figure, () => [ground.caption()]));
  body.classList.add("ea-map-body");
  body.append(holder, caption);
  let s = null;
  let f = null;
  let plan = null; // where everything goes, kept until what it depends on changes
  let plannedFor = "";

  const point = (says) => tip.over(f && s ? says : null);

  function lay() {
    const { clientWidth: width, clientHeight: whole } = holder;
    const height = Math.max(1, whole - HIGH);
    const tied = pairs(s, f.values[variable.value]);
    const { choice, seaChoice } = ctx.labels;
    const now = [tied, width, height, choice, seaChoice, variable.value, f.theatres.map((one) => one.rung)].join();
    if (now === plannedFor) return;
    plannedFor = now;
    sized(drawing, { width, height: whole, viewBox: `0 0 ${width} ${whole}` });
    sized(field, { width, height });
    ground.fit({ width, height });
    plan = planned(ctx, s, f, ground, tied, { width, height });
  }

  function frame(told) {
    f = told;
    if (!f || !s || !holder.clientWidth) return;
    // Before the map is laid out: how long this is decides how much room the map has.
    text(caption, captioned(f, variable.value, ground.caption()));
    lay();
    const order = s.states.map((one) => one.iso3);
    legend.draw(variable.value, ground.height);
    const boxes = plan.names.map((one) => one.spot.box);
    ties.draw(f, order, variable.value, plan.curves, boxes);
    marks.theatres(plan.theatres);
    marks.states(plan.places, ctx.theme.colour);
    marks.names(plan.names);
    tip.refresh();
    set(drawing, "aria-label", aboutAll(ctx, s, f, variable.value));
  }

  return {
    element,
    async setting(told) {
      point(null);
      s = told;
      f = null;
      plannedFor = "";
      for (const layer of [ties.layer, ties.numbers, theatres, states, names]) layer.replaceChildren();
      if (!s) return;
      await ground.setting(s);
      plannedFor = "";
      frame(f); // one that came while the outlines were fetched
    },
    frame,
    resize: () => frame(f),
  };
}

function sized(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) set(node, name, value);
}
