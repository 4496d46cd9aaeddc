//! The pack: lexicon, rules, templates and models in one checked file.
//!
//! The frame is that of [`Container`]; after the head ([`PackData`]) stand the weights of its models, one after the other.

use std::sync::Arc;

use once_cell::sync::Lazy;
use serde::{Deserialize, Serialize};

use super::container::Container;
use super::lexicon::{Lexicon, LexiconData};
use super::model::{CoverageData, EmpathyData, LanguageData, Model, ModelData};
use super::rules::{RuleData, Side, TemplateData};
use crate::error::Error;

const CONTAINER: Container = Container { name: "pack", magic: b"simpatic", format: 6 };

/// The data compiled into the library.
static EMBEDDED: &[u8] = include_bytes!("../../data/simpatico.pack");

/// Everything a pack holds.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct PackData {
    /// Version of the data, such as `2026.11.1`; part of every result.
    pub version: String,
    /// Word classes and emoji.
    pub lexicon: LexiconData,
    /// Rules of both sides.
    pub rules: Vec<RuleData>,
    /// Sentences for suggestions.
    pub templates: Vec<TemplateData>,
    /// English or Spanish, word by word.
    pub language: LanguageData,
    /// What a customer's message says.
    pub customer: ModelData,
    /// What a reply does.
    pub reply: ModelData,
    /// How a reply's parts make its empathy.
    pub empathy: EmpathyData,
    /// How a reply's parts tell which needs it covers.
    pub coverage: CoverageData,
}

/// A pack, checked and indexed.
#[derive(Debug)]
pub struct Pack {
    pub(crate) version: String,
    pub(crate) lexicon: Lexicon,
    pub(crate) rules: Vec<Arc<RuleData>>,
    pub(crate) templates: Vec<TemplateData>,
    pub(crate) language: LanguageData,
    pub(crate) customer: Model,
    pub(crate) reply: Model,
    pub(crate) empathy: EmpathyData,
    pub(crate) coverage: CoverageData,
}

impl PackData {
    /// Reads a pack and checks its header, its checksum and its length.
    ///
    /// # Errors
    /// [`crate::ErrorKind::InvalidData`] where the pack is cut short or damaged, [`crate::ErrorKind::UnsupportedVersion`] where its
    /// format is not one that this library reads.
    pub fn read(bytes: &[u8]) -> Result<Self, Error> {
        let (mut data, [customer, reply]) = Self::parse(bytes)?;
        data.customer.weights = customer.to_vec().into();
        data.reply.weights = reply.to_vec().into();
        Ok(data)
    }

    /// The head of a pack, and the weights of its two models where they lie.
    fn parse(bytes: &[u8]) -> Result<(Self, [&[u8]; 2]), Error> {
        let short = || CONTAINER.short("weights", bytes);
        let (data, mut rest): (Self, &[u8]) = CONTAINER.open(bytes)?;
        let mut weights = |model: &ModelData| {
            let size = model.heads.len().checked_mul(model.features.len()).ok_or_else(short)?;
            let (weights, tail) = rest.split_at_checked(size).ok_or_else(short)?;
            rest = tail;
            Ok(weights)
        };
        let weights = [weights(&data.customer)?, weights(&data.reply)?];
        CONTAINER.check_end(rest)?;
        Ok((data, weights))
    }

    /// Writes a pack that [`PackData::read`] reads back.
    ///
    /// # Errors
    /// [`crate::ErrorKind::InvalidData`] where a value cannot be written.
    pub fn write(&self) -> Result<Vec<u8>, Error> {
        CONTAINER.close(self, [&self.customer, &self.reply].into_iter().map(|model| model.weights.as_ref()))
    }

    /// The data compiled into the library, unchecked beyond its checksum.
    ///
    /// # Errors
    /// As [`PackData::read`]; a test holds that the shipped pack reads.
    pub fn embedded() -> Result<Self, Error> {
        let (mut data, [customer, reply]) = Self::parse(EMBEDDED)?;
        data.customer.weights = customer.into();
        data.reply.weights = reply.into();
        Ok(data)
    }
}

impl Pack {
    /// Checks and indexes a pack.
    ///
    /// # Errors
    /// [`crate::ErrorKind::InvalidData`] where its parts do not agree.
    pub fn new(data: PackData) -> Result<Self, Error> {
        if !data.language.weights.len().is_power_of_two() {
            return Err(Error::data(format!("{} language buckets, not a power of two", data.language.weights.len())));
        }
        Ok(Self {
            version: data.version,
            lexicon: Lexicon::new(data.lexicon)?,
            rules: data.rules.into_iter().map(Arc::new).collect(),
            templates: data.templates,
            language: data.language,
            customer: Model::new(data.customer)?,
            reply: Model::new(data.reply)?,
            empathy: data.empathy,
            coverage: data.coverage,
        })
    }

    /// The model of one side.
    pub(crate) fn model(&self, side: Side) -> &Model {
        match side {
            Side::Customer => &self.customer,
            Side::Reply => &self.reply,
        }
    }

    /// The side that a head of this name stands on, the customer's first; only `on` where it is given.
    pub(crate) fn side_of(&self, name: &str, on: Option<Side>) -> Option<Side> {
        let sides = [Side::Customer, Side::Reply].into_iter().filter(|side| on.is_none_or(|on| on == *side));
        sides.into_iter().find(|side| self.model(*side).head(name).is_ok())
    }

    /// The word classes and emoji.
    #[must_use]
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The data compiled into the library, read once a process.
    pub(crate) fn embedded() -> &'static std::sync::Arc<Self> {
        static PACK: Lazy<std::sync::Arc<Pack>> = Lazy::new(|| {
            let pack = PackData::embedded().and_then(Pack::new);
            #[allow(clippy::expect_used)] // the one allowed: a test loads the same bytes
            std::sync::Arc::new(pack.expect("the embedded pack is sound"))
        });
        &PACK
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;

    #[test]
    fn the_embedded_pack_is_sound_and_writes_back_to_the_same_bytes() {
        let data = PackData::embedded().unwrap();
        assert!(data.write().unwrap() == EMBEDDED, "a pack must write back to what was read");
        Pack::new(data).unwrap();
    }

    #[test]
    fn damaged_packs_are_refused_by_kind() {
        let kind = |bytes: &[u8]| PackData::read(bytes).unwrap_err().kind();
        assert_eq!(kind(b""), ErrorKind::InvalidData);
        assert_eq!(kind(&EMBEDDED[..10]), ErrorKind::InvalidData);
        assert_eq!(kind(&EMBEDDED[..EMBEDDED.len() - 1]), ErrorKind::InvalidData);
        let mut newer = EMBEDDED.to_vec();
        newer[8] = 99;
        assert_eq!(kind(&newer), ErrorKind::UnsupportedVersion);
        let mut flipped = EMBEDDED.to_vec();
        let middle = flipped.len() / 2;
        flipped[middle] ^= 1;
        assert_eq!(kind(&flipped), ErrorKind::InvalidData);
        let mut longer = EMBEDDED.to_vec();
        longer.push(0);
        assert_eq!(kind(&longer), ErrorKind::InvalidData);
    }
}
