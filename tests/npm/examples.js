// The examples of the README.

import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { installed } from "./support.js";

const readme = await readFile(join(installed, "README.md"), "utf8");

/** The examples under their headings, the first of a heading first. */
const examples = [...readme.matchAll(/^## (.+)$|^```js\n([^]*?)^```$/gm)].reduce(
  (found, [, heading, code]) => {
    if (heading !== undefined) found.heading = heading;
    else found.list.push({ heading: found.heading, code });
    return found;
  },
  { heading: "", list: /** @type {{ heading: string, code: string }[]} */ ([]) },
).list;

/** How to connect in Node, and what goes on from there. */
export const [connecting, ...areas] = examples;

/** How to connect in a page. */
export const page = /```html\n<script type="module">\n([^]*?)<\/script>\n```/.exec(readme)?.[1] ?? "";
