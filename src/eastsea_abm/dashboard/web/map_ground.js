// What lies beneath the map: outlines, and the way from degrees to pixels.

import { set, svg } from "./dom.js";

const AIR = { x: 62, y: 34 }; // pixels between the outermost places and the edge: room for a mark and a name
const MOST = 26; // pixels of a degree: two states do not fill the panel with one strait
const EDGE = { x: 22, y: 26 }; // pixels from the edge of what lies outside

/** `setting(s)`, `fit(box)`, `at(iso3)`, `theatre(name)`, `sea()`, `caption()`; `layer`, `height`. */
export function createGround(ctx) {
  const water = svg("rect", { class: "ea-water", width: "100%", height: "100%" });
  const land = svg("g", { class: "ea-land" });
  let map = null;
  let rings = {};
  let place = () => ({ x: 0, y: 0 });
  let drawn = "";
  const self = { layer: svg("g", {}, water, land), width: 0, height: 0, setting, fit, at, theatre, sea, caption };
  return self;

  async function setting(s) {
    map = s.map;
    rings = {};
    drawn = "";
    set(water, "visibility", map.outlines ? "visible" : "hidden");
    if (!map.outlines) return;
    const answer = await fetch(`${ctx.base}web/${map.outlines}`);
    if (answer.ok && map === s.map) rings = (await answer.json()).rings;
  }

  /** Scales the map to a box in pixels; degrees of longitude are as long as they are in its middle latitude. */
  function fit({ width, height }) {
    Object.assign(self, { width, height });
    const [west, south, east, north] = framed();
    const squeeze = map.kind === "network" ? 1 : Math.cos((((south + north) / 2) * Math.PI) / 180);
    const fits = Math.min((width - 2 * AIR.x) / ((east - west) * squeeze), (height - 2 * AIR.y) / (north - south));
    const scale = map.kind === "network" ? fits : Math.min(MOST, fits);
    const left = (width - (east - west) * squeeze * scale) / 2;
    const top = (height - (north - south) * scale) / 2;
    place = (lon, lat) => ({ x: left + (lon - west) * squeeze * scale, y: top + (north - lat) * scale });
    const now = [width, height, Object.keys(rings).length].join();
    if (now !== drawn) drawLand();
    drawn = now;
  }

  /** The part of the world that is looked at: all that lies in the window, states and theatres. */
  function framed() {
    const inside = [...Object.values(map.places), ...Object.values(map.theatres)].filter((one) => !one.off);
    if (map.kind === "network" || inside.length < 2) return map.window;
    const [xs, ys] = [inside.map((one) => one.x), inside.map((one) => one.y)];
    return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  }

  function drawLand() {
    const path = (ring) =>
      `M${ring
        .map(([lon, lat]) => place(lon, lat))
        .map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`)
        .join("L")}Z`;
    const layers = Object.entries(rings).map(([name, own]) =>
      svg("path", { d: own.map(path).join(""), class: name in map.places ? "ea-land-own" : "ea-land-other" }),
    );
    land.replaceChildren(...layers);
  }

  /** Where the sea that has several names lies, and what it is called; null where the region has none. */
  function sea() {
    const said = (map.sea && ctx.labels.sea()) || "";
    return said ? { said, ...place(...map.sea) } : null;
  }

  /** Where a state stands; one outside the window on the edge of the panel, `side` saying on which. */
  function at(iso3) {
    const { x, y, off } = placed(map.places[iso3]);
    if (!off) return { x, y, side: null };
    const [west, , east] = map.window;
    const side = map.places[iso3].x > (west + east) / 2 ? "right" : "left";
    return { x: side === "right" ? self.width - EDGE.x : EDGE.x, y: kept(y, EDGE.y, self.height), side };
  }

  function theatre(name) {
    const { x, y } = placed(map.theatres[name]);
    return { x: kept(x, EDGE.x, self.width), y: kept(y, EDGE.y, self.height) };
  }

  function placed({ x, y, off }) {
    return { ...place(x, y), off };
  }

  function caption() {
    if (!map) return "";
    if (map.kind === "plain") return "States stand at their own coordinates.";
    if (map.kind === "network") return "States stand in a ring: this region has no coordinates.";
    const named = ctx.labels.seas.length > 1 ? ` The sea is called ${ctx.labels.seas.join(" or ")}.` : "";
    return `Borders are drawn as the source, Natural Earth, draws them.${named}`;
  }
}

const kept = (value, edge, size) => Math.min(size - edge, Math.max(edge, value));
