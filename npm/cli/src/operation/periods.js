// Periods.

/** @import { Period } from "dhis2-steward" */

import { Refusal } from "../failure.js";
import { nameOf } from "../period.js";

/** @type {import("../operation.js").Word} */
const TYPE = ["TYPE", "Such as Monthly, Weekly or FinancialApril."];

/** @type {import("../output.js").Columns<Period>} */
const COLUMNS = {
  id: ({ id }) => id,
  type: ({ periodType }) => periodType,
  start: ({ startDate }) => startDate,
  end: ({ endDate }) => endDate,
  name: ({ name }) => nameOf(name),
  previous: ({ previous }) => previous,
  next: ({ next }) => next,
};

/** @type {import("../operation.js").Operation} */
const periodGet = {
  name: "period get",
  isOne: true,
  summary: "Show the dates and the name of a period.",
  example: "2026Q1",
  words: { id: ["PERIOD", "Such as 202601, 2026Q1 or 2026W5."] },
  run: async (dhis2, { id }, _) => [await dhis2.periods.describe(id)],
  columns: COLUMNS,
};

/** @type {import("../operation.js").Operation} */
const periodOf = {
  name: "period of",
  isOne: true,
  summary: "Show the period of a type that contains a date.",
  example: "Weekly 2026-01-31",
  words: { type: TYPE, day: ["DAY", "Such as 2026-01-31."] },
  run: async (dhis2, { type, day }, _) => [await dhis2.periods.containing(type, day)],
  columns: COLUMNS,
};

/** @type {import("../operation.js").Operation} */
const periodList = {
  name: "period list",
  summary: "List the periods of a type in a year or between two dates.",
  example: "Monthly --year 2026",
  words: { type: TYPE },
  options: {
    year: "The year with which their identifiers begin.",
    "start-date": "A date in the first period, such as 2026-01-01.",
    "end-date": "A date in the last period.",
  },
  validate: ({ year, startDate, endDate }) => {
    const given = [startDate, endDate].filter((date) => date !== undefined).length;
    if (given === (year === undefined ? 2 : 0)) return;
    throw new Refusal("Either a year, or a start and an end date is required.", "For example 2026, or 2026-01-01 and 2026-06-30.");
  },
  run: (dhis2, { type, year, ...dates }, _) => (year === undefined ? dhis2.periods.generate(type, dates) : dhis2.periods.ofYear(type, year)),
  columns: COLUMNS,
  none: "No periods.",
};

/** In the order of the help. */
export const PERIODS = [periodGet, periodOf, periodList];
