// Plain objects, put together from the compiled code: one crossing for each member, and for an issue, of which there
// may be half a million, a single one.

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
