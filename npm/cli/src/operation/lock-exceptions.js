// Lock exceptions: permissions for organisation units to enter data for a closed period.

/** @import { LockAddition, LockCombination, LockException } from "dhis2-steward" */

import { Status } from "../status.js";

/** @type {import("../operation.js").Word} */
const DATA_SET = ["DATASET", "A UID."];

/** @type {import("../operation.js").Word} */
const PERIOD = ["PERIOD", "Such as 202601."];

/** @type {import("../operation.js").Operation} */
const lockExceptionList = {
  name: "lock-exception list",
  summary: "List lock exceptions: organisation units that may enter data for a closed period.",
  example: "--data-set lyLU2wR22tC --period 202601",
  options: {
    "organisation-unit": "Only of this organisation unit.",
    "data-set": "Only of this data set.",
    period: "Only of this period, such as 202601.",
  },
  run: (dhis2, filter, signal) => dhis2.lockExceptions.list({ ...filter, signal }),
  columns: {
    unit: (/** @type {LockException} */ { organisationUnit }) => organisationUnit.id,
    "unit name": (/** @type {LockException} */ { organisationUnit }) => organisationUnit.name,
    "data set": (/** @type {LockException} */ { dataSet }) => dataSet.id,
    period: (/** @type {LockException} */ { period }) => period,
    created: (/** @type {LockException} */ { created }) => created,
    name: (/** @type {LockException} */ { name }) => name,
  },
  none: "No matching lock exceptions.",
};

/** @type {import("../operation.js").Operation} */
const lockExceptionCombinations = {
  name: "lock-exception combinations",
  summary: "List the data sets and periods that have lock exceptions.",
  run: (dhis2, _, signal) => dhis2.lockExceptions.combinations({ signal }),
  columns: {
    "data set": (/** @type {LockCombination} */ { dataSet }) => dataSet.id,
    period: (/** @type {LockCombination} */ { period }) => period,
    name: (/** @type {LockCombination} */ { name }) => name,
  },
  none: "No lock exceptions.",
};

/** @type {import("../operation.js").Operation} */
const lockExceptionAdd = {
  name: "lock-exception add",
  summary: "Add a lock exception for each organisation unit.",
  status: "Exits with 1 if one was not added.",
  more: "The server silently skips organisation units to which the data set is not assigned.",
  example: "lyLU2wR22tC 202601 DiszpKrYNg8 O6uvpzGd5pu",
  authority: "F_DATASET_PUBLIC_ADD or F_DATASET_PRIVATE_ADD",
  words: { dataSet: DATA_SET, period: PERIOD, organisationUnits: ["UNIT…", "UIDs."] },
  changes: true,
  run: (dhis2, { dataSet, period, organisationUnits }, signal) => dhis2.lockExceptions.add(organisationUnits, dataSet, period, { signal }),
  columns: {
    state: (/** @type {LockAddition} */ { state }) => state,
    units: (/** @type {LockAddition} */ { organisationUnits }) => organisationUnits.join(" "),
    error: (/** @type {LockAddition} */ one) => (one.state === "completed" ? undefined : one.error.message),
  },
  statusOf: (/** @type {LockAddition} */ { state }) => ({ completed: Status.done, failed: Status.failed, unknown: Status.unknown })[state],
};

/** @type {import("../operation.js").Operation} */
const lockExceptionRemove = {
  name: "lock-exception remove",
  summary: "Remove the lock exception of an organisation unit.",
  example: "lyLU2wR22tC 202601 DiszpKrYNg8",
  authority: "F_DATASET_DELETE",
  words: { dataSet: DATA_SET, period: PERIOD, organisationUnit: ["UNIT", "A UID."] },
  changes: true,
  loses: (_, { dataSet, period, organisationUnit }) => [`The lock exception of ${organisationUnit} for ${dataSet} and ${period} will be removed.`],
  run: async (dhis2, { dataSet, period, organisationUnit }, signal) => {
    await dhis2.lockExceptions.remove(organisationUnit, dataSet, period, { signal });
    return [{ removed: { dataSet, period, organisationUnit } }];
  },
  says: () => "Lock exception removed.",
};

/** @type {import("../operation.js").Operation} */
const lockExceptionRemoveAll = {
  name: "lock-exception remove-all",
  summary: "Remove the lock exceptions of all organisation units for a data set and period.",
  example: "lyLU2wR22tC 202601",
  authority: "F_DATASET_DELETE",
  words: { dataSet: DATA_SET, period: PERIOD },
  changes: true,
  loses: (_, { dataSet, period }) => [`The lock exceptions of all organisation units for ${dataSet} and ${period} will be removed.`],
  run: async (dhis2, { dataSet, period }, signal) => {
    await dhis2.lockExceptions.removeAll(dataSet, period, { signal });
    return [{ removed: { dataSet, period } }];
  },
  says: () => "Lock exceptions removed.",
};

/** In the order of the help. */
export const LOCK_EXCEPTIONS = [
  lockExceptionList,
  lockExceptionCombinations,
  lockExceptionAdd,
  lockExceptionRemove,
  lockExceptionRemoveAll,
];
