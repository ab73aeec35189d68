// What differs between environments: how the code is loaded, requests are sent, time passes, and bytes and errors come.

export async function tour(dhis2, print) {
  print(`${dhis2.user.username} on DHIS2 ${dhis2.version}`);
  const checks = ["orgunits_*"];
  const run = await dhis2.integrity.run({ checks, kind: "details" });
  for await (const step of run.progress()) {
    if (step.phase === "ended") print(`It ended ${step.outcome.state}`);
  }
  let issues = 0;
  for await (const _ of dhis2.integrity.issues({ checks })) issues += 1;
  print(`${issues} issues`);
  const error = await dhis2.jobs.get("aaaaaaaaaaa").catch((error) => error);
  print(`${error.name}: ${error.code}`);
}
