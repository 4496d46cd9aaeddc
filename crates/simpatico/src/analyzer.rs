//! The one door: text in, judgement out.

use std::collections::HashSet;
use std::sync::Arc;

use crate::data::{Pack, PackData, Side};
use crate::detect::{Analysis, CustomerHeads, Matcher, Reading, RuleEffects, analyze};
use crate::error::{Error, ErrorKind};
use crate::score::{Formula, Judge, ReplyHeads, ReplyScore, judge};

/// Reads messages and judges replies. Cheap to clone, `Send` and `Sync`; the same text gives the same result in every
/// run, on every thread and platform.
///
/// ```
/// let analyzer = simpatico::Analyzer::new();
/// let analysis = analyzer.analyze("My parcel is a week late and nobody answers me!");
/// assert!(analysis.sentiment.score < 0.0);
/// for reason in &analysis.reasons {
///     println!("{} {:.2}", reason.label, reason.score);
/// }
/// ```
#[derive(Clone, Debug)]
pub struct Analyzer {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    pack: Arc<Pack>,
    customer: Matcher,
    reply: Matcher,
    customer_heads: CustomerHeads,
    customer_effects: RuleEffects,
    reply_heads: ReplyHeads,
    reply_effects: RuleEffects,
    formula: Formula,
}

/// A customer's message, the reply to it where there is one, and the turns before them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Exchange<'t> {
    /// The customer's message.
    pub customer: &'t str,
    /// The agent's reply.
    pub reply: Option<&'t str>,
    /// Number of turns before the message in the same conversation.
    pub turns_before: usize,
}

/// What an [`Exchange`] was found to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement<'t> {
    /// Of the message.
    pub customer: Analysis<'t>,
    /// Of the reply, where there is one.
    pub reply: Option<ReplyScore<'t>>,
}

impl Default for Analyzer {
    fn default() -> Self {
        Self::new()
    }
}

impl Analyzer {
    /// An analyzer with the data compiled into the library. The data is read once a process; this cannot fail.
    #[must_use]
    pub fn new() -> Self {
        #[allow(clippy::expect_used)] // a test builds an analyzer from the same bytes
        let inner = Inner::new(Arc::clone(Pack::embedded()), &HashSet::new()).expect("the embedded pack is sound");
        Self { inner: Arc::new(inner) }
    }

    /// An analyzer with data of your own, as `simpatico.pack` holds it.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidData`] where the pack is damaged or incomplete, [`ErrorKind::UnsupportedVersion`] where its
    /// format is not one that this version reads.
    pub fn try_from_data(pack: &[u8]) -> Result<Self, Error> {
        Self::builder().data(pack).build()
    }

    /// Options before the first analysis.
    #[must_use]
    pub fn builder<'d>() -> AnalyzerBuilder<'d> {
        AnalyzerBuilder { data: None, disabled: HashSet::new() }
    }

    /// Analyzes a customer's message. Any text gives an analysis, in time linear in its length.
    #[must_use]
    pub fn analyze<'t>(&self, text: &'t str) -> Analysis<'t> {
        self.read(text, 0).analysis
    }

    /// Judges an agent's reply against the message that it answers.
    ///
    /// ```
    /// let analyzer = simpatico::Analyzer::new();
    /// let customer = "My card was stolen on the train and I am so scared they will empty my account.";
    /// let cold = analyzer.score_reply(customer, "Please hold.");
    /// let warm = analyzer.score_reply(
    ///     customer,
    ///     "How frightening, I'm so sorry that happened. I have blocked the card just now, so nobody can use it, \
    ///      and your new one will be with you on Thursday.",
    /// );
    /// assert!(warm.empathy.score > cold.empathy.score);
    /// ```
    #[must_use]
    pub fn score_reply<'t>(&self, customer: &'t str, reply: &'t str) -> ReplyScore<'t> {
        judge(&self.judge(), &self.read(customer, 0), reply)
    }

    /// Analyzes a message, and judges its reply where there is one, reading the message once.
    #[must_use]
    pub fn judge_exchange<'t>(&self, exchange: &Exchange<'t>) -> Judgement<'t> {
        let reading = self.read(exchange.customer, exchange.turns_before);
        let reply = exchange.reply.map(|reply| judge(&self.judge(), &reading, reply));
        Judgement { customer: reading.analysis, reply }
    }

    /// Judges many exchanges on all cores; results stand in the order of the exchanges.
    #[cfg(feature = "parallel")]
    #[must_use]
    pub fn judge_batch<'t>(&self, exchanges: &[Exchange<'t>]) -> Vec<Judgement<'t>> {
        use rayon::prelude::*;
        exchanges.par_iter().map(|exchange| self.judge_exchange(exchange)).collect()
    }

    /// Version of the data, part of every result: equal versions give equal results.
    #[must_use]
    pub fn data_version(&self) -> &str {
        &self.inner.pack.version
    }

    /// Ids and meanings of all rules, in the order of the pack.
    pub fn rules(&self) -> impl Iterator<Item = (&str, &str)> {
        self.inner.pack.rules.iter().map(|rule| (rule.id.as_str(), rule.message.as_str()))
    }

    fn read<'t>(&self, text: &'t str, turns_before: usize) -> Reading<'t> {
        let inner = &*self.inner;
        analyze(text, turns_before, &inner.pack, &inner.customer_heads, &inner.customer_effects, &inner.customer)
    }

    fn judge(&self) -> Judge<'_> {
        let inner = &*self.inner;
        Judge {
            pack: &inner.pack,
            customer_heads: &inner.customer_heads,
            customer_effects: &inner.customer_effects,
            heads: &inner.reply_heads,
            effects: &inner.reply_effects,
            matcher: &inner.reply,
            formula: &inner.formula,
        }
    }
}

