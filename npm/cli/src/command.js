// The type of a command. Each command is a file in `command/` and a line in `commands.js`.

/** @import { Readable, Writable } from "node:stream" */
/** @import { Steward } from "dhis2-steward" */
/** @import { Output } from "./output.js" */
/** @import { OptionName, Options } from "./options.js" */

/**
 * What a command receives.
 * @typedef {object} Call
 * @property {() => Promise<Steward>} connect Connects to the server. Validate the user's input first.
 * @property {readonly string[]} words The arguments.
 * @property {Options} options
 * @property {Output} output
 * @property {AbortSignal} signal Stops waiting.
 * @property {{ stdin: Readable, stdout: Writable }} streams Standard input and output, for a command that speaks a protocol on them.
 * @property {() => Promise<string | undefined>} [ask] Reads a line that the user types; absent without a terminal.
 * @property {() => Promise<string>} secret The secret to set on the server.
 * @property {(what?: string) => void} goesOn Sets the work that continues on the server even if the program ends; call without an argument once there is none.
 */

/**
 * A command.
 * @typedef {object} Command
 * @property {string} name Its words, such as `task list`.
 * @property {string} arguments Its arguments, such as `TYPE UID`; `…` marks a repeatable one, brackets an optional one.
 * @property {string} summary What it does, as an imperative sentence.
 * @property {string} [more] Further help.
 * @property {string} [example] Example arguments and options.
 * @property {string} [authority] The authority it requires, if the server's 403 response does not name it.
 * @property {readonly [least: number, most: number]} takes The number of arguments it accepts.
 * @property {{ readonly [name in OptionName]?: string }} options Its options with their descriptions.
 * @property {(call: Call) => Promise<number>} run Runs it; returns the exit status.
 */

export {};
