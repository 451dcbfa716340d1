// Lines the reader has taken off the chart.

import { listeners } from "./listeners.js";

export function hiddenLines() {
  const names = new Set();
  const told = listeners();
  return {
    on: told.on,
    has: (name) => names.has(name),
    toggle(name) {
      if (!names.delete(name)) names.add(name);
      told.tell();
    },
  };
}
