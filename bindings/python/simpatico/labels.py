"""The names of all labels, as types: one alias a family, in the codebook's order."""

from __future__ import annotations

from typing import Literal, TypeAlias

Model: TypeAlias = Literal["accurate", "fast"]
LanguageCode: TypeAlias = Literal["en", "es", "mixed", "unknown"]
Polarity: TypeAlias = Literal["negative", "neutral", "positive", "mixed"]
Band: TypeAlias = Literal["very_negative", "negative", "neutral", "positive", "very_positive"]
Emotion: TypeAlias = Literal[
    "anger",
    "frustration",
    "disappointment",
    "sadness",
    "anxiety",
    "confusion",
    "embarrassment",
    "disgust",
    "surprise",
    "gratitude",
    "joy",
    "relief",
]
ServiceNeed: TypeAlias = Literal[
    "information",
    "status",
    "delivery",
    "refund",
    "replacement_repair",
    "technical_support",
    "billing",
    "account_access",
    "change",
    "cancellation",
    "compensation",
    "escalation",
    "purchase",
    "feedback",
]
EmotionalNeed: TypeAlias = Literal[
    "acknowledgement",
    "apology",
    "reassurance",
    "clarity",
    "urgency",
    "respect",
    "control",
    "trust",
    "human_contact",
    "appreciation",
]
Expressed: TypeAlias = Literal["explicit", "implied"]
Reason: TypeAlias = Literal[
    "staff_treatment",
    "product_quality",
    "lack_of_response",
    "overall_experience",
    "delay",
    "loss_or_damage",
    "billing_or_price",
    "technical_failure",
    "policy",
    "misinformation",
    "availability",
    "security",
]
Target: TypeAlias = Literal["company", "interaction", "product"]
Phase: TypeAlias = Literal["before", "during", "after"]
Relationship: TypeAlias = Literal["customer", "employee"]
Risk: TypeAlias = Literal["churn", "public_complaint", "escalation", "legal_action", "vulnerability", "abuse"]
AbstainReason: TypeAlias = Literal["too_short", "unsupported_language", "no_text", "insufficient_evidence"]
EmpathyLevel: TypeAlias = Literal["low", "medium", "high"]
Pillar: TypeAlias = Literal[
    "active_listening", "perspective_taking", "empathetic_language", "action", "human_touch"
]
Technique: TypeAlias = Literal[
    "emotional_acknowledgement",
    "paraphrase",
    "clarifying_question",
    "perspective_taking",
    "reassurance",
    "apology",
    "concrete_action",
    "proactive_support",
    "personalisation",
    "appreciation",
]
Opportunity: TypeAlias = Literal["met", "missed", "not_needed", "extra"]
Antipattern: TypeAlias = Literal[
    "dismissive",
    "blaming",
    "defensive",
    "invalidating",
    "robotic",
    "unanswered_need",
    "hollow_empathy",
    "over_apology",
    "deflection",
    "jargon",
    "overpromising",
    "tone_mismatch",
    "rude",
]
Specific: TypeAlias = Literal[
    "fact_taken_up",
    "own_fact",
    "dated_promise",
    "owned_apology",
    "conditional_apology",
    "claim_to_know",
    "policy_wall",
    "reproach",
    "guarantee",
    "cheer_at_grave_matter",
    "register_mixed",
    "register_too_close",
    "only_we",
]
Coverage: TypeAlias = Literal["answered", "partly", "open", "none_needed"]
NeedKind: TypeAlias = Literal["service", "emotional"]
Speaker: TypeAlias = Literal["customer", "agent", "system", "bot"]
TurningPointKind: TypeAlias = Literal["recovery", "damage", "stall"]
Resolved: TypeAlias = Literal["yes", "no", "unclear"]
ResolutionReason: TypeAlias = Literal[
    "confirmed", "thanked", "awaiting_reply", "need_open", "ended_upset", "not_confirmed", "no_message"
]
NoteKind: TypeAlias = Literal["time_backwards"]
PrivateKind: TypeAlias = Literal[
    "email", "phone", "card", "bank_account", "identity_document", "link", "name", "figure"
]
Direction: TypeAlias = Literal["up", "down", "unclear"]
Period: TypeAlias = Literal["days", "weeks", "months"]
AgentOrder: TypeAlias = Literal["name", "empathy"]
Lang: TypeAlias = Literal["en", "es"]
