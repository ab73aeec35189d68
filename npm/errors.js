// The error class. A separate module, because the compiled code imports it too.

export class StewardError extends Error {
  constructor(message, code, status, request, serverMessage, serverCode, jsonPath, leavesOutcomeUnknown, cause) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    const details = { status, request, serverMessage, serverCode, jsonPath };
    for (const [name, value] of Object.entries(details)) {
      if (value !== undefined) this[name] = value;
    }
    this.leavesOutcomeUnknown = leavesOutcomeUnknown ?? false;
  }

  get name() {
    return "StewardError";
  }

  toJSON() {
    return { message: this.message, ...this };
  }
}

/** The error with the stack of those who await it, in place of that of the compiled code, which tells them nothing. */
export function traced(error) {
  if (error instanceof StewardError) Error.captureStackTrace?.(error, traced);
  return error;
}
