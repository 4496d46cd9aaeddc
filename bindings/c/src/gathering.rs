//! What a reflection gathers: with pages also what these show.

use simpatico_core::{Analyzer, ConversationAnalysis, Correction, Locale, ReflectionAnalysis, ReflectionOptions, Turn};

use crate::status::Outcome;

#[cfg(feature = "report")]
type Kept = simpatico_report::Report;
#[cfg(not(feature = "report"))]
type Kept = simpatico_core::Reflection;

pub(crate) struct Gathering(Kept);

impl Gathering {
    #[cfg(feature = "report")]
    pub(crate) fn new(
        analyzer: &Analyzer,
        reflection: ReflectionOptions,
        locale: Locale,
        title: Option<&str>,
    ) -> Outcome<Self> {
        let options = simpatico_report::ReportOptions { locale, title: title.map(str::to_owned), reflection };
        Ok(Self(Kept::try_new(analyzer, options)?))
    }

    #[cfg(not(feature = "report"))]
    pub(crate) fn new(analyzer: &Analyzer, reflection: ReflectionOptions, _: Locale, _: Option<&str>) -> Outcome<Self> {
        Ok(Self(analyzer.reflection(reflection)?))
    }

    pub(crate) fn correct(&mut self, correction: Correction) {
        self.0.correct(correction);
    }

    pub(crate) fn add(&mut self, id: Option<&str>, turns: &[Turn<'_>], analysis: &ConversationAnalysis) {
        self.0.add(id, turns, analysis);
    }

    pub(crate) fn analysis(&self) -> ReflectionAnalysis {
        self.0.analysis()
    }

    #[cfg(feature = "report")]
    pub(crate) fn page(&self) -> Outcome<String> {
        Ok(self.0.html(&self.0.analysis()))
    }

    #[cfg(not(feature = "report"))]
    pub(crate) fn page(&self) -> Outcome<String> {
        use crate::status::{Failure, simpatico_status};
        Err(Failure::new(simpatico_status::NotCompiled, "the library was built without the feature `report`"))
    }
}
