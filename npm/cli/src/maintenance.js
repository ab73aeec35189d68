// Descriptions of the maintenance operations.

/** @import { Operation } from "dhis2-steward" */

import { Refusal } from "./failure.js";

const permanent = (/** @type {string} */ does) => ({ does, isPermanent: true });
const repeatable = (/** @type {string} */ does) => ({ does, isPermanent: false });

/** What each operation does, and whether it is permanent. @type {Record<Operation, { does: string, isPermanent: boolean }>} */
export const OPERATIONS = {
  removeSoftDeletedDataValues: permanent("Permanently remove soft-deleted data values."),
  removeSoftDeletedRelationships: permanent("Permanently remove soft-deleted relationships."),
  removeSoftDeletedEvents: permanent("Permanently remove soft-deleted events."),
  removeSoftDeletedEnrollments: permanent("Permanently remove soft-deleted enrollments."),
  removeSoftDeletedTrackedEntities: permanent("Permanently remove soft-deleted tracked entities."),
  removeZeroDataValues: permanent("Permanently remove zero data values where zero is not significant."),
  prunePeriods: permanent("Permanently remove periods without data."),
  clearExpiredInvitations: permanent("Permanently remove expired user invitations."),
  updateOrganisationUnitPaths: repeatable("Rebuild the paths of all organisation units."),
  updateCategoryOptionCombos: repeatable("Generate missing category option combinations."),
  clearAnalyticsTables: repeatable("Clear the analytics tables."),
  analyzeAnalyticsTables: repeatable("Update the database statistics of the analytics tables."),
  dropSqlViews: repeatable("Drop the SQL views."),
  createSqlViews: repeatable("Create the SQL views."),
  clearCache: repeatable("Clear the server's caches, including the results of data integrity checks."),
  reloadApps: repeatable("Reload the installed apps."),
};

/** The names. */
export const NAMES = /** @type {Operation[]} */ (Object.keys(OPERATIONS));

/** The soft-deleted kinds of objects, and the operations that remove them. @type {Record<string, Operation>} */
export const KINDS = {
  "data-values": "removeSoftDeletedDataValues",
  events: "removeSoftDeletedEvents",
  enrollments: "removeSoftDeletedEnrollments",
  "tracked-entities": "removeSoftDeletedTrackedEntities",
  relationships: "removeSoftDeletedRelationships",
};

/** The operations that words name. @template {string} T @param {readonly string[]} words @param {Record<string, T>} known @returns {T[]} */
export function named(words, known) {
  return words.map((word) => {
    const one = Object.hasOwn(known, word) ? known[word] : undefined;
    if (one !== undefined) return one;
    throw new Refusal("Unknown argument.", `Valid arguments: ${Object.keys(known).join(", ")}.`);
  });
}
