// Comma-separated values (RFC 4180), safe for spreadsheets.

/** One record with its line ending. @param {(string | number | boolean | undefined)[]} cells */
export function record(cells) {
  return `${cells.map(cell).join(",")}\r\n`;
}

/** @param {string | number | boolean | undefined} value */
function cell(value) {
  if (typeof value !== "string") return String(value ?? "");
  // Spreadsheets treat these as the start of a formula.
  const harmless = /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
