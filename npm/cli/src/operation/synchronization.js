// Data and metadata synchronisation with a remote server, and metadata versions.

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

/** The exit status of an import: done if all of it was imported. @param {DataPush | MetadataPull} one */
const statusOf = ({ status }) => (["SUCCESS", "OK"].includes(status) ? Status.done : Status.failed);

/** @type {import("../operation.js").Operation} */
const synchronizationSettings = {
  name: "synchronization settings",
  isOne: true,
  summary: "Show the remote server, and when data and metadata were last synchronised.",
  run: async (dhis2, _, signal) => [await dhis2.synchronization.settings({ signal })],
  columns: MEMBERS,
  expand: members,
  none: "No settings.",
};

/** @type {import("../operation.js").Operation} */
const synchronizationTest = {
  name: "synchronization test",
  isOne: true,
  summary: "Check whether the remote server can be reached and accepts the credentials.",
  status: "Exits with 1 if not.",
  run: async (dhis2, _, signal) => [await dhis2.synchronization.test({ signal })],
  says: (/** @type {RemoteAvailability} */ { message, statusCode, statusPhrase }) => `${message} (${statusCode} ${statusPhrase})`,
  statusOf: (/** @type {RemoteAvailability} */ { available }) => (available ? Status.done : Status.failed),
};

/** @type {import("../operation.js").Operation} */
const synchronizationPush = {
  name: "synchronization push",
  summary: "Send the data values changed since the last synchronisation to the remote server.",
  status: "Exits with 1 if not all were imported.",
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
  summary: "Import metadata from a URL that the server's configuration allows; overwrites existing objects.",
  status: "Exits with 1 if not all of it was imported.",
  example: "https://central.example.org/api/metadata",
  authority: "ALL",
  words: { url: ["URL", "Without credentials."] },
  changes: true,
  validate: ({ url }) => void addressOf(url),
  loses: (_, { url }) => [`Objects that also exist at ${url} will be overwritten.`],
  run: async (dhis2, { url }, signal) => [await dhis2.synchronization.pullMetadata(url, { signal })],
  columns: MEMBERS,
  expand: members,
  statusOf,
};

/** @type {import("../operation.js").Operation} */
const versionList = {
  name: "synchronization version list",
  summary: "List metadata versions.",
  example: "--since Version_1",
  options: { since: "Only versions newer than this one." },
  run: (dhis2, { since }, signal) =>
    since === undefined ? dhis2.synchronization.versions({ signal }) : dhis2.synchronization.versionsSince(since, { signal }),
  columns: VERSIONS,
  none: "No metadata versions.",
};

/** @type {import("../operation.js").Operation} */
const versionCreate = {
  name: "synchronization version create",
  summary: "Create a version of the current metadata.",
  example: "BEST_EFFORT",
  authority: "F_METADATA_MANAGE",
  words: { versionType: ["BEST_EFFORT|ATOMIC", "How other servers import it: as much as possible, or all or nothing."] },
  changes: true,
  run: async (dhis2, { versionType }, signal) => [await dhis2.synchronization.createVersion(versionType, { signal })],
  columns: VERSIONS,
};

/** @type {import("../operation.js").Operation} */
const versionCompare = {
  name: "synchronization version compare",
  summary: "List the differences between two metadata versions; downloads both.",
  example: "Version_1 Version_2",
  authority: "F_METADATA_MANAGE",
  words: { first: ["FIRST", "Such as Version_1."], second: ["SECOND"] },
  run: async (dhis2, { first, second }, signal) => (await dhis2.synchronization.compareVersions(first, second, { signal })).flatMap(each),
  columns: {
    collection: ({ collection }) => collection,
    difference: ({ difference }) => difference,
    id: ({ id }) => id,
    name: ({ name }) => name,
  },
  none: "No differences.",
};

/** The objects that differ. @param {CollectionDifference} of */
function each({ collection, onlyFirst, onlySecond, changed }) {
  const told = (/** @type {string} */ difference, /** @type {readonly DifferingObject[]} */ objects) =>
    objects.map((object) => ({ collection, difference, ...object }));
  return [...told("only in the first", onlyFirst), ...told("only in the second", onlySecond), ...told("changed", changed)];
}

/** @type {import("../operation.js").Operation} */
const versionDownload = {
  name: "synchronization version download",
  summary: "Print the content of a metadata version as JSON.",
  example: "Version_1",
  authority: "F_METADATA_MANAGE",
  isForPeople: true,
  words: { name: ["NAME", "The name of the version."] },
  run: (dhis2, { name }, signal) => dhis2.synchronization.downloadVersion(name, { signal }),
};

/** In the order of the help. */
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
