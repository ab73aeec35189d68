//! The library as JavaScript sees it: a session, by which every operation is called for by its name, and work that
//! gives what comes of it.
//!
//! Every operation takes what it is given as JavaScript gave it, calls the client, and makes plain values of what comes
//! back; nothing is decided here. The classes that callers see are written in JavaScript (`npm/client.js`): made here,
//! with a shim for each of their methods, they were a third of the module. Never part of the app: the feature `js` is
//! for the npm package alone. What each operation means to a caller is said in `npm/index.d.ts`.

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
