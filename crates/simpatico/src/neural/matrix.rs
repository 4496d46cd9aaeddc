//! Matrices of whole numbers and their products with quantized rows.

use super::data::{EightBit, MatrixData};
use crate::error::Error;

/// Numbers of one step of the inner loop; rows are multiples of it.
pub(super) const LANES: usize = 16;
/// Largest weight and largest quantized value. Their product, summed over the longest row, stays below 2^31.
const MOST_WEIGHT: f32 = 2047.0;
const MOST_VALUE: f32 = 511.0;
/// Longest row.
const LONGEST: usize = 1_536;

type Lanes = [i16; LANES];

/// Rows of weights, each in steps of its own.
#[derive(Debug)]
pub(super) struct Matrix {
    weights: Vec<Lanes>,
    steps: Vec<f32>,
    bias: Vec<f32>,
    /// [`Lanes`] a row.
    width: usize,
}

/// Rows of values, each in steps of its own.
pub(super) struct Quantized {
    values: Vec<Lanes>,
    steps: Vec<f32>,
    width: usize,
}

impl Quantized {
    /// Rounds rows of `width` numbers.
    pub(super) fn new(rows: &[f32], width: usize) -> Self {
        let mut values = Vec::with_capacity(rows.len() / LANES);
        let mut steps = Vec::with_capacity(rows.len() / width.max(1));
        for row in rows.chunks_exact(width.max(1)) {
            let most = row.iter().fold(0.0_f32, |most, value| most.max(value.abs())).max(1e-9);
            let scale = MOST_VALUE / most;
            steps.push(most / MOST_VALUE);
            let (blocks, _) = row.as_chunks::<LANES>();
            values.extend(blocks.iter().map(|block| block.map(|value| round(value * scale))));
        }
        Self { values, steps, width: width / LANES }
    }
}

/// The nearest whole number, halves away from 0; in range by construction.
#[inline(always)]
fn round(value: f32) -> i16 {
    (value + 0.5_f32.copysign(value)) as i16
}

impl Matrix {
    /// A matrix of rows of `width` numbers from four bits a weight.
    pub(super) fn four_bit(data: &MatrixData, width: usize) -> Result<Self, Error> {
        let rows = data.bias.len();
        if data.blocks.rows as usize != rows || data.blocks.width as usize != width {
            let (height, wide) = (data.blocks.rows, data.blocks.width);
            return Err(Error::data(format!("a matrix of {height} by {wide} in the place of {rows} by {width}")));
        }
        Self::new(data.bias.clone(), width, |number, row| {
            let step = (data.blocks.largest(number) / MOST_WEIGHT).max(1e-12);
            data.blocks.row(number, 1.0 / step, row);
            step
        })
    }

    /// A matrix from eight bits a weight.
    pub(super) fn eight_bit(data: &EightBit, bias: Vec<f32>, width: usize) -> Result<Self, Error> {
        let rows = bias.len();
        if data.steps.len() != rows || Some(data.weights.len()) != rows.checked_mul(width) {
            return Err(Error::data(format!("{} weights for {rows} rows of {width}", data.weights.len())));
        }
        Self::new(bias, width, |number, row| {
            let weights = data.weights.get(number * width..(number + 1) * width).unwrap_or_default();
            row.iter_mut().zip(weights).for_each(|(into, &weight)| *into = f32::from(weight));
            data.steps.get(number).copied().unwrap_or_default()
        })
    }

    /// `fill` writes a row in whole steps and returns the value of one.
    fn new(bias: Vec<f32>, width: usize, fill: impl Fn(usize, &mut [f32]) -> f32) -> Result<Self, Error> {
        if width == 0 || !width.is_multiple_of(LANES) || width > LONGEST {
            return Err(Error::data(format!("{width} columns, not a multiple of {LANES} up to {LONGEST}")));
        }
        let mut weights = Vec::with_capacity(bias.len() * width / LANES);
        let mut steps = Vec::with_capacity(bias.len());
        let mut row = vec![0.0_f32; width];
        for number in 0..bias.len() {
            let step = fill(number, &mut row);
            let (blocks, _) = row.as_chunks::<LANES>();
            weights.extend(blocks.iter().map(|block| block.map(round)));
            steps.push(step);
        }
        if steps.iter().chain(&bias).all(|number| number.is_finite()) {
            Ok(Self { weights, steps, bias, width: width / LANES })
        } else {
            Err(Error::data("a number of the network is not finite"))
        }
    }

