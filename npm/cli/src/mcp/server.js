// A Model Context Protocol server over two streams.

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
import { exact, faultOf, listed, renamed } from "./tool.js";
import { TOOLS } from "./tools.js";

const { version } = JSON.parse(await readFile(new URL("../../package.json", import.meta.url), "utf8"));

/** What a client should know of all tools. */
const INSTRUCTIONS = [
  "Administers one DHIS2 server.",
  "Tools that start a job return it; call task_status until its last row has the type “ended”.",
  "Tools with the property confirm first say what they destroy; ask the user before you set it to true.",
  `Long answers are paged: pass the value of next as offset; limit is the number of rows, ${USUAL} by default.`,
].join(" ");

/** Serves until the client closes its stream. @param {() => Promise<Steward>} connect @param {{ stdin: Readable, stdout: Writable }} streams @param {AbortSignal} signal */
export async function serve(connect, { stdin, stdout }, signal) {
  const closing = new AbortController();
  const answers = new Answers();
  const server = new Server({ name: "dhis2-steward", version }, { capabilities: { tools: {} }, instructions: INSTRUCTIONS });
  const schemas = new AjvJsonSchemaValidator();
  const validators = new Map(TOOLS.map((tool) => [tool.name, schemas.getValidator(/** @type {any} */ (exact(tool)))]));

  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: TOOLS.map(listed) }));

  server.setRequestHandler(CallToolRequestSchema, async ({ params }, extra) => {
    const { name, arguments: input = {} } = params;
    const tool = TOOLS.find((tool) => tool.name === name);
    try {
      const checked = validators.get(name)?.(input);
      if (!tool || !checked) throw new Refusal("Unknown tool.", "List the tools.");
      if (!checked.valid) throw new Refusal(faultOf(exact(tool), input) ?? checked.errorMessage, "See the tool's input schema.");
      const { offset = 0, limit = USUAL, ...own } = /** @type {{ offset?: number, limit?: number }} */ (input);
      tool.validate?.(own);
      const isPaged = tool.effect === "reads";
      const dhis2 = tool.isLocal ? /** @type {any} */ (undefined) : await connect();
      const rows = await tool.run(dhis2, isPaged ? own : input, extra.signal, { answers, closed: closing.signal });
      return isPaged ? await read(tool, rows, offset, limit) : await acted(tool, rows, answers);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      const { message, next } = describe(error, tool?.effect === "reads" ? undefined : GOING, { see: "See the tool's input schema.", authority: tool?.authority });
      const { exit: _, ...own } = /** @type {any} */ (told({ error })).error;
      return result({ error: { ...own, message, next: next.replaceAll(/`dhis2-steward ([a-z -]+)`/g, (_, words) => renamed(`\`${words}\``)) } }, true);
    }
  });

  const ended = once(stdin, "end", { signal }).catch(() => undefined);
  await server.connect(new StdioServerTransport(stdin, stdout));
  await ended;
  closing.abort();
  await server.close();
}

/** What the server may be doing if the response to a change was lost. */
const GOING = "the operation may have been carried out, or may still be running.";

/** A page of what a tool found. @param {Tool} tool @param {Rows} rows @param {number} offset @param {number} limit */
async function read(tool, rows, offset, limit) {
  const part = await page(rows, offset, limit);
  return result(part, part.rows.some((row) => tool.isFailure?.(row)));
}

/** The result of a change. It runs to its end and never twice, so the rest of a long answer is kept. @param {Tool} tool @param {Rows} rows @param {Answers} answers */
async function acted(tool, rows, answers) {
  /** @type {object[]} */
  const all = [];
  for await (const row of rows) all.push(row);
  const part = await page(all, 0, Infinity);
  const rest = part.next === undefined ? {} : { answer: answers.keep(all), goOn: "Call answer_rest for the rest." };
  return result({ ...part, ...rest }, all.some((row) => tool.isFailure?.(row)));
}

/** @param {{ [name: string]: unknown }} content @param {boolean} isError */
function result(content, isError) {
  return { content: [{ type: /** @type {const} */ ("text"), text: JSON.stringify(content) }], structuredContent: content, isError };
}
