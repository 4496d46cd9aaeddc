//! The labels of the codebook with the numbers that C programs know them by. Written by the test
//! `labels_are_those_of_the_core` from the core's labels (`UPDATE_EXPECTED=1`); not edited.
#![allow(dead_code)] // some are for the header only

use simpatico_core as core;

use crate::family::{Family, family};

/// The families of labels, for functions that work on any of them.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum simpatico_family {
    /// `simpatico_model`.
    Model = 0,
    /// `simpatico_emotion`.
    Emotion = 1,
    /// `simpatico_service_need`.
    ServiceNeed = 2,
    /// `simpatico_emotional_need`.
    EmotionalNeed = 3,
    /// `simpatico_reason`.
    Reason = 4,
    /// `simpatico_target`.
    Target = 5,
    /// `simpatico_phase`.
    Phase = 6,
    /// `simpatico_relationship`.
    Relationship = 7,
    /// `simpatico_risk`.
    Risk = 8,
    /// `simpatico_technique`.
    Technique = 9,
    /// `simpatico_antipattern`.
    Antipattern = 10,
    /// `simpatico_pillar`.
    Pillar = 11,
    /// `simpatico_polarity`.
    Polarity = 12,
    /// `simpatico_band`.
    Band = 13,
    /// `simpatico_expressed`.
    Expressed = 14,
    /// `simpatico_opportunity`.
    Opportunity = 15,
    /// `simpatico_coverage`.
    Coverage = 16,
    /// `simpatico_empathy_level`.
    EmpathyLevel = 17,
    /// `simpatico_language_code`.
    LanguageCode = 18,
    /// `simpatico_abstain_reason`.
    AbstainReason = 19,
    /// `simpatico_speaker`.
    Speaker = 20,
    /// `simpatico_specific`.
    Specific = 21,
    /// `simpatico_turning_point_kind`.
    TurningPointKind = 22,
    /// `simpatico_resolved`.
    Resolved = 23,
    /// `simpatico_resolution_reason`.
    ResolutionReason = 24,
    /// `simpatico_note_kind`.
    NoteKind = 25,
    /// `simpatico_private_kind`.
    PrivateKind = 26,
    /// `simpatico_direction`.
    Direction = 27,
}

pub(crate) const FAMILIES: &[Family] = &[
    family::<core::ModelKind>(),
    family::<core::Emotion>(),
    family::<core::ServiceNeed>(),
    family::<core::EmotionalNeed>(),
    family::<core::Reason>(),
    family::<core::Target>(),
    family::<core::Phase>(),
    family::<core::Relationship>(),
    family::<core::Risk>(),
    family::<core::Technique>(),
    family::<core::Antipattern>(),
    family::<core::Pillar>(),
    family::<core::Polarity>(),
    family::<core::Band>(),
    family::<core::Expressed>(),
    family::<core::Opportunity>(),
    family::<core::Coverage>(),
    family::<core::EmpathyLevel>(),
    family::<core::LanguageCode>(),
    family::<core::AbstainReason>(),
    family::<core::Speaker>(),
    family::<core::Specific>(),
    family::<core::TurningPointKind>(),
    family::<core::Resolved>(),
    family::<core::ResolutionReason>(),
    family::<core::NoteKind>(),
    family::<core::PrivateKind>(),
    family::<core::Direction>(),
];

/// Labels of `model` in the JSON contract.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum simpatico_model {
    /// "accurate".
    Accurate = 0,
    /// "fast".
    Fast = 1,
}

impl From<core::ModelKind> for simpatico_model {
    fn from(label: core::ModelKind) -> Self {
        match label {
            core::ModelKind::Accurate => Self::Accurate,
            core::ModelKind::Fast => Self::Fast,
        }
    }
}

