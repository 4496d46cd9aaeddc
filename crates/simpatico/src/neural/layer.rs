//! One layer of the encoder: attention, then a wide inside, each added to what came in and normalized.

use super::data::{LayerData, NormData};
use super::math::{dot, gelu, normalize, softmax};
use super::matrix::{Matrix, Quantized};
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
    pub(super) fn run(&self, states: &mut [f32], width: usize, heads: usize) {
        let mixed = attend(&self.qkv.times(&Quantized::new(states, width)), width, heads);
        add(states, &self.out.times(&Quantized::new(&mixed, width)), &self.first, width);
        let mut inside = self.wide.times(&Quantized::new(states, width));
        inside.iter_mut().for_each(|value| *value = gelu(*value));
        add(states, &self.narrow.times(&Quantized::new(&inside, self.wide.height())), &self.second, width);
    }
}

fn add(states: &mut [f32], change: &[f32], norm: &NormData, width: usize) {
    for (state, change) in states.chunks_exact_mut(width).zip(change.chunks_exact(width)) {
        state.iter_mut().zip(change).for_each(|(state, change)| *state += change);
        normalize(state, &norm.scale, &norm.offset);
    }
}

/// Every piece takes from every other what its query finds there, head by head.
fn attend(qkv: &[f32], width: usize, heads: usize) -> Vec<f32> {
    let count = qkv.len() / (3 * width);
    let size = width / heads;
    let scale = 1.0 / (size as f32).sqrt();
    let part = |row: usize, kind: usize, head: usize| {
        let start = row * 3 * width + kind * width + head * size;
        qkv.get(start..start + size).unwrap_or_default()
    };
    let mut out = vec![0.0_f32; count * width];
    let mut shares = vec![0.0_f32; count];
    for head in 0..heads {
        for row in 0..count {
            let query = part(row, 0, head);
            for (other, share) in shares.iter_mut().enumerate() {
                *share = dot(query, part(other, 1, head)) * scale;
            }
            softmax(&mut shares);
            let start = row * width + head * size;
            let Some(into) = out.get_mut(start..start + size) else { continue };
            for (other, share) in shares.iter().enumerate() {
                into.iter_mut().zip(part(other, 2, head)).for_each(|(into, value)| *into += share * value);
            }
        }
    }
    out
}
