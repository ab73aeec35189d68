//! Validation rules: two sides that are compared.

use super::Named;

/// One side of a rule, or what a predictor computes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Side {
    pub(crate) expression: String,
    pub(crate) description: String,
}

/// A validation rule.
#[derive(Clone, Debug)]
pub(crate) struct ValidationRule {
    pub(crate) named: Named,
    pub(crate) importance: &'static str,
    pub(crate) operator: Operator,
    pub(crate) left: Side,
    pub(crate) right: Side,
}

/// How the sides of a rule have to compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operator {
    EqualTo,
    LessThanOrEqualTo,
}

impl Operator {
    /// As metadata and validation results write it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::EqualTo => "equal_to",
            Self::LessThanOrEqualTo => "less_than_or_equal_to",
        }
    }

    /// As the answer to a run writes it.
    pub(crate) fn sign(self) -> &'static str {
        match self {
            Self::EqualTo => "==",
            Self::LessThanOrEqualTo => "<=",
        }
    }

    /// Whether two values compare so.
    pub(crate) fn holds(self, left: f64, right: f64) -> bool {
        match self {
            Self::EqualTo => (left - right).abs() < f64::EPSILON,
            Self::LessThanOrEqualTo => left <= right,
        }
    }
}
