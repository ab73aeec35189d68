//! What is around every page: header bar, navigation, work tray, banners, and what is read out.

pub mod announcer;
pub mod banner;
pub mod boundary;
pub mod diagnostics;
pub mod header_bar;
pub mod keys;
pub mod navigation;
pub mod place;
pub mod tray;
pub mod work;
