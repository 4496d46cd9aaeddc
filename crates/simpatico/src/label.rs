//! The labels of the codebook, one enum a family, in the codebook's order and under its names.
//!
//! Every enum is `Copy`, ordered as in the codebook, printed and parsed as `snake_case`, and serialized by that
//! name. `ALL` lists a family's labels; `index` is a label's place in it, the same in every version 1 pack.

use crate::error::{Error, ErrorKind};

/// What all label enums have in common, for code that works on any family.
pub trait Label: Copy + Eq + Ord + core::fmt::Debug + core::fmt::Display + Send + Sync + 'static {
    /// The family's name, as in the JSON contract.
    const FAMILY: &'static str;
    /// Every label, in the codebook's order.
    const ALL: &'static [Self];
    /// The codebook's name of this label.
    fn name(self) -> &'static str;
    /// The label's place in [`Label::ALL`].
    fn index(self) -> usize;
}

macro_rules! labels {
    ($(#[$outer:meta])* $type:ident, $family:literal, { $($(#[$inner:meta])* $variant:ident = $name:literal,)+ }) => {
        $(#[$outer])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $type {
            $($(#[$inner])* #[serde(rename = $name)] $variant,)+
        }

        impl Label for $type {
            const FAMILY: &'static str = $family;
            const ALL: &'static [Self] = &[$(Self::$variant,)+];
            fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }
            fn index(self) -> usize {
                self as usize
            }
        }

        impl core::fmt::Display for $type {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.pad(self.name())
            }
        }

        impl core::str::FromStr for $type {
            type Err = Error;
            fn from_str(name: &str) -> Result<Self, Error> {
                Self::ALL
                    .iter()
                    .copied()
                    .find(|label| label.name() == name)
                    .ok_or_else(|| Error::new(ErrorKind::UnknownLabel, format!("no label {name:?} in {}", $family)))
            }
        }
    };
}

labels! {
    /// The two models of the library.
    ModelKind, "model", {
        /// A small transformer beside the fast model: better, and some milliseconds a message.
        Accurate = "accurate",
        /// Words, patterns and rules: tens of microseconds a message.
        Fast = "fast",
    }
}

labels! {
    /// What a customer's words show them to feel.
    Emotion, "emotions", {
        /// Hostility, outrage, insults, shouting.
        Anger = "anger",
        /// Annoyed, fed up, blocked, repeating oneself; aimed at the situation.
        Frustration = "frustration",
        /// Expected better, let down.
        Disappointment = "disappointment",
        /// Hurt, grief, feeling down.
        Sadness = "sadness",
        /// Worry, fear, nervousness, panic about what may happen.
        Anxiety = "anxiety",
        /// Does not understand what is happening or what to do.
        Confusion = "confusion",
        /// Ashamed, awkward, apologetic for oneself.
        Embarrassment = "embarrassment",
        /// Revulsion, contempt for quality or conduct.
        Disgust = "disgust",
        /// Unexpectedness, good or bad.
        Surprise = "surprise",
        /// Thanks beyond a closing formula.
        Gratitude = "gratitude",
        /// Delight, satisfaction, praise.
        Joy = "joy",
        /// A worry has been lifted.
        Relief = "relief",
    }
}

labels! {
    /// What the customer wants done.
    ServiceNeed, "service_needs", {
        /// Facts, how-to, policy, price, availability.
        Information = "information",
        /// Where an order, claim, ticket, flight or refund stands.
        Status = "status",
        /// Something sent, brought, redelivered, found.
        Delivery = "delivery",
        /// Money back.
        Refund = "refund",
        /// A faulty or wrong item or service replaced, repaired, completed.
        ReplacementRepair = "replacement_repair",
        /// An app, device, connection or service made to work.
        TechnicalSupport = "technical_support",
        /// A charge, invoice, fee or payment explained or put right.
        Billing = "billing",
        /// Log in, password, verification, locked account, privacy, unwanted contact.
        AccountAccess = "account_access",
        /// An order, booking, plan, address or personal data modified.
        Change = "change",
        /// An order, booking, subscription or account ended.
        Cancellation = "cancellation",
        /// Credit, voucher or goodwill.
        Compensation = "compensation",
        /// A supervisor, a human, a call back, a formal complaint.
        Escalation = "escalation",
        /// To buy, book, upgrade, subscribe.
        Purchase = "purchase",
        /// Praise, complaint or suggestion to be registered, nothing else.
        Feedback = "feedback",
    }
}

labels! {
    /// What the customer needs to feel, often unspoken.
    EmotionalNeed, "emotional_needs", {
        /// To be heard.
        Acknowledgement = "acknowledgement",
        /// To have a wrong owned up to.
        Apology = "apology",
        /// To be told that it will be all right.
        Reassurance = "reassurance",
        /// To understand what is going on and what comes next.
        Clarity = "clarity",
        /// To be attended to now.
        Urgency = "urgency",
        /// Dignity and fair treatment.
        Respect = "respect",
        /// A choice, a say, to be kept informed.
        Control = "control",
        /// Honesty and kept promises.
        Trust = "trust",
        /// A person instead of a bot, a script or a loop.
        HumanContact = "human_contact",
        /// Loyalty, effort or kindness to be recognised.
        Appreciation = "appreciation",
    }
}

labels! {
    /// Why the customer is in this state, good or bad.
    Reason, "reasons", {
        /// How representatives behaved.
        StaffTreatment = "staff_treatment",
        /// Condition or quality of the product or service received.
        ProductQuality = "product_quality",
        /// No answer, ignored, nobody to be reached.
        LackOfResponse = "lack_of_response",
        /// The whole relationship or journey.
        OverallExperience = "overall_experience",
        /// Late, waiting, missed date.
        Delay = "delay",
        /// Lost, stolen, broken in transit, missing parts.
        LossOrDamage = "loss_or_damage",
        /// Wrong charge, hidden fee, too expensive.
        BillingOrPrice = "billing_or_price",
        /// Outage, bug, does not work.
        TechnicalFailure = "technical_failure",
        /// A rule, refusal, terms.
        Policy = "policy",
        /// Contradictory, wrong or missing information, broken promise.
        Misinformation = "misinformation",
        /// Out of stock, sold out, cancelled by the company, not offered.
        Availability = "availability",
        /// Fraud, unauthorised use, data leak, unwanted contact.
        Security = "security",
    }
}

labels! {
    /// What the feeling is about.
    Target, "target", {
        /// The company as a whole.
        Company = "company",
        /// A contact, a person who served.
        Interaction = "interaction",
        /// The thing bought.
        Product = "product",
    }
}

labels! {
    /// Where the message stands in the service encounter.
    Phase, "phase", {
        /// No dealings yet about this matter.
        Before = "before",
        /// A matter under way.
        During = "during",
        /// Closing, thanks, looking back.
        After = "after",
    }
}

labels! {
    /// Who writes.
    Relationship, "relationship", {
        /// A customer of the company.
        Customer = "customer",
        /// An internal customer: staff writing to their employer.
        Employee = "employee",
    }
}

labels! {
    /// What may follow if the message is met badly.
    Risk, "risks", {
        /// Leaving, cancelling, switching.
        Churn = "churn",
        /// Telling others.
        PublicComplaint = "public_complaint",
        /// A supervisor, regulator or formal complaint next.
        Escalation = "escalation",
        /// Lawyer, court, consumer authority, chargeback.
        LegalAction = "legal_action",
        /// Illness, bereavement, hardship, danger, dependence on the service.
        Vulnerability = "vulnerability",
        /// Insults or threatens the agent.
        Abuse = "abuse",
    }
}

labels! {
    /// What a reply can do to meet a customer.
    Technique, "techniques", {
        /// Meets the feeling and its cause.
        EmotionalAcknowledgement = "emotional_acknowledgement",
        /// Restates the concern with its specifics.
        Paraphrase = "paraphrase",
        /// Asks what explores the problem or the wish.
        ClarifyingQuestion = "clarifying_question",
        /// Places itself in the customer's position.
        PerspectiveTaking = "perspective_taking",
        /// Lowers a worry credibly.
        Reassurance = "reassurance",
        /// Owns the failing.
        Apology = "apology",
        /// Says what is or will be done, by whom, when; or solves it.
        ConcreteAction = "concrete_action",
        /// Anticipates the next need.
        ProactiveSupport = "proactive_support",
        /// Clearly written for this person and case.
        Personalisation = "personalisation",
        /// Values something that this customer did.
        Appreciation = "appreciation",
    }
}

labels! {
    /// What harms in a reply.
    Antipattern, "antipatterns", {
        /// Plays the concern down.
        Dismissive = "dismissive",
        /// Puts the fault on the customer.
        Blaming = "blaming",
        /// Hides behind policy or excuses.
        Defensive = "defensive",
        /// "Calm down", denies the feeling.
        Invalidating = "invalidating",
        /// Canned text that fits any message.
        Robotic = "robotic",
        /// The main need is neither met, moved forward nor acknowledged.
        UnansweredNeed = "unanswered_need",
        /// Warm words with no step.
        HollowEmpathy = "hollow_empathy",
        /// Apology in place of help.
        OverApology = "over_apology",
        /// Sends the customer elsewhere.
        Deflection = "deflection",
        /// Terms that the customer would not know.
        Jargon = "jargon",
        /// A promise that the agent cannot know will hold.
        Overpromising = "overpromising",
        /// A tone that does not fit the customer's state.
        ToneMismatch = "tone_mismatch",
        /// Impolite, sarcastic, impatient, reproachful.
        Rude = "rude",
    }
}

impl Antipattern {
    /// True for the wordings of which one is enough to cap a reply at empathy level 1 (codebook, section 2).
    ///
    /// [`Antipattern::UnansweredNeed`] is severe too, but only towards a person in distress.
    #[must_use]
    pub fn is_severe(self) -> bool {
        matches!(self, Self::Rude | Self::Blaming | Self::Dismissive | Self::Invalidating | Self::Defensive)
    }
}

labels! {
    /// What a careful reader points at in a reply beside techniques and antipatterns. Read off the words; no part of the
    /// score by itself.
    Specific, "specifics", {
        /// An amount, number, date, duration or name of the message, taken up in any wording.
        FactTakenUp = "fact_taken_up",
        /// An amount, number, date or duration that the reply brings.
        OwnFact = "own_fact",
        /// What will be done, by whom and when.
        DatedPromise = "dated_promise",
        /// An apology that names the failing and whose it was.
        OwnedApology = "owned_apology",
        /// "Sorry if", "for any inconvenience".
        ConditionalApology = "conditional_apology",
        /// "I know exactly how you feel".
        ClaimToKnow = "claim_to_know",
        /// A rule held up in place of help.
        PolicyWall = "policy_wall",
        /// "As I already told you".
        Reproach = "reproach",
        /// A promise that nobody can know will hold.
        Guarantee = "guarantee",
        /// Cheer, or a cheerful emoji, towards a distressed person.
        CheerAtGraveMatter = "cheer_at_grave_matter",
        /// The customer is addressed as tú or vos and as usted in one reply.
        RegisterMixed = "register_mixed",
        /// The customer writes usted and is answered with tú or vos.
        RegisterTooClose = "register_too_close",
        /// "We" and never "I": a company speaks, no person.
        OnlyWe = "only_we",
    }
}

impl Specific {
    /// True for what serves the customer; false for what a coach would ask to change.
    #[must_use]
    pub fn is_helpful(self) -> bool {
        matches!(self, Self::FactTakenUp | Self::OwnFact | Self::DatedPromise | Self::OwnedApology)
    }
}

labels! {
    /// The five groups of techniques that are reported together.
    Pillar, "pillars", {
        /// Paraphrase and clarifying question.
        ActiveListening = "active_listening",
        /// Perspective taking.
        PerspectiveTaking = "perspective_taking",
        /// Emotional acknowledgement, reassurance, apology, appreciation.
        EmpatheticLanguage = "empathetic_language",
        /// Concrete action and proactive support.
        Action = "action",
        /// Personalisation, and the absence of robotic wording.
        HumanTouch = "human_touch",
    }
}

impl Technique {
    /// The pillar that this technique belongs to.
    #[must_use]
    pub fn pillar(self) -> Pillar {
        match self {
            Self::Paraphrase | Self::ClarifyingQuestion => Pillar::ActiveListening,
            Self::PerspectiveTaking => Pillar::PerspectiveTaking,
            Self::EmotionalAcknowledgement | Self::Reassurance | Self::Apology | Self::Appreciation => {
                Pillar::EmpatheticLanguage
            }
            Self::ConcreteAction | Self::ProactiveSupport => Pillar::Action,
            Self::Personalisation => Pillar::HumanTouch,
        }
    }
}

labels! {
    /// The sign of a message's sentiment.
    Polarity, "sentiment.label", {
        /// Below the neutral zone.
        Negative = "negative",
        /// Inside the neutral zone.
        Neutral = "neutral",
        /// Above the neutral zone.
        Positive = "positive",
        /// Clearly both, neither negligible.
        Mixed = "mixed",
    }
}

labels! {
    /// The five bands of the sentiment score; their borders are -0.6, -0.2, 0.2 and 0.6.
    Band, "sentiment.band", {
        /// Annotated -2.
        VeryNegative = "very_negative",
        /// Annotated -1.
        Negative = "negative",
        /// Annotated 0.
        Neutral = "neutral",
        /// Annotated 1.
        Positive = "positive",
        /// Annotated 2.
        VeryPositive = "very_positive",
    }
}

labels! {
    /// Whether a need is said or must be read between the lines.
    Expressed, "expressed", {
        /// Said.
        Explicit = "explicit",
        /// Read between the lines.
        Implied = "implied",
    }
}

labels! {
    /// Whether a technique was called for, and whether it was given.
    Opportunity, "opportunity", {
        /// Called for and given.
        Met = "met",
        /// Called for and absent.
        Missed = "missed",
        /// Neither called for nor given.
        NotNeeded = "not_needed",
        /// Given without being called for: noted, not punished.
        Extra = "extra",
    }
}

labels! {
    /// How far a reply answers a need.
    Coverage, "coverage", {
        /// Answered.
        Answered = "answered",
        /// Moved forward, or in part.
        Partly = "partly",
        /// Left open.
        Open = "open",
        /// There was no need to answer (overall only).
        NoneNeeded = "none_needed",
    }
}

labels! {
    /// The empathy of a reply in three steps: below 37.5, below 62.5, and above.
    EmpathyLevel, "empathy.level", {
        /// Levels 0 and 1 of the codebook.
        Low = "low",
        /// Level 2.
        Medium = "medium",
        /// Levels 3 and 4.
        High = "high",
    }
}

labels! {
    /// The language of a message.
    LanguageCode, "language.code", {
        /// English.
        English = "en",
        /// Spanish.
        Spanish = "es",
        /// Both, neither negligible.
        Mixed = "mixed",
        /// Another language, or too little to tell.
        Unknown = "unknown",
    }
}

labels! {
    /// Why no judgement is given.
    AbstainReason, "abstained.reason", {
        /// Fewer words than carry a judgement.
        TooShort = "too_short",
        /// Neither English nor Spanish.
        UnsupportedLanguage = "unsupported_language",
        /// Empty, or nothing that is text.
        NoText = "no_text",
        /// Words, but none that the library knows.
        InsufficientEvidence = "insufficient_evidence",
    }
}

labels! {
    /// Who speaks.
    Speaker, "speaker", {
        /// The customer.
        Customer = "customer",
        /// An agent, a person.
        Agent = "agent",
        /// An automatic notice: a transfer, a place in a queue.
        System = "system",
        /// A program that answers in an agent's place.
        Bot = "bot",
    }
}

labels! {
    /// What a customer's change of mood after an agent's reply is.
    TurningPointKind, "turning_points.kind", {
        /// From negative to better, and shown.
        Recovery = "recovery",
        /// Clearly worse, and negative.
        Damage = "damage",
        /// Negative as before, and an open need said again.
        Stall = "stall",
    }
}

labels! {
    /// Whether the customer's matter is settled.
    Resolved, "resolution.resolved", {
        /// Settled.
        Yes = "yes",
        /// Not settled.
        No = "no",
        /// The words do not tell.
        Unclear = "unclear",
    }
}

labels! {
    /// What a resolution was read off.
    ResolutionReason, "resolution.reason", {
        /// The customer says that it is done.
        Confirmed = "confirmed",
        /// The customer gives thanks, and no service need is open.
        Thanked = "thanked",
        /// The customer's last message asks for something and no agent has replied.
        AwaitingReply = "awaiting_reply",
        /// A service need was not answered.
        NeedOpen = "need_open",
        /// The customer's last message is negative.
        EndedUpset = "ended_upset",
        /// Answered as far as can be read, and the customer did not say so.
        NotConfirmed = "not_confirmed",
        /// No message of a customer that could be judged.
        NoMessage = "no_message",
    }
}

labels! {
    /// What a masked piece of a text was taken for.
    PrivateKind, "redaction.kind", {
        /// An e-mail address.
        Email = "email",
        /// A phone number.
        Phone = "phone",
        /// A payment card's number, by its check digit.
        Card = "card",
        /// A bank account: an IBAN, by its check digits.
        BankAccount = "bank_account",
        /// A number of an identity document.
        IdentityDocument = "identity_document",
        /// The part of a link that carries a token.
        Link = "link",
        /// A person's name.
        Name = "name",
        /// Any other figure, where those are to be masked too.
        Figure = "figure",
    }
}

labels! {
    /// What was peculiar about a turn.
    NoteKind, "notes.kind", {
        /// Its time lies before that of an earlier turn, and was left out.
        TimeBackwards = "time_backwards",
    }
}

labels! {
    /// Where a figure goes over time, as far as its sample allows to say.
    Direction, "direction", {
        /// It rises.
        Up = "up",
        /// It falls.
        Down = "down",
        /// Neither can be claimed.
        Unclear = "unclear",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_round_trip() {
        fn check<L: Label + core::str::FromStr<Err = Error>>() {
            for (place, &label) in L::ALL.iter().enumerate() {
                assert_eq!(label.index(), place, "{label}");
                assert_eq!(label.name().parse::<L>().unwrap(), label);
            }
        }
        check::<Emotion>();
        check::<ServiceNeed>();
        check::<EmotionalNeed>();
        check::<Reason>();
        check::<Target>();
        check::<Phase>();
        check::<Relationship>();
        check::<Risk>();
        check::<Technique>();
        check::<Antipattern>();
        check::<Pillar>();
        check::<Coverage>();
        check::<Speaker>();
        check::<TurningPointKind>();
        check::<Resolved>();
        check::<ResolutionReason>();
        check::<NoteKind>();
        check::<PrivateKind>();
        check::<Direction>();
    }

    #[test]
    fn an_unknown_name_is_an_error_that_names_it() {
        let error = "fury".parse::<Emotion>().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UnknownLabel);
        assert_eq!(error.to_string(), "no label \"fury\" in emotions");
    }
}
