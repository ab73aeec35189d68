// Serves the operations as tools of the Model Context Protocol.

import { Status } from "../status.js";

/** @type {import("../command.js").Command} */
export const mcp = {
  name: "mcp",
  arguments: "",
  summary: "Run a Model Context Protocol server over standard input and output.",
  takes: [0, 0],
  options: {},
  run: async ({ connect, signal, streams }) => {
    // Loaded on demand, because it takes longer to load than everything else.
    const { serve } = await import("../mcp/server.js");
    await serve(connect, streams, signal);
    return Status.done;
  },
};