/// Labels of `emotions` in the JSON contract.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum simpatico_emotion {
    /// "anger".
    Anger = 0,
    /// "frustration".
    Frustration = 1,
    /// "disappointment".
    Disappointment = 2,
    /// "sadness".
    Sadness = 3,
    /// "anxiety".
    Anxiety = 4,
    /// "confusion".
    Confusion = 5,
    /// "embarrassment".
    Embarrassment = 6,
    /// "disgust".
    Disgust = 7,
    /// "surprise".
    Surprise = 8,
    /// "gratitude".
    Gratitude = 9,
    /// "joy".
    Joy = 10,
    /// "relief".
    Relief = 11,
}

impl From<core::Emotion> for simpatico_emotion {
    fn from(label: core::Emotion) -> Self {
        match label {
            core::Emotion::Anger => Self::Anger,
            core::Emotion::Frustration => Self::Frustration,
            core::Emotion::Disappointment => Self::Disappointment,
            core::Emotion::Sadness => Self::Sadness,
            core::Emotion::Anxiety => Self::Anxiety,
            core::Emotion::Confusion => Self::Confusion,
            core::Emotion::Embarrassment => Self::Embarrassment,
            core::Emotion::Disgust => Self::Disgust,
            core::Emotion::Surprise => Self::Surprise,
            core::Emotion::Gratitude => Self::Gratitude,
            core::Emotion::Joy => Self::Joy,
            core::Emotion::Relief => Self::Relief,
        }
    }
}

/// Labels of `service_needs` in the JSON contract.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum simpatico_service_need {
    /// "information".
    Information = 0,
    /// "status".
    Status = 1,
    /// "delivery".
    Delivery = 2,
    /// "refund".
    Refund = 3,
    /// "replacement_repair".
    ReplacementRepair = 4,
    /// "technical_support".
    TechnicalSupport = 5,
    /// "billing".
    Billing = 6,
    /// "account_access".
    AccountAccess = 7,
    /// "change".
    Change = 8,
    /// "cancellation".
    Cancellation = 9,
    /// "compensation".
    Compensation = 10,
    /// "escalation".
    Escalation = 11,
    /// "purchase".
    Purchase = 12,
    /// "feedback".
    Feedback = 13,
}

impl From<core::ServiceNeed> for simpatico_service_need {
    fn from(label: core::ServiceNeed) -> Self {
        match label {
            core::ServiceNeed::Information => Self::Information,
            core::ServiceNeed::Status => Self::Status,
            core::ServiceNeed::Delivery => Self::Delivery,
            core::ServiceNeed::Refund => Self::Refund,
            core::ServiceNeed::ReplacementRepair => Self::ReplacementRepair,
            core::ServiceNeed::TechnicalSupport => Self::TechnicalSupport,
            core::ServiceNeed::Billing => Self::Billing,
            core::ServiceNeed::AccountAccess => Self::AccountAccess,
            core::ServiceNeed::Change => Self::Change,
            core::ServiceNeed::Cancellation => Self::Cancellation,
            core::ServiceNeed::Compensation => Self::Compensation,
            core::ServiceNeed::Escalation => Self::Escalation,
            core::ServiceNeed::Purchase => Self::Purchase,
            core::ServiceNeed::Feedback => Self::Feedback,
        }
    }
}

/// Labels of `emotional_needs` in the JSON contract.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum simpatico_emotional_need {
    /// "acknowledgement".
    Acknowledgement = 0,
    /// "apology".
    Apology = 1,
    /// "reassurance".
    Reassurance = 2,
    /// "clarity".
    Clarity = 3,
    /// "urgency".
    Urgency = 4,
    /// "respect".
    Respect = 5,
    /// "control".
    Control = 6,
    /// "trust".
    Trust = 7,
    /// "human_contact".
    HumanContact = 8,
    /// "appreciation".
    Appreciation = 9,
}

