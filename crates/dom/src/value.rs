//! Values of attributes, classes and properties.

use std::borrow::Cow;

use super::signal::{Memo, RwSignal, Signal};

/// The value of an attribute or a property.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// Absent.
    #[default]
    None,
    /// Present or not.
    Flag(bool),
    /// Text.
    Text(Cow<'static, str>),
}

/// A constant value, or a closure that computes it, again whenever a signal that it reads changes.
pub enum Binding {
    /// A constant.
    Fixed(Value),
    /// Set on every change.
    Live(Box<dyn FnMut() -> Value>),
}

/// Converts to a value.
pub trait IntoValue {
    /// Converts it.
    fn into_value(self) -> Value;
}

/// What an attribute, a class or a property can be bound to: a value, a closure that computes one, or a signal of one.
pub trait IntoBinding {
    /// Converts it to a binding.
    fn into_binding(self) -> Binding;
}

impl IntoValue for &'static str {
    fn into_value(self) -> Value {
        Value::Text(self.into())
    }
}

impl IntoValue for String {
    fn into_value(self) -> Value {
        Value::Text(self.into())
    }
}

impl IntoValue for bool {
    fn into_value(self) -> Value {
        Value::Flag(self)
    }
}

impl IntoValue for usize {
    fn into_value(self) -> Value {
        Value::Text(self.to_string().into())
    }
}

impl<V: IntoValue> IntoValue for Option<V> {
    fn into_value(self) -> Value {
        self.map_or(Value::None, V::into_value)
    }
}

macro_rules! fixed {
    ($($kind:ty),*) => {$(
        impl IntoBinding for $kind {
            fn into_binding(self) -> Binding {
                Binding::Fixed(self.into_value())
            }
        }
    )*};
}

fixed!(&'static str, String, bool, usize);

impl<V: IntoValue> IntoBinding for Option<V> {
    fn into_binding(self) -> Binding {
        Binding::Fixed(self.into_value())
    }
}

impl<F, V> IntoBinding for F
where
    F: FnMut() -> V + 'static,
    V: IntoValue,
{
    fn into_binding(mut self) -> Binding {
        Binding::Live(Box::new(move || self().into_value()))
    }
}

impl<V: IntoValue + Clone + 'static> IntoBinding for RwSignal<V> {
    fn into_binding(self) -> Binding {
        Binding::Live(Box::new(move || self.get().into_value()))
    }
}

impl<V: IntoValue + Clone + 'static> IntoBinding for Signal<V> {
    fn into_binding(self) -> Binding {
        Binding::Live(Box::new(move || self.get().into_value()))
    }
}

impl<V: IntoValue + Clone + PartialEq + 'static> IntoBinding for Memo<V> {
    fn into_binding(self) -> Binding {
        Binding::Live(Box::new(move || self.get().into_value()))
    }
}

impl Binding {
    /// Passes the value to `set`, now and on every change.
    pub fn follow(self, mut set: Box<dyn FnMut(&Value)>) {
        let mut read = match self {
            Self::Fixed(value) => return set(&value),
            Self::Live(read) => read,
        };
        let mut known = None;
        super::follow(Box::new(move || {
            let value = Some(read());
            if value != known {
                value.iter().for_each(&mut set);
                known = value;
            }
        }));
    }
}
