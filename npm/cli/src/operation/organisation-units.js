// Organisation units.

/** @import { Named, OrganisationUnit, OrganisationUnitLevel, Page } from "dhis2-steward" */

/** @type {import("../output.js").Columns<OrganisationUnit>} */
const UNITS = {
  id: ({ id }) => id,
  level: ({ level }) => level,
  name: ({ name }) => name,
  path: ({ path }) => path,
};

const NONE = "No matching organisation units.";

/** @type {import("../operation.js").Operation} */
const organisationUnitLevels = {
  name: "organisation-unit levels",
  summary: "List the named levels, from the root down.",
  run: (dhis2, _, signal) => dhis2.organisationUnits.levels({ signal }),
  columns: {
    id: (/** @type {OrganisationUnitLevel} */ { id }) => id,
    level: (/** @type {OrganisationUnitLevel} */ { level }) => level,
    name: (/** @type {OrganisationUnitLevel} */ { name }) => name,
  },
  none: "No named levels.",
};

/** @type {import("../operation.js").Operation} */
const organisationUnitGroups = {
  name: "organisation-unit groups",
  summary: "List organisation unit groups.",
  run: (dhis2, _, signal) => dhis2.organisationUnits.groups({ signal }),
  columns: { id: (/** @type {Named} */ { id }) => id, name: (/** @type {Named} */ { name }) => name },
  none: "No organisation unit groups.",
};

/** @type {import("../operation.js").Operation} */
const organisationUnitOfLevel = {
  name: "organisation-unit of-level",
  summary: "List the organisation units of a level; level 1 is the root.",
  example: "2",
  words: { level: ["NUMBER"] },
  run: (dhis2, { level }, signal) => dhis2.organisationUnits.ofLevel(level, { signal }),
  columns: UNITS,
  none: NONE,
};

/** @type {import("../operation.js").Operation} */
const organisationUnitOfGroup = {
  name: "organisation-unit of-group",
  summary: "List the organisation units of a group.",
  example: "CXw2yu5fodb",
  words: { group: ["UID", "A UID."] },
  run: (dhis2, { group }, signal) => dhis2.organisationUnits.ofGroup(group, { signal }),
  columns: UNITS,
  none: "The group is empty or does not exist.",
};

/** @type {import("../operation.js").Operation} */
const organisationUnitChildren = {
  name: "organisation-unit children",
  summary: "List the children of an organisation unit.",
  example: "ImspTQPwCqd",
  words: { parent: ["UID", "A UID."] },
  run: (dhis2, { parent }, signal) => dhis2.organisationUnits.children(parent, { signal }),
  columns: UNITS,
  none: "The organisation unit has no children or does not exist.",
};

/** @type {import("../operation.js").Operation} */
const organisationUnitSearch = {
  name: "organisation-unit search",
  isOne: true,
  summary: "Search for organisation units by part of the name, or by UID or code.",
  example: "'Ngelehun' --max-results 10",
  words: { text: ["TEXT"] },
  options: { "max-results": "The maximum number of results. Default: 50." },
  run: async (dhis2, { text, maxResults }, signal) => [await dhis2.organisationUnits.search(text, { limit: maxResults, signal })],
  columns: UNITS,
  expand: (/** @type {Page<OrganisationUnit>} */ { items }) => items,
  says: (/** @type {Page<OrganisationUnit>} */ { items, total }) =>
    total > items.length ? `Showing the first ${items.length} of ${total}; use --max-results to see more.` : "",
  none: NONE,
};

/** In the order of the help. */
export const ORGANISATION_UNITS = [
  organisationUnitLevels,
  organisationUnitGroups,
  organisationUnitOfLevel,
  organisationUnitOfGroup,
  organisationUnitChildren,
  organisationUnitSearch,
];
