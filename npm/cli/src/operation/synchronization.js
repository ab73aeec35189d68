// Exchanging data and metadata with another server, and versions of metadata.

/** @import { CollectionDifference, DataPush, DifferingObject, MetadataPull, MetadataVersion, RemoteAvailability } from "dhis2-steward" */

import { addressOf } from "../address.js";
import { MEMBERS, members } from "../members.js";
import { Status } from "../status.js";

/** @type {import("../output.js").Columns<MetadataVersion>} */
const VERSIONS = {
  name: ({ name }) => name,
  type: ({ versionType }) => versionType,
  created: ({ created }) => created,
  imported: ({ imported }) => imported,
  hash: ({ hashCode }) => hashCode,
};

/** Whether all of it was taken in. @param {DataPush | MetadataPull} one */
const statusOf = ({ status }) => (["SUCCESS", "OK"].includes(status) ? Status.done : Status.failed);

/** @type {import("../operation.js").Operation} */
const synchronizationSettings = {
  name: "synchronization settings",
  summary: "Tells which server data and metadata are exchanged with, and when that last happened.",
  run: async (dhis2, _, signal) => [await dhis2.synchronization.settings({ signal })],
  columns: MEMBERS,
  expand: members,
  none: "Nothing is set.",
};

/** @type {import("../operation.js").Operation} */
const synchronizationTest = {
  name: "synchronization test",
  summary: "Tells whether the other server can be reached and lets this one log in.",
  status: "1 if not.",
  run: async (dhis2, _, signal) => [await dhis2.synchronization.test({ signal })],
  says: (/** @type {RemoteAvailability} */ { message, statusCode, statusPhrase }) => `${message} (${statusCode} ${statusPhrase})`,
  statusOf: (/** @type {RemoteAvailability} */ { available }) => (available ? Status.done : Status.failed),
};

/** @type {import("../operation.js").Operation} */
const synchronizationPush = {
  name: "synchronization push",
  summary: "Sends the data values that have changed since the last time to the other server.",
  status: "1 if it did not take all.",
  authority: "F_EXPORT_DATA",
  changes: true,
  run: async (dhis2, _, signal) => [await dhis2.synchronization.pushData({ signal })],
  columns: MEMBERS,
  expand: members,
  statusOf,
};

/** @type {import("../operation.js").Operation} */
const synchronizationPull = {
  name: "synchronization pull",
  summary: "Fetches metadata from an address that the server's configuration allows.",
  status: "1 if not all was taken in.",
  example: "https://central.example.org/api/metadata",
  authority: "ALL",
  words: { url: ["URL", "The address, without credentials."] },
  changes: true,
  loses: (_, { url }) => [`Objects that are at ${addressOf(url)} as well become what they are there.`],
  run: async (dhis2, { url }, signal) => [await dhis2.synchronization.pullMetadata(addressOf(url), { signal })],
  columns: MEMBERS,
  expand: members,
  statusOf,
};

/** @type {import("../operation.js").Operation} */
const versionList = {
  name: "synchronization version list",
  summary: "Lists the versions of the metadata.",
  example: "--since Version_1",
  options: { since: "Only those that are newer than this one." },
  run: (dhis2, { since }, signal) =>
    since === undefined ? dhis2.synchronization.versions({ signal }) : dhis2.synchronization.versionsSince(since, { signal }),
  columns: VERSIONS,
  none: "There is no version.",
};

/** @type {import("../operation.js").Operation} */
const versionCreate = {
  name: "synchronization version create",
  summary: "Makes a version of the metadata as they are.",
  example: "BEST_EFFORT",
  authority: "F_METADATA_MANAGE",
  words: { versionType: ["BEST_EFFORT|ATOMIC", "How other servers take it in: as much as fits, or all or nothing."] },
  changes: true,
  run: async (dhis2, { versionType }, signal) => [await dhis2.synchronization.createVersion(versionType, { signal })],
  columns: VERSIONS,
};

/** @type {import("../operation.js").Operation} */
const versionCompare = {
  name: "synchronization version compare",
  summary: "Lists what two versions hold that differs; both are downloaded.",
  example: "Version_1 Version_2",
  authority: "F_METADATA_MANAGE",
  words: { first: ["FIRST", "The name of a version, such as Version_1."], second: ["SECOND", "The name of another one."] },
  run: async (dhis2, { first, second }, signal) => (await dhis2.synchronization.compareVersions(first, second, { signal })).flatMap(each),
  columns: {
    collection: ({ collection }) => collection,
    difference: ({ difference }) => difference,
    id: ({ id }) => id,
    name: ({ name }) => name,
  },
  none: "Nothing differs.",
};

/** Each object that differs. @param {CollectionDifference} of */
function each({ collection, onlyFirst, onlySecond, changed }) {
  const told = (/** @type {string} */ difference, /** @type {readonly DifferingObject[]} */ objects) =>
    objects.map((object) => ({ collection, difference, ...object }));
  return [...told("only in the first", onlyFirst), ...told("only in the second", onlySecond), ...told("changed", changed)];
}

/** @type {import("../operation.js").Operation} */
const versionDownload = {
  name: "synchronization version download",
  summary: "Prints the content of a version of the metadata, as JSON.",
  example: "Version_1",
  authority: "F_METADATA_MANAGE",
  isForPeople: true,
  words: { name: ["NAME", "The name of the version."] },
  run: (dhis2, { name }, signal) => dhis2.synchronization.downloadVersion(name, { signal }),
};

/** In the order of help. */
export const SYNCHRONIZATION = [
  synchronizationSettings,
  synchronizationTest,
  synchronizationPush,
  synchronizationPull,
  versionList,
  versionCreate,
  versionCompare,
  versionDownload,
];
