//! The network's tensors as `training/` writes and reads them: a line of JSON that describes them, then their bytes.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};
use simpatico::neural::{Blocks, EightBit, LayerData, MatrixData, NetworkData, NormData, SideData};

use crate::Failure;

#[derive(Serialize, Deserialize)]
struct Described {
    attention_heads: u32,
    layers: usize,
    pieces: Vec<String>,
    scores: Vec<f32>,
    tensors: Vec<Tensor>,
}

#[derive(Serialize, Deserialize)]
struct Tensor {
    name: String,
    shape: Vec<u32>,
    blocks: bool,
    bytes: usize,
}

/// The tensors of a trained network, by name.
struct Tensors {
    blocks: HashMap<String, Blocks>,
    numbers: HashMap<String, Vec<f32>>,
}

/// Reads what `training/pack.py` wrote; mixes and curves are still missing.
pub(crate) fn read(path: &Path) -> Result<NetworkData, Failure> {
    let bytes = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let end = bytes.iter().position(|&byte| byte == b'\n').ok_or("no line of JSON at the start of the tensors")?;
    let head: Described = serde_json::from_slice(&bytes[..end])?;
    let mut tensors = Tensors { blocks: HashMap::new(), numbers: HashMap::new() };
    let mut rest = &bytes[end + 1..];
    for tensor in head.tensors {
        let (own, tail) = rest.split_at_checked(tensor.bytes).ok_or("the tensors end too soon")?;
        rest = tail;
        if tensor.blocks {
            let blocks = Blocks { rows: tensor.shape[0], width: tensor.shape[1], bytes: own.to_vec().into() };
            tensors.blocks.insert(tensor.name, blocks);
        } else {
            let numbers = own.as_chunks::<4>().0.iter().map(|four| f32::from_le_bytes(*four)).collect();
            tensors.numbers.insert(tensor.name, numbers);
        }
    }
    let layer = |number: usize| -> Result<LayerData, Failure> {
        let name = |part: &str| format!("layers.{number}.{part}");
        Ok(LayerData {
            qkv: tensors.matrix(&name("qkv"))?,
            out: tensors.matrix(&name("out"))?,
            first: tensors.norm(&name("first"))?,
            wide: tensors.matrix(&name("wide"))?,
            narrow: tensors.matrix(&name("narrow"))?,
            second: tensors.norm(&name("second"))?,
        })
    };
    Ok(NetworkData {
        attention_heads: head.attention_heads,
        pieces: head.pieces,
        scores: head.scores,
        words: tensors.blocks("words.weight")?,
        positions: tensors.blocks("positions.weight")?,
        norm: tensors.norm("norm")?,
        layers: (0..head.layers).map(layer).collect::<Result<_, _>>()?,
        customer: tensors.side("customer")?,
        reply: tensors.side("reply")?,
        ..NetworkData::default()
    })
}

impl Tensors {
    fn blocks(&self, name: &str) -> Result<Blocks, Failure> {
        Ok(self.blocks.get(name).ok_or_else(|| format!("no tensor {name:?}"))?.clone())
    }

    fn numbers(&self, name: &str) -> Result<Vec<f32>, Failure> {
        Ok(self.numbers.get(name).ok_or_else(|| format!("no tensor {name:?}"))?.clone())
    }

    fn matrix(&self, name: &str) -> Result<MatrixData, Failure> {
        Ok(MatrixData { blocks: self.blocks(&format!("{name}.weight"))?, bias: self.numbers(&format!("{name}.bias"))? })
    }

    fn norm(&self, name: &str) -> Result<NormData, Failure> {
        Ok(NormData { scale: self.numbers(&format!("{name}.weight"))?, offset: self.numbers(&format!("{name}.bias"))? })
    }

    fn side(&self, name: &str) -> Result<SideData, Failure> {
        let bias = self.numbers(&format!("{name}.value.bias"))?;
        let eight = |part: &str| -> Result<EightBit, Failure> {
            let numbers = self.numbers(&format!("{name}.{part}.weight"))?;
            Ok(eight_bit(&numbers, numbers.len() / bias.len().max(1)))
        };
        Ok(SideData { value: eight("value")?, look: eight("look")?, bias, ..SideData::default() })
    }
}

