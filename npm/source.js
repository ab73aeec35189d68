// What the compiled code is made of. The entry points differ only in where it is without a word from the caller.

/** What can be compiled: an address is fetched, and an answer is compiled while it comes. */
export async function compilable(source) {
  const given = await source;
  const isAddress = typeof given === "string" || given instanceof URL;
  const code = isAddress ? await fetch(given) : given;
  return code instanceof Response && code.ok ? streamable(code) : code;
}

/** Compiling while it comes asks for this media type and nothing more: no `;charset=UTF-8`, as Tomcat adds. */
function streamable(answer) {
  const type = answer.headers.get("Content-Type") ?? "";
  if (type.startsWith("text/html")) throw new Error("HTML came in its place, such as a page for logging in");
  const wanted = "application/wasm";
  return type === wanted ? answer : new Response(answer.body, { headers: { "Content-Type": wanted } });
}
