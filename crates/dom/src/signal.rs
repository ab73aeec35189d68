//! Values that change, and notify their readers.
//!
//! They have the names and the behaviour of Leptos' signals, and use its graph to decide what must run again. But
//! Leptos' own are compiled for every type of value, with their locks and their failure paths: that was a third of the
//! app. Here, values are stored without their type, and the code that depends on the type is a few bytes.

use std::any::Any;
use std::cell::RefCell;
use std::marker::PhantomData;
use std::rc::Rc;

use leptos::prelude::{
    ArcMemo, ArcTrigger, Get, GetUntracked, GetValue, LocalStorage, Notify, Track, untrack,
};
use send_wrapper::SendWrapper;

/// The storage of a value, until the owner that was current when it was created is gone.
type Place = leptos::prelude::StoredValue<Rc<dyn Any>, LocalStorage>;

fn keep(value: Rc<dyn Any>) -> Place {
    Place::new_local(value)
}

fn find(place: Place) -> Option<Rc<dyn Any>> {
    place.try_get_value()
}

fn at<T: 'static>(place: Place) -> Option<Rc<T>> {
    find(place)?.downcast().ok()
}

fn must<T: 'static>(place: Place) -> Rc<T> {
    match at(place) {
        Some(value) => value,
        None => gone(),
    }
}

#[cold]
#[allow(
    clippy::panic,
    reason = "whoever asks for a value of a part of the page that is gone is a fault of ours"
)]
fn gone() -> ! {
    panic!("the part of the page that owned this value is gone")
}

macro_rules! handle {
    ($name:ident<$($kind:ident),+> of $holds:ty) => {
        impl<$($kind),+> Clone for $name<$($kind),+> {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<$($kind),+> Copy for $name<$($kind),+> {}

        impl<$($kind: 'static),+> $name<$($kind),+> {
            fn keep(value: $holds) -> Self {
                Self { place: keep(Rc::new(value)), kind: PhantomData }
            }
        }
    };
}

macro_rules! cloned {
    ($name:ident of $($bound:path),*) => {
        impl<T: Clone $(+ $bound)* + 'static> $name<T> {
            /// The value; tracked.
            pub fn get(self) -> T {
                self.with(T::clone)
            }

            /// The value.
            pub fn get_untracked(self) -> T {
                self.with_untracked(T::clone)
            }
        }
    };
}

struct Told<T> {
    trigger: ArcTrigger,
    value: RefCell<T>,
}

/// A value that can be read and set; copies refer to the same one.
pub struct RwSignal<T> {
    place: Place,
    kind: PhantomData<fn() -> T>,
}

handle!(RwSignal<T> of Told<T>);
cloned!(RwSignal of);

impl<T: 'static> RwSignal<T> {
    /// A signal with an initial value.
    pub fn new(value: T) -> Self {
        Self::keep(Told { trigger: ArcTrigger::new(), value: RefCell::new(value) })
    }

    /// Reads the value; tracked.
    pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        let told: Rc<Told<T>> = must(self.place);
        told.trigger.track();
        read(&told.value.borrow())
    }

    /// Reads the value.
    pub fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(&must::<Told<T>>(self.place).value.borrow())
    }

    /// The value, if its owner still exists.
    pub fn try_get_untracked(self) -> Option<T>
    where
        T: Clone,
    {
        Some(at::<Told<T>>(self.place)?.value.borrow().clone())
    }

    /// Tracks the value without reading it.
    pub fn track(self) {
        must::<Told<T>>(self.place).trigger.track();
    }

    /// Sets the value; does nothing if its owner is gone.
    pub fn set(self, value: T) {
        self.update(|old| *old = value);
    }

    /// Changes the value; does nothing if its owner is gone.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        let _ = self.try_update(change);
    }

    /// Changes the value and returns the result, if its owner still exists.
    pub fn try_update<R>(self, change: impl FnOnce(&mut T) -> R) -> Option<R> {
        let told: Rc<Told<T>> = at(self.place)?;
        let result = change(&mut told.value.borrow_mut());
        told.trigger.notify();
        Some(result)
    }
}

impl<T: Default + 'static> Default for RwSignal<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

struct Computed<T> {
    version: ArcMemo<u64>,
    value: Rc<RefCell<Option<T>>>,
}

/// A value computed from others, which notifies only if it has really changed; copies refer to the same one.
pub struct Memo<T> {
    place: Place,
    kind: PhantomData<fn() -> T>,
}

handle!(Memo<T> of Computed<T>);
cloned!(Memo of PartialEq);

impl<T: PartialEq + 'static> Memo<T> {
    /// Computes the value from the signals that `compute` reads.
    pub fn new(compute: impl Fn() -> T + 'static) -> Self {
        let value = Rc::new(RefCell::new(None));
        let known = value.clone();
        let version = version(Box::new(move || {
            let new = Some(compute());
            let is_new = *known.borrow() != new;
            if is_new {
                known.replace(new);
            }
            is_new
        }));
        Self::keep(Computed { version, value })
    }

    /// Reads the value; tracked.
    pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        let computed: Rc<Computed<T>> = must(self.place);
        computed.version.get();
        read_computed(&computed.value.borrow(), read)
    }

    /// Reads the value.
    pub fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
        let computed: Rc<Computed<T>> = must(self.place);
        computed.version.get_untracked();
        read_computed(&computed.value.borrow(), read)
    }

    /// Tracks the value without reading it.
    pub fn track(self) {
        must::<Computed<T>>(self.place).version.get();
    }
}

fn read_computed<T, R>(value: &Option<T>, read: impl FnOnce(&T) -> R) -> R {
    match value {
        Some(value) => read(value),
        // Its version was just read, which computes it.
        None => gone(),
    }
}

