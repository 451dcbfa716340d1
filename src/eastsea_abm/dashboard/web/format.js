// Numbers, signs and months as a reader meets them; "no number" is always a dash, never an empty place.

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const NOTHING = "–";

const known = (x) => typeof x === "number" && Number.isFinite(x);

export const format = {
  /** "0.42"; a true minus sign, so that columns line up. */
  number(x, digits = 2) {
    if (!known(x)) return NOTHING;
    const said = x.toFixed(digits);
    return Number(said) === 0 ? said.replace("-", "") : said.replace("-", "−");
  },
  /** "+0.42", "−0.42", "0.00": for changes and differences. */
  signed(x, digits = 2) {
    const said = format.number(x, digits);
    return known(x) && Number(x.toFixed(digits)) > 0 ? `+${said}` : said;
  },
  /** "42 %" of a share from 0 to 1. */
  percent(x, digits = 0) {
    return known(x) ? `${(100 * x).toFixed(digits)} %` : NOTHING;
  },
  /** "1,234". */
  count(n) {
    return known(n) ? Math.round(n).toLocaleString("en") : NOTHING;
  },
  /** "Mar 2025" of "2025-03"; anything else stays as it is. */
  month(date) {
    const [, year, month] = /^(\d{4})-(\d{2})$/.exec(date ?? "") ?? [];
    return year && MONTHS[month - 1] ? `${MONTHS[month - 1]} ${year}` : (date ?? NOTHING);
  },
  /** "40 s", "3 min". */
  seconds(s) {
    if (!known(s)) return NOTHING;
    return s < 90 ? `${s < 10 ? Number(s.toFixed(1)) : Math.round(s)} s` : `${Math.round(s / 60)} min`;
  },
};

/** Months since the year 0 of "2025-03", for reckoning. */
export function monthNumber(date) {
  const [year, month] = date.split("-").map(Number);
  return 12 * year + month - 1;
}

/** "2025-03" of a month number. */
export function monthDate(number) {
  return `${String(Math.floor(number / 12)).padStart(4, "0")}-${String((number % 12) + 1).padStart(2, "0")}`;
}
