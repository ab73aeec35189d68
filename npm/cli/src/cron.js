// Describes cron expressions in English.

/** @import { CronField, CronPhrase, CronRun, Schedule, TimeOfDay } from "dhis2-steward" */

import { listed, monthOf, weekdayOf } from "./names.js";

/** The unit and range of each field. @type {Record<CronField, { one: string, many: string, first: number, last: number }>} */
const FIELDS = {
  second: { one: "second", many: "seconds", first: 0, last: 59 },
  minute: { one: "minute", many: "minutes", first: 0, last: 59 },
  hour: { one: "hour", many: "hours", first: 0, last: 23 },
  dayOfMonth: { one: "day of the month", many: "days of the month", first: 1, last: 31 },
  month: { one: "month", many: "months", first: 1, last: 12 },
  dayOfWeek: { one: "day of the week", many: "days of the week", first: 1, last: 7 },
};

const ORDINALS = ["first", "second", "third", "fourth", "fifth"];

/** When a job runs automatically. @param {Schedule} schedule */
export function scheduleOf(schedule) {
  switch (schedule.type) {
    case "cron":
      return schedule.cronExpression;
    case "fixedDelay":
      return `${schedule.delay} seconds after the last run`;
    case "onceAsap":
      return "once";
    case "none":
      return "";
  }
}

/** The description of a whole expression. @param {readonly CronPhrase[]} phrases */
export function sentence(phrases) {
  const of = (/** @type {(kind: string) => boolean} */ fits) => phrases.filter((one) => fits(kindOf(one))).map(phrase);
  const times = of((kind) => !["dayOfMonth", "dayOfWeek", "month"].includes(kind));
  const [days, weekdays] = ["dayOfMonth", "dayOfWeek"].map((kind) => listed(of((one) => one === kind), "or"));
  // A day must match both fields.
  const both = days && weekdays ? `${days} if that is ${weekdays.replaceAll("on ", "")}` : days || weekdays || "";
  return [...times, both, ...of((kind) => kind === "month")].filter((part) => part !== "").join(", ");
}

/** The field that a part is about. @param {CronPhrase} phrase */
function kindOf(phrase) {
  if ("field" in phrase) return phrase.field;
  if ("weekday" in phrase) return "dayOfWeek";
  return phrase.key === "cron.at" ? "time" : "dayOfMonth";
}

/** @param {CronPhrase} phrase */
function phrase(phrase) {
  switch (phrase.key) {
    case "cron.at":
      return `at ${listed(phrase.times.map(clock))}`;
    case "cron.every":
      return every(phrase);
    case "cron.in":
      return within(phrase);
    case "cron.lastDay":
      return phrase.before === 0 ? "on the last day of the month" : `${phrase.before} days before the last day of the month`;
    case "cron.lastWorkday":
      return "on the last day of the month from Monday to Friday";
    case "cron.nearestWorkday":
      return `on the day from Monday to Friday nearest to day ${phrase.day} of the month`;
    case "cron.lastOfWeekday":
      return `on the last ${weekdayOf(phrase.weekday)} of the month`;
    case "cron.nthOfWeekday":
      return `on the ${ORDINALS[phrase.nth - 1] ?? `${phrase.nth}th`} ${weekdayOf(phrase.weekday)} of the month`;
  }
}

/** @param {{ field: CronField, step: number, from: number, to: number }} of */
function every({ field, step, from, to }) {
  const { one, many, first, last } = FIELDS[field];
  const what = step === 1 ? `every ${one}` : `every ${step} ${many}`;
  return from === first && to + step > last ? what : `${what} from ${nameOf(field, from)} to ${nameOf(field, to)}`;
}

/** @param {{ field: CronField, runs: readonly CronRun[] }} of */
function within({ field, runs }) {
  const name = (/** @type {number} */ value) => nameOf(field, value);
  const named = listed(runs.map(({ from, to }) => (from === to ? name(from) : `${name(from)} to ${name(to)}`)));
  if (field === "month") return `in ${named}`;
  if (field === "dayOfWeek") return `on ${named}`;
  const isOne = runs.length === 1 && runs.every(({ from, to }) => from === to);
  if (field === "dayOfMonth") return `on ${isOne ? "day" : "days"} ${named} of the month`;
  const { one, many } = FIELDS[field];
  return `in ${isOne ? one : many} ${named}`;
}

/** @param {CronField} field @param {number} value */
function nameOf(field, value) {
  if (field === "month") return monthOf(value);
  return field === "dayOfWeek" ? weekdayOf(value) : String(value);
}

/** @param {TimeOfDay} time */
function clock({ hour, minute, second }) {
  const parts = second === 0 ? [hour, minute] : [hour, minute, second];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}
