//! Stands in for the crate `send_wrapper`, which Leptos wraps every browser object in: a value that may be sent to
//! other threads, and used only on the thread that made it.
//!
//! The crate in the registry asks for the current thread each time a value is used. In a module with one thread the
//! answer is always the same, but asking brings in the standard library's threads and its allocator: 3 kB of the app's
//! first download. This one asks only where there are threads.
#![allow(unsafe_code, reason = "a value that is not `Send` is sent: that is what this crate is for")]

use std::fmt;
use std::mem::ManuallyDrop;
use std::ops::{Deref, DerefMut};

#[cfg(feature = "futures")]
mod futures;

/// A value that may be sent to other threads, and used only on the thread that made it.
///
/// # Panics
///
/// Where there are threads: if the value is used on another one, or dropped there and has something to drop.
///
/// ```
/// let shared = send_wrapper::SendWrapper::new(std::rc::Rc::new(1));
/// assert_eq!(**shared, 1);
///
/// let elsewhere = std::thread::spawn(move || {
///     let valid = shared.valid();
///     // Dropped here, it would panic.
///     std::mem::forget(shared);
///     valid
/// });
/// assert_eq!(elsewhere.join().ok(), Some(false));
/// ```
pub struct SendWrapper<T> {
    value: ManuallyDrop<T>,
    home: Home,
}

// SAFETY: the value is only reached on the thread that made it: everything below asks `Home` first.
unsafe impl<T> Send for SendWrapper<T> {}
// SAFETY: as above.
unsafe impl<T> Sync for SendWrapper<T> {}

impl<T> SendWrapper<T> {
    /// Wraps a value of this thread.
    pub fn new(value: T) -> Self {
        Self { value: ManuallyDrop::new(value), home: Home::here() }
    }

    /// Whether this is the thread that made the value.
    pub fn valid(&self) -> bool {
        self.home == Home::here()
    }

    /// The value itself.
    pub fn take(self) -> T {
        self.home.must_be_here();
        let mut this = ManuallyDrop::new(self);
        // SAFETY: `this` is not dropped, so the value is taken once.
        unsafe { ManuallyDrop::take(&mut this.value) }
    }
}

impl<T> Deref for SendWrapper<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.home.must_be_here();
        &self.value
    }
}

impl<T> DerefMut for SendWrapper<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.home.must_be_here();
        &mut self.value
    }
}

impl<T> Drop for SendWrapper<T> {
    fn drop(&mut self) {
        if std::mem::needs_drop::<T>() {
            if !self.valid() && std::thread::panicking() {
                // A second panic would end the process: better to leave the value where it is.
                return;
            }
            self.home.must_be_here();
            // SAFETY: nothing else drops the value, and it is not used after this.
            unsafe { ManuallyDrop::drop(&mut self.value) }
        }
    }
}

impl<T: Clone> Clone for SendWrapper<T> {
    fn clone(&self) -> Self {
        Self::new(T::clone(self))
    }
}

impl<T: fmt::Debug> fmt::Debug for SendWrapper<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("SendWrapper").field(&**self).finish()
    }
}

pub(crate) use home::Home;

#[cfg(not(all(target_arch = "wasm32", not(target_feature = "atomics"))))]
mod home {
    use std::thread::{self, ThreadId};

    /// The thread that made a value.
    #[derive(PartialEq)]
    pub(crate) struct Home(ThreadId);

    impl Home {
        pub(crate) fn here() -> Self {
            Self(thread::current().id())
        }

        /// # Panics
        ///
        /// On any other thread.
        pub(crate) fn must_be_here(&self) {
            assert!(*self == Self::here(), "a SendWrapper is used on a thread that did not make it");
        }
    }
}

#[cfg(all(target_arch = "wasm32", not(target_feature = "atomics")))]
mod home {
    /// The only thread.
    #[derive(PartialEq)]
    pub(crate) struct Home;

    impl Home {
        pub(crate) fn here() -> Self {
            Self
        }

        pub(crate) fn must_be_here(&self) {}
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;
    use std::thread;

    use super::SendWrapper;

    #[test]
    fn a_value_comes_back_from_another_thread_unharmed() {
        let value = Rc::new(1);
        let mut there_and_back = thread::spawn({
            let wrapped = SendWrapper::new(Rc::clone(&value));
            move || wrapped
        })
        .join()
        .expect("nothing is done with it there");
        assert!(there_and_back.valid());
        *there_and_back = Rc::new(2);
        assert_eq!((*there_and_back.take(), Rc::strong_count(&value)), (2, 1));
    }

    #[test]
    fn a_value_is_dropped_once() {
        let value = Rc::new(());
        let wrapped = SendWrapper::new(Rc::clone(&value));
        drop(wrapped.clone());
        assert_eq!(Rc::strong_count(&value), 2);
        drop(wrapped);
        assert_eq!(Rc::strong_count(&value), 1);
    }

    #[test]
    fn another_thread_can_neither_read_nor_take_nor_drop_a_value() {
        let uses: [fn(SendWrapper<Rc<()>>); 3] = [
            |wrapped| {
                let _ = &**wrapped;
            },
            |wrapped| {
                wrapped.take();
            },
            drop,
        ];
        for used in uses {
            let value = SendWrapper::new(Rc::new(()));
            assert!(thread::spawn(move || used(value)).join().is_err());
        }
    }

    #[test]
    fn what_needs_no_dropping_may_be_dropped_anywhere() {
        let value = SendWrapper::new(1);
        assert!(thread::spawn(move || drop(value)).join().is_ok());
    }
}
