// A tool for what was left of an answer.

import { schema } from "../mcp/tool.js";

/** @type {import("../mcp/tool.js").Tool[]} */
export const ANSWERS = [
  {
    name: "answer_rest",
    description: "The rest of an answer of a tool that acts, where it was too long for one: nothing is done again.",
    input: schema({ answer: { type: "string", description: "The `answer` that came with the first part." } }, ["answer"]),
    effect: "reads",
    isLocal: true,
    run: (_, { answer }, __, answers) => answers.rows(answer),
  },
];
