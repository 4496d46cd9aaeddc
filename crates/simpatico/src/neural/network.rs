//! The network put together: texts to states, states to scores that are sums over pieces of text.

use super::data::{NetworkData, SideData};
use super::layer::{Layer, Room};
use super::math::{normalize, softmax};
use super::matrix::{Arithmetic, Matrix, Quantized, Wide, widest};
use super::pieces::{END, Piece, Pieces, START};
use crate::data::{CoverageData, EmpathyData, Side};
use crate::error::Error;
use crate::span::Span;

/// Pieces read of a message, and of message and reply in a pair: so many from the start and so many from the end, since
/// requests and threats stand at the ends.
const MESSAGE: (usize, usize) = (112, 48);
const ASKED: (usize, usize) = (64, 32);
const ANSWER: (usize, usize) = (112, 48);

/// A network, checked and ready.
#[derive(Debug)]
pub struct Network {
    data: NetworkData,
    width: usize,
    pieces: Pieces,
    layers: Vec<Layer>,
    customer: Heads,
    reply: Heads,
}

#[derive(Debug)]
struct Heads {
    value: Matrix,
    look: Matrix,
    bias: Vec<f32>,
}

/// What a network says of a text: each head's score, and what every piece added to it.
#[derive(Clone, Debug, Default)]
pub struct Readout {
    /// The pieces that were read, in order.
    pub pieces: Vec<Piece>,
    /// One score a head.
    pub scores: Vec<f32>,
    /// For each piece, what it adds to each head.
    pub shares: Vec<f32>,
}

impl Heads {
    fn new(data: &SideData, width: usize) -> Result<Self, Error> {
        let height = data.bias.len();
        let matrix = |eight: &super::data::EightBit, bias: Vec<f32>| Matrix::eight_bit(eight, bias, width);
        Ok(Self {
            value: matrix(&data.value, vec![0.0; height])?,
            look: matrix(&data.look, vec![0.0; height])?,
            bias: data.bias.clone(),
        })
    }

    /// Scores the states of `pieces`, the rows from `first` on.
    fn read(&self, states: &[f32], width: usize, first: usize, pieces: Vec<Piece>) -> Readout {
        let heads = self.bias.len();
        let rows = states.get(first * width..(first + pieces.len()) * width).unwrap_or_default();
        let (mut shares, mut looks) = (Vec::new(), Vec::new());
        widest(Read { heads: self, rows, width, shares: &mut shares, looks: &mut looks });
        let mut scores = self.bias.clone();
        let mut column = vec![0.0_f32; pieces.len()];
        for (head, score) in scores.iter_mut().enumerate() {
            let of_head = looks.iter().skip(head).step_by(heads.max(1));
            column.iter_mut().zip(of_head).for_each(|(look, &value)| *look = value);
            softmax(&mut column);
            let values = shares.iter_mut().skip(head).step_by(heads.max(1));
            for (value, look) in values.zip(&column) {
                *value *= look;
                *score += *value;
            }
        }
        Readout { pieces, scores, shares }
    }
}

/// The layers' work.
struct Run<'a> {
    network: &'a Network,
    states: &'a mut [f32],
}

impl Wide for Run<'_> {
    #[inline(always)]
    fn run<A: Arithmetic>(self, arithmetic: A) {
        let Self { network, states } = self;
        let mut room = Room::default();
        for layer in &network.layers {
            layer.run(arithmetic, &mut room, states, network.width, network.data.attention_heads as usize);
        }
    }
}

/// The heads' work.
struct Read<'a> {
    heads: &'a Heads,
    rows: &'a [f32],
    width: usize,
    shares: &'a mut Vec<f32>,
    looks: &'a mut Vec<f32>,
}

impl Wide for Read<'_> {
    #[inline(always)]
    fn run<A: Arithmetic>(self, arithmetic: A) {
        let mut rows = Quantized::default();
        rows.fill(self.rows, self.width);
        self.heads.value.times(arithmetic, &rows, self.shares);
        self.heads.look.times(arithmetic, &rows, self.looks);
    }
}

impl Readout {
    /// What each piece adds to a head.
    pub(crate) fn of_head(&self, head: usize) -> impl Iterator<Item = (&Piece, f64)> {
        let heads = self.scores.len().max(1);
        self.pieces
            .iter()
            .zip(self.shares.iter().skip(head).step_by(heads))
            .map(|(piece, &share)| (piece, f64::from(share)))
    }
}