impl Inner {
    fn new(pack: Arc<Pack>, disabled: &HashSet<String>) -> Result<Self, Error> {
        if let Some(unknown) = disabled.iter().find(|id| !pack.rules.iter().any(|rule| rule.id == **id)) {
            return Err(Error::new(ErrorKind::UnknownRule, format!("no rule {unknown:?} in data {}", pack.version)));
        }
        let mut customer = Matcher::new(&pack.rules, Side::Customer);
        let mut reply = Matcher::new(&pack.rules, Side::Reply);
        let is_off = |rule: usize| pack.rules.get(rule).is_some_and(|rule| disabled.contains(&rule.id));
        customer.disable(is_off);
        reply.disable(is_off);
        Ok(Self {
            customer,
            reply,
            customer_heads: CustomerHeads::new(&pack.customer)?,
            customer_effects: RuleEffects::new(&pack.rules, &pack.customer)?,
            reply_heads: ReplyHeads::new(&pack.reply)?,
            reply_effects: RuleEffects::new(&pack.rules, &pack.reply)?,
            formula: Formula::new(&pack.empathy)?,
            pack,
        })
    }
}

/// Builds an [`Analyzer`] with options.
#[derive(Clone, Debug)]
pub struct AnalyzerBuilder<'d> {
    data: Option<&'d [u8]>,
    disabled: HashSet<String>,
}

impl<'d> AnalyzerBuilder<'d> {
    /// Uses this pack in place of the embedded one.
    #[must_use]
    pub fn data(mut self, pack: &'d [u8]) -> Self {
        self.data = Some(pack);
        self
    }

    /// Leaves a rule out.
    #[must_use]
    pub fn disable(mut self, rule: impl Into<String>) -> Self {
        self.disabled.insert(rule.into());
        self
    }

    /// Checks the options and builds.
    ///
    /// # Errors
    /// As [`Analyzer::try_from_data`], and [`ErrorKind::UnknownRule`] where a disabled rule is not in the data.
    pub fn build(self) -> Result<Analyzer, Error> {
        let pack = match self.data {
            Some(bytes) => Arc::new(Pack::new(PackData::read(bytes)?)?),
            None => Arc::clone(Pack::embedded()),
        };
        Ok(Analyzer { inner: Arc::new(Inner::new(pack, &self.disabled)?) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_analyzer_can_be_shared_between_threads() {
        fn check<T: Send + Sync + Clone + std::panic::UnwindSafe + std::panic::RefUnwindSafe>() {}
        check::<Analyzer>();
    }

    #[test]
    fn unknown_rules_are_named() {
        let error = Analyzer::builder().disable("no/such-rule").build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UnknownRule);
        assert!(error.to_string().contains("no/such-rule"));
    }

    #[test]
    fn contributions_and_base_add_up_to_the_raw_score() {
        let analyzer = Analyzer::new();
        let analysis =
            analyzer.analyze("I'm furious: third time this month the delivery never came and nobody answers!");
        let sum = |evidence: &[crate::Evidence<'_>]| evidence.iter().map(|e| e.contribution).sum::<f64>();
        let sentiment = &analysis.sentiment;
        assert!((sentiment.base + sum(&sentiment.evidence) - sentiment.raw).abs() < 1e-9);
        assert!(!analysis.emotions.is_empty());
        for emotion in &analysis.emotions {
            assert!((emotion.base + sum(&emotion.evidence) - emotion.raw).abs() < 1e-9, "{}", emotion.label);
        }
    }
}