impl From<core::EmotionalNeed> for simpatico_emotional_need {
    fn from(label: core::EmotionalNeed) -> Self {
        match label {
            core::EmotionalNeed::Acknowledgement => Self::Acknowledgement,
            core::EmotionalNeed::Apology => Self::Apology,
            core::EmotionalNeed::Reassurance => Self::Reassurance,
            core::EmotionalNeed::Clarity => Self::Clarity,
            core::EmotionalNeed::Urgency => Self::Urgency,
            core::EmotionalNeed::Respect => Self::Respect,
            core::EmotionalNeed::Control => Self::Control,
            core::EmotionalNeed::Trust => Self::Trust,
            core::EmotionalNeed::HumanContact => Self::HumanContact,
            core::EmotionalNeed::Appreciation => Self::Appreciation,
        }
    }
}

/// Labels of `reasons` in the JSON contract.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum simpatico_reason {
    /// "staff_treatment".
    StaffTreatment = 0,
    /// "product_quality".
    ProductQuality = 1,
    /// "lack_of_response".
    LackOfResponse = 2,
    /// "overall_experience".
    OverallExperience = 3,
    /// "delay".
    Delay = 4,
    /// "loss_or_damage".
    LossOrDamage = 5,
    /// "billing_or_price".
    BillingOrPrice = 6,
    /// "technical_failure".
    TechnicalFailure = 7,
    /// "policy".
    Policy = 8,
    /// "misinformation".
    Misinformation = 9,
    /// "availability".
    Availability = 10,
    /// "security".
    Security = 11,
}

impl From<core::Reason> for simpatico_reason {
    fn from(label: core::Reason) -> Self {
        match label {
            core::Reason::StaffTreatment => Self::StaffTreatment,
            core::Reason::ProductQuality => Self::ProductQuality,
            core::Reason::LackOfResponse => Self::LackOfResponse,
            core::Reason::OverallExperience => Self::OverallExperience,
            core::Reason::Delay => Self::Delay,
            core::Reason::LossOrDamage => Self::LossOrDamage,
            core::Reason::BillingOrPrice => Self::BillingOrPrice,
            core::Reason::TechnicalFailure => Self::TechnicalFailure,
            core::Reason::Policy => Self::Policy,
            core::Reason::Misinformation => Self::Misinformation,
            core::Reason::Availability => Self::Availability,
            core::Reason::Security => Self::Security,
        }
    }
}

/// Labels of `target` in the JSON contract.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum simpatico_target {
    /// "company".
    Company = 0,
    /// "interaction".
    Interaction = 1,
    /// "product".
    Product = 2,
}

impl From<core::Target> for simpatico_target {
    fn from(label: core::Target) -> Self {
        match label {
            core::Target::Company => Self::Company,
            core::Target::Interaction => Self::Interaction,
            core::Target::Product => Self::Product,
        }
    }
}

/// Labels of `phase` in the JSON contract.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum simpatico_phase {
    /// "before".
    Before = 0,
    /// "during".
    During = 1,
    /// "after".
    After = 2,
}

impl From<core::Phase> for simpatico_phase {
    fn from(label: core::Phase) -> Self {
        match label {
            core::Phase::Before => Self::Before,
            core::Phase::During => Self::During,
            core::Phase::After => Self::After,
        }
    }
}

/// Labels of `relationship` in the JSON contract.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum simpatico_relationship {
    /// "customer".
    Customer = 0,
    /// "employee".
    Employee = 1,
}

impl From<core::Relationship> for simpatico_relationship {
    fn from(label: core::Relationship) -> Self {
        match label {
            core::Relationship::Customer => Self::Customer,
            core::Relationship::Employee => Self::Employee,
        }
    }
}

/// Labels of `risks` in the JSON contract.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum simpatico_risk {
    /// "churn".
    Churn = 0,
    /// "public_complaint".
    PublicComplaint = 1,
    /// "escalation".
    Escalation = 2,
    /// "legal_action".
    LegalAction = 3,
    /// "vulnerability".
    Vulnerability = 4,
    /// "abuse".
    Abuse = 5,
}

