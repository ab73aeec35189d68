import init, { connect, type Steward } from "dhis2-steward";

import { tour } from "../tour.js";

const [baseUrl = "", token = ""] = Deno.args;
await init();
const dhis2: Steward = await connect({ baseUrl, auth: { token } });
await tour(dhis2, console.log);
