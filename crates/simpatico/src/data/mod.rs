//! Readers for the data pack. They check everything and score nothing.

mod container;
mod lexicon;
mod model;
mod pack;
mod rules;

pub(crate) use container::Container;
#[cfg(test)]
pub(crate) use lexicon::embedded_lexicon_for_tests;
pub use lexicon::{ClassSet, Lexicon, LexiconData};
pub(crate) use model::logistic;
pub use model::{
    CoverageData, Curve, EmpathyData, HeadData, LanguageData, Levels, Model, ModelData, RuleWeight, Stack,
};
pub use pack::{Pack, PackData};
pub use rules::{Element, Polar, RuleData, Side, TemplateData, Words};
