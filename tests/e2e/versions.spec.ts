// The journey of an administrator on the versions that the other tests do not use.

import { expect, test } from "./fixtures.ts";
import { Integrity } from "./pages/integrity.ts";
import { Maintenance } from "./pages/maintenance.ts";

for (const version of ["2.41", "2.43", "2.44"]) {
  test.describe(version, () => {
    test.use({ version });

    test(`on ${version}, checks run, issues are read, and the cache is cleared`, async ({ app, page }) => {
      const integrity = new Integrity(app);
      await integrity.open();
      await integrity.runAll.click();
      await integrity.passTimeUntil(integrity.ended);
      await page.getByRole("searchbox").fill("Orphaned organisation units");
      // The name ends with a full stop on 2.41.
      await page.getByRole("link", { name: /^Orphaned organisation units/ }).click();
      await integrity.runThis.click();
      await integrity.passTimeUntil(page.getByTestId("steward-issue-count"));

      await page.getByRole("link", { name: "Maintenance", exact: true }).click();
      const maintenance = new Maintenance(app);
      await maintenance.operation("Clear the application cache").check();
      await maintenance.review.click();
      await maintenance.run.click();
      await expect(maintenance.step("clearCache")).toContainText("Done");
    });
  });
}
