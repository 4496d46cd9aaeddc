//! Matrices of whole numbers and their products with quantized rows.

use super::data::{EightBit, MatrixData};
use super::math::ROUNDER;
use crate::error::Error;

/// Columns that one inner step works on, and how many numbers of each: two, since the processor multiplies pairs and adds
/// them up in one instruction.
const PANEL: usize = 16;
const PAIR: usize = 2;
/// Rows that share one pass over a panel: their sums, the panel's weights and a pair fit sixteen registers.
const ROWS: usize = 6;
/// Rows of weights are multiples of it.
const LANES: usize = 16;
/// Largest weight and largest quantized value. Their product, summed over the longest row, stays below 2^31.
const MOST_WEIGHT: f32 = 2047.0;
const MOST_VALUE: f32 = 511.0;
/// Longest row.
const LONGEST: usize = 1_536;

/// A pair of numbers of each of a panel's columns, in halves as wide as a register.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
pub(super) struct Step([[i16; PANEL]; PAIR]);

/// Columns of weights, each in steps of its own. They lie panel by panel, pair by pair, as they are read.
#[derive(Debug)]
pub(super) struct Matrix {
    weights: Vec<Step>,
    steps: Vec<f32>,
    bias: Vec<f32>,
    /// Pairs a column.
    pairs: usize,
}

/// A pair of numbers of each of some rows.
pub(super) type Pairs = [[i16; PAIR]; ROWS];

/// Rows of values, each in steps of its own. They lie some rows together, pair by pair, as they are read.
#[derive(Default)]
pub(super) struct Quantized {
    values: Vec<Pairs>,
    steps: Vec<f32>,
    /// Pairs a row.
    pairs: usize,
}

/// What multiplies: the processor's wide instructions, or nothing but Rust. All give the same sums.
pub(super) trait Arithmetic: Copy {
    /// Does work in a function of its own, so that it stands once in the program and not wherever it is called.
    fn apart<W: Wide>(self, work: W);

    /// Sums of the products of the first `R` rows with a panel.
    fn products<const R: usize>(self, rows: &[Pairs], panel: &[Step]) -> [[i32; PANEL]; R];
}

/// Does `work` with the widest instructions that there are; it must be inlined whole to be made of them.
#[inline(always)]
pub(super) fn widest<W: Wide>(work: W) {
    #[cfg(target_arch = "x86_64")]
    if let Some(simd) = pulp::x86::V3::try_new() {
        return simd.apart(work);
    }
    Plain.apart(work);
}

/// Work that [`widest`] can do.
pub(super) trait Wide {
    /// Does it.
    fn run<A: Arithmetic>(self, arithmetic: A);
}

impl Quantized {
    /// Rounds rows of `width` numbers.
    #[inline(always)]
    pub(super) fn fill(&mut self, rows: &[f32], width: usize) {
        self.pairs = width / PAIR;
        self.steps.clear();
        self.values.clear();
        self.values.resize((rows.len() / width.max(1)).div_ceil(ROWS) * self.pairs, [[0; PAIR]; ROWS]);
        let together = rows.chunks(ROWS * width.max(1)).zip(self.values.chunks_exact_mut(self.pairs.max(1)));
        for (rows, values) in together {
            for (place, row) in rows.chunks_exact(width).enumerate() {
                let most = row.iter().fold(0.0_f32, |most, value| most.max(value.abs())).max(1e-9);
                let scale = MOST_VALUE / most;
                self.steps.push(most / MOST_VALUE);
                for (values, &[a, b]) in values.iter_mut().zip(row.as_chunks::<PAIR>().0) {
                    values.iter_mut().skip(place).take(1).for_each(|into| *into = [round(a * scale), round(b * scale)]);
                }
            }
        }
    }
}

/// The nearest whole number, of two as near the even one; in range by construction.
#[inline(always)]
fn round(value: f32) -> i16 {
    (value + ROUNDER).to_bits().wrapping_sub(ROUNDER.to_bits()) as i16
}

impl Matrix {
    /// A matrix of columns of `width` numbers from four bits a weight.
    pub(super) fn four_bit(data: &MatrixData, width: usize) -> Result<Self, Error> {
        let height = data.bias.len();
        if data.blocks.rows as usize != height || data.blocks.width as usize != width {
            let (rows, wide) = (data.blocks.rows, data.blocks.width);
            return Err(Error::data(format!("a matrix of {rows} by {wide} in the place of {height} by {width}")));
        }
        Self::new(data.bias.clone(), width, |number, row| {
            let step = (data.blocks.largest(number) / MOST_WEIGHT).max(1e-12);
            data.blocks.row(number, 1.0 / step, row);
            step
        })
    }

