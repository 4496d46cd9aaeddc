//! Sparse examples and the fitting of one head on them.

/// Rows of (column, value).
#[derive(Default)]
pub(crate) struct Matrix {
    starts: Vec<usize>,
    columns: Vec<u32>,
    values: Vec<f32>,
}

impl Matrix {
    pub(crate) fn push(&mut self, row: impl IntoIterator<Item = (u32, f32)>) {
        self.starts.push(self.columns.len());
        for (column, value) in row {
            self.columns.push(column);
            self.values.push(value);
        }
    }

    /// Rows so far.
    pub(crate) fn rows(&self) -> usize {
        self.starts.len()
    }

    pub(crate) fn row(&self, row: usize) -> impl Iterator<Item = (usize, f32)> + '_ {
        let end = self.starts.get(row + 1).copied().unwrap_or(self.columns.len());
        let range = self.starts[row]..end;
        self.columns[range.clone()].iter().map(|&column| column as usize).zip(self.values[range].iter().copied())
    }

    pub(crate) fn dot(&self, row: usize, weights: &[f32]) -> f32 {
        self.row(row).map(|(column, value)| weights[column] * value).sum()
    }
}

/// What a head is fitted to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Loss {
    /// Log loss of a probability: 0 and 1 for a label, between them for a mean of annotations or a model's guess.
    Logistic,
    /// Half the squared error.
    Squared,
}

/// One example of a head: its row, its target, what rules already say of it, and its weight.
#[derive(Clone, Copy)]
pub(crate) struct Example {
    pub(crate) row: usize,
    pub(crate) target: f32,
    pub(crate) offset: f32,
    pub(crate) weight: f32,
}

/// Steps of the optimizer, and how many earlier steps it remembers.
const STEPS: usize = 60;
const MEMORY: usize = 7;

/// Minimizes the weighted loss plus half of `penalties` times the squared weights by L-BFGS. Sums run in the order of
/// the examples, so that equal inputs give equal bits.
pub(crate) fn fit(matrix: &Matrix, examples: &[Example], loss: Loss, penalties: &[f32]) -> Vec<f32> {
    let size = penalties.len();
    let objective = |weights: &[f32], gradient: &mut [f32]| -> f64 {
        gradient.iter_mut().zip(weights).zip(penalties).for_each(|((g, &w), &p)| *g = w * p);
        let mut sum: f64 =
            weights.iter().zip(penalties).map(|(&w, &p)| 0.5 * f64::from(p) * f64::from(w) * f64::from(w)).sum();
        for example in examples {
            let margin = example.offset + matrix.dot(example.row, weights);
            let (value, slope) = match loss {
                Loss::Squared => {
                    let error = margin - example.target;
                    (0.5 * error * error, error)
                }
                Loss::Logistic => {
                    let value = margin.max(0.0) + (-margin.abs()).exp().ln_1p() - example.target * margin;
                    (value, 1.0 / (1.0 + (-margin).exp()) - example.target)
                }
            };
            sum += f64::from(example.weight * value);
            let slope = example.weight * slope;
            for (column, value) in matrix.row(example.row) {
                gradient[column] += slope * value;
            }
        }
        sum
    };
    let mut weights = vec![0.0_f32; size];
    let mut gradient = vec![0.0_f32; size];
    let mut value = objective(&weights, &mut gradient);
    let mut history: Vec<(Vec<f32>, Vec<f32>, f64)> = Vec::new();
    for _ in 0..STEPS {
        let direction = direction(&gradient, &history);
        let slope = dot(&direction, &gradient);
        if slope > -1e-9 {
            break;
        }
        let mut step = if history.is_empty() { 1.0 / (dot(&gradient, &gradient).sqrt() as f32).max(1.0) } else { 1.0 };
        let mut next_gradient = vec![0.0_f32; size];
        let mut moved = None;
        for _ in 0..20 {
            let next: Vec<f32> = weights.iter().zip(&direction).map(|(w, d)| w + step * d).collect();
            let next_value = objective(&next, &mut next_gradient);
            if next_value <= value + 1e-4 * f64::from(step) * slope {
                moved = Some((next, next_value));
                break;
            }
            step *= 0.5;
        }
        let Some((next, next_value)) = moved else { break };
        let s: Vec<f32> = next.iter().zip(&weights).map(|(a, b)| a - b).collect();
        let y: Vec<f32> = next_gradient.iter().zip(&gradient).map(|(a, b)| a - b).collect();
        let curvature = dot(&s, &y);
        if curvature > 1e-10 {
            if history.len() == MEMORY {
                history.remove(0);
            }
            history.push((s, y, 1.0 / curvature));
        }
        let gain = value - next_value;
        (weights, value) = (next, next_value);
        gradient.copy_from_slice(&next_gradient);
        if gain < 1e-5 * value.abs().max(1.0) {
            break;
        }
    }
    weights
}

fn dot(a: &[f32], b: &[f32]) -> f64 {
    a.iter().zip(b).map(|(&x, &y)| f64::from(x) * f64::from(y)).sum()
}

/// The two-loop recursion.
fn direction(gradient: &[f32], history: &[(Vec<f32>, Vec<f32>, f64)]) -> Vec<f32> {
    let mut direction: Vec<f32> = gradient.iter().map(|g| -g).collect();
    let mut alphas = Vec::with_capacity(history.len());
    for (s, y, rho) in history.iter().rev() {
        let alpha = rho * dot(s, &direction);
        direction.iter_mut().zip(y).for_each(|(d, y)| *d -= alpha as f32 * y);
        alphas.push(alpha);
    }
    if let Some((s, y, _)) = history.last() {
        let scale = (dot(s, y) / dot(y, y)) as f32;
        direction.iter_mut().for_each(|d| *d *= scale);
    }
    for ((s, y, rho), alpha) in history.iter().zip(alphas.into_iter().rev()) {
        let beta = rho * dot(y, &direction);
        direction.iter_mut().zip(s).for_each(|(d, s)| *d += (alpha - beta) as f32 * s);
    }
    direction
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_recovered_and_offsets_are_not_learned_twice() {
        let mut matrix = Matrix::default();
        let mut examples = Vec::new();
        for row in 0..20 {
            let x = row as f32 / 10.0 - 1.0;
            matrix.push([(0, x), (1, 1.0)]);
            examples.push(Example { row, target: 3.0 * x + 0.5, offset: x, weight: 1.0 });
        }
        let weights = fit(&matrix, &examples, Loss::Squared, &[1e-6, 1e-6]);
        assert!((weights[0] - 2.0).abs() < 1e-2 && (weights[1] - 0.5).abs() < 1e-2, "{weights:?}");
    }

    #[test]
    fn classes_are_separated() {
        let mut matrix = Matrix::default();
        let examples: Vec<Example> = (0..10)
            .map(|row| {
                matrix.push([(u32::from(row % 2 == 0), 1.0), (2, 1.0)]);
                Example { row, target: f32::from(u8::from(row % 2 == 0)), offset: 0.0, weight: 1.0 }
            })
            .collect();
        let weights = fit(&matrix, &examples, Loss::Logistic, &[0.01, 0.01, 0.01]);
        assert!(weights[1] > 1.0 && weights[0] < -1.0, "{weights:?}");
    }
}
