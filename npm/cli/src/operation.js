// The type of an operation: defined once, and made into a command and a tool.

/** @import { JobReference, Steward } from "dhis2-steward" */
/** @import { Call, Command } from "./command.js" */
/** @import { OptionName, Options } from "./options.js" */
/** @import { Columns } from "./output.js" */

import { Refusal } from "./failure.js";
import { start } from "./follow.js";
import { CSV, list, OPTIONS, TIMEOUT, WATCH, YES } from "./options.js";
import { permitted, rehearsed, UNDONE } from "./permit.js";
import { Status, together } from "./status.js";
import { isOptional, isSeveral, kindOf, nameOf } from "./value.js";

/** An argument: its placeholder in the help, and what the schema of the tool says of it beyond its name. @typedef {readonly [is: string, means?: string]} Word */

/** Rows. @typedef {Iterable<any> | AsyncIterable<any>} Rows */

/**
 * An operation. Its input is one object: arguments by their names here, options by their names in camel case.
 * @typedef {object} Operation
 * @property {string} name The name of its command, such as `task list`; its tool has the same words, but for `dataintegrity list`.
 * @property {string} summary What it does, as an imperative sentence.
 * @property {string} [status] When its command exits with another status than 0, as a sentence.
 * @property {string} [more] Further help.
 * @property {string} [example] Example arguments and options.
 * @property {string} [authority] The authority it requires, if the server's 403 response does not name it.
 * @property {{ readonly [name: string]: Word }} [words] Its arguments, in order.
 * @property {{ readonly [name in OptionName]?: string }} [options] Its options with their descriptions.
 * @property {readonly OptionName[]} [needs] Required options, which a file can contain instead.
 * @property {{ readonly [name in OptionName]?: string }} [lists] Options that take several values, with their names in the input.
 * @property {(input: any) => void} [validate] Rejects contradictory input, before anything is sent.
 * @property {boolean} [changes] Whether it changes anything on the server.
 * @property {boolean} [isForPeople] Whether it has no tool.
 * @property {boolean} [isOne] Whether it finds exactly one row.
 * @property {(dhis2: Steward, input: any, signal: AbortSignal) => Iterable<string> | Promise<readonly string[]>} [loses] What it removes permanently, a sentence each: the user must confirm.
 * @property {(dhis2: Steward, input: any, signal: AbortSignal) => Promise<JobReference>} [begins] Starts a job; excludes the properties below.
 * @property {(dhis2: Steward, input: any, signal: AbortSignal) => Rows | Promise<Rows | string>} [run] Runs it.
 * @property {Columns<any> | ((input: any) => Columns<any>)} [columns] The columns of its rows.
 * @property {(row: any) => Iterable<object>} [expand] The rows shown for one row.
 * @property {string} [none] The note when there are no rows.
 * @property {(row: any) => string} [notes] A note about a row, for people; empty if none.
 * @property {(row: any) => string} [says] The text of a row; with columns, the note after the table.
 * @property {(row: any) => number} [statusOf] The exit status that a row stands for.
 * @property {boolean} [isVerdict] Whether that status is an answer: the tool has not failed.
 */

/** Its command. @param {Operation} operation @returns {Command} */
export function commandOf(operation) {
  const { name, status, example, authority, lists, begins, loses, columns } = operation;
  const several = lists && `Separate several values with commas: ${Object.keys(lists).map((option) => `--${option}`).join(", ")}.`;
  const more = [operation.more, several].filter(Boolean).join("\n");
  const words = Object.values(operation.words ?? {}).map(([is]) => is);
  const least = words.filter((is) => !isOptional(is)).length;
  return {
    name,
    arguments: words.join(" "),
    summary: status === undefined ? operation.summary : `${operation.summary} ${status}`,
    ...(more !== "" && { more }),
    ...(example !== undefined && { example }),
    ...(authority !== undefined && { authority }),
    takes: [least, words.some(isSeveral) ? Infinity : words.length],
    options: {
      ...explained(operation.options),
      ...(begins && { watch: WATCH, timeout: TIMEOUT }),
      ...(loses && { yes: YES }),
      ...(columns && { csv: CSV }),
    },
    run: (call) => carryOut(operation, call),
  };
}

