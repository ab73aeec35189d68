//! Validation: runs of rules, their violations, and what is kept of them.

use super::open_enum::open_enum;
use super::{DateRange, Named, Timestamp, Uid, WebMessageStatus};
use dhis2_steward_json::{Faults, FromJson, Json, deserialize_from_json};

open_enum! {
    /// How much it matters when a rule is violated.
    pub enum Importance {
        /// Little.
        Low = "LOW",
        /// As most.
        Medium = "MEDIUM",
        /// Much.
        High = "HIGH",
    }
}

/// What a run of validation rules is to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValidationRun {
    /// The organisation unit, with everything below it.
    pub organisation_unit: Uid,
    /// The days: every period of a rule's type that shares a day with them is looked at.
    pub dates: DateRange,
    /// The rules of this group alone; otherwise all rules.
    pub group: Option<Uid>,
    /// How many violations to give at most; 500 unless given, and no more than the server's setting allows.
    pub max_results: Option<u32>,
    /// Sends the notifications of the rules that are violated.
    pub notify: bool,
    /// Keeps the violations as results.
    pub persist: bool,
}

impl ValidationRun {
    /// A run of all rules that neither notifies anybody nor keeps anything.
    pub fn new(organisation_unit: Uid, dates: DateRange) -> Self {
        Self { organisation_unit, dates, group: None, max_results: None, notify: false, persist: false }
    }
}

/// A violation that a run has found.
#[derive(Clone, Debug, PartialEq)]
pub struct Violation {
    /// The rule that is violated. Its name is not told.
    pub validation_rule: Uid,
    /// What the rule says of itself.
    pub description: Option<String>,
    /// How much it matters.
    pub importance: Importance,
    /// The organisation unit.
    pub organisation_unit: Named,
    /// The identifiers of the unit and of those above it, such as `/pum2JRtq2BG/TmM5u4SwmHH`.
    pub path: String,
    /// The names of the units above it, such as `Testland / North District / `.
    pub ancestors: String,
    /// The period's identifier, such as `202601`.
    pub period: String,
    /// The period's name for people.
    pub period_name: String,
    /// The attribute option combination.
    pub attribute_option_combo: Named,
    /// What the left side comes to; absent where nothing was entered.
    pub left: Option<f64>,
    /// The sign that should hold, such as `<=` or `[Compulsory pair]`.
    pub operator: String,
    /// What the right side comes to; absent where nothing was entered.
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

/// A period as lists name it: by its identifier up to 2.42, by its type and days from 2.43 on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListedPeriod {
    /// The identifier, such as `202601`.
    pub id: Option<String>,
    /// The period type, such as `Monthly`.
    pub period_type: Option<String>,
    /// When it begins.
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
    /// A number, unlike other identifiers.
    pub id: u64,
    /// When it was kept.
    pub created: Timestamp,
    /// The rule that was violated.
    pub validation_rule: Named,
    /// How much it matters; lists tell it.
    pub importance: Option<Importance>,
    /// What should hold, such as `less_than_or_equal_to`; lists tell it.
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
    /// Whether somebody was notified.
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

/// Which results are meant: of several values of one member any, of several members all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResultFilter {
    /// These organisation units themselves, without those below them.
    pub organisation_units: Vec<Uid>,
    /// These rules.
    pub validation_rules: Vec<Uid>,
    /// Periods that overlap with these, such as `202601` or `2026Q1`.
    pub periods: Vec<String>,
    /// Those that were kept on this day, such as `2026-01-31`, or later.
    pub created_since: Option<String>,
}

/// Which results are to be deleted: of several values of one member any, of several members all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResultDeletion {
    /// These organisation units themselves, without those below them.
    pub organisation_units: Vec<Uid>,
    /// These rules.
    pub validation_rules: Vec<Uid>,
    /// Periods that overlap with this one, such as `202601`.
    pub period: Option<String>,
    /// Those that were kept in this period, such as `2026W1`: not a day, other than when results are listed.
    pub created: Option<String>,
    /// Whether somebody was notified.
    pub notification_sent: Option<bool>,
}

/// What an expression is for, which decides what may stand in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ExpressionContext {
    /// Anything, by the grammar of indicators.
    Generic,
    /// The numerator or denominator of an indicator.
    Indicator,
    /// A side of a validation rule.
    ValidationRule,
    /// What a predictor computes.
    Predictor,
    /// Which samples a predictor leaves out.
    PredictorSkipTest,
    /// What a program indicator computes.
    ProgramIndicator,
    /// What a program indicator looks at.
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

/// What the server makes of an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpressionDescription {
    /// Whether it is an expression of its context whose objects all exist.
    pub is_valid: bool,
    /// The verdict in the person's language.
    pub message: String,
    /// The expression with names in place of identifiers; of one for programs that is wrong, the parser's words.
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
