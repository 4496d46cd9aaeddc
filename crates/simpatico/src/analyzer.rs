//! The one door: text in, judgement out.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

use crate::custom::{self, Own, checked_threshold};
use crate::data::{Pack, PackData, Side};
use crate::detect::{Analysis, CustomerHeads, Reading, Scorer, Scores, analyze};
use crate::error::{Error, ErrorKind};
use crate::label::{Label as _, ModelKind, Risk};
use crate::neural::{Network, NetworkData};
use crate::redact::{Redacted, Redactor};
use crate::score::{CoverageSums, Formula, Judge, ReplyHeads, ReplyScore, Rubric, judge};

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
    network: Option<Arc<Network>>,
    customer: Scorer,
    customer_heads: CustomerHeads,
    reply: Scorer,
    reply_heads: ReplyHeads,
    formula: Formula,
    coverage: CoverageSums,
    rubric: Rubric,
    /// Replies without the network, where there is one.
    draft: Option<(Scorer, Formula)>,
    redactor: Option<Redactor>,
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
    /// An analyzer with the data compiled into the library: the accurate model with the feature `accurate`, the fast one
    /// without. The data is read once a process; this cannot fail.
    #[must_use]
    pub fn new() -> Self {
        #[allow(clippy::expect_used)] // a test builds an analyzer from the same bytes
        Self::builder().build().expect("the embedded data is sound")
    }

    /// An analyzer of the fast model with data of your own, as `simpatico.pack` holds it.
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
        AnalyzerBuilder::default()
    }

    /// Analyzes a customer's message. Any text gives an analysis, in time linear in its length.
    #[must_use]
    pub fn analyze<'t>(&self, text: &'t str) -> Analysis<'t> {
        let mut analysis = self.read(text, 0).analysis;
        mask_analysis(&mut analysis, self.masked(text).as_ref());
        analysis
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
        self.judge_reading(&self.read(customer, 0), self.masked(customer).as_ref(), reply)
    }

    /// Analyzes a message, and judges its reply where there is one, reading the message once.
    #[must_use]
    pub fn judge_exchange<'t>(&self, exchange: &Exchange<'t>) -> Judgement<'t> {
        let mut reading = self.read(exchange.customer, exchange.turns_before);
        let asked = self.masked(exchange.customer);
        let reply = exchange.reply.map(|reply| self.judge_reading(&reading, asked.as_ref(), reply));
        mask_analysis(&mut reading.analysis, asked.as_ref());
        Judgement { customer: reading.analysis, reply }
    }

    /// Judges many exchanges on all cores; results stand in the order of the exchanges.
    #[cfg(feature = "parallel")]
    #[must_use]
    pub fn judge_batch<'t>(&self, exchanges: &[Exchange<'t>]) -> Vec<Judgement<'t>> {
        use rayon::prelude::*;
        // One at a time: texts differ in length, and the last ones should not wait behind each other.
        exchanges.par_iter().with_max_len(1).map(|exchange| self.judge_exchange(exchange)).collect()
    }

    /// Version of the data, part of every result: equal versions give equal results.
    #[must_use]
    pub fn data_version(&self) -> &str {
        self.inner.network.as_ref().map_or(&self.inner.pack.version, |network| network.version())
    }

    /// The model that answers, part of every result.
    #[must_use]
    pub fn model(&self) -> ModelKind {
        if self.inner.network.is_some() { ModelKind::Accurate } else { ModelKind::Fast }
    }

    /// A text as results may show it: with the masks of [`AnalyzerBuilder::redact`], else as it is.
    #[must_use]
    pub fn shown<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.masked(text).map_or(Cow::Borrowed(text), |masked| masked.text)
    }

    /// Ids and meanings of all rules, in the order of the pack, then those of your own packs.
    pub fn rules(&self) -> impl Iterator<Item = (&str, &str)> {
        self.inner.customer.matcher.rules().iter().map(|rule| (rule.id.as_str(), rule.message.as_str()))
    }

    /// Judges a reply; what it shows of the texts is masked where masks are asked for: `asked` are the message's.
    pub(crate) fn judge_reading<'t>(
        &self,
        customer: &Reading<'t>,
        asked: Option<&Redacted<'_>>,
        reply: &'t str,
    ) -> ReplyScore<'t> {
        let mut score = judge(&self.judge(), customer, reply);
        let said = self.masked(reply);
        for evidence in score.evidence_mut() {
            if let Some(shown) = if evidence.of.is_some() { asked } else { said.as_ref() } {
                evidence.mask(&shown.text);
            }
        }
        for suggestion in &mut score.suggestions {
            for (masked, text) in [(asked, customer.document.text), (said.as_ref(), reply)] {
                if let Some(masked) = masked {
                    masked.mask_again(text, &mut suggestion.example);
                }
            }
        }
        score
    }

    /// A text with masks, where they are asked for and something is masked.
    pub(crate) fn masked<'t>(&self, text: &'t str) -> Option<Redacted<'t>> {
        self.inner.redactor.as_ref().map(|redactor| redactor.redact(text)).filter(|masked| !masked.pieces.is_empty())
    }

    pub(crate) fn read<'t>(&self, text: &'t str, turns_before: usize) -> Reading<'t> {
        analyze(text, turns_before, &self.inner.customer, &self.inner.customer_heads)
    }

    /// The probability of a risk, asserted or not.
    pub(crate) fn risk(&self, scores: &Scores, risk: Risk) -> f64 {
        self.inner.customer_heads.risks.get(risk.index()).map_or(0.0, |&head| scores.reported(head))
    }

    pub(crate) fn judge(&self) -> Judge<'_> {
        let inner = &*self.inner;
        Judge {
            customer: &inner.customer,
            customer_heads: &inner.customer_heads,
            reply: &inner.reply,
            heads: &inner.reply_heads,
            formula: &inner.formula,
            coverage: &inner.coverage,
            rubric: &inner.rubric,
            draft: inner.draft.as_ref().map(|(scorer, formula)| (scorer, formula)),
        }
    }
}