fn eight_bit(numbers: &[f32], width: usize) -> EightBit {
    let mut out = EightBit::default();
    for row in numbers.chunks_exact(width) {
        let step = (row.iter().fold(0.0_f32, |most, number| most.max(number.abs())) / 127.0).max(1e-9);
        out.steps.push(step);
        out.weights.extend(row.iter().map(|number| (number / step).round() as i8));
    }
    out
}

/// Writes the tensors of a packed network, for training to go on from it (`training/unpack.py`).
pub(crate) fn write(network: &NetworkData, path: &Path) -> Result<(), Failure> {
    let mut out = Written::default();
    out.blocks("words.weight", &network.words);
    out.blocks("positions.weight", &network.positions);
    out.norm("norm", &network.norm);
    for (number, layer) in network.layers.iter().enumerate() {
        let matrices = [("qkv", &layer.qkv), ("out", &layer.out), ("wide", &layer.wide), ("narrow", &layer.narrow)];
        for (part, matrix) in matrices {
            out.blocks(&format!("layers.{number}.{part}.weight"), &matrix.blocks);
            out.numbers(&format!("layers.{number}.{part}.bias"), &[matrix.bias.len()], &matrix.bias);
        }
        out.norm(&format!("layers.{number}.first"), &layer.first);
        out.norm(&format!("layers.{number}.second"), &layer.second);
    }
    for (name, side) in [("customer", &network.customer), ("reply", &network.reply)] {
        for (part, matrix) in [("value", &side.value), ("look", &side.look)] {
            let rows = matrix.steps.len();
            let row = matrix.weights.chunks(matrix.weights.len() / rows.max(1)).zip(&matrix.steps);
            let numbers: Vec<f32> =
                row.flat_map(|(weights, step)| weights.iter().map(move |&weight| f32::from(weight) * step)).collect();
            out.numbers(&format!("{name}.{part}.weight"), &[rows, numbers.len() / rows.max(1)], &numbers);
        }
        out.numbers(&format!("{name}.value.bias"), &[side.bias.len()], &side.bias);
    }
    let described = Described {
        attention_heads: network.attention_heads,
        layers: network.layers.len(),
        pieces: network.pieces.clone(),
        scores: network.scores.clone(),
        tensors: out.tensors,
    };
    let mut bytes = serde_json::to_vec(&described)?;
    bytes.push(b'\n');
    bytes.extend(out.bytes);
    Ok(fs::write(path, bytes)?)
}

/// Tensors one after the other.
#[derive(Default)]
struct Written {
    tensors: Vec<Tensor>,
    bytes: Vec<u8>,
}

impl Written {
    fn put(&mut self, name: &str, shape: Vec<u32>, blocks: bool, bytes: impl IntoIterator<Item = u8>) {
        let start = self.bytes.len();
        self.bytes.extend(bytes);
        self.tensors.push(Tensor { name: name.to_owned(), shape, blocks, bytes: self.bytes.len() - start });
    }

    fn blocks(&mut self, name: &str, blocks: &Blocks) {
        self.put(name, vec![blocks.rows, blocks.width], true, blocks.bytes.iter().copied());
    }

    fn numbers(&mut self, name: &str, shape: &[usize], numbers: &[f32]) {
        let shape = shape.iter().map(|&size| size as u32).collect();
        self.put(name, shape, false, numbers.iter().flat_map(|number| number.to_le_bytes()));
    }

    fn norm(&mut self, name: &str, norm: &NormData) {
        self.numbers(&format!("{name}.weight"), &[norm.scale.len()], &norm.scale);
        self.numbers(&format!("{name}.bias"), &[norm.offset.len()], &norm.offset);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() -> Result<(), Failure> {
        let network = crate::assemble::packed()?;
        let path = std::env::temp_dir().join(format!("simpatico-{}.tensors", std::process::id()));
        write(&network, &path)?;
        let again = read(&path)?;
        fs::remove_file(path)?;
        assert_eq!((&again.words, &again.layers, &again.norm), (&network.words, &network.layers, &network.norm));
        assert_eq!(again.customer.value.weights, network.customer.value.weights);
        assert_eq!(again.reply.bias, network.reply.bias);
        Ok(())
    }
}
