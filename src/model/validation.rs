//! Validation: rule runs, violations, and persisted results.

use super::open_enum::open_enum;
use super::{DateRange, Named, Timestamp, Uid, WebMessageStatus};
use dhis2_steward_json::{Faults, FromJson, Json, deserialize_from_json};

open_enum! {
    /// The importance of a validation rule.
    pub enum Importance {
        /// Low.
        Low = "LOW",
        /// Medium.
        Medium = "MEDIUM",
        /// High.
        High = "HIGH",
    }
}

/// What to validate, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValidationRun {
    /// The organisation unit; its descendants are included.
    pub organisation_unit: Uid,
    /// The dates: includes every period of a rule's type that overlaps them.
    pub dates: DateRange,
    /// Only the rules of this group; defaults to all rules.
    pub group: Option<Uid>,
    /// The maximum number of violations; defaults to 500, and never exceeds the server's setting.
    pub max_results: Option<u32>,
    /// Sends the notifications of violated rules.
    pub notify: bool,
    /// Persists the violations as results.
    pub persist: bool,
}

impl ValidationRun {
    /// A run of all rules without notifications or persisted results.
    pub fn new(organisation_unit: Uid, dates: DateRange) -> Self {
        Self { organisation_unit, dates, group: None, max_results: None, notify: false, persist: false }
    }
}

/// A violation found by a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Violation {
    /// The violated rule, without its name.
    pub validation_rule: Uid,
    /// The description of the rule.
    pub description: Option<String>,
    /// The importance of the rule.
    pub importance: Importance,
    /// The organisation unit.
    pub organisation_unit: Named,
    /// The path of identifiers to the unit, such as `/pum2JRtq2BG/TmM5u4SwmHH`.
    pub path: String,
    /// The names of the unit's ancestors, such as `Testland / North District / `.
    pub ancestors: String,
    /// The identifier of the period, such as `202601`.
    pub period: String,
    /// The name of the period.
    pub period_name: String,
    /// The attribute option combination.
    pub attribute_option_combo: Named,
    /// The value of the left side; absent if nothing was entered.
    pub left: Option<f64>,
    /// The operator between the sides, such as `<=` or `[Compulsory pair]`.
    pub operator: String,
    /// The value of the right side; absent if nothing was entered.
    pub right: Option<f64>,
}

impl FromJson for Violation {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        Self {
            validation_rule: json.member("validationRuleId", faults),
            description: json.member("validationRuleDescription", faults),
            importance: json.member("importance", faults),
            organisation_unit: Named {
                id: json.member("organisationUnitId", faults),
                name: json.member_or_default("organisationUnitDisplayName", faults),
            },
            path: json.member_or_default("organisationUnitPath", faults),
            ancestors: json.member_or_default("organisationUnitAncestorNames", faults),
            period: json.member("periodId", faults),
            period_name: json.member_or_default("periodDisplayName", faults),
            attribute_option_combo: Named {
                id: json.member("attributeOptionComboId", faults),
                name: json.member_or_default("attributeOptionComboDisplayName", faults),
            },
            left: json.member("leftSideValue", faults),
            operator: json.member_or_default("operator", faults),
            right: json.member("rightSideValue", faults),
        }
    }
}

/// A period in a list: its identifier up to 2.42, its type and dates from 2.43.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListedPeriod {
    /// The identifier, such as `202601`.
    pub id: Option<String>,
    /// The period type, such as `Monthly`.
    pub period_type: Option<String>,
    /// When it starts.
    pub start: Option<Timestamp>,
    /// Its last day.
    pub end: Option<Timestamp>,
}

impl FromJson for ListedPeriod {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        Self {
            id: json.member("id", faults),
            period_type: json.member("periodType", faults),
            start: json.member("startDate", faults),
            end: json.member("endDate", faults),
        }
    }
}

/// A persisted violation.
#[derive(Clone, Debug, PartialEq)]
pub struct ValidationResult {
    /// The numeric identifier.
    pub id: u64,
    /// When it was created.
    pub created: Timestamp,
    /// The violated rule.
    pub validation_rule: Named,
    /// The importance of the rule; only in lists.
    pub importance: Option<Importance>,
    /// The operator between the sides, such as `less_than_or_equal_to`; only in lists.
    pub operator: Option<String>,
    /// The organisation unit.
    pub organisation_unit: Named,
    /// The period.
    pub period: ListedPeriod,
    /// The attribute option combination.
    pub attribute_option_combo: Option<Named>,
    /// The value of the left side.
    pub left: Option<f64>,
    /// The value of the right side.
    pub right: Option<f64>,
    /// Whether a notification was sent.
    pub notification_sent: bool,
}

