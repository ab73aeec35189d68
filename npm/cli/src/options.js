// Every option that there is, and what its value may be. What one means, each command says itself.

import { Refusal } from "./failure.js";

/** @typedef {{ type: "boolean" } | { type: "string", value: string }} Option */

/** The options, with what a value is called. */
export const OPTIONS = /** @type {const} @satisfies {Record<string, Option>} */ ({
  "created-since": { type: "string", value: "DATE" },
  "data-set": { type: "string", value: "UID" },
  "end-date": { type: "string", value: "DATE" },
  "job-type": { type: "string", value: "TYPE" },
  "last-years": { type: "string", value: "NUMBER" },
  "max-results": { type: "string", value: "NUMBER" },
  "notification-sent": { type: "boolean" },
  "organisation-unit": { type: "string", value: "UID" },
  "skip-aggregate": { type: "boolean" },
  "skip-enrollment": { type: "boolean" },
  "skip-events": { type: "boolean" },
  "skip-org-unit-ownership": { type: "boolean" },
  "skip-outliers": { type: "boolean" },
  "skip-resource-tables": { type: "boolean" },
  "skip-tracked-entities": { type: "boolean" },
  "skip-validation-result": { type: "boolean" },
  "start-date": { type: "string", value: "DATE" },
  "validation-rule": { type: "string", value: "UID" },
  "with-password": { type: "boolean" },
  after: { type: "string", value: "TIME" },
  context: { type: "string", value: "NAME" },
  count: { type: "string", value: "NUMBER" },
  created: { type: "string", value: "PERIOD" },
  cron: { type: "string", value: "EXPRESSION" },
  csv: { type: "boolean" },
  days: { type: "string", value: "DAYS" },
  delay: { type: "string", value: "SECONDS" },
  details: { type: "boolean" },
  disabled: { type: "boolean" },
  fast: { type: "boolean" },
  file: { type: "string", value: "FILE" },
  group: { type: "string", value: "UID" },
  help: { type: "boolean" },
  interval: { type: "string", value: "SECONDS" },
  jobs: { type: "string", value: "NUMBER" },
  json: { type: "boolean" },
  name: { type: "string", value: "NAME" },
  notify: { type: "boolean" },
  parameters: { type: "string", value: "JSON" },
  period: { type: "string", value: "PERIOD" },
  persist: { type: "boolean" },
  predictor: { type: "string", value: "UID" },
  profile: { type: "string", value: "NAME" },
  queue: { type: "string", value: "NAME" },
  section: { type: "string", value: "NAME" },
  since: { type: "string", value: "NAME" },
  slow: { type: "boolean" },
  timeout: { type: "string", value: "SECONDS|none" },
  version: { type: "boolean" },
  watch: { type: "boolean" },
  year: { type: "string", value: "NUMBER" },
  yes: { type: "boolean" },
});

/** @typedef {keyof typeof OPTIONS} OptionName */

/** What was given. @typedef {{ [name in OptionName]?: (typeof OPTIONS)[name]["type"] extends "boolean" ? boolean : string }} Options */

/** What every command understands. @type {{ readonly [name in OptionName]?: string }} */
export const EVERYWHERE = {
  json: "One JSON object per line, for machines.",
  profile: "Which profile of the file; otherwise DHIS2_STEWARD_PROFILE, or “default”.",
  help: "What the command does.",
};

/** The options of commands that give rows. */
export const CSV = "Rows as comma-separated values.";

/** What `--watch` means to commands that begin a job. */
export const WATCH = "Tells what the job says until it has ended.";

/** What `--yes` means to commands that remove something for good. */
export const YES = "Allows it without asking, for where there is no terminal.";

/** What `--timeout` means to commands that follow a job. */
export const TIMEOUT = "How long to watch; without it, until the end.";

/** The number that an option has. @param {Options} options @param {"interval" | "last-years" | "max-results"} name */
export function number(options, name) {
  const text = options[name];
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() !== "" && value >= 0 && Number.isFinite(value)) return value;
  throw new Refusal(`--${name} takes a number.`, `For example \`--${name} 2\`.`);
}

/** The words of an option, between commas. @param {string | undefined} text */
export const list = (text) => text?.split(",").filter((word) => word !== "");

/** The days that a command cannot do without. @param {Options} options */
export function days({ "start-date": startDate, "end-date": endDate }) {
  if (startDate !== undefined && endDate !== undefined) return { startDate, endDate };
  throw new Refusal("It needs to know from which day to which.", "For example `--start-date 2026-01-01 --end-date 2026-06-30`.");
}
