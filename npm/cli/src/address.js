// The address of another server, as somebody writes it on a command line.

import { Refusal } from "./failure.js";

/** An address without a secret in it. @param {string} url */
export function addressOf(url) {
  if (!URL.canParse(url)) throw new Refusal("The address is none.", "For example https://central.example.org.");
  const { username, password } = new URL(url);
  if (username === "" && password === "") return url;
  throw new Refusal("The address holds credentials.", "Leave them out.");
}
