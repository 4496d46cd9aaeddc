//! One hash for feature names and lexicon keys: the same bits in every run, on every platform, for ever.

use core::hash::{BuildHasherDefault, Hasher};

/// 64-bit FNV-1a: the hash of feature names and lexicon keys, the same for ever and everywhere.
#[derive(Clone, Copy)]
pub(crate) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    /// Keys that are hashes already need no more than this.
    fn write_u64(&mut self, key: u64) {
        self.0 = (self.0 ^ key).wrapping_mul(0x0100_0000_01b3);
    }

    fn finish(&self) -> u64 {
        // FNV leaves its high bits weak for short keys, and tables are indexed by them.
        let mixed = (self.0 ^ (self.0 >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed ^ (mixed >> 29)
    }
}

/// Hash maps with this hasher behave alike in every run.
pub(crate) type BuildFnv = BuildHasherDefault<Fnv>;

/// The hash of a feature or word.
#[must_use]
pub(crate) fn hash(parts: &[&str]) -> u64 {
    let mut state = Fnv::default();
    for part in parts {
        state.write(part.as_bytes());
        state.write(&[0x1f]);
    }
    state.finish()
}
