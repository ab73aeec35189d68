import { tour } from "../tour.js";
import init, { connect } from "./node_modules/dhis2-steward/index.js";

// A promise that is rejected here is nobody's error in the page.
addEventListener("unhandledrejection", ({ reason }) => {
  throw reason;
});

await init();
await tour(await connect(), (line) => postMessage(line));
postMessage(undefined);
