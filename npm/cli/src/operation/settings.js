// System settings.

import { Refusal } from "../failure.js";
import { MEMBERS, members } from "../members.js";

/** @type {import("../operation.js").Word} */
const NAME = ["NAME", "Such as applicationTitle."];

/** @type {import("../operation.js").Operation} */
const settingList = {
  name: "setting list",
  isOne: true,
  summary: "List all system settings except confidential ones.",
  run: async (dhis2, _, signal) => [await dhis2.settings.all({ signal })],
  columns: MEMBERS,
  expand: members,
  none: "No settings.",
};

/** @type {import("../operation.js").Operation} */
const settingGet = {
  name: "setting get",
  isOne: true,
  summary: "Show settings; omits those that the server's version does not have.",
  example: "applicationTitle keyCalendar",
  words: { names: ["NAME…", "Such as applicationTitle."] },
  run: async (dhis2, { names }, signal) => [await dhis2.settings.some(names, { signal })],
  columns: MEMBERS,
  expand: members,
  none: "No settings.",
};

/** @type {import("../operation.js").Operation} */
const settingSet = {
  name: "setting set",
  summary: "Set a setting that is not confidential, and show its previous value.",
  status: "`setting set-secret` sets a confidential one.",
  more: "The next request may still return the old value.",
  example: "applicationTitle 'Health information system'",
  authority: "F_SYSTEM_SETTING",
  words: { name: NAME, value: ["VALUE"] },
  changes: true,
  validate: ({ name, value }) => {
    if (value === "") throw new Refusal("An empty value would reset the setting.", `Reset it with \`dhis2-steward setting reset ${name}\`.`);
  },
  run: async (dhis2, { name, value }, signal) => {
    // A secret must not come from the command line.
    if (await dhis2.settings.isConfidential(name)) {
      throw new Refusal(`The setting ${name} is confidential.`, `Set it with \`dhis2-steward setting set-secret ${name}\` in a terminal.`);
    }
    const { [name]: before } = await dhis2.settings.some([name], { signal });
    await dhis2.settings.setRaw(name, value, { signal });
    return [{ name, value, before }];
  },
  says: ({ name, value, before }) => `${name}: was ${shown(before)}, is now ${shown(value)}`,
};

/** @type {import("../operation.js").Operation} */
const settingReset = {
  name: "setting reset",
  summary: "Reset a setting to its default; its value is lost.",
  example: "applicationTitle",
  authority: "F_SYSTEM_SETTING",
  words: { name: NAME },
  changes: true,
  loses: (_, { name }) => [`The value of ${name} will be lost.`],
  run: async (dhis2, { name }, signal) => {
    await dhis2.settings.reset(name, { signal });
    return [{ reset: name }];
  },
  says: ({ reset }) => `${reset} reset.`,
};

/** @param {unknown} value */
const shown = (value) => (value === undefined ? "not set" : `“${typeof value === "object" ? JSON.stringify(value) : value}”`);

/** In the order of the help. */
export const SETTINGS = [settingList, settingGet, settingSet, settingReset];
