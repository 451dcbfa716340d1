// Who wants to be told of a change.

/** `{on, tell, clear}`: `on(fn)` adds a listener and gives back the function that takes it away again. */
export function listeners() {
  const all = new Set();
  return {
    on(fn) {
      all.add(fn);
      return () => all.delete(fn);
    },
    tell(...said) {
      for (const fn of [...all]) fn(...said);
    },
    clear: () => all.clear(),
  };
}
