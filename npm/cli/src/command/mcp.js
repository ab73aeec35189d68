// Offers the same operations to programs that speak the Model Context Protocol.

import { Status } from "../status.js";

/** @type {import("../command.js").Command} */
export const mcp = {
  name: "mcp",
  arguments: "",
  summary: "Serves the operations as tools of the Model Context Protocol, over standard input and output.",
  takes: [0, 0],
  options: {},
  run: async ({ connect, signal, streams }) => {
    // Only here, because it takes longer to load than all the rest.
    const { serve } = await import("../mcp/server.js");
    await serve(connect, streams, signal);
    return Status.done;
  },
};
