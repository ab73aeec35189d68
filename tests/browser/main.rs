//! What only a browser can prove: the fetch transport, the page's visibility, and the app's components.
