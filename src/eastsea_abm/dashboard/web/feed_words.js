// Words that the feed and the causes of a pair share.

/** Who brought something about. */
export const ORIGINS = { record: "record", model: "model", you: "you" };

/** What an origin means, for a reader who asks. */
export const ORIGIN_MEANS = {
  record: "On record: dated in the scenario's tables.",
  model: "Came about in the model by itself.",
  you: "Put in by you in this session.",
};

/** How `moved` is measured. */
export const MOVED_MEANS =
  "Points of the cooperation index of the focal pair, on average over six months from this one on, against the same history without it; of an instrument the points it carries at once.";

const LEAST = 0.05; // points that round to something

/** How far something moved cooperation; empty where it is neither known nor going to be. */
export function effect(ctx, { moved, pending }) {
  if (pending) return "known in a few months";
  if (moved === null) return "";
  return Math.abs(moved) < LEAST ? "did not move cooperation" : `moved cooperation by ${ctx.format.signed(moved, 1)}`;
}

/** "20 Aug 2026" of a day, "Aug 2026" of a month. */
export function day(ctx, date) {
  const [, month, number] = /^(\d{4}-\d{2})-(\d{2})$/.exec(date) ?? [];
  return month ? `${Number(number)} ${ctx.format.month(month)}` : ctx.format.month(date);
}

/** The items, each with a `key` of its own: the same happening twice is counted. */
export function distinct(items, name) {
  const seen = new Map();
  return items.map((item) => {
    const said = name(item);
    seen.set(said, (seen.get(said) ?? 0) + 1);
    return { ...item, key: `${said}|${seen.get(said)}` };
  });
}

/** Text of the server with minus signs as long as plus signs. */
export const minus = (said) => said.replaceAll(/(^|\s)-(?=\d)/g, "$1−");
