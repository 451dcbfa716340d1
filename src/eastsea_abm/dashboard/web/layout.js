// Where panels stand. In the document they follow each other as on a phone; the stylesheet places them on wider boards.

import { h } from "./dom.js";
import { tabs } from "./tabs.js";

/** Panels by name: module, title on a tab, place, and whether it belongs where Mesa's own controls rule. */
export const PANELS = [
  { name: "bar", file: "bar.js", css: "bar.css", everywhere: true },
  { name: "cooperation", file: "cooperation.js", css: "cooperation.css", area: "cooperation", everywhere: true },
  { name: "region", file: "region_map.js", css: "region_map.css", area: "region", everywhere: true },
  { name: "feed", file: "feed.js", css: "feed.css", area: "middle", title: "Feed", everywhere: true },
  { name: "why", file: "why.js", css: "why.css", area: "middle", title: "Why", everywhere: true },
  { name: "futures", file: "futures_panel.js", css: "futures_panel.css", area: "middle", title: "Futures" },
  { name: "matrix", file: "matrix.js", css: "matrix.css", area: "matrix", everywhere: true },
  { name: "levers", file: "levers.js", css: "levers.css", area: "left", title: "Levers" },
  { name: "inject", file: "inject.js", css: "inject.css", area: "left", title: "Inject" },
  { name: "session", file: "session_panel.js", css: "session_panel.css", area: "left", title: "Session" },
  { name: "notice", file: "notice.js", css: "notice.css", everywhere: true },
];

const TABBED = { middle: "What happened, why, and what could", left: "Change the run" };

/** Puts panels (by name) into `root`; gives the tab groups by area. */
export function arrange(root, panels, store) {
  const grid = h("div", { class: "ea-grid" });
  const groups = {};
  const placed = new Set();
  if (panels.bar) grid.append(panels.bar.element);
  for (const { area } of PANELS) {
    if (!area || placed.has(area)) continue;
    placed.add(area);
    const here = PANELS.filter((one) => one.area === area && panels[one.name]);
    if (!here.length) continue;
    const element = TABBED[area] ? tabbed(area, here) : panels[here[0].name].element;
    element.classList.add(`ea-area-${area}`);
    grid.append(element);
  }
  root.replaceChildren(grid);
  if (panels.notice) root.append(panels.notice.element);
  return groups;

  function tabbed(area, here) {
    const items = here.map(({ name, title }) => ({
      name,
      title,
      element: panels[name].element,
      shown: () => panels[name].shown?.(),
      hidden: () => panels[name].hidden?.(),
    }));
    groups[area] = tabs(TABBED[area], items, {
      first: store.get(`tab.${area}`),
      chosen: (name) => store.set(`tab.${area}`, name),
    });
    return groups[area].element;
  }
}
