// Comma-separated values as RFC 4180 writes them, harmless for spreadsheets.

/** One record with the end of its line. @param {(string | number | boolean | undefined)[]} cells */
export function record(cells) {
  return `${cells.map(cell).join(",")}\r\n`;
}

/** @param {string | number | boolean | undefined} value */
function cell(value) {
  if (typeof value !== "string") return String(value ?? "");
  // A spreadsheet would take these for the beginning of a formula.
  const harmless = /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
