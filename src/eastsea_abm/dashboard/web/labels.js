// What states and the sea between them are called: the reader's choice, the same in every panel.

import { listeners } from "./listeners.js";

export const CHOICES = [
  ["short", "Short names"],
  ["iso3", "ISO3 codes"],
  ["local", "Local names"],
];

/** `state(iso3)`, `pair(a, b)`, `sea()`, `seas`, `choice`, `choose(choice)`, `chooseSea(name)`, `on(fn)`. */
export function createLabels(store) {
  const told = listeners();
  const names = new Map();
  const labels = {
    choice: store.get("labels", "short"),
    seaChoice: store.get("sea", "both"),
    seas: [],
    on: told.on,
    state: (iso3) => called(names.get(iso3), labels.choice) ?? iso3 ?? "",
    pair: (a, b) => `${labels.state(a)} – ${labels.state(b)}`,
    sea() {
      return labels.seas.includes(labels.seaChoice) ? labels.seaChoice : labels.seas.join(" / ");
    },
    choose(choice) {
      labels.choice = choice;
      store.set("labels", choice);
      told.tell(labels);
    },
    chooseSea(name) {
      labels.seaChoice = name;
      store.set("sea", name);
      told.tell(labels);
    },
    setting(s) {
      names.clear();
      for (const one of s?.states ?? []) names.set(one.iso3, one);
      labels.seas = s?.seas ?? [];
      told.tell(labels);
    },
    close: () => told.clear(),
  };
  return labels;
}

function called(state, choice) {
  if (!state) return null;
  const { short, ...local } = state.names ?? {};
  const name = short ?? state.label ?? state.iso3;
  if (choice === "iso3") return state.iso3;
  return choice === "local" ? (Object.values(local)[0] ?? name) : name;
}
