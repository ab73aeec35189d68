// What an operation is: told once, and made into a command and a tool.

/** @import { JobReference, Steward } from "dhis2-steward" */
/** @import { Call, Command } from "./command.js" */
/** @import { OptionName, Options } from "./options.js" */
/** @import { Columns } from "./output.js" */

import { Refusal } from "./failure.js";
import { start } from "./follow.js";
import { CSV, OPTIONS, TIMEOUT, WATCH, YES } from "./options.js";
import { permitted } from "./permit.js";
import { Status, together } from "./status.js";
import { isOptional, isSeveral, kindOf, nameOf } from "./value.js";

/** An argument: what kind of value it is, as help writes it, and what it means. @typedef {readonly [is: string, means: string]} Word */

/** Several rows, however they come. @typedef {Iterable<any> | AsyncIterable<any>} Rows */

/**
 * An operation. What is asked for comes as one object: arguments by their names here, options by theirs without dashes.
 * @typedef {object} Operation
 * @property {string} name The words of its command, such as `task list`; those of its tool are the same.
 * @property {string} summary What it does, in a sentence.
 * @property {string} [status] What an exit status says that is not 0.
 * @property {string} [more] What else is to be known.
 * @property {string} [example] What may follow the name.
 * @property {string} [authority] What the server asks for, where an answer of 403 says too little.
 * @property {{ readonly [name: string]: Word }} [words] Its arguments, in their order.
 * @property {{ readonly [name in OptionName]?: string }} [options] What each of its options means here.
 * @property {readonly OptionName[]} [needs] Options that cannot be left out.
 * @property {boolean} [changes] Whether it changes anything on the server.
 * @property {boolean} [isForPeople] Whether there is no tool for it.
 * @property {(dhis2: Steward, input: any, signal: AbortSignal) => Iterable<string> | Promise<readonly string[]>} [loses] What will be gone for good, a line each: whoever asks must agree.
 * @property {(dhis2: Steward, input: any, signal: AbortSignal) => Promise<JobReference>} [begins] Begins a job; then nothing of what follows is there.
 * @property {(dhis2: Steward, input: any, signal: AbortSignal) => Rows | Promise<Rows | string>} [run] Does it.
 * @property {Columns<any>} [columns] How its rows are shown.
 * @property {(row: any) => Iterable<object>} [expand] The rows that are shown of one.
 * @property {string} [none] What is said where there are none.
 * @property {(row: any) => string} [says] A row in words; beside columns what is said after them.
 * @property {(row: any) => number} [statusOf] Whether a row says that something was not done.
 */

/** Its command. @param {Operation} operation @returns {Command} */
export function commandOf(operation) {
  const { name, status, more, example, authority, begins, loses, columns } = operation;
  const words = Object.values(operation.words ?? {}).map(([is]) => is);
  const least = words.filter((is) => !isOptional(is)).length;
  return {
    name,
    arguments: words.join(" "),
    summary: status === undefined ? operation.summary : `${operation.summary.slice(0, -1)}: ${status}`,
    ...(more !== undefined && { more }),
    ...(example !== undefined && { example }),
    ...(authority !== undefined && { authority }),
    takes: [least, words.some(isSeveral) ? Infinity : words.length],
    options: {
      ...operation.options,
      ...(begins && { watch: WATCH, timeout: TIMEOUT }),
      ...(loses && { yes: YES }),
      ...(columns && { csv: CSV }),
    },
    run: (call) => carryOut(operation, call),
  };
}

/** @param {Operation} operation @param {Call} call */
async function carryOut(operation, call) {
  const { name, changes, begins, loses, run } = operation;
  const input = await inputOf(operation, call);
  const { connect, output, signal, goesOn } = call;
  if (begins) return start(call, (dhis2) => begins(dhis2, input, signal));
  const dhis2 = await (loses ? permitted(call, `\`${name}\``, (dhis2) => loses(dhis2, input, signal)) : connect());
  if (changes) goesOn("it may have done what was asked for.");
  const status = await told(operation, (await run?.(dhis2, input, signal)) ?? [], output);
  goesOn();
  return status;
}

/** What was asked for. @param {Operation} operation @param {Call} call */
async function inputOf({ name, words = {}, options = {}, needs = [] }, call) {
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
    input[camel(option)] = typeof given === "boolean" ? given : await kindOf(value).read(given, `--${option}`);
  }
  const missing = needs.filter((option) => input[camel(option)] === undefined).map((option) => `--${option}`);
  if (missing.length > 0) throw new Refusal(`It needs ${missing.join(" and ")}.`, `See \`dhis2-steward help ${name}\`.`);
  return input;
}

/** Those of these options that were given. @param {Options} all @param {{ readonly [name in OptionName]?: string }} own */
function chosen(all, own) {
  const entries = /** @type {[OptionName, string | boolean][]} */ (Object.entries(all));
  return entries.filter(([name]) => name in own);
}

/** The name of an option as the module writes such names. @param {string} option */
export const camel = (option) => option.replaceAll(/-(\w)/g, (_, letter) => letter.toUpperCase());

/** Tells what was found; what the rows say is the exit status. @param {Operation} operation @param {Rows | string} found @param {Call["output"]} output */
async function told({ columns, expand, none = "", says, statusOf }, found, output) {
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
      yield row;
    }
  }
  if (columns) {
    await output.rows(columns, rows(), none, expand);
    output.note(last);
  } else {
    for await (const row of rows()) await output.tell(last, row);
  }
  return together([...statuses]);
}
