// What axe finds in a page: every rule on, nothing excluded.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import type { Frame, Page } from "@playwright/test";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Violation {
  id: string;
  help: string;
  nodes: { html: string; failureSummary: string }[];
}

/** The findings, each as a sentence with the markup that it is about. */
export async function findings(page: Page | Frame): Promise<string[]> {
  // Evaluated by the browser's own protocol, which no content security policy stops.
  await page.evaluate(source);
  const violations = await page.evaluate(async () => {
    const axe = (window as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } }).axe;
    return (await axe.run()).violations;
  });
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html}`));
}
