// The operations of maintenance in words.

/** @import { Operation } from "dhis2-steward" */

import { Refusal } from "./failure.js";

const permanent = (/** @type {string} */ does) => ({ does, isPermanent: true });
const repeatable = (/** @type {string} */ does) => ({ does, isPermanent: false });

/** What each does, and whether it is for good. @type {Record<Operation, { does: string, isPermanent: boolean }>} */
export const OPERATIONS = {
  removeSoftDeletedDataValues: permanent("Removes data values that were deleted before, for good."),
  removeSoftDeletedRelationships: permanent("Removes relationships that were deleted before, for good."),
  removeSoftDeletedEvents: permanent("Removes events that were deleted before, for good."),
  removeSoftDeletedEnrollments: permanent("Removes enrollments that were deleted before, for good."),
  removeSoftDeletedTrackedEntities: permanent("Removes tracked entities that were deleted before, for good."),
  removeZeroDataValues: permanent("Removes data values that are zero where zero says nothing, for good."),
  prunePeriods: permanent("Removes periods that no data refers to, for good."),
  clearExpiredInvitations: permanent("Removes invitations of users that have expired, for good."),
  updateOrganisationUnitPaths: repeatable("Works out the path of every organisation unit anew."),
  updateCategoryOptionCombos: repeatable("Makes the category option combinations that are missing."),
  clearAnalyticsTables: repeatable("Empties the analytics tables."),
  analyzeAnalyticsTables: repeatable("Has the database gather statistics on the analytics tables."),
  dropSqlViews: repeatable("Drops the SQL views."),
  createSqlViews: repeatable("Creates the SQL views."),
  clearCache: repeatable("Empties the server's caches, the results of integrity checks among them."),
  reloadApps: repeatable("Looks for installed apps anew."),
};

/** The names. */
export const NAMES = /** @type {Operation[]} */ (Object.keys(OPERATIONS));

/** What can have been deleted before, and what removes it. @type {Record<string, Operation>} */
export const KINDS = {
  "data-values": "removeSoftDeletedDataValues",
  events: "removeSoftDeletedEvents",
  enrollments: "removeSoftDeletedEnrollments",
  "tracked-entities": "removeSoftDeletedTrackedEntities",
  relationships: "removeSoftDeletedRelationships",
};

/** What these words name. @template {string} T @param {readonly string[]} words @param {Record<string, T>} known @returns {T[]} */
export function named(words, known) {
  return words.map((word) => {
    const one = Object.hasOwn(known, word) ? known[word] : undefined;
    if (one !== undefined) return one;
    throw new Refusal("One of the arguments is not known.", `There are: ${Object.keys(known).join(", ")}.`);
  });
}
