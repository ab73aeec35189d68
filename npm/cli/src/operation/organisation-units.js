// Organisation units: the tree.

/** @import { Named, OrganisationUnit, OrganisationUnitLevel, Page } from "dhis2-steward" */

/** @type {import("../output.js").Columns<OrganisationUnit>} */
const UNITS = {
  id: ({ id }) => id,
  level: ({ level }) => level,
  name: ({ name }) => name,
  path: ({ path }) => path,
};

const NONE = "There is no such unit.";

/** @type {import("../operation.js").Operation} */
const organisationUnitLevels = {
  name: "organisation-unit levels",
  summary: "Lists the levels that have names, from the roots down.",
  run: (dhis2, _, signal) => dhis2.organisationUnits.levels({ signal }),
  columns: {
    id: (/** @type {OrganisationUnitLevel} */ { id }) => id,
    level: (/** @type {OrganisationUnitLevel} */ { level }) => level,
    name: (/** @type {OrganisationUnitLevel} */ { name }) => name,
  },
  none: "No level has a name.",
};

/** @type {import("../operation.js").Operation} */
const organisationUnitGroups = {
  name: "organisation-unit groups",
  summary: "Lists the groups of units.",
  run: (dhis2, _, signal) => dhis2.organisationUnits.groups({ signal }),
  columns: { id: (/** @type {Named} */ { id }) => id, name: (/** @type {Named} */ { name }) => name },
  none: "There is no group.",
};

/** @type {import("../operation.js").Operation} */
const organisationUnitOfLevel = {
  name: "organisation-unit of-level",
  summary: "Lists all units of a level; level 1 is the roots.",
  example: "2",
  words: { level: ["NUMBER", "The number of the level."] },
  run: (dhis2, { level }, signal) => dhis2.organisationUnits.ofLevel(level, { signal }),
  columns: UNITS,
  none: NONE,
};

/** @type {import("../operation.js").Operation} */
const organisationUnitOfGroup = {
  name: "organisation-unit of-group",
  summary: "Lists all units of a group.",
  example: "CXw2yu5fodb",
  words: { group: ["UID", "The identifier of the group."] },
  run: (dhis2, { group }, signal) => dhis2.organisationUnits.ofGroup(group, { signal }),
  columns: UNITS,
  none: "The group has no units, or there is no such group.",
};

/** @type {import("../operation.js").Operation} */
const organisationUnitChildren = {
  name: "organisation-unit children",
  summary: "Lists the units right below a unit.",
  example: "ImspTQPwCqd",
  words: { parent: ["UID", "The identifier of the unit."] },
  run: (dhis2, { parent }, signal) => dhis2.organisationUnits.children(parent, { signal }),
  columns: UNITS,
  none: "The unit has none below it, or there is no such unit.",
};

/** @type {import("../operation.js").Operation} */
const organisationUnitSearch = {
  name: "organisation-unit search",
  summary: "Lists the first units whose name holds a text, or whose identifier or code it is.",
  example: "'Ngelehun' --max-results 10",
  words: { text: ["TEXT", "The text."] },
  options: { "max-results": "How many at most, 50 if left out." },
  run: async (dhis2, { text, maxResults }, signal) => {
    const limit = maxResults === undefined ? {} : { limit: maxResults };
    return [await dhis2.organisationUnits.search(text, { ...limit, signal })];
  },
  columns: UNITS,
  expand: (/** @type {Page<OrganisationUnit>} */ { items }) => items,
  says: (/** @type {Page<OrganisationUnit>} */ { items, total }) =>
    total > items.length ? `These are the first ${items.length} of ${total}; --max-results says how many.` : "",
  none: NONE,
};

/** In the order of help. */
export const ORGANISATION_UNITS = [
  organisationUnitLevels,
  organisationUnitGroups,
  organisationUnitOfLevel,
  organisationUnitOfGroup,
  organisationUnitChildren,
  organisationUnitSearch,
];