    /// A matrix from eight bits a weight.
    pub(super) fn eight_bit(data: &EightBit, bias: Vec<f32>, width: usize) -> Result<Self, Error> {
        let height = bias.len();
        if data.steps.len() != height || Some(data.weights.len()) != height.checked_mul(width) {
            return Err(Error::data(format!("{} weights for {height} rows of {width}", data.weights.len())));
        }
        Self::new(bias, width, |number, row| {
            let weights = data.weights.get(number * width..(number + 1) * width).unwrap_or_default();
            row.iter_mut().zip(weights).for_each(|(into, &weight)| *into = f32::from(weight));
            data.steps.get(number).copied().unwrap_or_default()
        })
    }

    /// `fill` writes a column in whole steps and returns the value of one.
    fn new(bias: Vec<f32>, width: usize, fill: impl Fn(usize, &mut [f32]) -> f32) -> Result<Self, Error> {
        if width == 0 || !width.is_multiple_of(LANES) || width > LONGEST {
            return Err(Error::data(format!("{width} columns, not a multiple of {LANES} up to {LONGEST}")));
        }
        let pairs = width / PAIR;
        // The last panel's missing columns stay 0.
        let mut weights = vec![Step([[0; PANEL]; PAIR]); bias.len().div_ceil(PANEL) * pairs];
        let mut steps = Vec::with_capacity(bias.len());
        let mut row = vec![0.0_f32; width];
        for (panel, weights) in weights.chunks_exact_mut(pairs).enumerate() {
            for place in 0..PANEL.min(bias.len() - panel * PANEL) {
                steps.push(fill(panel * PANEL + place, &mut row));
                let (row, _) = row.as_chunks::<PAIR>();
                for (Step(step), pair) in weights.iter_mut().zip(row) {
                    let pairs = step.as_flattened_mut().as_chunks_mut::<PAIR>().0;
                    pairs.iter_mut().skip(place).take(1).for_each(|into| *into = pair.map(round));
                }
            }
        }
        if steps.iter().chain(&bias).all(|number| number.is_finite()) {
            Ok(Self { weights, steps, bias, pairs })
        } else {
            Err(Error::data("a number of the network is not finite"))
        }
    }

    /// Outputs a row.
    pub(super) fn height(&self) -> usize {
        self.bias.len()
    }

    /// Row times weights plus bias, for every row.
    #[inline(always)]
    pub(super) fn times<A: Arithmetic>(&self, arithmetic: A, rows: &Quantized, out: &mut Vec<f32>) {
        arithmetic.apart(Times { matrix: self, rows, out });
    }
}

/// A product's work.
struct Times<'a> {
    matrix: &'a Matrix,
    rows: &'a Quantized,
    out: &'a mut Vec<f32>,
}

impl Wide for Times<'_> {
    #[inline(always)]
    fn run<A: Arithmetic>(self, arithmetic: A) {
        let Self { matrix: Matrix { weights, steps, bias, pairs }, rows, out } = self;
        let height = bias.len();
        out.clear();
        out.resize(height * rows.steps.len(), 0.0);
        if rows.pairs != *pairs || height == 0 {
            return;
        }
        let columns = weights.chunks_exact(*pairs).zip(steps.chunks(PANEL).zip(bias.chunks(PANEL)));
        for (panel, (weights, own)) in columns.enumerate() {
            let values = rows.values.chunks_exact(*pairs).zip(rows.steps.chunks(ROWS));
            for ((values, steps), out) in values.zip(out.chunks_mut(ROWS * height)) {
                let mut to = Target { steps, own, out, height, first: panel * PANEL };
                match steps.len() {
                    ROWS => to.write(arithmetic.products::<ROWS>(values, weights)),
                    5 => to.write(arithmetic.products::<5>(values, weights)),
                    4 => to.write(arithmetic.products::<4>(values, weights)),
                    3 => to.write(arithmetic.products::<3>(values, weights)),
                    2 => to.write(arithmetic.products::<2>(values, weights)),
                    _ => to.write(arithmetic.products::<1>(values, weights)),
                }
            }
        }
    }
}

/// Where the products of some rows with a panel go, and what they are multiplied with.
struct Target<'a> {
    steps: &'a [f32],
    own: (&'a [f32], &'a [f32]),
    out: &'a mut [f32],
    height: usize,
    first: usize,
}

impl Target<'_> {
    #[inline(always)]
    fn write<const R: usize>(&mut self, sums: [[i32; PANEL]; R]) {
        let (own, bias) = self.own;
        for ((sums, step), out) in sums.iter().zip(self.steps).zip(self.out.chunks_exact_mut(self.height)) {
            let out = out.get_mut(self.first..).unwrap_or_default();
            for (((out, &sum), own), bias) in out.iter_mut().zip(sums).zip(own).zip(bias) {
                *out = sum as f32 * (step * own) + bias;
            }
        }
    }
}

/// No more than Rust has everywhere.
#[derive(Clone, Copy)]
pub(super) struct Plain;

