// A server of the Model Context Protocol over two streams.

/** @import { Readable, Writable } from "node:stream" */
/** @import { Steward } from "dhis2-steward" */
/** @import { Rows } from "../operation.js" */
/** @import { Tool } from "./tool.js" */

import { once } from "node:events";
import { readFile } from "node:fs/promises";

import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { CallToolRequestSchema, ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { AjvJsonSchemaValidator } from "@modelcontextprotocol/sdk/validation/ajv";

import { describe, Refusal } from "../failure.js";
import { Answers } from "./answers.js";
import { page, told, USUAL } from "./page.js";
import { PAGING } from "./tool.js";
import { TOOLS } from "./tools.js";

const { version } = JSON.parse(await readFile(new URL("../../package.json", import.meta.url), "utf8"));

/** The input of a tool; those that read can go on where an answer ended. @param {Tool} tool */
const inputOf = ({ input, effect }) => (effect === "reads" ? { ...input, properties: { ...input.properties, ...PAGING } } : input);

/** Serves until the other side has ended. @param {() => Promise<Steward>} connect @param {{ stdin: Readable, stdout: Writable }} streams @param {AbortSignal} signal */
export async function serve(connect, { stdin, stdout }, signal) {
  const answers = new Answers();
  const server = new Server({ name: "dhis2-steward", version }, { capabilities: { tools: {} } });
  const schemas = new AjvJsonSchemaValidator();
  const validators = new Map(TOOLS.map((tool) => [tool.name, schemas.getValidator(/** @type {any} */ (inputOf(tool)))]));

  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: TOOLS.map((tool) => ({
      name: tool.name,
      description: tool.description,
      inputSchema: inputOf(tool),
      annotations: { readOnlyHint: tool.effect === "reads", destructiveHint: tool.effect === "removes" },
    })),
  }));

  server.setRequestHandler(CallToolRequestSchema, async ({ params }, extra) => {
    const { name, arguments: input = {} } = params;
    const tool = TOOLS.find((tool) => tool.name === name);
    try {
      const checked = validators.get(name)?.(input);
      if (!tool || !checked) throw new Refusal("There is no such tool.", "Ask for the list of tools.");
      if (!checked.valid) throw new Refusal(checked.errorMessage, "Look at the schema of the tool.");
      const { offset = 0, limit = USUAL, ...own } = /** @type {{ offset?: number, limit?: number }} */ (input);
      const isPaged = tool.effect === "reads";
      const dhis2 = tool.isLocal ? /** @type {any} */ (undefined) : await connect();
      const rows = await tool.run(dhis2, isPaged ? own : input, extra.signal, answers);
      return isPaged ? await read(tool, rows, offset, limit) : await acted(tool, rows, answers);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      const { message, next } = describe(error, tool?.effect === "reads" ? undefined : GOING, { see: "Look at the schema of the tool.", authority: tool?.authority });
      const own = error instanceof Refusal ? {} : /** @type {any} */ (told({ error })).error;
      return result({ error: { ...own, message, next } }, true);
    }
  });

  const ended = once(stdin, "end", { signal }).catch(() => undefined);
  await server.connect(new StdioServerTransport(stdin, stdout));
  await ended;
  await server.close();
}

/** What is said of the server where the answer to a tool that acts was lost. */
const GOING = "it may have done what was asked for, or may still be doing it.";

/** A part of what a tool found. @param {Tool} tool @param {Rows} rows @param {number} offset @param {number} limit */
async function read(tool, rows, offset, limit) {
  const part = await page(rows, offset, limit);
  return result(part, part.rows.some((row) => tool.isFailure?.(row)));
}

/** What a tool has done. It is carried out to its end and never twice, so what is left of its answer is kept. @param {Tool} tool @param {Rows} rows @param {Answers} answers */
async function acted(tool, rows, answers) {
  /** @type {object[]} */
  const all = [];
  for await (const row of rows) all.push(row);
  const part = await page(all, 0, Infinity);
  const rest = part.next === undefined ? {} : { answer: answers.keep(all), goOn: "answer_rest tells the rest." };
  return result({ ...part, ...rest }, all.some((row) => tool.isFailure?.(row)));
}

/** @param {{ [name: string]: unknown }} content @param {boolean} isError */
function result(content, isError) {
  return { content: [{ type: /** @type {const} */ ("text"), text: JSON.stringify(content) }], structuredContent: content, isError };
}
