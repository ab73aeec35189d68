//! The JavaScript bindings: a session, which calls every operation by its name, and running operations, which yield the
//! results.
//!
//! Every operation receives JavaScript values, calls the client, and converts the result to plain values; nothing is
//! decided here. The public classes are written in JavaScript (`npm/client.js`): generated here, with a shim for each
//! method, they were a third of the module. Never part of the app: the feature `js` is for the npm package only.
//! `npm/index.d.ts` documents the operations.

mod area;
mod arguments;
mod context;
mod error;
mod run;
mod session;
mod value;
mod work;
mod zone;

pub use run::Run;
pub use session::{Session, connect};
pub use work::Work;
