// Sets which server data and metadata are exchanged with.

import { addressOf } from "../address.js";
import { Status } from "../status.js";

/** @type {import("../command.js").Command} */
export const synchronizationConfigure = {
  name: "synchronization configure",
  arguments: "URL USERNAME",
  summary: "Sets which server data and metadata are exchanged with.",
  example: "https://central.example.org sync --with-password < password.txt",
  authority: "F_SYSTEM_SETTING",
  takes: [2, 2],
  options: { "with-password": "Sets the password too, from DHIS2_STEWARD_SECRET or standard input; without it, the one that is set stays." },
  run: async ({ connect, words: [address = "", username = ""], options, output, signal, goesOn, secret }) => {
    const url = addressOf(address);
    const password = options["with-password"] ? { password: await secret() } : {};
    const dhis2 = await connect();
    goesOn("it may have set some of it.");
    await dhis2.synchronization.configure({ url, username, ...password }, { signal });
    goesOn();
    await output.tell("The other server is set; `dhis2-steward synchronization test` looks whether it can be reached.", { url, username });
    return Status.done;
  },
};