    /// Outputs a row.
    pub(super) fn height(&self) -> usize {
        self.bias.len()
    }

    /// Row times weights plus bias, for every row.
    pub(super) fn times(&self, rows: &Quantized) -> Vec<f32> {
        let (height, count) = (self.height(), rows.steps.len());
        let mut sums = vec![0_i32; height * count];
        if rows.width == self.width {
            products(&rows.values, &self.weights, self.width, &mut sums, height);
        }
        let mut out = Vec::with_capacity(sums.len());
        for (sums, step) in sums.chunks_exact(height.max(1)).zip(&rows.steps) {
            let parts = sums.iter().zip(&self.steps).zip(&self.bias);
            out.extend(parts.map(|((&sum, own), bias)| sum as f32 * (step * own) + bias));
        }
        out
    }
}

/// `sums[row * height + column]` = row times column, in whole numbers.
fn products(rows: &[Lanes], columns: &[Lanes], width: usize, sums: &mut [i32], height: usize) {
    #[cfg(target_arch = "x86_64")]
    if let Some(simd) = pulp::x86::V3::try_new() {
        simd.vectorize(wide::Products { simd, rows, columns, width, sums, height });
        return;
    }
    plain(rows, columns, width, sums, height);
}

fn plain(rows: &[Lanes], columns: &[Lanes], width: usize, sums: &mut [i32], height: usize) {
    for (row, sums) in rows.chunks_exact(width).zip(sums.chunks_exact_mut(height)) {
        for (column, sum) in columns.chunks_exact(width).zip(sums) {
            let mut lanes = [0_i32; LANES];
            for (a, b) in row.iter().zip(column) {
                for (lane, (&a, &b)) in lanes.iter_mut().zip(a.iter().zip(b)) {
                    *lane += i32::from(a) * i32::from(b);
                }
            }
            *sum = lanes.iter().sum();
        }
    }
}

/// The same sums with 256-bit instructions.
#[cfg(target_arch = "x86_64")]
mod wide {
    use core::arch::x86_64::__m256i;

    use pulp::x86::V3;

    use super::Lanes;

    /// Columns and rows of one inner block: their sums, and the numbers that make them, fit the sixteen registers.
    const COLUMNS: usize = 4;
    const ROWS: usize = 2;

