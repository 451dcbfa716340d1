// The one time axis that the curve and everything beneath it share: a whole run, in milliseconds.

import { monthNumber } from "./format.js";

const HALF = 0.5;

/** The axis of a run. Months have a beginning and a middle; what is known of a month stands at its middle. */
export function timeAxis(start, months) {
  const first = monthNumber(start);
  const at = (number) => Date.UTC(Math.floor(number / 12), number % 12, 1);
  const begin = (k) => at(first + k);
  const middle = (k) => begin(k) + HALF * (begin(k + 1) - begin(k));
  return {
    months,
    range: [begin(0), begin(months)],
    begin,
    middle,
    /** Place of "2025-03" in the run, from 0. */
    place: (date) => monthNumber(date) - first,
    /** Januaries within the run. */
    years() {
      const all = [];
      for (let year = Math.ceil(first / 12); year * 12 - first <= months; year += 1) all.push(at(year * 12));
      return all;
    },
  };
}

/** Milliseconds of a time as Plotly writes it into a range: a number, "2025-03-01", or "2025-03-01 12:30". */
export function milliseconds(time) {
  if (typeof time === "number") return time;
  const said = String(time).replace(" ", "T");
  return Date.parse(`${said.includes("T") ? said : `${said}T00:00`}Z`);
}
