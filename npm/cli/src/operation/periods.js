// Periods: what they mean, and which there are.

/** @import { Period } from "dhis2-steward" */

import { Refusal } from "../failure.js";
import { nameOf } from "../period.js";

/** @type {import("../operation.js").Word} */
const TYPE = ["TYPE", "The type of the period, such as Monthly, Weekly or FinancialApril."];

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
  summary: "Tells what the identifier of a period means.",
  example: "2026Q1",
  words: { id: ["PERIOD", "The identifier, such as 202601, 2026Q1 or 2026W5."] },
  run: async (dhis2, { id }, _) => [await dhis2.periods.describe(id)],
  columns: COLUMNS,
};

/** @type {import("../operation.js").Operation} */
const periodOf = {
  name: "period of",
  summary: "Tells the period of a type that a day lies in.",
  example: "Weekly 2026-01-31",
  words: { type: TYPE, day: ["DAY", "The day, such as 2026-01-31."] },
  run: async (dhis2, { type, day }, _) => [await dhis2.periods.containing(type, day)],
  columns: COLUMNS,
};

/** @type {import("../operation.js").Operation} */
const periodList = {
  name: "period list",
  summary: "Lists the periods of a type: of a year, or from one day to another.",
  example: "Monthly --year 2026",
  words: { type: TYPE },
  options: {
    year: "Those whose identifiers begin with this year.",
    "start-date": "From the one that this day lies in, such as 2026-01-01 …",
    "end-date": "… to the one that this day lies in.",
  },
  run: (dhis2, { type, year, startDate, endDate }, _) => {
    const isDays = startDate !== undefined && endDate !== undefined;
    const isPart = startDate !== undefined || endDate !== undefined;
    if (year !== undefined && !isPart) return dhis2.periods.ofYear(type, year);
    if (year === undefined && isDays) return dhis2.periods.generate(type, { startDate, endDate });
    throw new Refusal("It is either a year, or the first and the last day.", "For example `period list Monthly --year 2026`.");
  },
  columns: COLUMNS,
  none: "There is no such period.",
};

/** In the order of help. */
export const PERIODS = [periodGet, periodOf, periodList];
