//! Sums of named terms, as the data holds them.

use crate::error::Error;

/// The weights of a sum in the order of its terms; 0 where the data weighs a term not at all.
///
/// # Errors
/// [`crate::ErrorKind::InvalidData`] where a weight is for a term that there is not.
pub(crate) fn in_order(names: &[String], data: &[(String, f32)]) -> Result<Vec<f64>, Error> {
    let mut weights = vec![0.0; names.len()];
    for (name, weight) in data {
        let slot = names.iter().zip(&mut weights).find(|(known, _)| *known == name);
        let (_, slot) = slot.ok_or_else(|| Error::data(format!("no term {name:?} among those of a sum")))?;
        *slot = f64::from(*weight);
    }
    Ok(weights)
}

/// The sum of terms by their weights.
pub(crate) fn sum(terms: impl Iterator<Item = f64>, weights: &[f64]) -> f64 {
    terms.zip(weights).map(|(value, weight)| weight * value).sum()
}
