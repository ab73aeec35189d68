//! The components of the design, one per file.
//!
//! They know only their own values: never a model, a client or a URL.

pub mod alert;
pub mod button;
pub mod checkbox;
pub mod dialog;
pub mod empty;
pub mod facet;
pub mod filter;
pub mod icon;
pub mod mark;
pub mod menu;
pub mod notice;
pub mod page_header;
pub mod progress;
pub mod run;
pub mod search;
pub mod selection;
pub mod skeleton;
pub mod sort;
pub mod virtual_rows;
pub mod window;

pub use alert::{Alert, AlertStack, AlertTone, Alerts};
pub use button::{Button, ButtonKind, IconButton, LinkButton};
pub use checkbox::{Checkbox, Tick, Ticked};
pub use dialog::Dialog;
pub use empty::Empty;
pub use facet::Facet;
pub use filter::{Choice, Filter, Select};
pub use icon::{Size, icon};
pub use mark::{delta, spinner, state, tag};
pub use menu::{Entry, Menu, Popover};
pub use notice::{Notice, Tone, Trouble, TroubleNotice};
pub use page_header::{Crumb, PageHeader};
pub use progress::{Done, ProgressBar};
pub use run::RunBox;
pub use search::Search;
pub use selection::SelectionBar;
pub use skeleton::{Delayed, Skeleton};
pub use sort::{Direction, SortHead};
pub use virtual_rows::VirtualRows;
