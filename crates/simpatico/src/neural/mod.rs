//! The network of the accurate model: a small bilingual transformer (a trimmed, fine-tuned multilingual-e5-small) that
//! runs in integers.
//!
//! Matrix products are sums of whole numbers, and everything between them is plain 32-bit arithmetic in a fixed order
//! with our own exponential, so that every platform gives the same bits; where the processor has wider instructions
//! they are used, with the same sums. `data` reads the packed weights, `pieces` cuts text, `matrix` multiplies, `layer`
//! is one layer of the encoder, `network` puts them together and scores heads as sums over pieces of text.

mod data;
mod layer;
mod math;
mod matrix;
mod network;
mod pieces;

pub use data::{Blocks, EightBit, LayerData, MatrixData, Mix, NetworkData, NormData, SideData};
pub use network::{Network, Readout};
pub use pieces::Piece;