    pub(super) struct Products<'a> {
        pub(super) simd: V3,
        pub(super) rows: &'a [Lanes],
        pub(super) columns: &'a [Lanes],
        pub(super) width: usize,
        pub(super) sums: &'a mut [i32],
        pub(super) height: usize,
    }

    impl pulp::NullaryFnOnce for Products<'_> {
        type Output = ();

        #[inline(always)]
        fn call(self) {
            let Self { simd, rows, columns, width, sums, height } = self;
            for (first, columns) in columns.chunks(COLUMNS * width).enumerate() {
                for (row, rows) in rows.chunks(ROWS * width).enumerate() {
                    let found = if rows.len() == ROWS * width && columns.len() == COLUMNS * width {
                        block::<ROWS, COLUMNS>(simd, rows, columns, width)
                    } else {
                        edge(simd, rows, columns, width)
                    };
                    for (place, found) in found.iter().enumerate() {
                        let start = (row * ROWS + place) * height + first * COLUMNS;
                        let into = sums.get_mut(start..).unwrap_or_default();
                        let wanted = columns.len() / width;
                        into.iter_mut().zip(found).take(wanted).for_each(|(sum, &found)| *sum = found);
                    }
                }
            }
        }
    }

    #[inline(always)]
    fn block<const R: usize, const C: usize>(simd: V3, rows: &[Lanes], columns: &[Lanes], width: usize) -> Sums<R, C> {
        let rows: [&[Lanes]; R] = core::array::from_fn(|r| rows.get(r * width..(r + 1) * width).unwrap_or_default());
        let columns: [&[Lanes]; C] =
            core::array::from_fn(|c| columns.get(c * width..(c + 1) * width).unwrap_or_default());
        let mut sums = [[simd.avx._mm256_setzero_si256(); C]; R];
        for k in 0..width {
            let own: [__m256i; C] =
                columns.map(|column| column.get(k).map_or(simd.avx._mm256_setzero_si256(), |lanes| pulp::cast(*lanes)));
            for (row, sums) in rows.iter().zip(&mut sums) {
                let Some(values) = row.get(k) else { continue };
                let values: __m256i = pulp::cast(*values);
                for (sum, own) in sums.iter_mut().zip(own) {
                    *sum = simd.avx2._mm256_add_epi32(*sum, simd.avx2._mm256_madd_epi16(values, own));
                }
            }
        }
        sums.map(|row| {
            row.map(|sum| {
                let lanes: [i32; 8] = pulp::cast(sum);
                lanes.iter().sum()
            })
        })
    }

    type Sums<const R: usize, const C: usize> = [[i32; C]; R];

    /// What is left at the lower and right borders, pair by pair.
    #[inline(always)]
    fn edge(simd: V3, rows: &[Lanes], columns: &[Lanes], width: usize) -> Sums<ROWS, COLUMNS> {
        let mut sums = [[0; COLUMNS]; ROWS];
        for (row, sums) in rows.chunks_exact(width).zip(&mut sums) {
            for (column, sum) in columns.chunks_exact(width).zip(sums) {
                let [[found]] = block::<1, 1>(simd, row, column, width);
                *sum = found;
            }
        }
        sums
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_and_plain_sums_are_equal_at_every_border() {
        for (rows, height, width) in [(1, 1, 1), (2, 4, 3), (3, 5, 2), (7, 9, 24), (30, 97, 4)] {
            let numbers = |count: usize, most: i32| -> Vec<Lanes> {
                let number = |i: usize| ((i as i32).wrapping_mul(7919) % (2 * most + 1) - most) as i16;
                (0..count).map(|i| core::array::from_fn(|lane| number(i * LANES + lane + 3))).collect()
            };
            let (values, weights) = (numbers(rows * width, 511), numbers(height * width, 2047));
            let mut got = vec![0; rows * height];
            products(&values, &weights, width, &mut got, height);
            let mut want = vec![0; rows * height];
            plain(&values, &weights, width, &mut want, height);
            assert_eq!(got, want, "{rows} {height} {width}");
        }
    }

    #[test]
    fn products_are_near_the_exact_ones() {
        let width = 64;
        let weights: Vec<i8> = (0..3 * width).map(|i| ((i * 37) % 255) as i8).collect();
        let data = EightBit { steps: vec![0.01, 0.02, 0.005], weights: weights.clone() };
        let matrix = Matrix::eight_bit(&data, vec![0.5, -1.0, 0.0], width).unwrap();
        let row: Vec<f32> = (0..width).map(|i| (i as f32 * 0.7).sin()).collect();
        let got = matrix.times(&Quantized::new(&row, width));
        for (place, (step, bias)) in [(0.01, 0.5), (0.02, -1.0), (0.005, 0.0)].into_iter().enumerate() {
            let own = &weights[place * width..(place + 1) * width];
            let exact: f32 = row.iter().zip(own).map(|(x, &w)| x * f32::from(w) * step).sum::<f32>() + bias;
            assert!((got[place] - exact).abs() < 0.05, "{place}: {} {exact}", got[place]);
        }
        assert!(Matrix::eight_bit(&data, vec![0.0; 2], width).is_err());
        assert!(Matrix::eight_bit(&data, vec![0.0; 3], width / 2).is_err());
    }
}
