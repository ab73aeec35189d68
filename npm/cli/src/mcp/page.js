// A part of many rows, bounded in number and in size.

/** How many rows there are in an answer where nobody asks for another number. */
export const USUAL = 50;

/** How many there are at most. */
export const MOST = 200;

/** How many characters an answer has at most, give or take a row's frame. */
const SIZE = 40_000;

/**
 * The rows from a place on, and where to go on. A row that is too large by itself is cut, and says so.
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

/** A row as JSON has it, errors told by their members. @param {object} row @returns {object} */
export function told(row) {
  return JSON.parse(
    JSON.stringify(row, (_, member) => (member instanceof Error ? { ...member, message: member.message } : member)),
  );
}
