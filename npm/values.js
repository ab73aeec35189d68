// Builds plain objects for the compiled code: one call per member, but a single call for an issue, of which there may
// be half a million.

export function set(object, name, value) {
  if (value !== undefined) object[name] = value;
}

export function issue(check, severity, id, name, comment, refs) {
  const issue = { check };
  set(issue, "severity", severity);
  set(issue, "id", id);
  set(issue, "name", name);
  set(issue, "comment", comment);
  issue.refs = refs;
  return issue;
}
