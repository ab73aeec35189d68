// All options and their types of value. Each command describes what an option means to it.

/** @typedef {{ type: "boolean", short?: string } | { type: "string", value: string }} Option */

/** The options, with the placeholders of their values. */
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
  context: { type: "string", value: "CONTEXT" },
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
  help: { type: "boolean", short: "h" },
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
  version: { type: "boolean", short: "V" },
  watch: { type: "boolean" },
  year: { type: "string", value: "NUMBER" },
  yes: { type: "boolean" },
});

/** @typedef {keyof typeof OPTIONS} OptionName */

/** The options given. @typedef {{ [name in OptionName]?: (typeof OPTIONS)[name]["type"] extends "boolean" ? boolean : string }} Options */

/** The options of every command. @type {{ readonly [name in OptionName]?: string }} */
export const EVERYWHERE = {
  json: "Print one JSON object per line.",
  profile: "Use this profile. Default: DHIS2_STEWARD_PROFILE, or “default”.",
  help: "Show help for the command.",
};

/** What `--csv` means to commands that print rows. */
export const CSV = "Print comma-separated values.";

/** What `--watch` means to commands that start a job. */
export const WATCH = "Print the job's notifications until it ends.";

/** What `--yes` means to commands that remove something permanently. */
export const YES = "Skip the confirmation; required without a terminal.";

/** What `--timeout` means to commands that watch a job. */
export const TIMEOUT = "Stop watching after this long. Default: none.";

/** The comma-separated values of an option. @param {string | undefined} text */
export const list = (text) => text?.split(",").filter((word) => word !== "");
