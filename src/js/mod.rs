//! The library as JavaScript sees it: classes, async iterators, and one error class.
//!
//! Every method converts what it is given, calls the client, and converts what comes back; nothing is decided here.
//! Never part of the app: the feature `js` is for the npm package alone. What each member means to a caller is said in
//! `npm/index.d.ts`.

mod answer;
mod arguments;
mod context;
mod error;
mod integrity;
mod integrity_run;
mod iteration;
mod job_argument;
mod jobs;
mod maintenance;
mod promise;
mod request;
mod signal;
mod steward;
mod tasks;
mod value;
mod zone;

pub use answer::Answer;
pub use integrity::IntegrityApi;
pub use integrity_run::IntegrityRun;
pub use iteration::Iteration;
pub use jobs::JobsApi;
pub use maintenance::{MaintenanceApi, operations};
pub use steward::{Steward, connect};
pub use tasks::TasksApi;