/// Counts how often `compute` returned a new value: Leptos runs it again only if a signal has changed.
fn version(compute: Box<dyn Fn() -> bool>) -> ArcMemo<u64> {
    let compute = SendWrapper::new(compute);
    ArcMemo::new(move |before: Option<&u64>| before.copied().unwrap_or(0) + u64::from(compute()))
}

/// A read-only value from any source; copies refer to the same one.
pub struct Signal<T> {
    place: Place,
    kind: PhantomData<fn() -> T>,
}

handle!(Signal<T> of Box<dyn Fn() -> T>);

impl<T: 'static> Signal<T> {
    /// The result of `make`, computed on every read.
    pub fn derive(make: impl Fn() -> T + 'static) -> Self {
        Self::keep(Box::new(make))
    }

    /// Creates a constant value.
    pub fn stored(value: T) -> Self
    where
        T: Clone,
    {
        Self::derive(move || value.clone())
    }

    /// The value; tracked.
    pub fn get(self) -> T {
        must::<Box<dyn Fn() -> T>>(self.place)()
    }

    /// The value.
    pub fn get_untracked(self) -> T {
        untrack(move || self.get())
    }

    /// Reads the value; tracked.
    pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(&self.get())
    }

    /// Reads the value.
    pub fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(&self.get_untracked())
    }

    /// Tracks the value without reading it.
    pub fn track(self) {
        drop(self.get());
    }
}

impl<T: Default + Clone + 'static> Default for Signal<T> {
    fn default() -> Self {
        Self::stored(T::default())
    }
}

impl<T: Clone + 'static> From<T> for Signal<T> {
    fn from(value: T) -> Self {
        Self::stored(value)
    }
}

impl From<&'static str> for Signal<String> {
    fn from(value: &'static str) -> Self {
        Self::derive(move || value.to_owned())
    }
}

impl<T: Clone + 'static> From<RwSignal<T>> for Signal<T> {
    fn from(signal: RwSignal<T>) -> Self {
        Self::derive(move || signal.get())
    }
}

impl<T: Clone + PartialEq + 'static> From<Memo<T>> for Signal<T> {
    fn from(memo: Memo<T>) -> Self {
        Self::derive(move || memo.get())
    }
}

/// A value that notifies nobody; copies refer to the same one.
pub struct StoredValue<T> {
    place: Place,
    kind: PhantomData<fn() -> T>,
}

handle!(StoredValue<T> of RefCell<T>);

impl<T: 'static> StoredValue<T> {
    /// Stores a value.
    pub fn new(value: T) -> Self {
        Self::keep(RefCell::new(value))
    }

    /// Reads the value.
    pub fn with_value<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(&must::<RefCell<T>>(self.place).borrow())
    }

    /// Reads the value, if its owner still exists.
    pub fn try_with_value<R>(self, read: impl FnOnce(&T) -> R) -> Option<R> {
        Some(read(&at::<RefCell<T>>(self.place)?.borrow()))
    }

    /// The value.
    pub fn get_value(self) -> T
    where
        T: Clone,
    {
        self.with_value(T::clone)
    }

    /// The value, if its owner still exists.
    pub fn try_get_value(self) -> Option<T>
    where
        T: Clone,
    {
        self.try_with_value(T::clone)
    }

    /// Sets the value; does nothing if its owner is gone.
    pub fn set_value(self, value: T) {
        self.update_value(|old| *old = value);
    }

    /// Changes the value; does nothing if its owner is gone.
    pub fn update_value(self, change: impl FnOnce(&mut T)) {
        let _ = self.try_update_value(change);
    }

    /// Changes the value and returns the result, if its owner still exists.
    pub fn try_update_value<R>(self, change: impl FnOnce(&mut T) -> R) -> Option<R> {
        Some(change(&mut at::<RefCell<T>>(self.place)?.borrow_mut()))
    }
}

/// A callback; copies refer to the same one.
pub struct Callback<A, R = ()> {
    place: Place,
    kind: PhantomData<fn(A) -> R>,
}

handle!(Callback<A, R> of Box<dyn Fn(A) -> R>);

impl<A: 'static, R: 'static> Callback<A, R> {
    /// A callback that runs `act`.
    pub fn new(act: impl Fn(A) -> R + 'static) -> Self {
        Self::keep(Box::new(act))
    }

    /// Runs it.
    pub fn run(self, argument: A) -> R {
        must::<Box<dyn Fn(A) -> R>>(self.place)(argument)
    }
}

impl<R: 'static, F: Fn() -> R + 'static> From<F> for Callback<(), R> {
    fn from(act: F) -> Self {
        Self::new(move |()| act())
    }
}

/// Converts a value for an argument of a component with `#[prop(into)]`. `By` only distinguishes the ways.
pub trait IntoArgument<T, By> {
    /// Converts the value.
    fn into_argument(self) -> T;
}

/// By `Into`.
pub struct AsItIs;

/// A closure that computes the value.
pub struct Made;

/// A closure with an argument.
pub struct Done;

impl<T, I: Into<T>> IntoArgument<T, AsItIs> for I {
    fn into_argument(self) -> T {
        self.into()
    }
}

impl<T: 'static, F: Fn() -> T + 'static> IntoArgument<Signal<T>, Made> for F {
    fn into_argument(self) -> Signal<T> {
        Signal::derive(self)
    }
}

impl<A: 'static, R: 'static, F: Fn(A) -> R + 'static> IntoArgument<Callback<A, R>, Done> for F {
    fn into_argument(self) -> Callback<A, R> {
        Callback::new(self)
    }
}
