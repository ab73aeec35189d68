// What the exit status says.

/** The exit statuses. */
export const Status = /** @type {const} */ ({
  /** What was asked for is done. */
  done: 0,
  /** It is not done; or a job or a check failed. */
  failed: 1,
  /** The command line, or the profile, is wrong; nothing was sent. */
  usage: 2,
  /** Nobody knows: the answer was lost, or the watching ended before the work. */
  unknown: 3,
});

/** The status of several outcomes together: a failure is certain, and so weighs more than what is not known. @param {number[]} statuses */
export function together(statuses) {
  return [Status.failed, Status.unknown].find((status) => statuses.includes(status)) ?? Status.done;
}
