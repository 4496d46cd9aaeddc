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

impl Fnv {
    /// Ends a part of the name; parts do not run into one another.
    pub(crate) fn part(&mut self, end: &str) {
        self.write(end.as_bytes());
        self.write(&[0x1f]);
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    /// Keys that are hashes already need no more than this.
    fn write_u32(&mut self, key: u32) {
        self.write_u64(u64::from(key));
    }

    /// The same.
    fn write_u64(&mut self, key: u64) {
        self.0 = (self.0 ^ key).wrapping_mul(0x0100_0000_01b3);
    }

    fn finish(&self) -> u64 {
        // FNV leaves its high bits weak for short keys, and tables are indexed by them.
        let mixed = (self.0 ^ (self.0 >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed ^ (mixed >> 29)
    }
}

/// The upper half of a hash, for tables whose names need no more.
pub(crate) fn upper(hash: u64) -> u32 {
    (hash >> 32) as u32
}

/// Words are cut here before their pieces are taken, so that one endless word costs no more than its length.
pub(crate) const LONGEST_WORD: usize = 28;

/// Calls `emit` with the hash of each piece of a word of `sizes` letters, its two borders counted as letters; each goes on
/// from `start`. Of an endless word the first `longest` letters count, [`LONGEST_WORD`] at most.
pub(crate) fn emit_pieces(
    word: &str,
    longest: usize,
    sizes: core::ops::RangeInclusive<usize>,
    start: Fnv,
    mut emit: impl FnMut(Fnv),
) {
    // The word between its borders, and where each of its letters ends.
    let (mut bytes, mut ends) = ([b'^'; 4 * LONGEST_WORD + 2], [1_usize; LONGEST_WORD + 2]);
    let mut letters = 1;
    for letter in word.chars().take(longest.min(LONGEST_WORD)).chain(core::iter::once('$')) {
        let from = ends.get(letters - 1).copied().unwrap_or_default();
        let to = from + letter.len_utf8();
        if let (Some(slot), Some(end)) = (bytes.get_mut(from..to), ends.get_mut(letters)) {
            letter.encode_utf8(slot);
            *end = to;
            letters += 1;
        }
    }
    let mut from = 0;
    for first in 0..letters {
        let (mut state, mut at) = (start, from);
        for (size, &end) in (1..=*sizes.end()).zip(ends.get(first..letters).unwrap_or_default()) {
            state.write(bytes.get(at..end).unwrap_or_default());
            at = end;
            if size >= *sizes.start() {
                emit(state);
            }
        }
        from = ends.get(first).copied().unwrap_or_default();
    }
}

/// Hash maps with this hasher behave alike in every run.
pub(crate) type BuildFnv = BuildHasherDefault<Fnv>;

/// The hash of a feature or word.
#[must_use]
pub(crate) fn hash(parts: &[&str]) -> u64 {
    let mut state = Fnv::default();
    parts.iter().for_each(|part| state.part(part));
    state.finish()
}
