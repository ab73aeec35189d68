// Reads the command line.

/** @import { Command } from "./command.js" */
/** @import { Options } from "./options.js" */

import { parseArgs } from "node:util";

import { COMMANDS } from "./commands.js";
import { Refusal } from "./failure.js";
import { EVERYWHERE, OPTIONS } from "./options.js";

/** What was asked for; no command where help or the version was. @typedef {{ command?: Command, words: string[], options: Options }} Asked */

/** No argument is repeated in what is said: somebody may have put a secret there. @param {readonly string[]} words @returns {Asked} */
export function read(words) {
  const { values: options, positionals } = parse(words);
  if (options.version || options.help || positionals.length === 0 || positionals[0] === "help") {
    const topic = positionals.filter((word) => word !== "help");
    return topic.length === 0 ? { words: [], options } : { command: find(topic), words: [], options: { ...options, help: true } };
  }
  const command = find(positionals);
  const rest = positionals.slice(command.name.split(" ").length);
  const next = `See \`dhis2-steward help ${command.name}\`.`;
  const [least, most] = command.takes;
  if (rest.length < least || rest.length > most) {
    throw new Refusal(`It is \`dhis2-steward ${usage(command)}\`.`, next);
  }
  const foreign = Object.keys(options).find((name) => !(name in command.options) && !(name in EVERYWHERE));
  if (foreign !== undefined) throw new Refusal(`\`${command.name}\` has no option --${foreign}.`, next);
  if (options.json && options.csv) throw new Refusal("It is either --json or --csv.", next);
  return { command, words: rest, options };
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
    const next = isSecret ? "The address and the credentials come from the environment or a profile, never from the command line." : "";
    throw new Refusal(`${message.split(". ")[0]}.`, `${next} See \`dhis2-steward help\`.`.trimStart());
  }
}

/** The command that words begin with. @param {readonly string[]} words */
function find(words) {
  const command = COMMANDS.find(({ name }) => name.split(" ").every((word, place) => word === words[place]));
  if (command) return command;
  const group = COMMANDS.filter(({ name }) => name.startsWith(`${words[0]} `)).map(({ name }) => name);
  if (group.length > 0) throw new Refusal(`\`${words[0]}\` needs another word.`, `There are: ${group.join(", ")}.`);
  throw new Refusal("There is no such command.", `There are: ${COMMANDS.map(({ name }) => name).join(", ")}, help.`);
}