impl Network {
    /// Checks a network's parts and unpacks its weights.
    ///
    /// # Errors
    /// [`crate::ErrorKind::InvalidData`] where its parts do not agree.
    pub fn new(data: NetworkData) -> Result<Self, Error> {
        let width = data.norm.scale.len();
        let attention_heads = data.attention_heads as usize;
        let is_sound = attention_heads > 0
            && width.is_multiple_of(attention_heads * 8)
            && data.norm.offset.len() == width
            && data.words.width as usize == width
            && data.positions.width as usize == width
            && data.words.rows as usize == data.pieces.len()
            && data.positions.rows as usize >= ASKED.0 + ASKED.1 + ANSWER.0 + ANSWER.1 + 3;
        if !is_sound {
            return Err(Error::data(format!("the parts of a network {width} wide do not agree")));
        }
        let layers = data.layers.iter().map(|layer| Layer::new(layer, width)).collect::<Result<_, _>>()?;
        let (customer, reply) = (Heads::new(&data.customer, width)?, Heads::new(&data.reply, width)?);
        let pieces = Pieces::new(&data.pieces, &data.scores)?;
        Ok(Self { data, width, pieces, layers, customer, reply })
    }

    /// Reads a customer's message, as if what stands at `ignored`, in order, did not.
    #[must_use]
    pub fn message(&self, text: &str, ignored: &[Span]) -> Readout {
        let pieces = self.cut(text, ignored, MESSAGE);
        let states = self.states(&[pieces.as_slice()]);
        self.customer.read(&states, self.width, 1, pieces)
    }

    /// Reads a reply (second) beside the message that it answers (first).
    #[must_use]
    pub fn pair(&self, [customer, reply]: [(&str, &[Span]); 2]) -> Readout {
        let asked = self.cut(customer.0, customer.1, ASKED);
        let answer = self.cut(reply.0, reply.1, ANSWER);
        let states = self.states(&[asked.as_slice(), answer.as_slice()]);
        self.reply.read(&states, self.width, asked.len() + 2, answer)
    }

    fn cut(&self, text: &str, ignored: &[Span], limit: (usize, usize)) -> Vec<Piece> {
        self.pieces.cut_ends(text, limit, |piece| !piece.meets_any(ignored))
    }

    /// Final states: a start, then the pieces of each text with an end after them.
    fn states(&self, texts: &[&[Piece]]) -> Vec<f32> {
        let mut ids = vec![START];
        for text in texts {
            ids.extend(text.iter().map(|piece| piece.id));
            ids.push(END);
        }
        let width = self.width;
        let mut states = vec![0.0_f32; ids.len() * width];
        let mut place_row = vec![0.0_f32; width];
        for ((place, &id), state) in ids.iter().enumerate().zip(states.chunks_exact_mut(width)) {
            self.data.words.row(usize::from(id), 1.0, state);
            self.data.positions.row(place, 1.0, &mut place_row);
            state.iter_mut().zip(&place_row).for_each(|(state, place)| *state += place);
            normalize(state, &self.data.norm.scale, &self.data.norm.offset);
        }
        widest(Run { network: self, states: &mut states });
        states
    }

    /// Version of the data.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.data.version
    }

    /// Version of the fast data that the network was mixed with.
    #[must_use]
    pub fn fast_version(&self) -> &str {
        &self.data.fast_version
    }

    /// How the accurate scores of a side are made, and how they are reported.
    pub(crate) fn side(&self, side: Side) -> &SideData {
        match side {
            Side::Customer => &self.data.customer,
            Side::Reply => &self.data.reply,
        }
    }

    /// The empathy sum over accurate scores.
    pub(crate) fn empathy(&self) -> &EmpathyData {
        &self.data.empathy
    }

    /// The coverage sums over accurate scores.
    pub(crate) fn coverage(&self) -> &CoverageData {
        &self.data.coverage
    }
}

#[cfg(test)]
mod tests {
    use super::super::data::{Blocks, EightBit, LayerData, MatrixData, NormData};
    use super::*;

    const WIDTH: u32 = 32;

