// What makes objects of these classes convenient: methods that need no object, and a description for logs.

/** Methods that can be called without their object: `const { report } = run`. */
export function bound(object, ...names) {
  for (const name of names) Object.defineProperty(object, name, { value: object[name].bind(object), configurable: true, writable: true });
}

/** Makes Node print what `toJSON` returns. */
export function described(Class) {
  Class.prototype[Symbol.for("nodejs.util.inspect.custom")] = function (_, options, inspect) {
    return `${Class.name} ${inspect(this.toJSON(), options)}`;
  };
}
