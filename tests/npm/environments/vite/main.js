import init, { connect } from "dhis2-steward";

import { tour } from "../tour.js";

await init();
await tour(await connect(), console.log);
globalThis.isDone = true;
