// The offsets of time zones, by the `Intl` that every environment has.

const formats = new Map();

/** How many minutes a zone is ahead of UTC at a moment; `NaN` where the zone is not known. */
export function offset(zone, millis) {
  // Beyond this there are no dates.
  if (!(Math.abs(millis) <= 8.64e15)) return Number.NaN;
  if (!formats.has(zone)) formats.set(zone, format(zone));
  // Such as "11/21/2026, 10 AM GMT+02:00"; some write a minus sign in place of the hyphen, and UTC has nothing there.
  const [, sign, hours, minutes] = /GMT(?:([+\-−])(\d+):(\d+))?/.exec(formats.get(zone)?.format(millis)) ?? [, "?"];
  if (sign === undefined) return 0;
  const ahead = hours * 60 + +minutes;
  return sign === "+" ? ahead : -ahead;
}

function format(zone) {
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset", hour: "numeric" });
  } catch {
    // The server knows a zone that this environment does not.
  }
}
