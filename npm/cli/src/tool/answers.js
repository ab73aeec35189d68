// The tool that returns the rest of a long answer.

import { schema } from "../mcp/tool.js";

/** @type {import("../mcp/tool.js").Tool[]} */
export const ANSWERS = [
  {
    name: "answer_rest",
    description: "Get the rest of a long answer; does not run the tool again.",
    input: schema({ answer: { type: "string", description: "The `answer` value of the first part." } }, ["answer"]),
    effect: "reads",
    isLocal: true,
    run: (_, { answer }, __, { answers }) => answers.rows(answer),
  },
];
