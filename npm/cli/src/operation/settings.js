// System settings.

import { MEMBERS, members } from "../members.js";

/** @type {import("../operation.js").Word} */
const NAME = ["NAME", "The name of the setting, such as applicationTitle."];

/** @type {import("../operation.js").Operation} */
const settingList = {
  name: "setting list",
  summary: "Lists every system setting that is not confidential.",
  run: async (dhis2, _, signal) => [await dhis2.settings.all({ signal })],
  columns: MEMBERS,
  expand: members,
  none: "Nothing is set.",
};

/** @type {import("../operation.js").Operation} */
const settingGet = {
  name: "setting get",
  summary: "Tells some settings; those that the server's version lacks are left out.",
  example: "applicationTitle keyCalendar",
  words: { names: ["NAME…", "The names of settings, such as applicationTitle."] },
  run: async (dhis2, { names }, signal) => [await dhis2.settings.some(names, { signal })],
  columns: MEMBERS,
  expand: members,
  none: "Nothing is set.",
};

/** @type {import("../operation.js").Operation} */
const settingSet = {
  name: "setting set",
  summary: "Sets a setting, and tells what it was; not one that is confidential.",
  more: "An empty value resets it. The next request may still see the old value.",
  example: "applicationTitle 'Health information system'",
  authority: "F_SYSTEM_SETTING",
  words: { name: NAME, value: ["VALUE", "Its value, as text."] },
  changes: true,
  run: async (dhis2, { name, value }, signal) => {
    // A confidential one is refused here, before anything is sent: its value does not belong where this one came from.
    const { [name]: before } = await dhis2.settings.some([name], { signal });
    await dhis2.settings.setRaw(name, value, { signal });
    return [{ name, value, before }];
  },
  says: ({ name, value, before }) => `${name}: was ${shown(before)}, is ${shown(value)}`,
};

/** @type {import("../operation.js").Operation} */
const settingReset = {
  name: "setting reset",
  summary: "Puts back what a setting is without anybody's doing.",
  example: "applicationTitle",
  authority: "F_SYSTEM_SETTING",
  words: { name: NAME },
  changes: true,
  loses: (_, { name }) => [`The value of ${name}.`],
  run: async (dhis2, { name }, signal) => {
    await dhis2.settings.reset(name, { signal });
    return [{ reset: name }];
  },
  says: ({ reset }) => `${reset} is reset.`,
};

/** @param {unknown} value */
const shown = (value) => (value === undefined ? "not set" : `“${typeof value === "object" ? JSON.stringify(value) : value}”`);

/** In the order of help. */
export const SETTINGS = [settingList, settingGet, settingSet, settingReset];