impl FromJson for ValidationResult {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        let rule = json.get("validationRule").unwrap_or(&Json::Null);
        Self {
            id: json.member("id", faults),
            created: json.member("created", faults),
            validation_rule: json.member("validationRule", faults),
            importance: rule.member("importance", faults),
            operator: rule.member("operator", faults),
            organisation_unit: json.member("organisationUnit", faults),
            period: json.member_or_default("period", faults),
            attribute_option_combo: json.member("attributeOptionCombo", faults),
            left: json.member("leftsideValue", faults),
            right: json.member("rightsideValue", faults),
            notification_sent: json.member_or_default("notificationSent", faults),
        }
    }
}

/// Filters results: several values of one member match any, several members must all match.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResultFilter {
    /// These organisation units, without their descendants.
    pub organisation_units: Vec<Uid>,
    /// These validation rules.
    pub validation_rules: Vec<Uid>,
    /// Periods that overlap with these, such as `202601` or `2026Q1`.
    pub periods: Vec<String>,
    /// Results created on this date, such as `2026-01-31`, or later.
    pub created_since: Option<String>,
}

/// Which results to delete: several values of one member match any, several members must all match.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResultDeletion {
    /// These organisation units, without their descendants.
    pub organisation_units: Vec<Uid>,
    /// These validation rules.
    pub validation_rules: Vec<Uid>,
    /// Periods that overlap with this one, such as `202601`.
    pub period: Option<String>,
    /// Results created in this period, such as `2026W1`: a period, not a date as in the filter of a list.
    pub created: Option<String>,
    /// Whether a notification was sent.
    pub notification_sent: Option<bool>,
}

/// The context of an expression, which determines its grammar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ExpressionContext {
    /// Anything, in the grammar of indicators.
    Generic,
    /// The numerator or denominator of an indicator.
    Indicator,
    /// A side of a validation rule.
    ValidationRule,
    /// What a predictor computes.
    Predictor,
    /// Which samples a predictor skips.
    PredictorSkipTest,
    /// What a program indicator computes.
    ProgramIndicator,
    /// The filter of a program indicator.
    ProgramIndicatorFilter,
}

impl ExpressionContext {
    /// Every context.
    pub const ALL: [Self; 7] = [
        Self::Generic,
        Self::Indicator,
        Self::ValidationRule,
        Self::Predictor,
        Self::PredictorSkipTest,
        Self::ProgramIndicator,
        Self::ProgramIndicatorFilter,
    ];

    /// The name as JavaScript callers see it, such as `validationRule`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Generic => "generic",
            Self::Indicator => "indicator",
            Self::ValidationRule => "validationRule",
            Self::Predictor => "predictor",
            Self::PredictorSkipTest => "predictorSkipTest",
            Self::ProgramIndicator => "programIndicator",
            Self::ProgramIndicatorFilter => "programIndicatorFilter",
        }
    }

    /// The context of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|context| context.as_str() == name)
    }
}

/// The description of an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpressionDescription {
    /// Whether it is valid in its context and all its objects exist.
    pub is_valid: bool,
    /// The server's message, in the user's language.
    pub message: String,
    /// The expression with names in place of identifiers; for an invalid program expression, the parser's message.
    pub description: Option<String>,
}

impl FromJson for ExpressionDescription {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        let status: WebMessageStatus = json.member("status", faults);
        Self {
            is_valid: status == WebMessageStatus::Ok,
            message: json.member_or_default("message", faults),
            description: json.member("description", faults),
        }
    }
}

deserialize_from_json!(Violation, ListedPeriod, ValidationResult, ExpressionDescription);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_context_is_found_by_its_name() {
        for context in ExpressionContext::ALL {
            assert_eq!(ExpressionContext::from_name(context.as_str()), Some(context));
        }
        assert_eq!(ExpressionContext::from_name("dashboard"), None);
    }

    #[test]
    fn an_importance_that_is_not_known_and_a_side_without_a_value_survive() {
        let violation: Violation = serde_json::from_str(
            r#"{"validationRuleId":"AX86O0nfErr","importance":"UTMOST","organisationUnitId":"TmM5u4SwmHH","periodId":"202601","attributeOptionComboId":"HllvX50cXC0","operator":"~","rightSideValue":9.0,"new":1}"#,
        )
        .unwrap();
        assert_eq!((violation.importance.as_str(), violation.left), ("UTMOST", None));
    }
}
