// The help, generated from the commands.

/** @import { Command } from "./command.js" */
/** @import { OptionName } from "./options.js" */

import { usage } from "./arguments.js";
import { COMMANDS, groupOf } from "./commands.js";
import { EVERYWHERE, OPTIONS } from "./options.js";

const ENDS = `
Exit status
  0  done
  1  failed, or a job or a check failed
  2  invalid command line or profile, or not confirmed: nothing was done
  3  unknown: the response was lost, or watching stopped early

Server and credentials
  DHIS2_STEWARD_URL with DHIS2_STEWARD_TOKEN, or DHIS2_STEWARD_BEARER, or
  DHIS2_STEWARD_USERNAME and DHIS2_STEWARD_PASSWORD; or a profile in
  ~/.config/dhis2-steward/profiles.json, readable only by you:
  {"default": {"url": "https://dhis2.example.org", "token": "d2pat_…"}}
`;

/** @param {string[][]} rows */
function table(rows) {
  const width = Math.max(...rows.map(([left = ""]) => left.length));
  return rows.map(([left = "", right]) => `  ${left.padEnd(width)}  ${right}\n`).join("");
}

/** @param {{ readonly [name in OptionName]?: string }} options */
function optionRows(options) {
  return Object.entries(options).map(([name, text]) => {
    const option = OPTIONS[/** @type {OptionName} */ (name)];
    return ["value" in option ? `--${name} ${option.value}` : `--${name}`, text];
  });
}

/** The help for one command. @param {Command} command */
function one(command) {
  const options = table(optionRows({ ...command.options, ...EVERYWHERE }));
  const more = command.more ? `\n${command.more}\n` : "";
  const needs = command.authority ? `\nRequires the authority ${command.authority}.\n` : "";
  const example = command.example ? `\nExample\n  dhis2-steward ${command.name} ${command.example}\n` : "";
  return `dhis2-steward ${usage(command)}\n\n${command.summary}\n${more}${needs}\nOptions\n${options}${example}`;
}

/** The help for some commands. @param {readonly Command[]} commands */
export function help(commands) {
  const [command] = commands;
  if (command && commands.length === 1) return one(command);
  const isAll = commands.length === COMMANDS.length;
  const own = /** @type {[Command, string[]][]} */ (commands.map((each) => [each, [usage(each), each.summary]]));
  const rows = [...own.map(([, row]) => row), ...(isAll ? [["help [COMMAND]", "Show help for all commands or for one."]] : [])];
  const lines = table(rows).split("\n");
  // An empty line between groups.
  const spaced = lines.map((line, place) => {
    const [[here], [before]] = [own[place] ?? [], own[place - 1] ?? []];
    return here && before && groupOf(here) !== groupOf(before) ? `\n${line}` : line;
  });
  const text = spaced.join("\n");
  if (!isAll) return `${text}\nSee \`dhis2-steward help COMMAND\` for the options of a command.\n`;
  const options = table([...optionRows(EVERYWHERE), ["--version", "Print the version."]]);
  return `Administer a DHIS2 instance.\n\nCommands\n${text}\nGlobal options\n${options}${ENDS}`;
}
