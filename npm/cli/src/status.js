// The exit status.

/** The exit statuses. */
export const Status = /** @type {const} */ ({
  /** Done. */
  done: 0,
  /** It failed, or a job or a check did. */
  failed: 1,
  /** The command line or the profile is invalid, or the user did not confirm; nothing was done. */
  usage: 2,
  /** The outcome is unknown: the response was lost, or watching stopped early. */
  unknown: 3,
});

/** The status of several outcomes: a failure is certain, and takes precedence over an unknown outcome. @param {number[]} statuses */
export function together(statuses) {
  return [Status.failed, Status.unknown].find((status) => statuses.includes(status)) ?? Status.done;
}