    /// Four-bit rows of made-up steps.
    fn blocks(rows: u32, width: u32, seed: u32) -> Blocks {
        let mut state = seed;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        };
        let count = (rows * width / 32) as usize;
        // The scale is 2 to the power of -6.
        let bytes =
            (0..count).flat_map(|_| [0x00, 0x24].into_iter().chain((0..16).map(|_| next())).collect::<Vec<u8>>());
        Blocks { rows, width, bytes: bytes.collect::<Vec<u8>>().into() }
    }

    fn matrix(rows: u32, width: u32, seed: u32) -> MatrixData {
        MatrixData { blocks: blocks(rows, width, seed), bias: vec![0.01; rows as usize] }
    }

    fn norm() -> NormData {
        NormData { scale: vec![1.0; WIDTH as usize], offset: vec![0.1; WIDTH as usize] }
    }

    fn tiny() -> NetworkData {
        let layer = |seed| LayerData {
            qkv: matrix(3 * WIDTH, WIDTH, seed),
            out: matrix(WIDTH, WIDTH, seed + 1),
            first: norm(),
            wide: matrix(2 * WIDTH, WIDTH, seed + 2),
            narrow: matrix(WIDTH, 2 * WIDTH, seed + 3),
            second: norm(),
        };
        let eight = |seed: i8| EightBit {
            steps: vec![0.01; 3],
            weights: (0..96_i8).map(|i| i.wrapping_mul(37).wrapping_add(seed)).collect(),
        };
        let side = || SideData { value: eight(3), look: eight(8), bias: vec![0.5, -1.0, 0.0], ..SideData::default() };
        let pieces = ["<s>", "<pad>", "</s>", "<unk>", "\u{2581}late", "\u{2581}again", "!"];
        NetworkData {
            attention_heads: 2,
            pieces: pieces.iter().map(|&piece| piece.to_owned()).collect(),
            scores: vec![0.0, 0.0, 0.0, 0.0, -1.0, -1.5, -2.0],
            words: blocks(7, WIDTH, 5),
            positions: blocks(288, WIDTH, 6),
            norm: norm(),
            layers: vec![layer(10), layer(20)],
            customer: side(),
            reply: side(),
            ..NetworkData::default()
        }
    }

    #[test]
    fn scores_are_sums_over_pieces_and_their_bias() {
        let network = Network::new(tiny()).unwrap();
        let texts = [("late again!", [].as_slice()), ("again, late", [].as_slice())];
        for readout in [network.message("late again!", &[]), network.pair(texts)] {
            assert_eq!(readout.shares.len(), readout.pieces.len() * 3);
            for (head, (&score, bias)) in readout.scores.iter().zip([0.5, -1.0, 0.0]).enumerate() {
                let sum: f64 = readout.of_head(head).map(|(_, share)| share).sum();
                assert!(score.is_finite() && (f64::from(score) - bias - sum).abs() < 1e-5, "{score} {bias} {sum}");
            }
        }
        assert_ne!(network.message("late", &[]).scores, network.message("again", &[]).scores);
    }

    #[test]
    fn what_is_ignored_is_not_read_and_what_is_long_is_shortened() {
        let network = Network::new(tiny()).unwrap();
        let text = "late again";
        let ignored = [Span { byte_start: 0, byte_end: 4, start: 0, end: 4 }];
        let readout = network.message(text, &ignored);
        assert_eq!(readout.pieces.len(), 1);
        assert_eq!(readout.scores, network.message("again", &[]).scores);
        let long = network.message(&"late again ".repeat(400), &[]);
        assert_eq!(long.pieces.len(), MESSAGE.0 + MESSAGE.1);
        assert_eq!(network.message("", &[]).scores, [0.5, -1.0, 0.0]);
    }

    #[test]
    fn parts_that_do_not_agree_are_refused() {
        let broken: [fn(&mut NetworkData); 5] = [
            |data| data.attention_heads = 0,
            |data| data.pieces.truncate(6),
            |data| data.positions.rows = 9,
            |data| data.layers[1].narrow.bias.truncate(3),
            |data| data.customer.value.steps.truncate(1),
        ];
        for (number, change) in broken.into_iter().enumerate() {
            let mut data = tiny();
            change(&mut data);
            assert_eq!(Network::new(data).unwrap_err().kind(), crate::ErrorKind::InvalidData, "{number}");
        }
    }
}
