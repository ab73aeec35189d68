// The error class. A separate module, because the compiled code imports it too.

export class StewardError extends Error {
  constructor(message, code, status, request, serverMessage, serverCode, jsonPath, leavesOutcomeUnknown, options) {
    super(message, options);
    this.code = code;
    const details = { status, request, serverMessage, serverCode, jsonPath };
    for (const [name, value] of Object.entries(details)) {
      if (value !== undefined) this[name] = value;
    }
    this.leavesOutcomeUnknown = leavesOutcomeUnknown ?? code === "aborted";
  }

  get name() {
    return "StewardError";
  }
}
