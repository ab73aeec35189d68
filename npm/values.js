// Objects that come by the hundred thousand: here their members need not cross the border one by one.

export function issue(check, severity, id, name, comment, refs) {
  const issue = { check };
  if (severity !== undefined) issue.severity = severity;
  if (id !== undefined) issue.id = id;
  if (name !== undefined) issue.name = name;
  if (comment !== undefined) issue.comment = comment;
  issue.refs = refs;
  return issue;
}

export function step(value, done) {
  return { value, done };
}
