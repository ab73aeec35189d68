// Sources of the compiled code. The entry points differ only in the default location.

/** Resolves a source: fetches a URL, and compiles a response while it arrives. */
export async function compilable(source) {
  const given = await source;
  const isAddress = typeof given === "string" || given instanceof URL;
  const code = isAddress ? await fetch(given) : given;
  return code instanceof Response && code.ok ? streamable(code) : code;
}

/** Streaming compilation requires exactly this media type, without the `;charset=UTF-8` that Tomcat adds. */
function streamable(answer) {
  const type = answer.headers.get("Content-Type") ?? "";
  if (type.startsWith("text/html")) throw new Error("the response is HTML, such as a login page");
  const wanted = "application/wasm";
  return type === wanted ? answer : new Response(answer.body, { headers: { "Content-Type": wanted } });
}