/// Masks the words that an analysis shows.
pub(crate) fn mask_analysis(analysis: &mut Analysis<'_>, masked: Option<&Redacted<'_>>) {
    if let Some(masked) = masked {
        analysis.evidence_mut().for_each(|evidence| evidence.mask(&masked.text));
    }
}

impl Inner {
    fn new(
        pack: Arc<Pack>,
        network: Option<Arc<Network>>,
        disabled: &HashSet<String>,
        own: Own,
        redactor: Option<Redactor>,
    ) -> Result<Self, Error> {
        if let Some(unknown) = disabled.iter().find(|id| !pack.rules.iter().any(|rule| rule.id == **id)) {
            return Err(Error::new(ErrorKind::UnknownRule, format!("no rule {unknown:?} in data {}", pack.version)));
        }
        let scorer = |side: Side, network: Option<&Arc<Network>>| {
            let mut scorer = Scorer::new(&pack, side, network, &own.additions)?;
            scorer.matcher.disable(|rule| pack.rules.get(rule).is_some_and(|rule| disabled.contains(&rule.id)));
            Ok::<Scorer, Error>(scorer)
        };
        let draft = match network {
            Some(_) => Some((scorer(Side::Reply, None)?, Formula::new(&pack.empathy)?)),
            None => None,
        };
        Ok(Self {
            customer: scorer(Side::Customer, network.as_ref())?,
            customer_heads: CustomerHeads::new(&pack.customer)?,
            reply: scorer(Side::Reply, network.as_ref())?,
            reply_heads: ReplyHeads::new(&pack.reply)?,
            formula: Formula::new(network.as_ref().map_or(&pack.empathy, |network| network.empathy()))?,
            coverage: CoverageSums::new(network.as_ref().map_or(&pack.coverage, |network| network.coverage()))?,
            rubric: own.rubric.unwrap_or_default(),
            draft,
            network,
            pack,
            redactor,
        })
    }
}

/// Builds an [`Analyzer`] with options.
#[derive(Clone, Debug, Default)]
pub struct AnalyzerBuilder<'d> {
    model: Option<ModelKind>,
    data: Option<&'d [u8]>,
    network: Option<&'d [u8]>,
    disabled: HashSet<String>,
    packs: Vec<String>,
    thresholds: Vec<(String, f64)>,
    redactor: Option<Redactor>,
}

impl<'d> AnalyzerBuilder<'d> {
    /// Which model answers. Without this the accurate one does where its data is there, else the fast one.
    #[must_use]
    pub fn model(mut self, model: ModelKind) -> Self {
        self.model = Some(model);
        self
    }

    /// Uses this pack in place of the embedded one. The embedded network goes with the embedded pack only.
    #[must_use]
    pub fn data(mut self, pack: &'d [u8]) -> Self {
        self.data = Some(pack);
        self
    }

    /// Uses this network, trained beside the pack, in place of the embedded one.
    #[must_use]
    pub fn network(mut self, network: &'d [u8]) -> Self {
        self.network = Some(network);
        self
    }

    /// Leaves a rule out.
    #[must_use]
    pub fn disable(mut self, rule: impl Into<String>) -> Self {
        self.disabled.insert(rule.into());
        self
    }

