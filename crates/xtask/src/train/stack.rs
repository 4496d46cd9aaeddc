//! The weights of the empathy sum, from out-of-fold scores of the replies.

use simpatico::data::EmpathyData;
use simpatico::score::{CustomerState, Ingredients, term_names};
use simpatico::{Antipattern, Label, Technique};

use super::Scored;
use super::calibrate::{graded, spread};
use super::model::scale;
use crate::corpus::Row;

/// Penalty on squared weights, and sweeps over them.
const PENALTY: f64 = 4.0;
const SWEEPS: usize = 400;

/// `reply` scores the pairs as models that did not see them; where there is a `prior`, weights differ from it only as far
/// as the pairs ask for.
pub(crate) fn train(
    pairs: &[&Row],
    states: &[CustomerState],
    reply: &dyn Scored,
    prior: Option<&EmpathyData>,
) -> EmpathyData {
    let parts = |(pair, state): (usize, &CustomerState)| {
        let at = |head: String| reply.reported(&head, pair);
        let given = Technique::ALL
            .iter()
            .map(|technique| (at(format!("techniques.{technique}")), at(format!("techniques.{technique}.strong"))));
        let harmed = Antipattern::ALL.iter().map(|label| at(format!("antipatterns.{label}"))).collect();
        Ingredients::new(state, given, harmed, at("coverage".to_owned()), reply.raw("empathy", pair))
    };
    let names = term_names();
    let values: Vec<Vec<f64>> = states.iter().enumerate().map(|pair| parts(pair).terms().collect()).collect();
    let truth: Vec<f64> = pairs.iter().map(|row| f64::from(row.empathy)).collect();
    let known = |name: &String| prior.and_then(|prior| prior.weights.iter().find(|(known, _)| known == name));
    let start: Vec<f64> = names.iter().map(|name| known(name).map_or(0.0, |(_, weight)| f64::from(*weight))).collect();
    let weights = fit(&names, &values, &truth, &start);
    let raw: Vec<f64> = values.iter().map(|values| values.iter().zip(&weights).map(|(v, w)| v * w).sum()).collect();
    let classes: Vec<usize> = pairs.iter().map(|row| row.empathy as usize).collect();
    let (reported, ends) = scale("empathy", 5);
    EmpathyData {
        weights: names
            .into_iter()
            .zip(weights.iter().map(|&weight| weight as f32))
            .filter(|(_, weight)| weight.abs() > 1e-4)
            .collect(),
        curve: graded(&raw, &classes, &reported, ends),
        spread: spread(&raw, &classes, 5) as f32,
    }
}

/// Ridge regression by coordinate descent, where giving never lowers a score and harming or missing never raises it.
fn fit(names: &[String], values: &[Vec<f64>], truth: &[f64], prior: &[f64]) -> Vec<f64> {
    let mut weights = prior.to_vec();
    let sum = |row: &Vec<f64>| row.iter().zip(prior).map(|(value, weight)| value * weight).sum::<f64>();
    let mut errors: Vec<f64> = truth.iter().zip(values).map(|(t, row)| sum(row) - t).collect();
    let squares: Vec<f64> =
        (0..names.len()).map(|place| values.iter().map(|row| row[place] * row[place]).sum()).collect();
    for _ in 0..SWEEPS {
        for (place, name) in names.iter().enumerate() {
            let penalty = if name == "base" { 1e-6 } else { PENALTY };
            let gradient: f64 = values.iter().zip(&errors).map(|(row, error)| row[place] * error).sum();
            let mut next =
                weights[place] - (gradient + penalty * (weights[place] - prior[place])) / (squares[place] + penalty);
            let family = name.split('.').next().unwrap_or_default();
            next = match family {
                "met" | "extra" | "wording" | "coverage" => next.max(0.0),
                "harm" | "harm_in_distress" | "missed" => next.min(0.0),
                _ => next,
            };
            let change = next - weights[place];
            if change != 0.0 {
                errors.iter_mut().zip(values).for_each(|(error, row)| *error += change * row[place]);
                weights[place] = next;
            }
        }
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_hold() {
        let names: Vec<String> = ["base", "met.apology", "harm.rude"].map(str::to_owned).to_vec();
        let values: Vec<Vec<f64>> = (0..40).map(|i| vec![1.0, f64::from(i % 2), f64::from(i % 3 == 0)]).collect();
        // Truth falls with the technique and rises with the harm: neither may be learned.
        let truth: Vec<f64> = values.iter().map(|row| 2.0 - row[1] + row[2]).collect();
        let weights = fit(&names, &values, &truth, &[0.0; 3]);
        assert!(weights[1] == 0.0 && weights[2] == 0.0, "{weights:?}");
        let truth: Vec<f64> = values.iter().map(|row| 2.0 + row[1] - row[2]).collect();
        let weights = fit(&names, &values, &truth, &[0.0; 3]);
        assert!(weights[1] > 0.5 && weights[2] < -0.4, "{weights:?}");
    }
}
