// Light or dark, and the colours of states. The one place that reads colours from the stylesheet.

import { listeners } from "./listeners.js";

const NAMES = [
  "paper",
  "panel",
  "field",
  "ink",
  "quiet",
  "faint",
  "line",
  "accent",
  "tint",
  "warn",
  "bad",
  "good",
  "left",
  "right",
];
export const CHOICES = [
  ["auto", "Like the system"],
  ["light", "Light"],
  ["dark", "Dark"],
];

/** Colours now in force as properties (`theme.ink`), `dark`, `colour(iso3)`, `choice`, `choose(choice)`, `on(fn)`. */
export function createTheme(store) {
  const told = listeners();
  const system = matchMedia("(prefers-color-scheme: dark)");
  const states = new Map();
  const theme = {
    dark: false,
    choice: store.get("theme", "auto"),
    on: told.on,
    colour: (iso3) => states.get(iso3) ?? theme.quiet,
    choose(choice) {
      theme.choice = choice;
      store.set("theme", choice);
      apply();
    },
    setting(s) {
      states.clear();
      for (const one of s?.states ?? []) states.set(one.iso3, one.colour);
    },
    refresh: () => apply(), // once the stylesheet is there
    close() {
      system.removeEventListener("change", apply);
      told.clear();
    },
  };
  function apply() {
    const dark = theme.choice === "dark" || (theme.choice !== "light" && system.matches);
    theme.dark = dark;
    document.documentElement.dataset.theme = dark ? "dark" : "light";
    const style = getComputedStyle(document.documentElement);
    for (const name of NAMES) theme[name] = style.getPropertyValue(`--${name}`).trim();
    told.tell(theme);
  }
  system.addEventListener("change", apply);
  apply();
  return theme;
}

/** A colour `share` of the way from one "#rrggbb" to another. */
export function between(from, to, share) {
  const part = (colour, k) => parseInt(colour.slice(1 + 2 * k, 3 + 2 * k), 16);
  const mixed = [0, 1, 2].map((k) => Math.round(part(from, k) + share * (part(to, k) - part(from, k))));
  return `#${mixed.map((x) => x.toString(16).padStart(2, "0")).join("")}`;
}

/** "#rrggbb" with an opacity, as Plotly and SVG both understand it. */
export function faded(colour, opacity) {
  const [r, g, b] = [0, 1, 2].map((k) => parseInt(colour.slice(1 + 2 * k, 3 + 2 * k), 16));
  return `rgba(${r},${g},${b},${opacity})`;
}

/** Diverging colour of -1..1 between the two ends of the scale, grey at zero. */
export function diverging(theme, value) {
  const share = Math.min(1, Math.abs(value));
  return between(theme.faint, value < 0 ? theme.left : theme.right, share);
}
