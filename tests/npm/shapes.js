// The declarations, and whether what comes back has the shape that they give it.

import assert from "node:assert/strict";
import { join } from "node:path";

import ts from "typescript";

import { installed } from "./support.js";

const declarations = join(installed, "index.d.ts");
const program = ts.createProgram([declarations], { strict: true, target: ts.ScriptTarget.ES2022 });
export const checker = program.getTypeChecker();
export const source = /** @type {ts.SourceFile} */ (program.getSourceFile(declarations));
export const exported = checker.getExportsOfModule(/** @type {ts.Symbol} */ (checker.getSymbolAtLocation(source)));

/** The type of this name. @param {string} name */
export function declared(name) {
  const symbol = exported.find((symbol) => symbol.name === name);
  assert.ok(symbol, `${name} is declared`);
  return checker.getDeclaredTypeOfSymbol(symbol);
}

/** The names that a type's values have, without symbols. @param {ts.Type} type */
export const members = (type) =>
  checker
    .getPropertiesOfType(type)
    .map(({ name }) => name)
    .filter((name) => !name.startsWith("__@"));

/** Whether a value is of a type: every member that must be there, and none that is not declared. */
export class Shapes {
  /** @type {Set<string>} */
  seen = new Set();

  /** What is wrong, as places. @param {unknown} value @param {ts.Type} type @param {string} place @returns {string[]} */
  faults(value, type, place) {
    if (type.isUnion()) {
      const of = type.types.map((part) => this.faults(value, part, place));
      return of.some((faults) => faults.length === 0) ? [] : (of.sort((a, b) => a.length - b.length)[0] ?? []);
    }
    if (type.isLiteral()) return value === type.value ? [] : [`${place} is ${value}, not ${type.value}`];
    const name = checker.typeToString(type);
    const { flags } = type;
    if (flags & ts.TypeFlags.BooleanLiteral) return String(value) === name ? [] : [`${place} is ${value}, not ${name}`];
    if (flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Void)) return value === undefined ? [] : [`${place} is ${value}`];
    if (flags & ts.TypeFlags.Null) return value === null ? [] : [`${place} is ${value}`];
    if (flags & ts.TypeFlags.String) return typeof value === "string" ? [] : [`${place} is no string`];
    if (flags & ts.TypeFlags.Number) return typeof value === "number" ? [] : [`${place} is no number`];
    // A word of an open set, and what is inherited from nothing.
    if (type.isIntersection()) return typeof value === "string" ? [] : [`${place} is no string`];
    if (checker.isArrayType(type)) {
      const [item] = checker.getTypeArguments(/** @type {ts.TypeReference} */ (type));
      if (!Array.isArray(value)) return [`${place} is no array`];
      return value.flatMap((one, index) => this.faults(one, item, `${place}[${index}]`));
    }
    if (typeof value !== "object" || value === null || Array.isArray(value)) return [`${place} is no object`];
    if (name === "StewardError") return value.constructor.name === name ? [] : [`${place} is no ${name}`];
    this.seen.add(name);
    const properties = checker.getPropertiesOfType(type);
    const extra = Object.entries(value).filter(([key]) => !properties.some((property) => property.name === key));
    const indexed = checker.getIndexTypeOfType(type, ts.IndexKind.String);
    const wrong = properties.flatMap((property) => {
      const isOptional = Boolean(property.flags & ts.SymbolFlags.Optional);
      if (!(property.name in value)) return isOptional ? [] : [`${place}.${property.name} is missing`];
      const one = /** @type {Record<string, unknown>} */ (value)[property.name];
      return this.faults(one, checker.getNonNullableType(checker.getTypeOfSymbol(property)), `${place}.${property.name}`);
    });
    const others = extra.flatMap(([key, one]) =>
      indexed ? this.faults(one, indexed, `${place}.${key}`) : [`${place}.${key} is not declared`],
    );
    return [...others, ...wrong];
  }
}

/** What a method gives: what is promised, or each value of an iteration. @param {string} name @param {string} method */
function given(name, method) {
  const symbol = checker.getPropertyOfType(declared(name), method);
  assert.ok(symbol, `${name}.${method} is declared`);
  const [signature] = checker.getSignaturesOfType(checker.getTypeOfSymbol(symbol), ts.SignatureKind.Call);
  const [value] = checker.getTypeArguments(/** @type {ts.TypeReference} */ (checker.getReturnTypeOfSignature(signature)));
  return value;
}

/** Areas whose methods fail where what comes back is not as declared, and which methods gave something. */
export class Checked {
  /** @type {Set<string>} */
  #called = new Set();

  /** The same area, looked at. @template {object} T @param {string} name @param {T} area @returns {T} */
  area(name, area) {
    /** @param {string} method @param {unknown} value */
    const check = (method, value) => {
      assert.deepEqual(new Shapes().faults(value, given(name, method), `${name}.${method}`), []);
      this.#called.add(`${name}.${method}`);
      return value;
    };
    /** @param {string} method @param {AsyncIterable<unknown>} iteration */
    async function* each(method, iteration) {
      for await (const value of iteration) yield check(method, value);
    }
    return new Proxy(area, {
      get: (_, key) => {
        const method = String(key);
        return (/** @type {unknown[]} */ ...options) => {
          const result = /** @type {any} */ (area)[method](...options);
          return result instanceof Promise ? result.then((value) => check(method, value)) : each(method, result);
        };
      },
    });
  }

  /** Fails unless every method of some areas gave something. @param {string[]} names */
  complete(...names) {
    const all = names.flatMap((name) => members(declared(name)).map((method) => `${name}.${method}`));
    assert.deepEqual([...this.#called].sort(), all.sort());
  }
}
