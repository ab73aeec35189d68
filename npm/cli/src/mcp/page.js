// Pages of rows, limited in number and size.

/** The default number of rows in an answer. */
export const USUAL = 50;

/** The maximum number of rows. */
export const MOST = 200;

/** The approximate maximum number of characters. */
const SIZE = 40_000;

/**
 * The rows from an offset, and the next offset. A single row that is too large is cut, and marked as such.
 * @param {Iterable<object> | AsyncIterable<object>} rows @param {number} offset @param {number} limit
 */
export async function page(rows, offset, limit) {
  /** @type {object[]} */
  const shown = [];
  let place = 0;
  let size = 0;
  for await (const row of rows) {
    if (place >= offset) {
      const one = told(row);
      const length = JSON.stringify(one).length;
      if (shown.length === limit || (shown.length > 0 && size + length > SIZE)) return { rows: shown, next: place };
      shown.push(length > SIZE ? { cut: JSON.stringify(one).slice(0, SIZE) } : one);
      size += length;
    }
    place += 1;
  }
  return { rows: shown };
}

/** A row as JSON, with the members of errors. @param {object} row @returns {object} */
export function told(row) {
  return JSON.parse(
    JSON.stringify(row, (_, member) => (member instanceof Error ? { ...member, message: member.message } : member)),
  );
}
