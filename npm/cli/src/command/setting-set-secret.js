// Sets a confidential setting, whose value never stands on a command line.

import { Status } from "../status.js";

/** @type {import("../command.js").Command} */
export const settingSetSecret = {
  name: "setting set-secret",
  arguments: "NAME",
  summary: "Sets a confidential setting; its value comes from DHIS2_STEWARD_SECRET or standard input.",
  example: "keyRemoteInstancePassword < password.txt",
  authority: "F_SYSTEM_SETTING",
  takes: [1, 1],
  options: {},
  run: async ({ connect, words: [name = ""], output, signal, goesOn, secret }) => {
    const value = await secret();
    const dhis2 = await connect();
    goesOn("it may have set it.");
    await dhis2.settings.setSecret(name, value, { signal });
    goesOn();
    await output.tell(`${name} is set.`, { set: name });
    return Status.done;
  },
};
