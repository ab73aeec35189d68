// Configures the remote server for data and metadata synchronisation.

import { addressOf } from "../address.js";
import { Status } from "../status.js";

/** @type {import("../command.js").Command} */
export const synchronizationConfigure = {
  name: "synchronization configure",
  arguments: "URL USERNAME",
  summary: "Configure the remote server for data and metadata synchronisation.",
  example: "https://central.example.org sync --with-password < password.txt",
  authority: "F_SYSTEM_SETTING",
  takes: [2, 2],
  options: { "with-password": "Also set the password, from DHIS2_STEWARD_SECRET or standard input. Default: unchanged." },
  run: async ({ connect, words: [address = "", username = ""], options, output, signal, goesOn, secret }) => {
    const url = addressOf(address);
    const password = options["with-password"] ? { password: await secret() } : {};
    const dhis2 = await connect();
    goesOn("some of the settings may have been changed.");
    await dhis2.synchronization.configure({ url, username, ...password }, { signal });
    goesOn();
    await output.tell("Remote server configured; test the connection with `dhis2-steward synchronization test`.", { url, username });
    return Status.done;
  },
};