/** The options with the words that they take, which the schema of the tool has as well. @param {{ readonly [name in OptionName]?: string }} [options] */
function explained(options = {}) {
  return Object.fromEntries(
    /** @type {[OptionName, string][]} */ (Object.entries(options)).map(([name, text]) => {
      const option = OPTIONS[name];
      const { enum: words } = /** @type {{ enum?: string[] }} */ ("value" in option ? (kindOf(option.value).schema ?? {}) : {});
      return [name, words ? `${text} One of ${words.join(", ")}.` : text];
    }),
  );
}

/** @param {Operation} operation @param {Call} call */
async function carryOut(operation, call) {
  const { name, changes, begins, loses, run } = operation;
  const input = await inputOf(operation, call);
  operation.validate?.(input);
  const { connect, output, signal, goesOn } = call;
  if (begins) return start(call, (dhis2) => begins(dhis2, input, signal));
  const dhis2 = await (loses ? permitted(call, `\`${name}\``, (dhis2) => consequences(operation, dhis2, input, signal)) : connect());
  if (changes) goesOn("it may have carried out the operation.");
  const status = await told(operation, input, (await run?.(dhis2, input, signal)) ?? [], output);
  goesOn();
  return status;
}

/** What the user must confirm, once the input has been found valid. @param {Operation} operation @param {Steward} dhis2 @param {any} input @param {AbortSignal} signal */
export async function consequences({ loses, run }, dhis2, input, signal) {
  await rehearsed((aborted) => run?.(dhis2, input, aborted));
  return [...((await loses?.(dhis2, input, signal)) ?? []), UNDONE];
}

/** The input of an operation. @param {Operation} operation @param {Call} call */
async function inputOf({ name, words = {}, options = {}, needs = [], lists = {} }, call) {
  /** @type {{ [name: string]: unknown }} */
  const input = {};
  const rest = [...call.words];
  for (const [name, [is]] of Object.entries(words)) {
    if (rest.length === 0) break;
    const kind = kindOf(is);
    const own = isSeveral(is) ? rest.splice(0) : rest.splice(0, 1);
    const values = await Promise.all(own.map((word) => kind.read(word, nameOf(is))));
    input[name] = isSeveral(is) ? values : values[0];
  }
  for (const [option, given] of chosen(call.options, options)) {
    const { value = "" } = /** @type {{ value?: string }} */ (OPTIONS[option]);
    const several = lists[option];
    if (several) input[several] = list(String(given));
    else input[camel(option)] = typeof given === "boolean" ? given : await kindOf(value).read(given, `--${option}`);
  }
  const missing = input.file ? [] : needs.filter((option) => input[camel(option)] === undefined).map((option) => `--${option}`);
  if (missing.length > 0) throw new Refusal(`${missing.join(" and ")} ${missing.length > 1 ? "are" : "is"} required.`, `See \`dhis2-steward help ${name}\`.`);
  return input;
}

/** The operation's options that were given. @param {Options} all @param {{ readonly [name in OptionName]?: string }} own */
function chosen(all, own) {
  const entries = /** @type {[OptionName, string | boolean][]} */ (Object.entries(all));
  return entries.filter(([name]) => name in own);
}

/** The camel-case name of an option. @param {string} option */
export const camel = (option) => option.replaceAll(/-(\w)/g, (_, letter) => letter.toUpperCase());

/** Prints what was found; returns the exit status. @param {Operation} operation @param {any} input @param {Rows | string} found @param {Call["output"]} output */
async function told({ columns, expand, none = "", notes, says, statusOf }, input, found, output) {
  if (typeof found === "string") {
    await output.text(found);
    return Status.done;
  }
  /** @type {Set<number>} */
  const statuses = new Set();
  let last = "";
  async function* rows() {
    for await (const row of found) {
      if (statusOf) statuses.add(statusOf(row));
      if (says) last = says(row);
      if (notes) output.note(notes(row));
      yield row;
    }
  }
  if (columns) {
    await output.rows(typeof columns === "function" ? columns(input) : columns, rows(), none, expand);
    output.note(last);
  } else {
    for await (const row of rows()) await output.tell(last, row);
  }
  return together([...statuses]);
}
