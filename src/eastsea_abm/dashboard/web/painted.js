// When the browser has painted.

const PATIENCE = 250; // milliseconds after which a frame counts as drawn though a tab in the back paints nothing

/** Resolves with the next picture on the screen. */
export function painted() {
  return new Promise((done) => {
    const late = setTimeout(done, PATIENCE);
    requestAnimationFrame(() => {
      clearTimeout(late);
      done();
    });
  });
}
