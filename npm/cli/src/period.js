// English names of periods.

/** @import { PeriodName } from "dhis2-steward" */

import { monthOf } from "./names.js";

/** @param {PeriodName} name */
export function nameOf(name) {
  switch (name.key) {
    case "period.day":
      return name.day;
    case "period.month":
      return month(name.day);
    case "period.week":
      return `week ${name.number} of ${name.year}`;
    case "period.twoWeeks":
      return `two weeks ${name.number} of ${name.year}`;
    case "period.months":
      return `${month(name.startDate)} to ${month(name.endDate)}`;
    case "period.year":
      return String(name.year);
  }
}

/** The month of a day. @param {string} day */
function month(day) {
  const [year, number] = day.split("-");
  return `${monthOf(Number(number))} ${year}`;
}
