// Time zone offsets, from `Intl`.

const formats = new Map();

/** A time zone's offset from UTC in minutes at a given time; `NaN` if the zone is unknown. */
export function offset(zone, millis) {
  // The range of `Date`.
  if (!(Math.abs(millis) <= 8.64e15)) return Number.NaN;
  if (!formats.has(zone)) formats.set(zone, format(zone));
  // For example "11/21/2026, 10 AM GMT+02:00"; some use a minus sign instead of the hyphen, and UTC has no offset.
  const [, sign, hours, minutes] = /GMT(?:([+\-−])(\d+):(\d+))?/.exec(formats.get(zone)?.format(millis)) ?? [, "?"];
  if (sign === undefined) return 0;
  const ahead = hours * 60 + +minutes;
  return sign === "+" ? ahead : -ahead;
}

function format(zone) {
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset", hour: "numeric" });
  } catch {
    // The server has a zone that this environment does not know.
  }
}
