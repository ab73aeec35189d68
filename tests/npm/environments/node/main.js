import init, { connect } from "dhis2-steward";

import { tour } from "../tour.js";

const [baseUrl, token] = process.argv.slice(2);
await init();
await tour(await connect({ baseUrl, auth: { token } }), console.log);
