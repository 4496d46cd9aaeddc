//! The packed network: its numbers as they lie in the data crate.
//!
//! The frame is that of [`Container`]; after the head ([`NetworkData`]) stand the four-bit matrices one after the other: words,
//! positions, and for each layer its four products.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::data::{Container, CoverageData, EmpathyData, HeadData, Levels};
use crate::error::Error;

const CONTAINER: Container = Container { name: "network", magic: b"simpnet\0", format: 3 };

/// Weights that share a scale, and the bytes they take: a half-precision scale and sixteen pairs of four bits.
const BLOCK: usize = 32;
const BLOCK_BYTES: usize = 2 + BLOCK / 2;

/// A matrix in four bits a weight.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Blocks {
    /// Rows of the matrix.
    pub rows: u32,
    /// Numbers a row; a multiple of 32.
    pub width: u32,
    /// The blocks; the embedded network's are read where they lie.
    #[serde(skip)]
    pub bytes: Cow<'static, [u8]>,
}

/// A four-bit matrix with a bias for each row.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MatrixData {
    /// The weights.
    pub blocks: Blocks,
    /// One a row.
    pub bias: Vec<f32>,
}

/// Scale and offset of a normalization.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct NormData {
    /// Factors.
    pub scale: Vec<f32>,
    /// Summands.
    pub offset: Vec<f32>,
}

/// One layer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LayerData {
    /// Queries, keys and values, one below the other.
    pub qkv: MatrixData,
    /// After attention.
    pub out: MatrixData,
    /// After the sum with attention.
    pub first: NormData,
    /// To the wide inside.
    pub wide: MatrixData,
    /// And back.
    pub narrow: MatrixData,
    /// After the sum with it.
    pub second: NormData,
}

/// A small matrix in eight bits a weight, each row in steps of its own.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct EightBit {
    /// One a row.
    pub steps: Vec<f32>,
    /// Row after row.
    pub weights: Vec<i8>,
}

/// How a head of the fast model and the network's score of the same name make the accurate score:
/// `fast * linear score + neural * network score + offset`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Mix {
    /// Factor of the linear score; not below 0.
    pub fast: f32,
    /// Factor of the network's score; not below 0.
    pub neural: f32,
    /// Summand.
    pub offset: f32,
}

impl Mix {
    /// The accurate score.
    #[must_use]
    pub fn of(&self, fast: f64, neural: f64) -> f64 {
        f64::from(self.fast) * fast + f64::from(self.neural) * neural + f64::from(self.offset)
    }
}

/// The heads of one side, messages or replies, in the order of the fast model's.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SideData {
    /// What each piece of text adds to each head, ...
    pub value: EightBit,
    /// ... and how much each head looks at each piece.
    pub look: EightBit,
    /// Score of each head before any piece.
    pub bias: Vec<f32>,
    /// Into the accurate score.
    pub mix: Vec<Mix>,
    /// Scales read off all heads, made of mixed scores.
    pub levels: Vec<Levels>,
    /// Curves and thresholds of the accurate scores; empty until they are calibrated.
    pub heads: Vec<HeadData>,
}

/// The network as it is packed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct NetworkData {
    /// Version of the data, part of every result.
    pub version: String,
    /// Version of the fast data that it was mixed with.
    pub fast_version: String,
    /// Heads of attention a layer.
    pub attention_heads: u32,
    /// The vocabulary; the first four pieces are start, padding, end and unknown.
    pub pieces: Vec<String>,
    /// Log-probability of each piece.
    pub scores: Vec<f32>,
    /// A row for each piece.
    pub words: Blocks,
    /// A row for each place of a text.
    pub positions: Blocks,
    /// Of their sum.
    pub norm: NormData,
    /// The layers.
    pub layers: Vec<LayerData>,
    /// Heads of messages.
    pub customer: SideData,
    /// Heads of replies.
    pub reply: SideData,
    /// The empathy sum over accurate scores.
    pub empathy: EmpathyData,
    /// The coverage sums over accurate scores.
    pub coverage: CoverageData,
}

impl Blocks {
    fn size(&self) -> Option<usize> {
        let blocks = (self.rows as usize).checked_mul(self.width as usize / BLOCK)?;
        if (self.width as usize).is_multiple_of(BLOCK) { blocks.checked_mul(BLOCK_BYTES) } else { None }
    }

    fn blocks_of(&self, row: usize) -> impl Iterator<Item = (f32, &[u8; BLOCK / 2])> {
        let bytes = self.width as usize / BLOCK * BLOCK_BYTES;
        let row = self.bytes.get(row * bytes..(row + 1) * bytes).unwrap_or_default();
        row.as_chunks::<BLOCK_BYTES>().0.iter().filter_map(|block| {
            let (scale, pairs) = block.split_first_chunk::<2>()?;
            Some((half(u16::from_le_bytes(*scale)), pairs.first_chunk()?))
        })
    }

    /// Writes a row's numbers times `factor`; a row that is not there leaves `into` as it is.
    pub(super) fn row(&self, row: usize, factor: f32, into: &mut [f32]) {
        for ((scale, pairs), into) in self.blocks_of(row).zip(into.as_chunks_mut::<BLOCK>().0) {
            let scale = scale * factor;
            let (low, high) = into.split_at_mut(BLOCK / 2);
            for ((pair, low), high) in pairs.iter().zip(low).zip(high) {
                *low = (f32::from(pair & 15) - 8.0) * scale;
                *high = (f32::from(pair >> 4) - 8.0) * scale;
            }
        }
    }

