// What a command is. Each is a file of its own below `command/`, and a line in `commands.js`.

/** @import { Readable, Writable } from "node:stream" */
/** @import { Steward } from "dhis2-steward" */
/** @import { Output } from "./output.js" */
/** @import { OptionName, Options } from "./options.js" */

/**
 * What a command is given.
 * @typedef {object} Call
 * @property {() => Promise<Steward>} connect Connects to the server; what the person got wrong is said before that.
 * @property {readonly string[]} words The arguments.
 * @property {Options} options
 * @property {Output} output
 * @property {AbortSignal} signal Ends the waiting.
 * @property {{ stdin: Readable, stdout: Writable }} streams Standard input and output, for who speaks a protocol on them.
 * @property {() => Promise<string | undefined>} [ask] Reads a line that a person types; absent without a terminal.
 * @property {() => Promise<string>} secret A secret that is to be set on the server.
 * @property {(what?: string) => void} goesOn Says what goes on on the server from now on, whatever becomes of us; nothing any more without words.
 */

/**
 * A command.
 * @typedef {object} Command
 * @property {string} name Its words, such as `task list`.
 * @property {string} arguments What follows them, such as `TYPE UID`; `…` for any number, brackets for none.
 * @property {string} summary What it does, in a sentence.
 * @property {string} [more] What else is to be known.
 * @property {string} [example] What may follow its words.
 * @property {string} [authority] What the server asks for, where an answer of 403 says too little.
 * @property {readonly [least: number, most: number]} takes How many arguments it takes.
 * @property {{ readonly [name in OptionName]?: string }} options What each of its options means here.
 * @property {(call: Call) => Promise<number>} run Does it, and gives the exit status.
 */

export {};