impl From<core::Risk> for simpatico_risk {
    fn from(label: core::Risk) -> Self {
        match label {
            core::Risk::Churn => Self::Churn,
            core::Risk::PublicComplaint => Self::PublicComplaint,
            core::Risk::Escalation => Self::Escalation,
            core::Risk::LegalAction => Self::LegalAction,
            core::Risk::Vulnerability => Self::Vulnerability,
            core::Risk::Abuse => Self::Abuse,
        }
    }
}

/// Labels of `techniques` in the JSON contract.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum simpatico_technique {
    /// "emotional_acknowledgement".
    EmotionalAcknowledgement = 0,
    /// "paraphrase".
    Paraphrase = 1,
    /// "clarifying_question".
    ClarifyingQuestion = 2,
    /// "perspective_taking".
    PerspectiveTaking = 3,
    /// "reassurance".
    Reassurance = 4,
    /// "apology".
    Apology = 5,
    /// "concrete_action".
    ConcreteAction = 6,
    /// "proactive_support".
    ProactiveSupport = 7,
    /// "personalisation".
    Personalisation = 8,
    /// "appreciation".
    Appreciation = 9,
}

impl From<core::Technique> for simpatico_technique {
    fn from(label: core::Technique) -> Self {
        match label {
            core::Technique::EmotionalAcknowledgement => Self::EmotionalAcknowledgement,
            core::Technique::Paraphrase => Self::Paraphrase,
            core::Technique::ClarifyingQuestion => Self::ClarifyingQuestion,
            core::Technique::PerspectiveTaking => Self::PerspectiveTaking,
            core::Technique::Reassurance => Self::Reassurance,
            core::Technique::Apology => Self::Apology,
            core::Technique::ConcreteAction => Self::ConcreteAction,
            core::Technique::ProactiveSupport => Self::ProactiveSupport,
            core::Technique::Personalisation => Self::Personalisation,
            core::Technique::Appreciation => Self::Appreciation,
        }
    }
}

/// Labels of `antipatterns` in the JSON contract.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum simpatico_antipattern {
    /// "dismissive".
    Dismissive = 0,
    /// "blaming".
    Blaming = 1,
    /// "defensive".
    Defensive = 2,
    /// "invalidating".
    Invalidating = 3,
    /// "robotic".
    Robotic = 4,
    /// "unanswered_need".
    UnansweredNeed = 5,
    /// "hollow_empathy".
    HollowEmpathy = 6,
    /// "over_apology".
    OverApology = 7,
    /// "deflection".
    Deflection = 8,
    /// "jargon".
    Jargon = 9,
    /// "overpromising".
    Overpromising = 10,
    /// "tone_mismatch".
    ToneMismatch = 11,
    /// "rude".
    Rude = 12,
}

impl From<core::Antipattern> for simpatico_antipattern {
    fn from(label: core::Antipattern) -> Self {
        match label {
            core::Antipattern::Dismissive => Self::Dismissive,
            core::Antipattern::Blaming => Self::Blaming,
            core::Antipattern::Defensive => Self::Defensive,
            core::Antipattern::Invalidating => Self::Invalidating,
            core::Antipattern::Robotic => Self::Robotic,
            core::Antipattern::UnansweredNeed => Self::UnansweredNeed,
            core::Antipattern::HollowEmpathy => Self::HollowEmpathy,
            core::Antipattern::OverApology => Self::OverApology,
            core::Antipattern::Deflection => Self::Deflection,
            core::Antipattern::Jargon => Self::Jargon,
            core::Antipattern::Overpromising => Self::Overpromising,
            core::Antipattern::ToneMismatch => Self::ToneMismatch,
            core::Antipattern::Rude => Self::Rude,
        }
    }
}

/// Labels of `pillars` in the JSON contract.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum simpatico_pillar {
    /// "active_listening".
    ActiveListening = 0,
    /// "perspective_taking".
    PerspectiveTaking = 1,
    /// "empathetic_language".
    EmpatheticLanguage = 2,
    /// "action".
    Action = 3,
    /// "human_touch".
    HumanTouch = 4,
}

