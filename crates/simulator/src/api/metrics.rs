//! `/api/dataIntegrity/metrics`: the stored summaries in the Prometheus text format.

use crate::check::{Aspect, Check, Outcome, catalogue};
use crate::state::State;

/// What is measured of an outcome.
type Measure = fn(&Outcome) -> Option<f64>;

/// The three families of metrics: their names, what they are, and how each is measured.
const FAMILIES: [(&str, &str, Measure); 3] = [
    ("issues_count_total", "counts", |outcome| Some(outcome.finding.issues.len() as f64)),
    ("issues_percentage", "percentages", |outcome| outcome.finding.percentage()),
    ("check_duration_milliseconds", "durations", |outcome| {
        Some(outcome.finished.since(outcome.started).as_millis() as f64)
    }),
];

/// The metrics of all summaries that are kept.
pub(crate) fn text(state: &State) -> String {
    let now = state.now();
    let kept = |check: &'static Check| Some((check, state.results.get(Aspect::Summary, &check.name, now)?));
    let found: Vec<_> = catalogue::of(state.version()).iter().filter_map(kept).collect();
    let mut lines = Vec::new();
    for (name, what, measure) in FAMILIES {
        let name = format!("dhis_data_integrity_{name}");
        lines.push(format!("# HELP {name} Data integrity check {what}"));
        lines.push(format!("# TYPE {name} gauge"));
        for (check, outcome) in &found {
            if let Some(value) = measure(outcome) {
                let Check { name: check_name, severity, issues_id_type, .. } = check;
                let kind = issues_id_type.as_deref().unwrap_or_default();
                lines.push(format!(
                    "{name}{{check=\"{check_name}\",severity=\"{severity}\",object_type=\"{kind}\"}} {value}"
                ));
            }
        }
    }
    lines.push(String::new());
    lines.join("\n")
}