    /// Adds a pack of your own, in TOML: phrases, names to ignore, thresholds, labels, a rubric. Can be called several times.
    ///
    /// ```
    /// let pack = r#"
    ///     name = "acme"
    ///     ignore = ["Killer Deals"]
    ///     [[phrase]]
    ///     pattern = ["blinks red"]
    ///     label = "reasons.technical_failure"
    ///     weight = 3.0
    /// "#;
    /// let analyzer = simpatico::Analyzer::builder().pack(pack).build()?;
    /// assert!(!analyzer.analyze("The router blinks red since Monday.").reasons.is_empty());
    /// # Ok::<(), simpatico::Error>(())
    /// ```
    #[must_use]
    pub fn pack(mut self, toml: impl Into<String>) -> Self {
        self.packs.push(toml.into());
        self
    }

    /// Asserts a label, written `family.label`, from this score on: above 0 and below 1. Packs may set it too; this
    /// comes last.
    #[must_use]
    pub fn threshold(mut self, label: impl Into<String>, score: f64) -> Self {
        self.thresholds.push((label.into(), score));
        self
    }

    /// Masks what tells who somebody is in every text that results contain: evidence, suggestions, quotes. The analysis
    /// itself reads the texts as they are, and every offset stays true.
    ///
    /// ```
    /// let analyzer = simpatico::Analyzer::builder().redact(simpatico::Redactor::new()).build()?;
    /// let text = "I'm furious, write to ana@example.com at once!";
    /// assert_eq!(analyzer.shown(text), "I'm furious, write to *************** at once!");
    /// assert!(!format!("{:?}", analyzer.analyze(text)).contains("ana@example.com"));
    /// # Ok::<(), simpatico::Error>(())
    /// ```
    #[must_use]
    pub fn redact(mut self, redactor: Redactor) -> Self {
        self.redactor = Some(redactor);
        self
    }

    /// Checks the options and builds.
    ///
    /// # Errors
    /// As [`Analyzer::try_from_data`]; [`ErrorKind::UnknownRule`] where a disabled rule is not in the data;
    /// [`ErrorKind::InvalidOption`] where the accurate model is asked for and its data is not there, or it was trained
    /// beside another pack, or a threshold is out of range; [`ErrorKind::UnknownLabel`] where a threshold is for a label
    /// that is not there; [`ErrorKind::InvalidPack`] with one line for each fault of a pack of your own.
    pub fn build(self) -> Result<Analyzer, Error> {
        let pack = match self.data {
            Some(bytes) => Arc::new(Pack::new(PackData::read(bytes)?)?),
            None => Arc::clone(Pack::embedded()),
        };
        let network = match (self.model, self.network) {
            (Some(ModelKind::Fast), _) => None,
            (_, Some(bytes)) => Some(Arc::new(Network::new(NetworkData::read(bytes)?)?)),
            (_, None) if self.data.is_none() => embedded_network(),
            (_, None) => None,
        };
        if let Some(network) = &network
            && network.fast_version() != pack.version
        {
            let (wanted, got) = (network.fast_version(), &pack.version);
            let message = format!("the network goes with pack {wanted:?}, not with pack {got:?}");
            return Err(Error::new(ErrorKind::InvalidOption, message));
        }
        if network.is_none() && self.model == Some(ModelKind::Accurate) {
            let message = "model \"accurate\" is not there: build with the feature `accurate`, or give its network";
            return Err(Error::new(ErrorKind::InvalidOption, message));
        }
        let mut own = Own::default();
        for text in &self.packs {
            custom::read(text, &pack, &mut own)?;
        }
        for (label, score) in self.thresholds {
            checked_threshold(score)
                .map_err(|what| Error::new(ErrorKind::InvalidOption, format!("{label}: {what}")))?;
            if pack.side_of(&label, None).is_none() {
                return Err(Error::new(ErrorKind::UnknownLabel, format!("no label {label:?} that has a threshold")));
            }
            own.additions.thresholds.push((label, score));
        }
        Ok(Analyzer { inner: Arc::new(Inner::new(pack, network, &self.disabled, own, self.redactor)?) })
    }
}

/// The network of the data crate, unpacked once a process.
#[cfg(feature = "accurate")]
fn embedded_network() -> Option<Arc<Network>> {
    static NETWORK: once_cell::sync::Lazy<Arc<Network>> = once_cell::sync::Lazy::new(|| {
        let network = NetworkData::read_static(simpatico_accurate::NETWORK).and_then(Network::new);
        #[allow(clippy::expect_used)] // a test loads the same bytes
        Arc::new(network.expect("the embedded network is sound"))
    });
    Some(Arc::clone(&NETWORK))
}

/// Without the feature `accurate` there is none.
#[cfg(not(feature = "accurate"))]
fn embedded_network() -> Option<Arc<Network>> {
    None
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
