//! Functions of one number, from additions, products and quotients alone: the same bits everywhere.

/// Added to a number up to 2^22, it leaves the nearest whole number in the lowest bits.
pub(super) const ROUNDER: f32 = 12_582_912.0;

/// e to the power of `x`, for x up to 80; 0 for very negative ones. Relative error below 2e-7.
#[inline(always)]
pub(super) fn exp(x: f32) -> f32 {
    // x = n ln 2 + r: 2 to the n goes into the exponent's bits, e to the r is a short polynomial.
    let x = x.clamp(-87.0, 80.0);
    let shifted = x * core::f32::consts::LOG2_E + ROUNDER;
    let n = shifted - ROUNDER;
    let r = (x - n * 0.693_359_4) + n * 2.121_944_4e-4;
    let mut polynomial = 1.987_569_1e-4;
    for coefficient in [1.398_2e-3, 8.333_452e-3, 4.166_579_6e-2, 1.666_666_5e-1, 0.5] {
        polynomial = polynomial * r + coefficient;
    }
    let value = polynomial * (r * r) + r + 1.0;
    // The lowest bits of the shifted number are n itself.
    value * f32::from_bits(shifted.to_bits().wrapping_sub(ROUNDER.to_bits()).wrapping_add(127) << 23)
}

/// The Gaussian error linear unit, x times the normal distribution at x, by Abramowitz and Stegun 7.1.26; error below
/// 2e-7 times x.
#[inline(always)]
pub(super) fn gelu(x: f32) -> f32 {
    let z = x * core::f32::consts::FRAC_1_SQRT_2;
    let size = z.abs();
    let t = 1.0 / (1.0 + 0.327_591_1 * size);
    let mut polynomial = 1.061_405_4;
    for coefficient in [-1.453_152, 1.421_413_7, -0.284_496_74, 0.254_829_6] {
        polynomial = polynomial * t + coefficient;
    }
    let tail = polynomial * t * exp(-(size * size));
    0.5 * x * (1.0 + (1.0 - tail).copysign(z))
}

/// Sum of products in eight interleaved lanes, added up pairwise: an order that compilers can widen and never change.
#[inline(always)]
pub(super) fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0_f32; 8];
    let (a_blocks, a_rest) = a.as_chunks::<8>();
    let (b_blocks, b_rest) = b.as_chunks::<8>();
    for (a, b) in a_blocks.iter().zip(b_blocks) {
        for (lane, (a, b)) in lanes.iter_mut().zip(a.iter().zip(b)) {
            *lane += a * b;
        }
    }
    for (lane, (a, b)) in lanes.iter_mut().zip(a_rest.iter().zip(b_rest)) {
        *lane += a * b;
    }
    add_up(lanes)
}

/// Sum of numbers in the order of [`dot`].
#[inline(always)]
pub(super) fn sum(values: &[f32]) -> f32 {
    let mut lanes = [0.0_f32; 8];
    for block in values.chunks(8) {
        lanes.iter_mut().zip(block).for_each(|(lane, value)| *lane += value);
    }
    add_up(lanes)
}

#[inline(always)]
fn add_up([a, b, c, d, e, f, g, h]: [f32; 8]) -> f32 {
    ((a + e) + (b + f)) + ((c + g) + (d + h))
}

/// Scores to shares that add up to 1.
#[inline(always)]
pub(super) fn softmax(values: &mut [f32]) {
    let highest = values.iter().fold(f32::MIN, |highest, &value| highest.max(value));
    values.iter_mut().for_each(|value| *value = exp(*value - highest));
    let total = sum(values);
    values.iter_mut().for_each(|value| *value /= total);
}

/// Each row to mean 0 and variance 1, then scaled and moved.
#[inline(always)]
pub(super) fn normalize(row: &mut [f32], scale: &[f32], offset: &[f32]) {
    let size = row.len() as f32;
    let mean = sum(row) / size;
    row.iter_mut().for_each(|value| *value -= mean);
    let deviation = (dot(row, row) / size + 1e-12).sqrt();
    for ((value, scale), offset) in row.iter_mut().zip(scale).zip(offset) {
        *value = *value / deviation * scale + offset;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_near_the_exact_ones() {
        for step in -800..=800 {
            let x = f64::from(step) / 100.0;
            let got = f64::from(exp(x as f32));
            assert!((got / x.exp() - 1.0).abs() < 1e-6, "exp {x}: {got}");
            let exact = 0.5 * x * (1.0 + libm::erf(x / std::f64::consts::SQRT_2));
            assert!((f64::from(gelu(x as f32)) - exact).abs() < 2e-6, "gelu {x}");
        }
        assert!(exp(-1000.0) < 1e-37);
    }

    #[test]
    fn shares_add_up_and_rows_are_normal() {
        let mut values = [1.0, 3.0, -2.0];
        softmax(&mut values);
        assert!((values.iter().sum::<f32>() - 1.0).abs() < 1e-6 && values[1] > values[0]);
        let mut row: Vec<f32> = (0..20).map(|i| i as f32).collect();
        normalize(&mut row, &[1.0; 20], &[0.0; 20]);
        assert!(sum(&row).abs() < 1e-4 && (dot(&row, &row) / 20.0 - 1.0).abs() < 1e-4);
    }
}
