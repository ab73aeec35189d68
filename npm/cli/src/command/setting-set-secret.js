// Sets a confidential setting, whose value never comes from the command line.

import { Status } from "../status.js";

/** @type {import("../command.js").Command} */
export const settingSetSecret = {
  name: "setting set-secret",
  arguments: "NAME",
  summary: "Set a confidential setting to the value of DHIS2_STEWARD_SECRET or of standard input.",
  example: "keyRemoteInstancePassword < password.txt",
  authority: "F_SYSTEM_SETTING",
  takes: [1, 1],
  options: {},
  run: async ({ connect, words: [name = ""], output, signal, goesOn, secret }) => {
    const value = await secret();
    const dhis2 = await connect();
    goesOn("the setting may have been changed.");
    await dhis2.settings.setSecret(name, value, { signal });
    goesOn();
    await output.tell(`${name} set.`, { set: name });
    return Status.done;
  },
};
