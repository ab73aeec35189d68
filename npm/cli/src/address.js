// The URL of another server, as given on the command line.

import { Refusal } from "./failure.js";

/** Accepts a URL without credentials. @param {string} url */
export function addressOf(url) {
  if (!URL.canParse(url)) throw new Refusal("Invalid URL.", "For example https://central.example.org.");
  const { username, password } = new URL(url);
  if (username === "" && password === "") return url;
  throw new Refusal("The URL must not contain credentials.", "Remove them from the URL.");
}