    /// The largest size of a number in a row.
    pub(super) fn largest(&self, row: usize) -> f32 {
        let of_block = |(scale, pairs): (f32, &[u8; BLOCK / 2])| {
            let step = |pair: &u8| (i32::from(pair & 15) - 8).abs().max((i32::from(pair >> 4) - 8).abs());
            scale.abs() * pairs.iter().map(step).max().unwrap_or_default() as f32
        };
        self.blocks_of(row).map(of_block).fold(0.0, f32::max)
    }
}

/// A half-precision number; infinities and the like become 0.
fn half(bits: u16) -> f32 {
    let sign = if bits >> 15 == 1 { -1.0 } else { 1.0 };
    let (exponent, mantissa) = (u32::from(bits >> 10 & 31), u32::from(bits & 1023));
    match exponent {
        0 => sign * mantissa as f32 * f32::from_bits(0x3380_0000),
        31 => 0.0,
        _ => sign * f32::from_bits((exponent + 112) << 23 | mantissa << 13),
    }
}

impl NetworkData {
    /// The four-bit matrices, in the order of the file.
    fn blocks_mut(&mut self) -> Vec<&mut Blocks> {
        let mut all = vec![&mut self.words, &mut self.positions];
        for layer in &mut self.layers {
            let matrices = [&mut layer.qkv, &mut layer.out, &mut layer.wide, &mut layer.narrow];
            all.extend(matrices.into_iter().map(|matrix| &mut matrix.blocks));
        }
        all
    }

    /// Reads a packed network and checks its header, checksum and length.
    ///
    /// # Errors
    /// [`crate::ErrorKind::InvalidData`] where it is cut short or damaged, [`crate::ErrorKind::UnsupportedVersion`] where its format
    /// is not one that this library reads.
    pub fn read(bytes: &[u8]) -> Result<Self, Error> {
        Self::parse(bytes, |part| part.to_vec().into())
    }

    /// Reads a network whose bytes last as long as the process, without copying its matrices.
    ///
    /// # Errors
    /// As [`NetworkData::read`].
    pub fn read_static(bytes: &'static [u8]) -> Result<Self, Error> {
        Self::parse(bytes, Cow::Borrowed)
    }

    fn parse<'b>(bytes: &'b [u8], keep: impl Fn(&'b [u8]) -> Cow<'static, [u8]>) -> Result<Self, Error> {
        let (mut data, mut rest): (Self, &[u8]) = CONTAINER.open(bytes)?;
        for blocks in data.blocks_mut() {
            let size = blocks.size().ok_or_else(|| Error::data(format!("a matrix {} wide", blocks.width)))?;
            let (own, tail) = rest.split_at_checked(size).ok_or_else(|| CONTAINER.short("matrices", bytes))?;
            blocks.bytes = keep(own);
            rest = tail;
        }
        CONTAINER.check_end(rest)?;
        Ok(data)
    }

    /// Writes a network that [`NetworkData::read`] reads back.
    ///
    /// # Errors
    /// [`crate::ErrorKind::InvalidData`] where a value cannot be written.
    pub fn write(&mut self) -> Result<Vec<u8>, Error> {
        let matrices: Vec<Cow<'static, [u8]>> = self.blocks_mut().iter().map(|blocks| blocks.bytes.clone()).collect();
        CONTAINER.close(self, matrices.iter().map(AsRef::as_ref))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;

    #[test]
    fn halves_are_exact() {
        for (bits, value) in [(0x3c00, 1.0), (0xc000, -2.0), (0x0001, 5.960_464_5e-8), (0x3555, 0.333_251_95), (0, 0.0)]
        {
            assert_eq!(half(bits), value);
        }
    }

    #[test]
    fn blocks_hold_steps_of_a_scale() {
        let mut bytes = vec![0x00, 0x3c];
        bytes.extend((0..16).map(|i| i << 4 | (15 - i)));
        let blocks = Blocks { rows: 1, width: 32, bytes: bytes.into() };
        let mut row = [0.0; 32];
        blocks.row(0, 0.5, &mut row);
        assert_eq!((row[0], row[15], row[16], row[31]), (3.5, -4.0, -4.0, 3.5));
        assert_eq!(blocks.largest(0), 8.0);
    }

    #[test]
    fn damaged_networks_are_refused() {
        let mut data = NetworkData { version: "1".to_owned(), ..NetworkData::default() };
        let bytes = data.write().unwrap();
        assert_eq!(NetworkData::read(&bytes).unwrap(), data);
        assert_eq!(NetworkData::read(&bytes[..9]).unwrap_err().kind(), ErrorKind::InvalidData);
        let mut flipped = bytes.clone();
        *flipped.last_mut().unwrap() ^= 1;
        assert!(NetworkData::read(&flipped).unwrap_err().to_string().contains("checksum"));
        let mut newer = bytes;
        newer[8] = 9;
        assert_eq!(NetworkData::read(&newer).unwrap_err().kind(), ErrorKind::UnsupportedVersion);
    }
}
