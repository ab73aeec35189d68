// Every option that there is. What one means, each command says itself.

/** @typedef {{ type: "boolean" } | { type: "string", value: string }} Option */

/** The options, with what a value is called. */
export const OPTIONS = /** @type {const} @satisfies {Record<string, Option>} */ ({
  csv: { type: "boolean" },
  details: { type: "boolean" },
  fast: { type: "boolean" },
  help: { type: "boolean" },
  json: { type: "boolean" },
  profile: { type: "string", value: "NAME" },
  section: { type: "string", value: "NAME" },
  slow: { type: "boolean" },
  timeout: { type: "string", value: "SECONDS|none" },
  version: { type: "boolean" },
  watch: { type: "boolean" },
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
