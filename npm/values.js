// Builds plain objects for the compiled code: one call per member.

export function set(object, name, value) {
  if (value !== undefined) object[name] = value;
}