impl From<core::Pillar> for simpatico_pillar {
    fn from(label: core::Pillar) -> Self {
        match label {
            core::Pillar::ActiveListening => Self::ActiveListening,
            core::Pillar::PerspectiveTaking => Self::PerspectiveTaking,
            core::Pillar::EmpatheticLanguage => Self::EmpatheticLanguage,
            core::Pillar::Action => Self::Action,
            core::Pillar::HumanTouch => Self::HumanTouch,
        }
    }
}

/// Labels of `sentiment.label` in the JSON contract.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum simpatico_polarity {
    /// "negative".
    Negative = 0,
    /// "neutral".
    Neutral = 1,
    /// "positive".
    Positive = 2,
    /// "mixed".
    Mixed = 3,
}

impl From<core::Polarity> for simpatico_polarity {
    fn from(label: core::Polarity) -> Self {
        match label {
            core::Polarity::Negative => Self::Negative,
            core::Polarity::Neutral => Self::Neutral,
            core::Polarity::Positive => Self::Positive,
            core::Polarity::Mixed => Self::Mixed,
        }
    }
}

/// Labels of `sentiment.band` in the JSON contract.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum simpatico_band {
    /// "very_negative".
    VeryNegative = 0,
    /// "negative".
    Negative = 1,
    /// "neutral".
    Neutral = 2,
    /// "positive".
    Positive = 3,
    /// "very_positive".
    VeryPositive = 4,
}

impl From<core::Band> for simpatico_band {
    fn from(label: core::Band) -> Self {
        match label {
            core::Band::VeryNegative => Self::VeryNegative,
            core::Band::Negative => Self::Negative,
            core::Band::Neutral => Self::Neutral,
            core::Band::Positive => Self::Positive,
            core::Band::VeryPositive => Self::VeryPositive,
        }
    }
}

/// Labels of `expressed` in the JSON contract.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum simpatico_expressed {
    /// "explicit".
    Explicit = 0,
    /// "implied".
    Implied = 1,
}

impl From<core::Expressed> for simpatico_expressed {
    fn from(label: core::Expressed) -> Self {
        match label {
            core::Expressed::Explicit => Self::Explicit,
            core::Expressed::Implied => Self::Implied,
        }
    }
}

/// Labels of `opportunity` in the JSON contract.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum simpatico_opportunity {
    /// "met".
    Met = 0,
    /// "missed".
    Missed = 1,
    /// "not_needed".
    NotNeeded = 2,
    /// "extra".
    Extra = 3,
}

impl From<core::Opportunity> for simpatico_opportunity {
    fn from(label: core::Opportunity) -> Self {
        match label {
            core::Opportunity::Met => Self::Met,
            core::Opportunity::Missed => Self::Missed,
            core::Opportunity::NotNeeded => Self::NotNeeded,
            core::Opportunity::Extra => Self::Extra,
        }
    }
}

/// Labels of `coverage` in the JSON contract.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum simpatico_coverage {
    /// "answered".
    Answered = 0,
    /// "partly".
    Partly = 1,
    /// "open".
    Open = 2,
    /// "none_needed".
    NoneNeeded = 3,
}

impl From<core::Coverage> for simpatico_coverage {
    fn from(label: core::Coverage) -> Self {
        match label {
            core::Coverage::Answered => Self::Answered,
            core::Coverage::Partly => Self::Partly,
            core::Coverage::Open => Self::Open,
            core::Coverage::NoneNeeded => Self::NoneNeeded,
        }
    }
}

/// Labels of `empathy.level` in the JSON contract.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum simpatico_empathy_level {
    /// "low".
    Low = 0,
    /// "medium".
    Medium = 1,
    /// "high".
    High = 2,
}

impl From<core::EmpathyLevel> for simpatico_empathy_level {
    fn from(label: core::EmpathyLevel) -> Self {
        match label {
            core::EmpathyLevel::Low => Self::Low,
            core::EmpathyLevel::Medium => Self::Medium,
            core::EmpathyLevel::High => Self::High,
        }
    }
}

