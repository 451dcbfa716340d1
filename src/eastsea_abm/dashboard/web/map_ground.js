// What lies beneath the map: outlines, the sea's name, and where everything is in pixels.

import { set, svg, text } from "./dom.js";

const AIR = 16; // pixels between the states of a region without outlines and the edge

/** `setting(s)`, `fit(drawing, s)`, `at(iso3)`, `theatre(name)`, `arc(a, b, bend)`, `caption()`, `layer`, `width`. */
export function createGround(ctx) {
  const land = svg("g", { class: "ea-land" });
  const sea = svg("text", { class: "ea-sea", "text-anchor": "middle" });
  const layer = svg("g", {}, land, sea);
  let map = null;
  let rings = {};
  let size = { width: 0, height: 0 };
  let fitted = "";
  let place = () => ({ x: 0, y: 0 });
  const self = { layer, width: 0, setting, fit, at, theatre, arc, caption };
  return self;

  async function setting(s) {
    map = s.map;
    rings = {};
    fitted = "";
    if (!map.outlines) return;
    const answer = await fetch(`${ctx.base}web/${map.outlines}`);
    if (answer.ok) rings = (await answer.json()).rings;
  }

  /** Scales the map to its panel; degrees of longitude are as long as they are in its middle latitude. */
  function fit(drawing, s) {
    const { clientWidth: width, clientHeight: height } = drawing.parentElement;
    const now = [width, height, s.scenario.name, Object.keys(rings).length, ctx.labels.sea()].join();
    if (now === fitted) return;
    fitted = now;
    size = { width, height };
    self.width = width;
    for (const [name, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}` })) set(drawing, name, value);
    const [west, south, east, north] = framed();
    const squeeze = map.kind === "network" ? 1 : Math.cos((((south + north) / 2) * Math.PI) / 180);
    const air = map.kind === "outlines" ? 0 : AIR;
    const scale = Math[map.kind === "outlines" ? "max" : "min"]((width - 2 * air) / ((east - west) * squeeze), (height - 2 * air) / (north - south));
    const left = (width - (east - west) * squeeze * scale) / 2;
    const top = (height - (north - south) * scale) / 2;
    place = (lon, lat) => ({ x: left + (lon - west) * squeeze * scale, y: top + (north - lat) * scale });
    drawLand();
  }

  /** The part of the window that is looked at: all who are in it, with room around them. */
  function framed() {
    const [west, south, east, north] = map.window;
    const inside = Object.values(map.places).filter((one) => !one.off);
    if (map.kind !== "outlines" || inside.length < 2) return map.window;
    const xs = inside.map((one) => one.x);
    const ys = inside.map((one) => one.y);
    return [Math.max(west, Math.min(...xs) - 9), Math.max(south, Math.min(...ys) - 6), Math.min(east, Math.max(...xs) + 12), Math.min(north, Math.max(...ys) + 6)];
  }

  function drawLand() {
    const path = (ring) => `M${ring.map(([lon, lat]) => place(lon, lat)).map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join("L")}Z`;
    land.replaceChildren(...Object.entries(rings).map(([name, own]) =>
      svg("path", { d: own.map(path).join(""), class: name in map.places ? "ea-land-own" : "ea-land-other" })));
    const named = map.sea && ctx.labels.sea();
    text(sea, named || "");
    if (!named) return;
    const { x, y } = place(...map.sea);
    set(sea, "x", x);
    set(sea, "y", y);
  }

  function at(iso3) {
    const one = map.places[iso3];
    const { x, y } = place(one.x, one.y);
    // What lies outside the window stands on its edge, also where the panel cuts more of it off.
    return { x: Math.min(size.width - 22, Math.max(22, x)), y: Math.min(size.height - 14, Math.max(14, y)), off: one.off };
  }

  function theatre(name) {
    const one = map.theatres[name];
    return place(one.x, one.y);
  }

  function arc(a, b, bend) {
    const from = at(a);
    const to = at(b);
    const middle = { x: (from.x + to.x) / 2 - bend * (to.y - from.y), y: (from.y + to.y) / 2 + bend * (to.x - from.x) };
    return `M${from.x.toFixed(1)},${from.y.toFixed(1)}Q${middle.x.toFixed(1)},${middle.y.toFixed(1)} ${to.x.toFixed(1)},${to.y.toFixed(1)}`;
  }

  function caption() {
    if (!map) return "";
    if (map.kind === "outlines") return "Outlines: Natural Earth; borders are drawn as the source draws them.";
    return map.kind === "plain" ? "States by their own coordinates." : "States in a ring: the region has no coordinates.";
  }
}
