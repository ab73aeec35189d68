// Records the details response of the simulator's scenario `large`, complete and shortened.
//
//     STEWARD_SIMULATOR=… node bench/answers.js FOLDER SIZE…
//
// Writes FOLDER/SIZE.json for each size; the largest size is that of the complete response.

import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [folder, ...sizes] = process.argv.slice(2);
const check = "data_elements_aggregate_no_analysis";
const headers = { Authorization: "ApiToken d2pat_adminadminadminadminadminadmin1" };

const server = spawn(
  /** @type {string} */ (process.env.STEWARD_SIMULATOR),
  ["--port", "0", "--clock", "manual", "--scenario", "large"],
  { stdio: ["ignore", "pipe", "inherit"] },
);
try {
  const url = await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.stdout.on("data", (text) => {
      const ready = / at (\S+?)\/?\n/.exec(text);
      if (ready) resolve(ready[1]);
    });
  });
  /** @param {string} method @param {string} path @param {string} [body] */
  const ask = async (method, path, body) => {
    const answer = await fetch(url + path, { method, body, headers });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status}`);
    return Buffer.from(await answer.arrayBuffer());
  };
  await ask("POST", `/api/dataIntegrity/details?checks=${check}`);
  await ask("POST", "/__control/clock/advance", '{"ms":600000}');
  const whole = await ask("GET", `/api/dataIntegrity/details?checks=${check}`);
  write(whole, sizes.map(Number));
} finally {
  server.kill();
}

/** @param {Buffer} whole @param {number[]} sizes */
function write(whole, sizes) {
  mkdirSync(folder, { recursive: true });
  const end = whole.subarray(whole.lastIndexOf("]"));
  let [found, at] = [0, whole.indexOf('"issues":[')];
  for (const size of sizes.sort((one, other) => one - other)) {
    // An issue ends where the next one starts, or with the array.
    for (; found < size; found += 1) {
      const next = whole.indexOf("},{", at + 1);
      at = next < 0 ? whole.length - end.length - 1 : next;
    }
    writeFileSync(join(folder, `${size}.json`), Buffer.concat([whole.subarray(0, at + 1), end]));
  }
}
