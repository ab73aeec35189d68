// Reads the command line.

/** @import { Command } from "./command.js" */
/** @import { Options } from "./options.js" */

import { parseArgs } from "node:util";

import { COMMANDS, groupOf } from "./commands.js";
import { Refusal } from "./failure.js";
import { EVERYWHERE, OPTIONS } from "./options.js";

/** The parsed command line: one command to run, or the commands to show help for. @typedef {{ commands: readonly Command[], words: string[], options: Options }} Asked */

/** Messages never quote an argument, because it may be a secret. @param {readonly string[]} words @returns {Asked} */
export function read(words) {
  const { values: options, positionals } = parse(words);
  if (options.version || options.help || positionals.length === 0 || positionals[0] === "help") {
    const topic = positionals.filter((word, place) => place > 0 || word !== "help");
    const found = topic.length === 0 ? COMMANDS : beginning(topic);
    return { commands: found.length > 0 ? found : [find(topic)], words: [], options: { ...options, help: true } };
  }
  const command = find(positionals);
  const rest = positionals.slice(command.name.split(" ").length);
  const next = `See \`dhis2-steward help ${command.name}\`.`;
  const [least, most] = command.takes;
  if (rest.length < least || rest.length > most) {
    throw new Refusal(`Usage: dhis2-steward ${usage(command)}`, next);
  }
  const foreign = Object.keys(options).find((name) => !(name in command.options) && !(name in EVERYWHERE));
  if (foreign !== undefined) throw new Refusal(`\`${command.name}\` has no option --${foreign}.`, next);
  // For example an unset shell variable: without the option, the command could apply to everything.
  const empty = Object.entries(options).find(([, value]) => typeof value === "string" && value.replaceAll(",", "").trim() === "");
  if (empty !== undefined) throw new Refusal(`--${empty[0]} is empty.`, `Give it a value or omit it. ${next}`);
  if (options.json && options.csv) throw new Refusal("--json and --csv cannot be combined.", next);
  return { commands: [command], words: rest, options };
}

/** The command with its arguments. @param {Command} command */
export const usage = ({ name, arguments: words }) => `${name} ${words}`.trimEnd();

/** @param {readonly string[]} words */
function parse(words) {
  try {
    return parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true, strict: true });
  } catch (error) {
    const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
    if (!code?.startsWith("ERR_PARSE_ARGS")) throw error;
    const isSecret = /'--?(t|u|p|token|bearer|url|user|username|password)'/.test(message);
    if (/'-[\d.]/.test(message)) throw new Refusal(`${message.split(". ")[0]}.`, "Put an argument that begins with a dash after --.");
    const next = isSecret ? "The URL and credentials come from the environment or a profile, never from the command line. " : "";
    const command = COMMANDS.find(({ name }) => `${words.join(" ")} `.startsWith(`${name} `));
    const see = `See \`dhis2-steward help${command ? ` ${command.name}` : ""}\`.`;
    throw new Refusal(`${message.split(". ")[0]}.`, `${next}${see}`);
  }
}

/** The commands that begin with these words. @param {readonly string[]} words */
const beginning = (words) => COMMANDS.filter(({ name }) => words.every((word, place) => word === name.split(" ")[place]));

/** The command that words begin with. @param {readonly string[]} words */
function find(words) {
  const command = COMMANDS.find(({ name }) => name.split(" ").every((word, place) => word === words[place]));
  if (command) return command;
  // The longest prefix that some command begins with.
  const known = words.map((_, place) => words.slice(0, place + 1)).filter((some) => beginning(some).length > 0).at(-1);
  if (known) {
    const names = beginning(known).map(({ name }) => name);
    throw new Refusal(`\`${known.join(" ")}\` needs a subcommand.`, `Commands: ${names.join(", ")}.`);
  }
  const groups = [...new Set(COMMANDS.map(groupOf))].join(", ");
  // Anything else may be a secret.
  const [first = ""] = words;
  const named = /^[a-z]+(-[a-z]+)*$/.test(first) && first.length < 30 ? ` “${first}”` : "";
  throw new Refusal(`Unknown command${named}.`, `Commands begin with: ${groups}. See \`dhis2-steward help\`.`);
}
