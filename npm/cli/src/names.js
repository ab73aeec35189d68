// English names of months and weekdays.

/** The months; January is 1. */
const MONTHS = "January February March April May June July August September October November December".split(" ");

/** The days of the week; Monday is 1. */
const WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ");

/** @param {number} number */
export const monthOf = (number) => MONTHS[number - 1] ?? String(number);

/** @param {number} number */
export const weekdayOf = (number) => WEEKDAYS[number - 1] ?? String(number);

/** Joins words with commas, and with another word before the last one. @param {readonly string[]} words @param {string} [last] */
export function listed(words, last = "and") {
  return words.length > 1 ? `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}` : words.join("");
}
