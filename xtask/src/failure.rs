//! Why a task failed, as a sentence for the terminal.
//!
//! Has no kinds of failures, because no task distinguishes them.

use std::fmt;

/// The result of a task.
pub(crate) type Result<T = ()> = std::result::Result<T, Failure>;

/// A sentence that says what failed and, if possible, what to do about it.
pub(crate) struct Failure(String);

impl Failure {
    /// Creates a failure from a sentence.
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Debug for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}

/// Adds context to a failure.
pub(crate) trait Context<T> {
    /// Prepends `what` to the failure.
    fn context(self, what: impl fmt::Display) -> Result<T>;
}

impl<T, E: fmt::Display> Context<T> for std::result::Result<T, E> {
    fn context(self, what: impl fmt::Display) -> Result<T> {
        self.map_err(|error| Failure(format!("{what}: {error}")))
    }
}
