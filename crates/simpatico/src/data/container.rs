//! The frame that packed files share: magic bytes, a format version, a checksum, a head of known length, then raw bytes.
//!
//! Layout, all numbers little-endian: 8 bytes magic, `u32` format version, `u32` CRC-32 of what follows, `u64` length of
//! the head, the head in postcard, the rest.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::{Error, ErrorKind};

/// One kind of packed file.
pub(crate) struct Container {
    /// What messages call it.
    pub(crate) name: &'static str,
    pub(crate) magic: &'static [u8; 8],
    pub(crate) format: u32,
}

impl Container {
    /// The error of a file that is cut short.
    pub(crate) fn short(&self, part: &str, bytes: &[u8]) -> Error {
        Error::data(format!("the {} ends inside its {part} ({} bytes)", self.name, bytes.len()))
    }

    /// Checks the frame and reads the head; the second part is what stands after it.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidData`] where the file is cut short or damaged, [`ErrorKind::UnsupportedVersion`] where its
    /// format is not one that this library reads.
    pub(crate) fn open<'b, T: DeserializeOwned>(&self, bytes: &'b [u8]) -> Result<(T, &'b [u8]), Error> {
        let Self { name, magic, format: known } = *self;
        let short = |part| self.short(part, bytes);
        let rest = bytes.strip_prefix(magic);
        let rest = rest.ok_or_else(|| Error::data(format!("not a simpatico {name}: wrong magic bytes")))?;
        let (format, rest) = rest.split_first_chunk::<4>().ok_or_else(|| short("header"))?;
        let format = u32::from_le_bytes(*format);
        if format != known {
            let message = format!("{name} format {format}, this library reads format {known}");
            return Err(Error::new(ErrorKind::UnsupportedVersion, message));
        }
        let (sum, rest) = rest.split_first_chunk::<4>().ok_or_else(|| short("header"))?;
        if crc32fast::hash(rest) != u32::from_le_bytes(*sum) {
            return Err(Error::data(format!("the {name} is damaged: its checksum does not match")));
        }
        let (length, rest) = rest.split_first_chunk::<8>().ok_or_else(|| short("header"))?;
        let length = usize::try_from(u64::from_le_bytes(*length)).map_err(|_| short("head"))?;
        let (head, rest) = rest.split_at_checked(length).ok_or_else(|| short("head"))?;
        let head = postcard::from_bytes(head)
            .map_err(|error| Error::data(format!("the {name}'s head cannot be read: {error}")))?;
        Ok((head, rest))
    }

    /// Nothing may stand after the last part.
    pub(crate) fn check_end(&self, rest: &[u8]) -> Result<(), Error> {
        if rest.is_empty() {
            Ok(())
        } else {
            Err(Error::data(format!("{} bytes after the {}'s end", rest.len(), self.name)))
        }
    }

    /// Frames a head and what stands after it.
    pub(crate) fn close<'p, T: Serialize>(
        &self,
        head: &T,
        parts: impl Iterator<Item = &'p [u8]>,
    ) -> Result<Vec<u8>, Error> {
        let head = postcard::to_allocvec(head).map_err(|error| Error::data(error.to_string()))?;
        let mut body = (head.len() as u64).to_le_bytes().to_vec();
        body.extend_from_slice(&head);
        parts.for_each(|part| body.extend_from_slice(part));
        let mut bytes = self.magic.to_vec();
        bytes.extend_from_slice(&self.format.to_le_bytes());
        bytes.extend_from_slice(&crc32fast::hash(&body).to_le_bytes());
        bytes.append(&mut body);
        Ok(bytes)
    }
}
