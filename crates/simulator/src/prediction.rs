//! Predictions: the mean of the preceding months.

use jiff::civil::Date;
use serde_json::{Value, json};

use crate::Version;
use crate::expression::{self, Context};
use crate::model::{DataValue, Model, Predictor, Put};
use crate::period;

/// The result of running predictors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Summary {
    pub(crate) predictors: usize,
    pub(crate) inserted: usize,
    pub(crate) updated: usize,
    pub(crate) unchanged: usize,
}

impl Summary {
    /// How many values were predicted.
    pub(crate) fn predicted(&self) -> usize {
        self.inserted + self.updated + self.unchanged
    }

    /// The summary as an answer and as the summary of a task.
    pub(crate) fn describe(&self) -> Value {
        json!({
            "status": "SUCCESS", "predictors": self.predictors, "inserted": self.inserted,
            "updated": self.updated, "deleted": 0, "unchanged": self.unchanged,
            "responseType": "PredictionSummary"
        })
    }

    /// The summary as notifications write it.
    pub(crate) fn told(&self, version: Version) -> String {
        let Self { predictors, inserted, updated, unchanged } = self;
        let counts = format!(
            "predictors={predictors}, inserted={inserted}, updated={updated}, deleted=0, unchanged={unchanged}"
        );
        match version {
            Version::V2_41 => format!("PredictionSummary{{status=SUCCESS, description='null', {counts}}}"),
            _ => format!("PredictionSummary(status=SUCCESS, description=null, {counts})"),
        }
    }
}

/// Runs predictors for all months that share a day with a span, and keeps what they predict.
pub(crate) fn run(model: &mut Model, predictors: &[Predictor], (start, end): (Date, Date)) -> Summary {
    let mut summary = Summary { predictors: predictors.len(), ..Summary::default() };
    let values: Vec<_> =
        predictors.iter().flat_map(|predictor| predict(model, predictor, (start, end))).collect();
    for value in values {
        match model.put_value(value) {
            Put::Inserted => summary.inserted += 1,
            Put::Updated => summary.updated += 1,
            Put::Unchanged => summary.unchanged += 1,
        }
    }
    summary
}

fn predict(model: &Model, predictor: &Predictor, (start, end): (Date, Date)) -> Vec<DataValue> {
    let element = expression::element(model, Context::Predictor, &predictor.generator.expression);
    let (Some(element), Some(option_combo)) = (element, model.option_combo(&predictor.output)) else {
        return Vec::new();
    };
    let mut values = Vec::new();
    for month in period::months(start, end) {
        let before = month.before(predictor.samples);
        for unit in &model.organisation_units {
            let samples = before.iter().filter_map(|month| model.total(element, &unit.named.id, month));
            let (sum, count) = samples.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
            if count > 0.0 {
                values.push(DataValue {
                    element: predictor.output.clone(),
                    unit: unit.named.id.clone(),
                    period: month.iso.clone(),
                    option_combo: option_combo.clone(),
                    value: sum / count,
                });
            }
        }
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Scenario;

    #[test]
    fn a_prediction_is_the_mean_of_the_months_before_and_stays_when_nothing_has_changed() {
        let mut model = Model::of(Scenario::Demo);
        let predictors = model.predictors.clone();
        let span = (period::day("2026-04-01").unwrap(), period::day("2026-04-30").unwrap());
        let first = run(&mut model, &predictors, span);
        assert_eq!((first.inserted, first.unchanged), (2, 0), "two facilities have counted");
        let predicted = model.data_values.iter().find(|value| value.element == predictors[0].output).unwrap();
        assert!((predicted.value - (41.0 + 38.0 + 4.0) / 3.0).abs() < 1e-9);
        assert_eq!(run(&mut model, &predictors, span).unchanged, 2);
    }
}