/// Labels of `language.code` in the JSON contract.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum simpatico_language_code {
    /// "en".
    English = 0,
    /// "es".
    Spanish = 1,
    /// "mixed".
    Mixed = 2,
    /// "unknown".
    Unknown = 3,
}

impl From<core::LanguageCode> for simpatico_language_code {
    fn from(label: core::LanguageCode) -> Self {
        match label {
            core::LanguageCode::English => Self::English,
            core::LanguageCode::Spanish => Self::Spanish,
            core::LanguageCode::Mixed => Self::Mixed,
            core::LanguageCode::Unknown => Self::Unknown,
        }
    }
}

/// Labels of `abstained.reason` in the JSON contract.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum simpatico_abstain_reason {
    /// "too_short".
    TooShort = 0,
    /// "unsupported_language".
    UnsupportedLanguage = 1,
    /// "no_text".
    NoText = 2,
    /// "insufficient_evidence".
    InsufficientEvidence = 3,
}

impl From<core::AbstainReason> for simpatico_abstain_reason {
    fn from(label: core::AbstainReason) -> Self {
        match label {
            core::AbstainReason::TooShort => Self::TooShort,
            core::AbstainReason::UnsupportedLanguage => Self::UnsupportedLanguage,
            core::AbstainReason::NoText => Self::NoText,
            core::AbstainReason::InsufficientEvidence => Self::InsufficientEvidence,
        }
    }
}

/// Labels of `speaker` in the JSON contract.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum simpatico_speaker {
    /// "customer".
    Customer = 0,
    /// "agent".
    Agent = 1,
    /// "system".
    System = 2,
    /// "bot".
    Bot = 3,
}

impl From<core::Speaker> for simpatico_speaker {
    fn from(label: core::Speaker) -> Self {
        match label {
            core::Speaker::Customer => Self::Customer,
            core::Speaker::Agent => Self::Agent,
            core::Speaker::System => Self::System,
            core::Speaker::Bot => Self::Bot,
        }
    }
}

/// Labels of `specifics` in the JSON contract.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum simpatico_specific {
    /// "fact_taken_up".
    FactTakenUp = 0,
    /// "own_fact".
    OwnFact = 1,
    /// "dated_promise".
    DatedPromise = 2,
    /// "owned_apology".
    OwnedApology = 3,
    /// "conditional_apology".
    ConditionalApology = 4,
    /// "claim_to_know".
    ClaimToKnow = 5,
    /// "policy_wall".
    PolicyWall = 6,
    /// "reproach".
    Reproach = 7,
    /// "guarantee".
    Guarantee = 8,
    /// "cheer_at_grave_matter".
    CheerAtGraveMatter = 9,
    /// "register_mixed".
    RegisterMixed = 10,
    /// "register_too_close".
    RegisterTooClose = 11,
    /// "only_we".
    OnlyWe = 12,
}

impl From<core::Specific> for simpatico_specific {
    fn from(label: core::Specific) -> Self {
        match label {
            core::Specific::FactTakenUp => Self::FactTakenUp,
            core::Specific::OwnFact => Self::OwnFact,
            core::Specific::DatedPromise => Self::DatedPromise,
            core::Specific::OwnedApology => Self::OwnedApology,
            core::Specific::ConditionalApology => Self::ConditionalApology,
            core::Specific::ClaimToKnow => Self::ClaimToKnow,
            core::Specific::PolicyWall => Self::PolicyWall,
            core::Specific::Reproach => Self::Reproach,
            core::Specific::Guarantee => Self::Guarantee,
            core::Specific::CheerAtGraveMatter => Self::CheerAtGraveMatter,
            core::Specific::RegisterMixed => Self::RegisterMixed,
            core::Specific::RegisterTooClose => Self::RegisterTooClose,
            core::Specific::OnlyWe => Self::OnlyWe,
        }
    }
}

/// Labels of `turning_points.kind` in the JSON contract.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum simpatico_turning_point_kind {
    /// "recovery".
    Recovery = 0,
    /// "damage".
    Damage = 1,
    /// "stall".
    Stall = 2,
}

