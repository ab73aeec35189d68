//! The frame around every page: header bar, navigation, work tray, banners, and announcements.

pub mod announcer;
pub mod banner;
pub mod boundary;
pub mod diagnostics;
pub mod header_bar;
pub mod keys;
pub mod navigation;
#[allow(unsafe_code, reason = "wasm_split declares the functions of a part as those of another module")]
pub mod part;
pub mod place;
pub mod printed;
pub mod tray;
pub mod work;
