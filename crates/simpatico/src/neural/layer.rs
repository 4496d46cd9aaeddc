//! One layer of the encoder: attention, then a wide inside, each added to what came in and normalized.

use super::data::{LayerData, NormData};
use super::math::{dot, gelu, normalize, softmax};
use super::matrix::{Arithmetic, Matrix, Quantized};
use crate::error::Error;

#[derive(Debug)]
pub(super) struct Layer {
    qkv: Matrix,
    out: Matrix,
    first: NormData,
    wide: Matrix,
    narrow: Matrix,
    second: NormData,
}

impl Layer {
    pub(super) fn new(data: &LayerData, width: usize) -> Result<Self, Error> {
        let inner = data.wide.bias.len();
        let layer = Self {
            qkv: Matrix::four_bit(&data.qkv, width)?,
            out: Matrix::four_bit(&data.out, width)?,
            first: data.first.clone(),
            wide: Matrix::four_bit(&data.wide, width)?,
            narrow: Matrix::four_bit(&data.narrow, inner)?,
            second: data.second.clone(),
        };
        let norms = [&layer.first.scale, &layer.first.offset, &layer.second.scale, &layer.second.offset];
        let is_sound = layer.qkv.height() == 3 * width
            && layer.out.height() == width
            && layer.narrow.height() == width
            && norms.iter().all(|norm| norm.len() == width);
        if is_sound { Ok(layer) } else { Err(Error::data("the parts of a layer differ in width")) }
    }

    /// Changes the states of a text, rows of `width` numbers.
    #[inline(always)]
    pub(super) fn run<A: Arithmetic>(
        &self,
        arithmetic: A,
        room: &mut Room,
        states: &mut [f32],
        width: usize,
        heads: usize,
    ) {
        let Room { rows, inside, mixed, shares } = room;
        rows.fill(states, width);
        self.qkv.times(arithmetic, rows, inside);
        attend(inside, width, heads, shares, mixed);
        rows.fill(mixed, width);
        self.out.times(arithmetic, rows, mixed);
        add(states, mixed, &self.first, width);
        rows.fill(states, width);
        self.wide.times(arithmetic, rows, inside);
        inside.iter_mut().for_each(|value| *value = gelu(*value));
        rows.fill(inside, self.wide.height());
        self.narrow.times(arithmetic, rows, mixed);
        add(states, mixed, &self.second, width);
    }
}

/// Room for what layers work out on their way, used again by the next.
#[derive(Default)]
pub(super) struct Room {
    rows: Quantized,
    inside: Vec<f32>,
    mixed: Vec<f32>,
    shares: Vec<f32>,
}

#[inline(always)]
fn add(states: &mut [f32], change: &[f32], norm: &NormData, width: usize) {
    for (state, change) in states.chunks_exact_mut(width).zip(change.chunks_exact(width)) {
        state.iter_mut().zip(change).for_each(|(state, change)| *state += change);
        normalize(state, &norm.scale, &norm.offset);
    }
}

/// Every piece takes from every other what its query finds there, head by head.
#[inline(always)]
fn attend(qkv: &[f32], width: usize, heads: usize, shares: &mut Vec<f32>, out: &mut Vec<f32>) {
    let count = qkv.len() / (3 * width);
    let size = width / heads;
    let scale = 1.0 / (size as f32).sqrt();
    out.clear();
    out.resize(count * width, 0.0);
    shares.clear();
    shares.resize(count, 0.0);
    for head in 0..heads {
        for row in 0..count {
            let query = part(qkv, width, size, (row, 0, head));
            for (other, share) in shares.iter_mut().enumerate() {
                *share = dot(query, part(qkv, width, size, (other, 1, head))) * scale;
            }
            softmax(shares);
            let start = row * width + head * size;
            let Some(into) = out.get_mut(start..start + size) else { continue };
            for (other, share) in shares.iter().enumerate() {
                let values = part(qkv, width, size, (other, 2, head));
                into.iter_mut().zip(values).for_each(|(into, value)| *into += share * value);
            }
        }
    }
}

/// A row's query (0), key (1) or value (2) of one head.
#[inline(always)]
fn part(qkv: &[f32], width: usize, size: usize, (row, kind, head): (usize, usize, usize)) -> &[f32] {
    let start = row * 3 * width + kind * width + head * size;
    qkv.get(start..start + size).unwrap_or_default()
}