impl From<core::TurningPointKind> for simpatico_turning_point_kind {
    fn from(label: core::TurningPointKind) -> Self {
        match label {
            core::TurningPointKind::Recovery => Self::Recovery,
            core::TurningPointKind::Damage => Self::Damage,
            core::TurningPointKind::Stall => Self::Stall,
        }
    }
}

/// Labels of `resolution.resolved` in the JSON contract.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum simpatico_resolved {
    /// "yes".
    Yes = 0,
    /// "no".
    No = 1,
    /// "unclear".
    Unclear = 2,
}

impl From<core::Resolved> for simpatico_resolved {
    fn from(label: core::Resolved) -> Self {
        match label {
            core::Resolved::Yes => Self::Yes,
            core::Resolved::No => Self::No,
            core::Resolved::Unclear => Self::Unclear,
        }
    }
}

/// Labels of `resolution.reason` in the JSON contract.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum simpatico_resolution_reason {
    /// "confirmed".
    Confirmed = 0,
    /// "thanked".
    Thanked = 1,
    /// "awaiting_reply".
    AwaitingReply = 2,
    /// "need_open".
    NeedOpen = 3,
    /// "ended_upset".
    EndedUpset = 4,
    /// "not_confirmed".
    NotConfirmed = 5,
    /// "no_message".
    NoMessage = 6,
}

impl From<core::ResolutionReason> for simpatico_resolution_reason {
    fn from(label: core::ResolutionReason) -> Self {
        match label {
            core::ResolutionReason::Confirmed => Self::Confirmed,
            core::ResolutionReason::Thanked => Self::Thanked,
            core::ResolutionReason::AwaitingReply => Self::AwaitingReply,
            core::ResolutionReason::NeedOpen => Self::NeedOpen,
            core::ResolutionReason::EndedUpset => Self::EndedUpset,
            core::ResolutionReason::NotConfirmed => Self::NotConfirmed,
            core::ResolutionReason::NoMessage => Self::NoMessage,
        }
    }
}

/// Labels of `notes.kind` in the JSON contract.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum simpatico_note_kind {
    /// "time_backwards".
    TimeBackwards = 0,
}

impl From<core::NoteKind> for simpatico_note_kind {
    fn from(label: core::NoteKind) -> Self {
        match label {
            core::NoteKind::TimeBackwards => Self::TimeBackwards,
        }
    }
}

/// Labels of `redaction.kind` in the JSON contract.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum simpatico_private_kind {
    /// "email".
    Email = 0,
    /// "phone".
    Phone = 1,
    /// "card".
    Card = 2,
    /// "bank_account".
    BankAccount = 3,
    /// "identity_document".
    IdentityDocument = 4,
    /// "link".
    Link = 5,
    /// "name".
    Name = 6,
    /// "figure".
    Figure = 7,
}

impl From<core::PrivateKind> for simpatico_private_kind {
    fn from(label: core::PrivateKind) -> Self {
        match label {
            core::PrivateKind::Email => Self::Email,
            core::PrivateKind::Phone => Self::Phone,
            core::PrivateKind::Card => Self::Card,
            core::PrivateKind::BankAccount => Self::BankAccount,
            core::PrivateKind::IdentityDocument => Self::IdentityDocument,
            core::PrivateKind::Link => Self::Link,
            core::PrivateKind::Name => Self::Name,
            core::PrivateKind::Figure => Self::Figure,
        }
    }
}

/// Labels of `direction` in the JSON contract.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum simpatico_direction {
    /// "up".
    Up = 0,
    /// "down".
    Down = 1,
    /// "unclear".
    Unclear = 2,
}

impl From<core::Direction> for simpatico_direction {
    fn from(label: core::Direction) -> Self {
        match label {
            core::Direction::Up => Self::Up,
            core::Direction::Down => Self::Down,
            core::Direction::Unclear => Self::Unclear,
        }
    }
}