impl Arithmetic for Plain {
    #[inline(never)]
    fn apart<W: Wide>(self, work: W) {
        work.run(self);
    }

    #[inline(always)]
    fn products<const R: usize>(self, rows: &[Pairs], panel: &[Step]) -> [[i32; PANEL]; R] {
        let mut sums = [[0_i32; PANEL]; R];
        for (pairs, Step(step)) in rows.iter().zip(panel) {
            for (sums, &[a, b]) in sums.iter_mut().zip(pairs) {
                for (sum, &[c, d]) in sums.iter_mut().zip(step.as_flattened().as_chunks::<PAIR>().0) {
                    *sum += i32::from(a) * i32::from(c) + i32::from(b) * i32::from(d);
                }
            }
        }
        sums
    }
}

#[cfg(target_arch = "x86_64")]
impl Arithmetic for pulp::x86::V3 {
    #[inline(always)]
    fn apart<W: Wide>(self, work: W) {
        self.vectorize(
            #[inline(always)]
            || work.run(self),
        );
    }

    #[inline(always)]
    fn products<const R: usize>(self, rows: &[Pairs], panel: &[Step]) -> [[i32; PANEL]; R] {
        use core::arch::x86_64::__m256i;

        let zero = self.avx._mm256_setzero_si256();
        let mut sums = [[zero; 2]; R];
        // Loops, since a closure that the compiler leaves a function of its own loses the wide instructions.
        for (pairs, Step([low, high])) in rows.iter().zip(panel) {
            let (low, high): (__m256i, __m256i) = (pulp::cast(*low), pulp::cast(*high));
            for ([left, right], pair) in sums.iter_mut().zip(pairs) {
                let pair = self.avx._mm256_set1_epi32(pulp::cast(*pair));
                *left = self.avx2._mm256_add_epi32(*left, self.avx2._mm256_madd_epi16(pair, low));
                *right = self.avx2._mm256_add_epi32(*right, self.avx2._mm256_madd_epi16(pair, high));
            }
        }
        let mut out = [[0; PANEL]; R];
        for (out, sums) in out.iter_mut().zip(sums) {
            *out = pulp::cast(sums);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matrix(height: usize, width: usize) -> Matrix {
        let number = |i: usize| ((i as i32).wrapping_mul(7919) % 4095 - 2047) as f32;
        let column = |number_of: usize, row: &mut [f32]| {
            row.iter_mut().enumerate().for_each(|(at, into)| *into = number(number_of * width + at));
            0.5 + number_of as f32
        };
        Matrix::new((0..height).map(|i| i as f32).collect(), width, column).unwrap()
    }

    #[test]
    fn wide_and_plain_products_are_equal_at_every_border() {
        for (rows, height, width) in [(1, 1, 16), (2, 4, 48), (3, 16, 32), (7, 17, 384), (30, 97, 64), (12, 33, 1536)] {
            let matrix = matrix(height, width);
            let values: Vec<f32> = (0..rows * width).map(|i| (i as f32 * 0.37).sin() * 511.0).collect();
            let mut quantized = Quantized::default();
            quantized.fill(&values, width);
            let (mut wide, mut plain) = (Vec::new(), Vec::new());
            widest(Times { matrix: &matrix, rows: &quantized, out: &mut wide });
            matrix.times(Plain, &quantized, &mut plain);
            assert_eq!(wide, plain, "{rows} {height} {width}");
            assert_eq!(wide.len(), rows * height);
            assert!(wide.iter().any(|value| *value != 0.0));
        }
    }

    #[test]
    fn products_are_near_the_exact_ones() {
        let width = 64;
        let weights: Vec<i8> = (0..3 * width).map(|i| ((i * 37) % 255) as i8).collect();
        let data = EightBit { steps: vec![0.01, 0.02, 0.005], weights: weights.clone() };
        let matrix = Matrix::eight_bit(&data, vec![0.5, -1.0, 0.0], width).unwrap();
        let row: Vec<f32> = (0..width).map(|i| (i as f32 * 0.7).sin()).collect();
        let (mut quantized, mut got) = (Quantized::default(), Vec::new());
        quantized.fill(&row, width);
        matrix.times(Plain, &quantized, &mut got);
        for (place, (step, bias)) in [(0.01, 0.5), (0.02, -1.0), (0.005, 0.0)].into_iter().enumerate() {
            let own = &weights[place * width..(place + 1) * width];
            let exact: f32 = row.iter().zip(own).map(|(x, &w)| x * f32::from(w) * step).sum::<f32>() + bias;
            assert!((got[place] - exact).abs() < 0.05, "{place}: {} {exact}", got[place]);
        }
        assert!(Matrix::eight_bit(&data, vec![0.0; 2], width).is_err());
        assert!(Matrix::eight_bit(&data, vec![0.0; 3], width / 2).is_err());
    }
}
