/**
 * simpatico reads customer-support text in English and Spanish: what customers feel, need and why, and how well a reply
 * meets them, with the words that show it. In-process, without a network; the same input gives the same bytes everywhere.
 *
 * Conventions, which hold for every function below:
 *
 * - Names. The prefix of a function is the type that it works on. Types that are declared and not defined are handles.
 * - Status. A function that can fail returns a `simpatico_status` and writes its outputs, which come last, only on
 *   `SIMPATICO_STATUS_OK`. `simpatico_last_error` has the sentence to a failure. Beside what a function names under
 *   "Fails", each one answers a pointer that must not be NULL with `SIMPATICO_STATUS_NULL_ARGUMENT`, a handle of another
 *   type or a freed one with `SIMPATICO_STATUS_INVALID_HANDLE`, a text that is not UTF-8 with
 *   `SIMPATICO_STATUS_INVALID_UTF8`, and a fault of the library with `SIMPATICO_STATUS_PANIC`.
 * - Text is UTF-8 with its length in bytes; it needs no NUL at its end and may hold some. `(NULL, 0)` is the empty text.
 * - Ownership. What a function gives through `T **` is a handle of yours: free it with `simpatico_T_free`. What it gives
 *   through `const T **`, and every `simpatico_str`, belongs to what it was asked of, and ends with that. Arguments are
 *   read during the call and not kept.
 * - What may be missing in a struct is an address: NULL where it is missing. It belongs to what the struct was asked of.
 * - Threads. "Any, at once": any number of threads may call it with the same handle at the same time. "One at a time":
 *   from any thread, but for the same handle not at the same time. A handle may be freed on any thread.
 * - Memory. Where the system has no more memory, the process is aborted; no function returns half a result.
 * - Numbers of enums are fixed and follow the codebook's order; later versions may add some at the end. Structs never
 *   change within an ABI version.
 */

#ifndef SIMPATICO_H
#define SIMPATICO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** The version that this header belongs to, as text. */
#define SIMPATICO_VERSION "0.1.0"

/** A literal as a borrowed text. */
#define SIMPATICO_LITERAL(text) {(text), sizeof(text) - 1}

/** Prints a borrowed or owned text: printf("%" SIMPATICO_PRI, SIMPATICO_ARG(text)). */
#define SIMPATICO_PRI ".*s"
#define SIMPATICO_ARG(text) (int)(text).len, (text).data


/**
 * First part of the version that this header belongs to.
 */
#define SIMPATICO_VERSION_MAJOR 0

/**
 * Second part.
 */
#define SIMPATICO_VERSION_MINOR 1

/**
 * Third part.
 */
#define SIMPATICO_VERSION_PATCH 0

/**
 * Counts the changes that old programs cannot live with. See `simpatico_check_abi`.
 */
#define SIMPATICO_ABI_VERSION 1

/**
 * Version of the JSON contract.
 */
#define SIMPATICO_SCHEMA 1

/**
 * Turns of a session whose entries are kept, the newest ones; the quarters of sentiment are of these. All other
 * figures are of the whole conversation.
 */
#define SIMPATICO_SESSION_MOST_TURNS 10000

/**
 * Needs, turning points, missed opportunities, hand-overs and notes of a session that are kept, the newest of each.
 */
#define SIMPATICO_SESSION_MOST_ENTRIES 1000

/**
 * Agents of a session that are kept apart, those who came first.
 */
#define SIMPATICO_SESSION_MOST_AGENTS 100

/**
 * Bytes of text that a session keeps, of the newest turns. Only reflections and pages for people use them.
 */
#define SIMPATICO_SESSION_MOST_BYTES 16777216

/**
 * What a call came to. Numbers are fixed and never used again for another meaning; later versions may add some, so
 * treat an unknown one as a failure. On any status but `SIMPATICO_STATUS_OK` no output was written.
 */
enum simpatico_status
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * Done; every output was written.
     */
    SIMPATICO_STATUS_OK = 0,
    /**
     * What was asked for is not there, and need not be: no failure.
     */
    SIMPATICO_STATUS_ABSENT = 1,
    /**
     * A pointer that must not be NULL is NULL.
     */
    SIMPATICO_STATUS_NULL_ARGUMENT = 2,
    /**
     * A handle is of another type, was freed, or is none of this library's. A freed handle is recognised for certain
     * in debug builds only; in release builds using one is undefined, though mostly recognised.
     */
    SIMPATICO_STATUS_INVALID_HANDLE = 3,
    /**
     * A text is not UTF-8.
     */
    SIMPATICO_STATUS_INVALID_UTF8 = 4,
    /**
     * A number is none of its enum, or beyond its limit; or a pointer is not aligned.
     */
    SIMPATICO_STATUS_INVALID_ARGUMENT = 5,
    /**
     * An index is not below its count.
     */
    SIMPATICO_STATUS_OUT_OF_RANGE = 6,
    /**
     * A file cannot be read.
     */
    SIMPATICO_STATUS_IO = 7,
    /**
     * The library has a fault and stopped the call. Its handles can still be freed, and used; a session or a
     * reflection may have taken a part of what it was given.
     */
    SIMPATICO_STATUS_PANIC = 8,
    /**
     * Header and library do not go together.
     */
    SIMPATICO_STATUS_ABI_MISMATCH = 9,
    /**
     * A failure of a kind that has no number yet; the message tells it.
     */
    SIMPATICO_STATUS_OTHER = 10,
    /**
     * What was asked for was left out when the library was built.
     */
    SIMPATICO_STATUS_NOT_COMPILED = 11,
    /**
     * A data pack is cut short, damaged, or holds values outside its limits.
     */
    SIMPATICO_STATUS_INVALID_DATA = 20,
    /**
     * A data pack is of a format version that this library does not read.
     */
    SIMPATICO_STATUS_UNSUPPORTED_VERSION = 21,
    /**
     * A label's name is not one of the codebook's.
     */
    SIMPATICO_STATUS_UNKNOWN_LABEL = 22,
    /**
     * A rule id is not in the data.
     */
    SIMPATICO_STATUS_UNKNOWN_RULE = 23,
    /**
     * A pattern of a rule cannot be compiled.
     */
    SIMPATICO_STATUS_INVALID_PATTERN = 24,
    /**
     * An option has a value outside its range.
     */
    SIMPATICO_STATUS_INVALID_OPTION = 25,
    /**
     * A pack of your own has faults: one line each in the message.
     */
    SIMPATICO_STATUS_INVALID_PACK = 26,
    /**
     * A point in time is not written as RFC 3339, or lies outside the years that it can hold.
     */
    SIMPATICO_STATUS_INVALID_TIME = 27,
    /**
     * A correction is not written as one, or has a value outside its scale.
     */
    SIMPATICO_STATUS_INVALID_CORRECTION = 28,
    /**
     * A line is not a conversation of the JSON contract.
     */
    SIMPATICO_STATUS_INVALID_LINE = 29,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum simpatico_status simpatico_status;
#else
typedef uint32_t simpatico_status;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * Labels of `redaction.kind` in the JSON contract.
 */
enum simpatico_private_kind
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * "email".
     */
    SIMPATICO_PRIVATE_KIND_EMAIL = 0,
    /**
     * "phone".
     */
    SIMPATICO_PRIVATE_KIND_PHONE = 1,
    /**
     * "card".
     */
    SIMPATICO_PRIVATE_KIND_CARD = 2,
    /**
     * "bank_account".
     */
    SIMPATICO_PRIVATE_KIND_BANK_ACCOUNT = 3,
    /**
     * "identity_document".
     */
    SIMPATICO_PRIVATE_KIND_IDENTITY_DOCUMENT = 4,
    /**
     * "link".
     */
    SIMPATICO_PRIVATE_KIND_LINK = 5,
    /**
     * "name".
     */
    SIMPATICO_PRIVATE_KIND_NAME = 6,
    /**
     * "figure".
     */
    SIMPATICO_PRIVATE_KIND_FIGURE = 7,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum simpatico_private_kind simpatico_private_kind;
#else
typedef uint32_t simpatico_private_kind;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * Labels of `model` in the JSON contract.
 */
enum simpatico_model
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * "accurate".
     */
    SIMPATICO_MODEL_ACCURATE = 0,
    /**
     * "fast".
     */
    SIMPATICO_MODEL_FAST = 1,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum simpatico_model simpatico_model;
#else
typedef uint32_t simpatico_model;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * Labels of `language.code` in the JSON contract.
 */
enum simpatico_language_code
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * "en".
     */
    SIMPATICO_LANGUAGE_CODE_ENGLISH = 0,
    /**
     * "es".
     */
    SIMPATICO_LANGUAGE_CODE_SPANISH = 1,
    /**
     * "mixed".
     */
    SIMPATICO_LANGUAGE_CODE_MIXED = 2,
    /**
     * "unknown".
     */
    SIMPATICO_LANGUAGE_CODE_UNKNOWN = 3,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum simpatico_language_code simpatico_language_code;
#else
typedef uint32_t simpatico_language_code;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * Labels of `sentiment.label` in the JSON contract.
 */
enum simpatico_polarity
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * "negative".
     */
    SIMPATICO_POLARITY_NEGATIVE = 0,
    /**
     * "neutral".
     */
    SIMPATICO_POLARITY_NEUTRAL = 1,
    /**
     * "positive".
     */
    SIMPATICO_POLARITY_POSITIVE = 2,
    /**
     * "mixed".
     */
    SIMPATICO_POLARITY_MIXED = 3,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum simpatico_polarity simpatico_polarity;
#else
typedef uint32_t simpatico_polarity;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * Labels of `sentiment.band` in the JSON contract.
 */
enum simpatico_band
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * "very_negative".
     */
    SIMPATICO_BAND_VERY_NEGATIVE = 0,
    /**
     * "negative".
     */
    SIMPATICO_BAND_NEGATIVE = 1,
    /**
     * "neutral".
     */
    SIMPATICO_BAND_NEUTRAL = 2,
    /**
     * "positive".
     */
    SIMPATICO_BAND_POSITIVE = 3,
    /**
     * "very_positive".
     */
    SIMPATICO_BAND_VERY_POSITIVE = 4,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum simpatico_band simpatico_band;
#else
typedef uint32_t simpatico_band;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * Labels of `speaker` in the JSON contract.
 */
enum simpatico_speaker
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * "customer".
     */
    SIMPATICO_SPEAKER_CUSTOMER = 0,
    /**
     * "agent".
     */
    SIMPATICO_SPEAKER_AGENT = 1,
    /**
     * "system".
     */
    SIMPATICO_SPEAKER_SYSTEM = 2,
    /**
     * "bot".
     */
    SIMPATICO_SPEAKER_BOT = 3,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum simpatico_speaker simpatico_speaker;
#else
typedef uint32_t simpatico_speaker;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * Labels of `emotions` in the JSON contract.
 */
enum simpatico_emotion
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * "anger".
     */
    SIMPATICO_EMOTION_ANGER = 0,
    /**
     * "frustration".
     */
    SIMPATICO_EMOTION_FRUSTRATION = 1,
    /**
     * "disappointment".
     */
    SIMPATICO_EMOTION_DISAPPOINTMENT = 2,
    /**
     * "sadness".
     */
    SIMPATICO_EMOTION_SADNESS = 3,
    /**
     * "anxiety".
     */
    SIMPATICO_EMOTION_ANXIETY = 4,
    /**
     * "confusion".
     */
    SIMPATICO_EMOTION_CONFUSION = 5,
    /**
     * "embarrassment".
     */
    SIMPATICO_EMOTION_EMBARRASSMENT = 6,
    /**
     * "disgust".
     */
    SIMPATICO_EMOTION_DISGUST = 7,
    /**
     * "surprise".
     */
    SIMPATICO_EMOTION_SURPRISE = 8,
    /**
     * "gratitude".
     */
    SIMPATICO_EMOTION_GRATITUDE = 9,
    /**
     * "joy".
     */
    SIMPATICO_EMOTION_JOY = 10,
    /**
     * "relief".
     */
    SIMPATICO_EMOTION_RELIEF = 11,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum simpatico_emotion simpatico_emotion;
#else
typedef uint32_t simpatico_emotion;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * Labels of `service_needs` in the JSON contract.
 */
enum simpatico_service_need
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * "information".
     */
    SIMPATICO_SERVICE_NEED_INFORMATION = 0,
    /**
     * "status".
     */
    SIMPATICO_SERVICE_NEED_STATUS = 1,
    /**
     * "delivery".
     */
    SIMPATICO_SERVICE_NEED_DELIVERY = 2,
    /**
     * "refund".
     */
    SIMPATICO_SERVICE_NEED_REFUND = 3,
    /**
     * "replacement_repair".
     */
    SIMPATICO_SERVICE_NEED_REPLACEMENT_REPAIR = 4,
    /**
     * "technical_support".
     */
    SIMPATICO_SERVICE_NEED_TECHNICAL_SUPPORT = 5,
    /**
     * "billing".
     */
    SIMPATICO_SERVICE_NEED_BILLING = 6,
    /**
     * "account_access".
     */
    SIMPATICO_SERVICE_NEED_ACCOUNT_ACCESS = 7,
    /**
     * "change".
     */
    SIMPATICO_SERVICE_NEED_CHANGE = 8,
    /**
     * "cancellation".
     */
    SIMPATICO_SERVICE_NEED_CANCELLATION = 9,
    /**
     * "compensation".
     */
    SIMPATICO_SERVICE_NEED_COMPENSATION = 10,
    /**
     * "escalation".
     */
    SIMPATICO_SERVICE_NEED_ESCALATION = 11,
    /**
     * "purchase".
     */
    SIMPATICO_SERVICE_NEED_PURCHASE = 12,
    /**
     * "feedback".
     */
    SIMPATICO_SERVICE_NEED_FEEDBACK = 13,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum simpatico_service_need simpatico_service_need;
#else
typedef uint32_t simpatico_service_need;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * Labels of `expressed` in the JSON contract.
 */
enum simpatico_expressed
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * "explicit".
     */
    SIMPATICO_EXPRESSED_EXPLICIT = 0,
    /**
     * "implied".
     */
    SIMPATICO_EXPRESSED_IMPLIED = 1,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum simpatico_expressed simpatico_expressed;
#else
typedef uint32_t simpatico_expressed;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * Labels of `emotional_needs` in the JSON contract.
 */
enum simpatico_emotional_need
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * "acknowledgement".
     */
    SIMPATICO_EMOTIONAL_NEED_ACKNOWLEDGEMENT = 0,
    /**
     * "apology".
     */
    SIMPATICO_EMOTIONAL_NEED_APOLOGY = 1,
    /**
     * "reassurance".
     */
    SIMPATICO_EMOTIONAL_NEED_REASSURANCE = 2,
    /**
     * "clarity".
     */
    SIMPATICO_EMOTIONAL_NEED_CLARITY = 3,
    /**
     * "urgency".
     */
    SIMPATICO_EMOTIONAL_NEED_URGENCY = 4,
    /**
     * "respect".
     */
    SIMPATICO_EMOTIONAL_NEED_RESPECT = 5,
    /**
     * "control".
     */
    SIMPATICO_EMOTIONAL_NEED_CONTROL = 6,
    /**
     * "trust".
     */
    SIMPATICO_EMOTIONAL_NEED_TRUST = 7,
    /**
     * "human_contact".
     */
    SIMPATICO_EMOTIONAL_NEED_HUMAN_CONTACT = 8,
    /**
     * "appreciation".
     */
    SIMPATICO_EMOTIONAL_NEED_APPRECIATION = 9,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum simpatico_emotional_need simpatico_emotional_need;
#else
typedef uint32_t simpatico_emotional_need;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * Labels of `reasons` in the JSON contract.
 */
enum simpatico_reason
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * "staff_treatment".
     */
    SIMPATICO_REASON_STAFF_TREATMENT = 0,
    /**
     * "product_quality".
     */
    SIMPATICO_REASON_PRODUCT_QUALITY = 1,
    /**
     * "lack_of_response".
     */
    SIMPATICO_REASON_LACK_OF_RESPONSE = 2,
    /**
     * "overall_experience".
     */
    SIMPATICO_REASON_OVERALL_EXPERIENCE = 3,
    /**
     * "delay".
     */
    SIMPATICO_REASON_DELAY = 4,
    /**
     * "loss_or_damage".
     */
    SIMPATICO_REASON_LOSS_OR_DAMAGE = 5,
    /**
     * "billing_or_price".
     */
    SIMPATICO_REASON_BILLING_OR_PRICE = 6,
    /**
     * "technical_failure".
     */
    SIMPATICO_REASON_TECHNICAL_FAILURE = 7,
    /**
     * "policy".
     */
    SIMPATICO_REASON_POLICY = 8,
    /**
     * "misinformation".
     */
    SIMPATICO_REASON_MISINFORMATION = 9,
    /**
     * "availability".
     */
    SIMPATICO_REASON_AVAILABILITY = 10,
    /**
     * "security".
     */
    SIMPATICO_REASON_SECURITY = 11,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum simpatico_reason simpatico_reason;
#else
typedef uint32_t simpatico_reason;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * Labels of `risks` in the JSON contract.
 */
enum simpatico_risk
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * "churn".
     */
    SIMPATICO_RISK_CHURN = 0,
    /**
     * "public_complaint".
     */
    SIMPATICO_RISK_PUBLIC_COMPLAINT = 1,
    /**
     * "escalation".
     */
    SIMPATICO_RISK_ESCALATION = 2,
    /**
     * "legal_action".
     */
    SIMPATICO_RISK_LEGAL_ACTION = 3,
    /**
     * "vulnerability".
     */
    SIMPATICO_RISK_VULNERABILITY = 4,
    /**
     * "abuse".
     */
    SIMPATICO_RISK_ABUSE = 5,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum simpatico_risk simpatico_risk;
#else
typedef uint32_t simpatico_risk;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * Labels of `target` in the JSON contract.
 */
enum simpatico_target
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * "company".
     */
    SIMPATICO_TARGET_COMPANY = 0,
    /**
     * "interaction".
     */
    SIMPATICO_TARGET_INTERACTION = 1,
    /**
     * "product".
     */
    SIMPATICO_TARGET_PRODUCT = 2,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum simpatico_target simpatico_target;
#else
typedef uint32_t simpatico_target;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * Labels of `phase` in the JSON contract.
 */
enum simpatico_phase
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * "before".
     */
    SIMPATICO_PHASE_BEFORE = 0,
    /**
     * "during".
     */
    SIMPATICO_PHASE_DURING = 1,
    /**
     * "after".
     */
    SIMPATICO_PHASE_AFTER = 2,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum simpatico_phase simpatico_phase;
#else
typedef uint32_t simpatico_phase;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * Labels of `relationship` in the JSON contract.
 */
enum simpatico_relationship
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * "customer".
     */
    SIMPATICO_RELATIONSHIP_CUSTOMER = 0,
    /**
     * "employee".
     */
    SIMPATICO_RELATIONSHIP_EMPLOYEE = 1,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum simpatico_relationship simpatico_relationship;
#else
typedef uint32_t simpatico_relationship;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * Labels of `abstained.reason` in the JSON contract.
 */
enum simpatico_abstain_reason
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * "too_short".
     */
    SIMPATICO_ABSTAIN_REASON_TOO_SHORT = 0,
    /**
     * "unsupported_language".
     */
    SIMPATICO_ABSTAIN_REASON_UNSUPPORTED_LANGUAGE = 1,
    /**
     * "no_text".
     */
    SIMPATICO_ABSTAIN_REASON_NO_TEXT = 2,
    /**
     * "insufficient_evidence".
     */
    SIMPATICO_ABSTAIN_REASON_INSUFFICIENT_EVIDENCE = 3,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum simpatico_abstain_reason simpatico_abstain_reason;
#else
typedef uint32_t simpatico_abstain_reason;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * Labels of `empathy.level` in the JSON contract.
 */
enum simpatico_empathy_level
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * "low".
     */
    SIMPATICO_EMPATHY_LEVEL_LOW = 0,
    /**
     * "medium".
     */
    SIMPATICO_EMPATHY_LEVEL_MEDIUM = 1,
    /**
     * "high".
     */
    SIMPATICO_EMPATHY_LEVEL_HIGH = 2,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum simpatico_empathy_level simpatico_empathy_level;
#else
typedef uint32_t simpatico_empathy_level;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * Labels of `techniques` in the JSON contract.
 */
enum simpatico_technique
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * "emotional_acknowledgement".
     */
    SIMPATICO_TECHNIQUE_EMOTIONAL_ACKNOWLEDGEMENT = 0,
    /**
     * "paraphrase".
     */
    SIMPATICO_TECHNIQUE_PARAPHRASE = 1,
    /**
     * "clarifying_question".
     */
    SIMPATICO_TECHNIQUE_CLARIFYING_QUESTION = 2,
    /**
     * "perspective_taking".
     */
    SIMPATICO_TECHNIQUE_PERSPECTIVE_TAKING = 3,
    /**
     * "reassurance".
     */
    SIMPATICO_TECHNIQUE_REASSURANCE = 4,
    /**
     * "apology".
     */
    SIMPATICO_TECHNIQUE_APOLOGY = 5,
    /**
     * "concrete_action".
     */
    SIMPATICO_TECHNIQUE_CONCRETE_ACTION = 6,
    /**
     * "proactive_support".
     */
    SIMPATICO_TECHNIQUE_PROACTIVE_SUPPORT = 7,
    /**
     * "personalisation".
     */
    SIMPATICO_TECHNIQUE_PERSONALISATION = 8,
    /**
     * "appreciation".
     */
    SIMPATICO_TECHNIQUE_APPRECIATION = 9,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum simpatico_technique simpatico_technique;
#else
typedef uint32_t simpatico_technique;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * Labels of `opportunity` in the JSON contract.
 */
enum simpatico_opportunity
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * "met".
     */
    SIMPATICO_OPPORTUNITY_MET = 0,
    /**
     * "missed".
     */
    SIMPATICO_OPPORTUNITY_MISSED = 1,
    /**
     * "not_needed".
     */
    SIMPATICO_OPPORTUNITY_NOT_NEEDED = 2,
    /**
     * "extra".
     */
    SIMPATICO_OPPORTUNITY_EXTRA = 3,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum simpatico_opportunity simpatico_opportunity;
#else
typedef uint32_t simpatico_opportunity;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * Labels of `antipatterns` in the JSON contract.
 */
enum simpatico_antipattern
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * "dismissive".
     */
    SIMPATICO_ANTIPATTERN_DISMISSIVE = 0,
    /**
     * "blaming".
     */
    SIMPATICO_ANTIPATTERN_BLAMING = 1,
    /**
     * "defensive".
     */
    SIMPATICO_ANTIPATTERN_DEFENSIVE = 2,
    /**
     * "invalidating".
     */
    SIMPATICO_ANTIPATTERN_INVALIDATING = 3,
    /**
     * "robotic".
     */
    SIMPATICO_ANTIPATTERN_ROBOTIC = 4,
    /**
     * "unanswered_need".
     */
    SIMPATICO_ANTIPATTERN_UNANSWERED_NEED = 5,
    /**
     * "hollow_empathy".
     */
    SIMPATICO_ANTIPATTERN_HOLLOW_EMPATHY = 6,
    /**
     * "over_apology".
     */
    SIMPATICO_ANTIPATTERN_OVER_APOLOGY = 7,
    /**
     * "deflection".
     */
    SIMPATICO_ANTIPATTERN_DEFLECTION = 8,
    /**
     * "jargon".
     */
    SIMPATICO_ANTIPATTERN_JARGON = 9,
    /**
     * "overpromising".
     */
    SIMPATICO_ANTIPATTERN_OVERPROMISING = 10,
    /**
     * "tone_mismatch".
     */
    SIMPATICO_ANTIPATTERN_TONE_MISMATCH = 11,
    /**
     * "rude".
     */
    SIMPATICO_ANTIPATTERN_RUDE = 12,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum simpatico_antipattern simpatico_antipattern;
#else
typedef uint32_t simpatico_antipattern;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * Labels of `coverage` in the JSON contract.
 */
enum simpatico_coverage
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * "answered".
     */
    SIMPATICO_COVERAGE_ANSWERED = 0,
    /**
     * "partly".
     */
    SIMPATICO_COVERAGE_PARTLY = 1,
    /**
     * "open".
     */
    SIMPATICO_COVERAGE_OPEN = 2,
    /**
     * "none_needed".
     */
    SIMPATICO_COVERAGE_NONE_NEEDED = 3,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum simpatico_coverage simpatico_coverage;
#else
typedef uint32_t simpatico_coverage;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * Whether a need is a service or an emotional one.
 */
enum simpatico_need_kind
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * What the customer wants done.
     */
    SIMPATICO_NEED_KIND_SERVICE = 0,
    /**
     * What the customer needs to feel.
     */
    SIMPATICO_NEED_KIND_EMOTIONAL = 1,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum simpatico_need_kind simpatico_need_kind;
#else
typedef uint32_t simpatico_need_kind;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * Labels of `specifics` in the JSON contract.
 */
enum simpatico_specific
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * "fact_taken_up".
     */
    SIMPATICO_SPECIFIC_FACT_TAKEN_UP = 0,
    /**
     * "own_fact".
     */
    SIMPATICO_SPECIFIC_OWN_FACT = 1,
    /**
     * "dated_promise".
     */
    SIMPATICO_SPECIFIC_DATED_PROMISE = 2,
    /**
     * "owned_apology".
     */
    SIMPATICO_SPECIFIC_OWNED_APOLOGY = 3,
    /**
     * "conditional_apology".
     */
    SIMPATICO_SPECIFIC_CONDITIONAL_APOLOGY = 4,
    /**
     * "claim_to_know".
     */
    SIMPATICO_SPECIFIC_CLAIM_TO_KNOW = 5,
    /**
     * "policy_wall".
     */
    SIMPATICO_SPECIFIC_POLICY_WALL = 6,
    /**
     * "reproach".
     */
    SIMPATICO_SPECIFIC_REPROACH = 7,
    /**
     * "guarantee".
     */
    SIMPATICO_SPECIFIC_GUARANTEE = 8,
    /**
     * "cheer_at_grave_matter".
     */
    SIMPATICO_SPECIFIC_CHEER_AT_GRAVE_MATTER = 9,
    /**
     * "register_mixed".
     */
    SIMPATICO_SPECIFIC_REGISTER_MIXED = 10,
    /**
     * "register_too_close".
     */
    SIMPATICO_SPECIFIC_REGISTER_TOO_CLOSE = 11,
    /**
     * "only_we".
     */
    SIMPATICO_SPECIFIC_ONLY_WE = 12,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum simpatico_specific simpatico_specific;
#else
typedef uint32_t simpatico_specific;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * What a suggestion is about.
 */
enum simpatico_suggestion_kind
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * A technique to apply.
     */
    SIMPATICO_SUGGESTION_KIND_TECHNIQUE = 0,
    /**
     * An antipattern to mend.
     */
    SIMPATICO_SUGGESTION_KIND_ANTIPATTERN = 1,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum simpatico_suggestion_kind simpatico_suggestion_kind;
#else
typedef uint32_t simpatico_suggestion_kind;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * Labels of `resolution.resolved` in the JSON contract.
 */
enum simpatico_resolved
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * "yes".
     */
    SIMPATICO_RESOLVED_YES = 0,
    /**
     * "no".
     */
    SIMPATICO_RESOLVED_NO = 1,
    /**
     * "unclear".
     */
    SIMPATICO_RESOLVED_UNCLEAR = 2,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum simpatico_resolved simpatico_resolved;
#else
typedef uint32_t simpatico_resolved;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * Labels of `resolution.reason` in the JSON contract.
 */
enum simpatico_resolution_reason
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * "confirmed".
     */
    SIMPATICO_RESOLUTION_REASON_CONFIRMED = 0,
    /**
     * "thanked".
     */
    SIMPATICO_RESOLUTION_REASON_THANKED = 1,
    /**
     * "awaiting_reply".
     */
    SIMPATICO_RESOLUTION_REASON_AWAITING_REPLY = 2,
    /**
     * "need_open".
     */
    SIMPATICO_RESOLUTION_REASON_NEED_OPEN = 3,
    /**
     * "ended_upset".
     */
    SIMPATICO_RESOLUTION_REASON_ENDED_UPSET = 4,
    /**
     * "not_confirmed".
     */
    SIMPATICO_RESOLUTION_REASON_NOT_CONFIRMED = 5,
    /**
     * "no_message".
     */
    SIMPATICO_RESOLUTION_REASON_NO_MESSAGE = 6,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum simpatico_resolution_reason simpatico_resolution_reason;
#else
typedef uint32_t simpatico_resolution_reason;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * Labels of `turning_points.kind` in the JSON contract.
 */
enum simpatico_turning_point_kind
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * "recovery".
     */
    SIMPATICO_TURNING_POINT_KIND_RECOVERY = 0,
    /**
     * "damage".
     */
    SIMPATICO_TURNING_POINT_KIND_DAMAGE = 1,
    /**
     * "stall".
     */
    SIMPATICO_TURNING_POINT_KIND_STALL = 2,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum simpatico_turning_point_kind simpatico_turning_point_kind;
#else
typedef uint32_t simpatico_turning_point_kind;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * What a missed opportunity is about.
 */
enum simpatico_missed_kind
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * A technique that was called for.
     */
    SIMPATICO_MISSED_KIND_TECHNIQUE = 0,
    /**
     * A service need that was left open.
     */
    SIMPATICO_MISSED_KIND_SERVICE_NEED = 1,
    /**
     * An emotional need that was left open.
     */
    SIMPATICO_MISSED_KIND_EMOTIONAL_NEED = 2,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum simpatico_missed_kind simpatico_missed_kind;
#else
typedef uint32_t simpatico_missed_kind;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * Labels of `notes.kind` in the JSON contract.
 */
enum simpatico_note_kind
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * "time_backwards".
     */
    SIMPATICO_NOTE_KIND_TIME_BACKWARDS = 0,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum simpatico_note_kind simpatico_note_kind;
#else
typedef uint32_t simpatico_note_kind;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * Labels of `direction` in the JSON contract.
 */
enum simpatico_direction
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * "up".
     */
    SIMPATICO_DIRECTION_UP = 0,
    /**
     * "down".
     */
    SIMPATICO_DIRECTION_DOWN = 1,
    /**
     * "unclear".
     */
    SIMPATICO_DIRECTION_UNCLEAR = 2,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum simpatico_direction simpatico_direction;
#else
typedef uint32_t simpatico_direction;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * Labels of `pillars` in the JSON contract.
 */
enum simpatico_pillar
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * "active_listening".
     */
    SIMPATICO_PILLAR_ACTIVE_LISTENING = 0,
    /**
     * "perspective_taking".
     */
    SIMPATICO_PILLAR_PERSPECTIVE_TAKING = 1,
    /**
     * "empathetic_language".
     */
    SIMPATICO_PILLAR_EMPATHETIC_LANGUAGE = 2,
    /**
     * "action".
     */
    SIMPATICO_PILLAR_ACTION = 3,
    /**
     * "human_touch".
     */
    SIMPATICO_PILLAR_HUMAN_TOUCH = 4,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum simpatico_pillar simpatico_pillar;
#else
typedef uint32_t simpatico_pillar;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * The families of labels, for functions that work on any of them.
 */
enum simpatico_family
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * `simpatico_model`.
     */
    SIMPATICO_FAMILY_MODEL = 0,
    /**
     * `simpatico_emotion`.
     */
    SIMPATICO_FAMILY_EMOTION = 1,
    /**
     * `simpatico_service_need`.
     */
    SIMPATICO_FAMILY_SERVICE_NEED = 2,
    /**
     * `simpatico_emotional_need`.
     */
    SIMPATICO_FAMILY_EMOTIONAL_NEED = 3,
    /**
     * `simpatico_reason`.
     */
    SIMPATICO_FAMILY_REASON = 4,
    /**
     * `simpatico_target`.
     */
    SIMPATICO_FAMILY_TARGET = 5,
    /**
     * `simpatico_phase`.
     */
    SIMPATICO_FAMILY_PHASE = 6,
    /**
     * `simpatico_relationship`.
     */
    SIMPATICO_FAMILY_RELATIONSHIP = 7,
    /**
     * `simpatico_risk`.
     */
    SIMPATICO_FAMILY_RISK = 8,
    /**
     * `simpatico_technique`.
     */
    SIMPATICO_FAMILY_TECHNIQUE = 9,
    /**
     * `simpatico_antipattern`.
     */
    SIMPATICO_FAMILY_ANTIPATTERN = 10,
    /**
     * `simpatico_pillar`.
     */
    SIMPATICO_FAMILY_PILLAR = 11,
    /**
     * `simpatico_polarity`.
     */
    SIMPATICO_FAMILY_POLARITY = 12,
    /**
     * `simpatico_band`.
     */
    SIMPATICO_FAMILY_BAND = 13,
    /**
     * `simpatico_expressed`.
     */
    SIMPATICO_FAMILY_EXPRESSED = 14,
    /**
     * `simpatico_opportunity`.
     */
    SIMPATICO_FAMILY_OPPORTUNITY = 15,
    /**
     * `simpatico_coverage`.
     */
    SIMPATICO_FAMILY_COVERAGE = 16,
    /**
     * `simpatico_empathy_level`.
     */
    SIMPATICO_FAMILY_EMPATHY_LEVEL = 17,
    /**
     * `simpatico_language_code`.
     */
    SIMPATICO_FAMILY_LANGUAGE_CODE = 18,
    /**
     * `simpatico_abstain_reason`.
     */
    SIMPATICO_FAMILY_ABSTAIN_REASON = 19,
    /**
     * `simpatico_speaker`.
     */
    SIMPATICO_FAMILY_SPEAKER = 20,
    /**
     * `simpatico_specific`.
     */
    SIMPATICO_FAMILY_SPECIFIC = 21,
    /**
     * `simpatico_turning_point_kind`.
     */
    SIMPATICO_FAMILY_TURNING_POINT_KIND = 22,
    /**
     * `simpatico_resolved`.
     */
    SIMPATICO_FAMILY_RESOLVED = 23,
    /**
     * `simpatico_resolution_reason`.
     */
    SIMPATICO_FAMILY_RESOLUTION_REASON = 24,
    /**
     * `simpatico_note_kind`.
     */
    SIMPATICO_FAMILY_NOTE_KIND = 25,
    /**
     * `simpatico_private_kind`.
     */
    SIMPATICO_FAMILY_PRIVATE_KIND = 26,
    /**
     * `simpatico_direction`.
     */
    SIMPATICO_FAMILY_DIRECTION = 27,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum simpatico_family simpatico_family;
#else
typedef uint32_t simpatico_family;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * How the time of a turn is given.
 */
enum simpatico_time_kind
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * Not at all.
     */
    SIMPATICO_TIME_KIND_NONE = 0,
    /**
     * In `milliseconds`.
     */
    SIMPATICO_TIME_KIND_MILLISECONDS = 1,
    /**
     * In `time`.
     */
    SIMPATICO_TIME_KIND_TEXT = 2,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum simpatico_time_kind simpatico_time_kind;
#else
typedef uint32_t simpatico_time_kind;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * The language that results are put into words in; quotations stay in their own.
 */
enum simpatico_locale
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * English.
     */
    SIMPATICO_LOCALE_ENGLISH = 0,
    /**
     * Spanish.
     */
    SIMPATICO_LOCALE_SPANISH = 1,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum simpatico_locale simpatico_locale;
#else
typedef uint32_t simpatico_locale;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * What figures are followed over.
 */
enum simpatico_period
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * Days, in UTC.
     */
    SIMPATICO_PERIOD_DAYS = 0,
    /**
     * Weeks from Monday, in UTC.
     */
    SIMPATICO_PERIOD_WEEKS = 1,
    /**
     * Calendar months, in UTC.
     */
    SIMPATICO_PERIOD_MONTHS = 2,
    /**
     * So many conversations in the order in which they are added, where turns carry no times.
     */
    SIMPATICO_PERIOD_CONVERSATIONS = 3,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum simpatico_period simpatico_period;
#else
typedef uint32_t simpatico_period;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * The order of agents.
 */
enum simpatico_agent_order
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    /**
     * By name: a reflection is no ranking.
     */
    SIMPATICO_AGENT_ORDER_NAME = 0,
    /**
     * By mean empathy, highest first; agents below the minimum sample last, by name.
     */
    SIMPATICO_AGENT_ORDER_EMPATHY = 1,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum simpatico_agent_order simpatico_agent_order;
#else
typedef uint32_t simpatico_agent_order;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * What was found in a customer's message: a part of a judgement, and gone with it. Lists hold only what is asserted,
 * strongest first; scores are calibrated probabilities.
 */
typedef struct simpatico_analysis simpatico_analysis;

/**
 * Reads messages and judges replies. Never changes once built: one analyzer serves all threads of a process.
 */
typedef struct simpatico_analyzer simpatico_analyzer;

/**
 * Judgements of many exchanges, in their order. Never changes: any number of threads may read it at once.
 */
typedef struct simpatico_batch simpatico_batch;

/**
 * Options for an analyzer.
 */
typedef struct simpatico_builder simpatico_builder;

/**
 * What one more turn changed. Never changes itself: any number of threads may read it at once.
 */
typedef struct simpatico_change simpatico_change;

/**
 * What a conversation was found to be, as far as it went. Turns are named by number, from 0. Never changes: any number
 * of threads may read it at once.
 */
typedef struct simpatico_conversation simpatico_conversation;

/**
 * A customer's message, read once, to judge the versions of the reply to it while an agent types. Never changes: any
 * number of threads may use it at once.
 */
typedef struct simpatico_draft simpatico_draft;

/**
 * What an exchange was found to be. Never changes: any number of threads may read it at once.
 */
typedef struct simpatico_judgement simpatico_judgement;

/**
 * A text with masks. Never changes: any number of threads may read it at once.
 */
typedef struct simpatico_redacted simpatico_redacted;

/**
 * Masks e-mail addresses, phone, card, bank account and document numbers, links that carry a token, and names that
 * are introduced, greeted or given.
 */
typedef struct simpatico_redactor simpatico_redactor;

/**
 * Looks back on many conversations of an agent or a team. Memory does not grow with their number. The same
 * conversations in the same order give the same bytes.
 */
typedef struct simpatico_reflection simpatico_reflection;

/**
 * What many conversations show. Never changes: any number of threads may read it at once.
 */
typedef struct simpatico_reflection_analysis simpatico_reflection_analysis;

/**
 * How well a reply meets its message: a part of a judgement, and gone with it.
 */
typedef struct simpatico_reply_score simpatico_reply_score;

/**
 * A conversation under way. Pushing a turn costs what its own message or reply costs, however long the conversation
 * is, and its memory has a limit: `SIMPATICO_SESSION_MOST_TURNS` and the like. It belongs to no thread, and serves one
 * at a time.
 */
typedef struct simpatico_session simpatico_session;

/**
 * Borrowed UTF-8 text of `len` bytes, without a NUL at its end. From the library: belongs to the handle that gave it
 * and ends with it, or lives as long as the process where the function says so; never freed by you; `data` is never
 * NULL. To the library: read during the call only; `data` may be NULL where `len` is 0.
 */
typedef struct simpatico_str {
    /**
     * First byte.
     */
    const char *data;
    /**
     * Number of bytes.
     */
    size_t len;
} simpatico_str;

/**
 * UTF-8 text that you own, of `len` bytes and a NUL after them that `len` does not count. Free it with
 * `simpatico_string_free`, and with nothing else.
 */
typedef struct simpatico_string {
    /**
     * First byte.
     */
    char *data;
    /**
     * Number of bytes before the NUL.
     */
    size_t len;
} simpatico_string;

/**
 * A masked piece of a text. The mask has as many bytes and code points as what it hides.
 */
typedef struct simpatico_mask {
    /**
     * What it was taken for.
     */
    simpatico_private_kind kind;
    /**
     * First byte.
     */
    size_t byte_start;
    /**
     * One past the last byte.
     */
    size_t byte_end;
    /**
     * First code point.
     */
    size_t start;
    /**
     * One past the last code point.
     */
    size_t end;
} simpatico_mask;

/**
 * A rule of the data, or of a pack of your own.
 */
typedef struct simpatico_rule {
    /**
     * Its id, as in the source of evidence.
     */
    struct simpatico_str id;
    /**
     * What it means.
     */
    struct simpatico_str message;
} simpatico_rule;

/**
 * A customer's message, the reply to it where there is one, and the number of turns before them.
 */
typedef struct simpatico_exchange {
    /**
     * The message.
     */
    struct simpatico_str customer;
    /**
     * The reply; `data` is NULL where there is none. An empty reply has another address and `len` 0.
     */
    struct simpatico_str reply;
    /**
     * Number of turns before the message in the same conversation.
     */
    size_t turns_before;
} simpatico_exchange;

/**
 * A stretch of words in one language, in code points.
 */
typedef struct simpatico_language_run {
    /**
     * English or Spanish.
     */
    simpatico_language_code code;
    /**
     * First code point.
     */
    size_t start;
    /**
     * One past the last code point.
     */
    size_t end;
} simpatico_language_run;

/**
 * The language of a message.
 */
typedef struct simpatico_language {
    /**
     * English, Spanish, mixed or unknown.
     */
    simpatico_language_code code;
    /**
     * How sure, 0 to 1.
     */
    double confidence;
    /**
     * Stretches of one language, in order.
     */
    const struct simpatico_language_run *runs;
    /**
     * Number of stretches.
     */
    size_t run_count;
} simpatico_language;

/**
 * Words that carried a score. The contributions of a label's evidence and its `base` add up to its `raw` score.
 */
typedef struct simpatico_evidence {
    /**
     * The words themselves.
     */
    struct simpatico_str text;
    /**
     * The id of the rule, or of the kind of model feature, that found them.
     */
    struct simpatico_str source;
    /**
     * First byte in the text that you gave.
     */
    size_t byte_start;
    /**
     * One past the last byte.
     */
    size_t byte_end;
    /**
     * First code point.
     */
    size_t start;
    /**
     * One past the last code point.
     */
    size_t end;
    /**
     * What they add to the raw score: log-odds for labels, points of -2 to 2 for sentiment.
     */
    double contribution;
    /**
     * Whose text they stand in: `SIMPATICO_SPEAKER_CUSTOMER` or `SIMPATICO_SPEAKER_AGENT`.
     */
    simpatico_speaker speaker;
} simpatico_evidence;

/**
 * Sentiment: a score, its label and band, strength and certainty kept apart.
 */
typedef struct simpatico_sentiment {
    /**
     * From -1 (very negative) to 1 (very positive).
     */
    double score;
    /**
     * Negative, neutral, positive or mixed.
     */
    simpatico_polarity label;
    /**
     * One of five bands, with borders at -0.6, -0.2, 0.2 and 0.6.
     */
    simpatico_band band;
    /**
     * Strength of feeling, 0 to 1.
     */
    double intensity;
    /**
     * Probability that the label is right, 0 to 1.
     */
    double confidence;
    /**
     * The part of `raw` that no evidence carries.
     */
    double base;
    /**
     * The score before calibration: `base` plus the contributions.
     */
    double raw;
    /**
     * The words that carried it.
     */
    const struct simpatico_evidence *evidence;
    /**
     * Number of pieces of evidence.
     */
    size_t evidence_count;
} simpatico_sentiment;

/**
 * An emotion shown.
 */
typedef struct simpatico_emotion_score {
    /**
     * Which.
     */
    simpatico_emotion label;
    /**
     * Calibrated probability, 0 to 1.
     */
    double score;
    /**
     * The part of `raw` that no evidence carries.
     */
    double base;
    /**
     * The score before calibration: `base` plus the contributions.
     */
    double raw;
    /**
     * The words that carried it, strongest first.
     */
    const struct simpatico_evidence *evidence;
    /**
     * Number of pieces of evidence.
     */
    size_t evidence_count;
} simpatico_emotion_score;

/**
 * Something that the customer wants done.
 */
typedef struct simpatico_service_need_score {
    /**
     * Which.
     */
    simpatico_service_need label;
    /**
     * Said, or read between the lines.
     */
    simpatico_expressed expressed;
    /**
     * Calibrated probability, 0 to 1.
     */
    double score;
    /**
     * The part of `raw` that no evidence carries.
     */
    double base;
    /**
     * The score before calibration: `base` plus the contributions.
     */
    double raw;
    /**
     * The words that carried it, strongest first.
     */
    const struct simpatico_evidence *evidence;
    /**
     * Number of pieces of evidence.
     */
    size_t evidence_count;
} simpatico_service_need_score;

/**
 * Something that the customer needs to feel.
 */
typedef struct simpatico_emotional_need_score {
    /**
     * Which.
     */
    simpatico_emotional_need label;
    /**
     * Said, or read between the lines.
     */
    simpatico_expressed expressed;
    /**
     * Calibrated probability, 0 to 1.
     */
    double score;
    /**
     * The part of `raw` that no evidence carries.
     */
    double base;
    /**
     * The score before calibration: `base` plus the contributions.
     */
    double raw;
    /**
     * The words that carried it, strongest first.
     */
    const struct simpatico_evidence *evidence;
    /**
     * Number of pieces of evidence.
     */
    size_t evidence_count;
} simpatico_emotional_need_score;

/**
 * A reason, bound to the emotions that stand with it.
 */
typedef struct simpatico_reason_score {
    /**
     * Which.
     */
    simpatico_reason label;
    /**
     * Emotions whose words share a sentence with this reason's; all emotions where none does.
     */
    const simpatico_emotion *emotions;
    /**
     * Number of those emotions.
     */
    size_t emotion_count;
    /**
     * Calibrated probability, 0 to 1.
     */
    double score;
    /**
     * The part of `raw` that no evidence carries.
     */
    double base;
    /**
     * The score before calibration: `base` plus the contributions.
     */
    double raw;
    /**
     * The words that carried it, strongest first.
     */
    const struct simpatico_evidence *evidence;
    /**
     * Number of pieces of evidence.
     */
    size_t evidence_count;
} simpatico_reason_score;

/**
 * What may follow.
 */
typedef struct simpatico_risk_score {
    /**
     * Which.
     */
    simpatico_risk label;
    /**
     * Calibrated probability, 0 to 1.
     */
    double score;
    /**
     * The part of `raw` that no evidence carries.
     */
    double base;
    /**
     * The score before calibration: `base` plus the contributions.
     */
    double raw;
    /**
     * The words that carried it, strongest first.
     */
    const struct simpatico_evidence *evidence;
    /**
     * Number of pieces of evidence.
     */
    size_t evidence_count;
} simpatico_risk_score;

/**
 * A label of your own packs; its name is `pack.label`.
 */
typedef struct simpatico_custom_score {
    /**
     * Which.
     */
    struct simpatico_str label;
    /**
     * The family that the pack put it in: `service_needs`, `emotional_needs` or `reasons`.
     */
    struct simpatico_str family;
    /**
     * Calibrated probability, 0 to 1.
     */
    double score;
    /**
     * The part of `raw` that no evidence carries.
     */
    double base;
    /**
     * The score before calibration: `base` plus the contributions.
     */
    double raw;
    /**
     * The words that carried it, strongest first.
     */
    const struct simpatico_evidence *evidence;
    /**
     * Number of pieces of evidence.
     */
    size_t evidence_count;
} simpatico_custom_score;

/**
 * What the feeling is about.
 */
typedef struct simpatico_target_score {
    /**
     * Which.
     */
    simpatico_target label;
    /**
     * Probability, 0 to 1.
     */
    double score;
} simpatico_target_score;

/**
 * Where the message stands in the service encounter.
 */
typedef struct simpatico_phase_score {
    /**
     * Which.
     */
    simpatico_phase label;
    /**
     * Probability, 0 to 1.
     */
    double score;
} simpatico_phase_score;

/**
 * Who writes.
 */
typedef struct simpatico_relationship_score {
    /**
     * Which.
     */
    simpatico_relationship label;
    /**
     * Probability, 0 to 1.
     */
    double score;
} simpatico_relationship_score;

/**
 * The whole of it.
 */
typedef struct simpatico_empathy {
    /**
     * 0 to 100; the codebook's levels 0 to 4 stand at 0, 25, 50, 75 and 100.
     */
    double score;
    /**
     * Low below 37.5, medium below 62.5, high from there on.
     */
    simpatico_empathy_level level;
    /**
     * Probability that the level is right, 0 to 1.
     */
    double confidence;
} simpatico_empathy;

/**
 * One technique.
 */
typedef struct simpatico_technique_score {
    /**
     * Which.
     */
    simpatico_technique label;
    /**
     * 0 absent, 1 weak or generic, 2 strong and specific.
     */
    uint32_t level;
    /**
     * Called for or not, given or not.
     */
    simpatico_opportunity opportunity;
    /**
     * Probability that it is there at level 1 or more.
     */
    double score;
    /**
     * Where given, the reply's words; where missed, the customer's words that called for it.
     */
    const struct simpatico_evidence *evidence;
    /**
     * Number of pieces of evidence.
     */
    size_t evidence_count;
} simpatico_technique_score;

/**
 * One wording that harms.
 */
typedef struct simpatico_antipattern_score {
    /**
     * Which.
     */
    simpatico_antipattern label;
    /**
     * Probability that it is there.
     */
    double score;
    /**
     * The reply's words.
     */
    const struct simpatico_evidence *evidence;
    /**
     * Number of pieces of evidence.
     */
    size_t evidence_count;
} simpatico_antipattern_score;

/**
 * How far one need is answered.
 */
typedef struct simpatico_need_coverage {
    /**
     * Service or emotional.
     */
    simpatico_need_kind kind;
    /**
     * A `simpatico_service_need` or a `simpatico_emotional_need`, as `kind` says.
     */
    uint32_t label;
    /**
     * The label's name.
     */
    struct simpatico_str name;
    /**
     * Answered, partly or open.
     */
    simpatico_coverage coverage;
} simpatico_need_coverage;

/**
 * What a careful reader points at in a reply beside techniques and antipatterns.
 */
typedef struct simpatico_specific_found {
    /**
     * Which.
     */
    simpatico_specific label;
    /**
     * True for what serves the customer; false for what a coach would ask to change.
     */
    bool is_helpful;
    /**
     * The reply's words; their contribution is 0.
     */
    const struct simpatico_evidence *evidence;
    /**
     * Number of pieces of evidence.
     */
    size_t evidence_count;
} simpatico_specific_found;

/**
 * One way to do better.
 */
typedef struct simpatico_suggestion {
    /**
     * Whether to apply a technique or to mend an antipattern.
     */
    simpatico_suggestion_kind kind;
    /**
     * A `simpatico_technique` or a `simpatico_antipattern`, as `kind` says.
     */
    uint32_t label;
    /**
     * The label's name.
     */
    struct simpatico_str name;
    /**
     * The reason, in plain words and the customer's language.
     */
    struct simpatico_str why;
    /**
     * A sentence for this case: to be added to the reply, or put in the place of `replaces`.
     */
    struct simpatico_str example;
    /**
     * Points of 0 to 100 that it brings: the score of the reply with it, less the score without.
     */
    double gain;
    /**
     * The customer's words that it answers.
     */
    const struct simpatico_evidence *answers;
    /**
     * Number of those.
     */
    size_t answer_count;
    /**
     * The words of the reply that the example takes the place of; NULL where it is to be added.
     */
    const struct simpatico_evidence *replaces;
} simpatico_suggestion;

/**
 * One turn of a conversation. Zero in every field but `speaker` and `text` is a turn without time and name.
 */
typedef struct simpatico_turn {
    /**
     * A `simpatico_speaker`.
     */
    uint32_t speaker;
    /**
     * A `simpatico_time_kind`: which of the next two fields holds the time.
     */
    uint32_t time_kind;
    /**
     * Milliseconds since 1970-01-01T00:00:00Z.
     */
    int64_t milliseconds;
    /**
     * RFC 3339, as "2026-03-12T14:02:11-05:00".
     */
    struct simpatico_str time;
    /**
     * The words.
     */
    struct simpatico_str text;
    /**
     * Which agent, where several speak or many conversations are compared; `data` is NULL where there is no name.
     */
    struct simpatico_str agent;
} simpatico_turn;

/**
 * A value and the turn that it belongs to.
 */
typedef struct simpatico_point {
    /**
     * The turn's number, from 0.
     */
    size_t turn;
    /**
     * The value.
     */
    double score;
} simpatico_point;

/**
 * How the customer's sentiment moved, each value from -1 to 1. A figure is NULL where no turn could be judged.
 */
typedef struct simpatico_sentiment_course {
    /**
     * The customer's turns that were judged.
     */
    size_t judged;
    /**
     * The whole, later turns weighing more.
     */
    const double *overall;
    /**
     * The first judged turn.
     */
    const double *begin;
    /**
     * The last judged turn.
     */
    const double *end;
    /**
     * The first of the lowest turns.
     */
    const struct simpatico_point *lowest;
    /**
     * Half of `end` less `begin`.
     */
    const double *trend;
    /**
     * `end` less the lowest score, from 0 to 2.
     */
    const double *recovery;
    /**
     * Mean of the first quarter of the judged turns; NULL, like the next three, for a quarter without a turn.
     */
    const double *first_quarter;
    /**
     * Of the second.
     */
    const double *second_quarter;
    /**
     * Of the third.
     */
    const double *third_quarter;
    /**
     * Of the fourth.
     */
    const double *fourth_quarter;
} simpatico_sentiment_course;

/**
 * How a risk moved over the customer's judged turns, each value a probability.
 */
typedef struct simpatico_risk_course {
    /**
     * At the first judged turn.
     */
    double begin;
    /**
     * At the last one.
     */
    double end;
    /**
     * The first of the highest.
     */
    struct simpatico_point highest;
} simpatico_risk_course;

/**
 * Words of a turn. Positions are within that turn's text.
 */
typedef struct simpatico_quote {
    /**
     * The words, at most 160 code points of them.
     */
    struct simpatico_str text;
    /**
     * The turn's number, from 0.
     */
    size_t turn;
    /**
     * First byte.
     */
    size_t byte_start;
    /**
     * One past the last byte.
     */
    size_t byte_end;
    /**
     * First code point.
     */
    size_t start;
    /**
     * One past the last code point.
     */
    size_t end;
} simpatico_quote;

/**
 * A sign that the customer has been in touch about this before.
 */
typedef struct simpatico_repeat_contact {
    /**
     * The first turn that shows it.
     */
    size_t turn;
    /**
     * The highest effort so far, 0 to 1.
     */
    double effort;
    /**
     * Words of that turn that tell of it; may be NULL.
     */
    const struct simpatico_quote *words;
} simpatico_repeat_contact;

/**
 * A mean and what it is of.
 */
typedef struct simpatico_mean {
    /**
     * The mean.
     */
    double mean;
    /**
     * Of so many.
     */
    size_t n;
} simpatico_mean;

/**
 * A wait and the agent's turn that ended it.
 */
typedef struct simpatico_wait {
    /**
     * The agent's turn.
     */
    size_t turn;
    /**
     * Seconds.
     */
    double seconds;
} simpatico_wait;

/**
 * Waiting and handling, in seconds; a figure is NULL where the turns concerned carry no times.
 */
typedef struct simpatico_timing {
    /**
     * Turns with a usable time.
     */
    size_t timed_turns;
    /**
     * From the customer's first turn to the first turn of an agent after it.
     */
    const double *first_reply_seconds;
    /**
     * Mean reply delay.
     */
    const struct simpatico_mean *reply_seconds;
    /**
     * The longest reply delay, the first of equals.
     */
    const struct simpatico_wait *longest_wait;
    /**
     * From the first turn to the last.
     */
    const double *handling_seconds;
} simpatico_timing;

/**
 * How many entries were left out of lists that keep their newest ones.
 */
typedef struct simpatico_left_out {
    /**
     * Oldest turns without an entry.
     */
    size_t turns;
    /**
     * Oldest needs.
     */
    size_t needs;
    /**
     * Oldest turning points.
     */
    size_t turning_points;
    /**
     * Oldest missed opportunities.
     */
    size_t missed_opportunities;
    /**
     * Turns of agents who came after the limit of agents.
     */
    size_t agent_turns;
    /**
     * Oldest hand-overs.
     */
    size_t hand_overs;
    /**
     * Oldest notes.
     */
    size_t notes;
} simpatico_left_out;

/**
 * What a conversation came to.
 */
typedef struct simpatico_course {
    /**
     * Turns in all, of every speaker.
     */
    size_t turn_count;
    /**
     * The course of the customer's sentiment.
     */
    struct simpatico_sentiment_course sentiment;
    /**
     * Whether the matter is settled.
     */
    simpatico_resolved resolved;
    /**
     * What that was read off.
     */
    simpatico_resolution_reason resolution_reason;
    /**
     * An estimate from 1 to 5 of what it was like for the customer; nobody was asked. NULL where no turn could be
     * judged.
     */
    const double *estimated_experience;
    /**
     * How the risk of escalation moved; NULL where no turn could be judged.
     */
    const struct simpatico_risk_course *escalation;
    /**
     * How the risk of leaving moved; NULL likewise.
     */
    const struct simpatico_risk_course *churn;
    /**
     * A sign of an earlier contact; NULL where there is none.
     */
    const struct simpatico_repeat_contact *repeat_contact;
    /**
     * Turns of a bot.
     */
    size_t bot_turns;
    /**
     * The customer's first turn after one of a bot that asks for a person; NULL where there is none.
     */
    const size_t *human_asked_at;
    /**
     * Waiting and handling.
     */
    struct simpatico_timing timing;
    /**
     * What the limits left out of the lists.
     */
    struct simpatico_left_out left_out;
} simpatico_course;

/**
 * The sentiment of a turn.
 */
typedef struct simpatico_turn_sentiment {
    /**
     * From -1 (very negative) to 1 (very positive).
     */
    double score;
    /**
     * Negative, neutral, positive or mixed.
     */
    simpatico_polarity label;
    /**
     * One of five bands.
     */
    simpatico_band band;
    /**
     * Strength of feeling, 0 to 1.
     */
    double intensity;
    /**
     * Probability that the label is right, 0 to 1.
     */
    double confidence;
    /**
     * The words that carried it most in its own direction; may be NULL.
     */
    const struct simpatico_quote *words;
} simpatico_turn_sentiment;

/**
 * A label that is asserted of a turn, and the words that carried it most.
 */
typedef struct simpatico_finding {
    /**
     * A label of the family that the list is of.
     */
    uint32_t label;
    /**
     * The label's name.
     */
    struct simpatico_str name;
    /**
     * Calibrated probability, 0 to 1.
     */
    double score;
    /**
     * The strongest words; may be NULL.
     */
    const struct simpatico_quote *words;
} simpatico_finding;

/**
 * A need that a turn raises.
 */
typedef struct simpatico_need_finding {
    /**
     * Service or emotional.
     */
    simpatico_need_kind kind;
    /**
     * A `simpatico_service_need` or a `simpatico_emotional_need`, as `kind` says.
     */
    uint32_t label;
    /**
     * The label's name.
     */
    struct simpatico_str name;
    /**
     * Calibrated probability, 0 to 1.
     */
    double score;
    /**
     * Said, or read between the lines.
     */
    simpatico_expressed expressed;
    /**
     * The strongest words; may be NULL.
     */
    const struct simpatico_quote *words;
} simpatico_need_finding;

/**
 * A label of your own packs in a turn.
 */
typedef struct simpatico_custom_finding {
    /**
     * `pack.label`.
     */
    struct simpatico_str label;
    /**
     * The family that the pack put it in.
     */
    struct simpatico_str family;
    /**
     * From 0 to 1.
     */
    double score;
    /**
     * The strongest words; may be NULL.
     */
    const struct simpatico_quote *words;
} simpatico_custom_finding;

/**
 * What a customer's turn shows. Lists hold only what is asserted, strongest first.
 */
typedef struct simpatico_customer_turn {
    /**
     * The turn's language.
     */
    simpatico_language_code language;
    /**
     * How the customer feels.
     */
    struct simpatico_turn_sentiment sentiment;
    /**
     * Emotions shown, each a `simpatico_emotion`.
     */
    const struct simpatico_finding *emotions;
    /**
     * Number of those.
     */
    size_t emotion_count;
    /**
     * Those of them that the customer's last message before an agent's reply showed as well.
     */
    const simpatico_emotion *carried;
    /**
     * Number of those.
     */
    size_t carried_count;
    /**
     * What the customer wants done, then what the customer needs to feel.
     */
    const struct simpatico_need_finding *needs;
    /**
     * Number of needs.
     */
    size_t need_count;
    /**
     * Why, each a `simpatico_reason`.
     */
    const struct simpatico_finding *reasons;
    /**
     * Number of reasons.
     */
    size_t reason_count;
    /**
     * What may follow, each a `simpatico_risk`.
     */
    const struct simpatico_finding *risks;
    /**
     * Number of risks.
     */
    size_t risk_count;
    /**
     * Labels of your own packs.
     */
    const struct simpatico_custom_finding *custom_labels;
    /**
     * Number of those.
     */
    size_t custom_label_count;
    /**
     * What the feeling is about; NULL where there is none.
     */
    const struct simpatico_target_score *target;
    /**
     * Before, during or after the service.
     */
    struct simpatico_phase_score phase;
    /**
     * Probability of escalation, asserted or not.
     */
    double escalation;
    /**
     * Probability of leaving, asserted or not.
     */
    double churn;
    /**
     * How pressing it is, 0 to 1.
     */
    double urgency;
    /**
     * How much work the customer has already had, 0 to 1.
     */
    double effort;
    /**
     * The customer says that the matter is done, which closes what was open.
     */
    bool confirms;
    /**
     * Why the turn was not judged; NULL for most turns.
     */
    const simpatico_abstain_reason *abstained;
} simpatico_customer_turn;

/**
 * The five pillars, 0 to 100; each is NULL where nothing that it judges was called for.
 */
typedef struct simpatico_pillars {
    /**
     * Paraphrase, clarifying question.
     */
    const double *active_listening;
    /**
     * Perspective taking.
     */
    const double *perspective_taking;
    /**
     * Emotional acknowledgement, reassurance, apology, appreciation.
     */
    const double *empathetic_language;
    /**
     * Concrete action, proactive support.
     */
    const double *action;
    /**
     * Personalisation, and the absence of robotic wording.
     */
    const double *human_touch;
} simpatico_pillars;

/**
 * A technique in a reply.
 */
typedef struct simpatico_technique_level {
    /**
     * Which.
     */
    simpatico_technique label;
    /**
     * 0 absent, 1 weak or generic, 2 strong and specific.
     */
    uint32_t level;
    /**
     * Called for or not, given or not.
     */
    simpatico_opportunity opportunity;
} simpatico_technique_level;

/**
 * An agent's reply: all turns of one agent between two of the customer's, judged as one text against the customer's
 * message before it.
 */
typedef struct simpatico_agent_reply {
    /**
     * The customer's turns that it answers.
     */
    const size_t *answers;
    /**
     * Number of those.
     */
    size_t answer_count;
    /**
     * The agent's turns that it is made of, this one last.
     */
    const size_t *parts;
    /**
     * Number of those.
     */
    size_t part_count;
    /**
     * The whole, 0 to 100.
     */
    struct simpatico_empathy empathy;
    /**
     * The five pillars.
     */
    struct simpatico_pillars pillars;
    /**
     * All ten techniques, in the codebook's order.
     */
    const struct simpatico_technique_level *techniques;
    /**
     * Number of techniques.
     */
    size_t technique_count;
    /**
     * What harmed, strongest first, each a `simpatico_antipattern`.
     */
    const struct simpatico_finding *antipatterns;
    /**
     * Number of those.
     */
    size_t antipattern_count;
    /**
     * How far the needs of the message are answered on the whole.
     */
    simpatico_coverage coverage;
    /**
     * How far each of them is, service needs first.
     */
    const struct simpatico_need_coverage *needs;
    /**
     * Number of those needs.
     */
    size_t need_count;
    /**
     * The reply is in the customer's language.
     */
    bool language_match;
} simpatico_agent_reply;

/**
 * One turn of a conversation.
 */
typedef struct simpatico_turn_analysis {
    /**
     * The turn's number, from 0.
     */
    size_t turn;
    /**
     * Who speaks.
     */
    simpatico_speaker speaker;
    /**
     * Which agent; NULL without a name.
     */
    const struct simpatico_str *agent;
    /**
     * When, in milliseconds since 1970-01-01T00:00:00Z; NULL where it is not known, or lies before an earlier turn.
     */
    const int64_t *milliseconds;
    /**
     * Of an agent's turn: seconds that the customer waited for it; may be NULL.
     */
    const double *delay_seconds;
    /**
     * Of a customer's turn: what it shows; else NULL.
     */
    const struct simpatico_customer_turn *customer;
    /**
     * Of an agent's turn: the judgement of the reply that ends with it. NULL where the reply goes on in a later turn,
     * or there is no message to answer.
     */
    const struct simpatico_agent_reply *reply;
} simpatico_turn_analysis;

/**
 * An emotion over the customer's turns.
 */
typedef struct simpatico_emotion_course {
    /**
     * Which.
     */
    simpatico_emotion label;
    /**
     * Turns that show it.
     */
    size_t turns;
    /**
     * The first of them.
     */
    size_t first_turn;
    /**
     * The last of them.
     */
    size_t last_turn;
    /**
     * Its highest score.
     */
    double highest;
    /**
     * Messages in a row, with an agent's reply between them, that it was carried over at most; 1 where it never
     * outlasted a reply.
     */
    size_t carried;
    /**
     * The customer's last message shows it.
     */
    bool at_end;
} simpatico_emotion_course;

/**
 * A need over a conversation. Raised again after it was answered, it is a need of its own.
 */
typedef struct simpatico_need_record {
    /**
     * Service or emotional.
     */
    simpatico_need_kind kind;
    /**
     * A `simpatico_service_need` or a `simpatico_emotional_need`, as `kind` says.
     */
    uint32_t label;
    /**
     * The label's name.
     */
    struct simpatico_str name;
    /**
     * How far it is answered by now; open still, unless it is `SIMPATICO_COVERAGE_ANSWERED`.
     */
    simpatico_coverage state;
    /**
     * The customer's turn that raised it.
     */
    size_t raised;
    /**
     * The words that did; may be NULL.
     */
    const struct simpatico_quote *words;
    /**
     * Later turns of the customer that raised it while it was not answered; the newest 100.
     */
    const size_t *raised_again;
    /**
     * Number of those.
     */
    size_t raised_again_count;
    /**
     * The agent's turn that first answered it in part; may be NULL.
     */
    const size_t *partly_at;
    /**
     * The turn that answered it: an agent's, or the customer's own word that it is done; may be NULL.
     */
    const size_t *answered_at;
    /**
     * The agent of `answered_at`; NULL without a name, and where the customer closed it.
     */
    const struct simpatico_str *agent;
} simpatico_need_record;

/**
 * A change of the customer's mood, or its absence, credited to the reply before it.
 */
typedef struct simpatico_turning_point {
    /**
     * Recovery, damage or stall.
     */
    simpatico_turning_point_kind kind;
    /**
     * The agent's turn that it is credited to: the last one of the reply.
     */
    size_t turn;
    /**
     * That turn's agent; NULL without a name.
     */
    const struct simpatico_str *agent;
    /**
     * The customer's sentiment before the reply.
     */
    double before;
    /**
     * And after it.
     */
    double after;
    /**
     * The customer's turn after the reply, where it shows.
     */
    size_t customer_turn;
    /**
     * The last turn of the customer that it still shows in.
     */
    size_t until;
    /**
     * The customer's words; may be NULL.
     */
    const struct simpatico_quote *words;
} simpatico_turning_point;

/**
 * What a customer's message called for and the reply to it did not give.
 */
typedef struct simpatico_missed_opportunity {
    /**
     * A technique, or a need.
     */
    simpatico_missed_kind kind;
    /**
     * A `simpatico_technique`, a `simpatico_service_need` or a `simpatico_emotional_need`, as `kind` says.
     */
    uint32_t label;
    /**
     * The label's name.
     */
    struct simpatico_str name;
    /**
     * The customer's turn that called for it.
     */
    size_t customer_turn;
    /**
     * The customer's words; may be NULL.
     */
    const struct simpatico_quote *words;
    /**
     * The agent's turn that did not answer.
     */
    size_t turn;
    /**
     * That turn's agent; NULL without a name.
     */
    const struct simpatico_str *agent;
} simpatico_missed_opportunity;

/**
 * The mean of each pillar, 0 to 100; NULL where nothing that it judges was called for.
 */
typedef struct simpatico_pillar_means {
    /**
     * Paraphrase, clarifying question.
     */
    const struct simpatico_mean *active_listening;
    /**
     * Perspective taking.
     */
    const struct simpatico_mean *perspective_taking;
    /**
     * Emotional acknowledgement, reassurance, apology, appreciation.
     */
    const struct simpatico_mean *empathetic_language;
    /**
     * Concrete action, proactive support.
     */
    const struct simpatico_mean *action;
    /**
     * Personalisation, and the absence of robotic wording.
     */
    const struct simpatico_mean *human_touch;
} simpatico_pillar_means;

/**
 * An agent in a conversation.
 */
typedef struct simpatico_agent_summary {
    /**
     * Who; NULL for an agent without a name.
     */
    const struct simpatico_str *agent;
    /**
     * Turns spoken.
     */
    size_t turns;
    /**
     * The first of them.
     */
    size_t first_turn;
    /**
     * The last of them.
     */
    size_t last_turn;
    /**
     * Mean empathy of the replies that were judged, 0 to 100; NULL where none was.
     */
    const struct simpatico_mean *empathy;
    /**
     * Mean of each pillar over the replies in which it was called for.
     */
    struct simpatico_pillar_means pillars;
} simpatico_agent_summary;

/**
 * Somebody else takes the conversation over.
 */
typedef struct simpatico_hand_over {
    /**
     * The first turn of the one who takes over.
     */
    size_t turn;
    /**
     * Who spoke before: `SIMPATICO_SPEAKER_AGENT` or `SIMPATICO_SPEAKER_BOT`.
     */
    simpatico_speaker from;
    /**
     * That agent's name; may be NULL.
     */
    const struct simpatico_str *from_agent;
    /**
     * Who speaks now.
     */
    simpatico_speaker to;
    /**
     * That agent's name; may be NULL.
     */
    const struct simpatico_str *to_agent;
} simpatico_hand_over;

/**
 * Something peculiar about a turn.
 */
typedef struct simpatico_turn_note {
    /**
     * The turn.
     */
    size_t turn;
    /**
     * What it is.
     */
    simpatico_note_kind kind;
} simpatico_turn_note;

/**
 * What one more turn changed.
 */
typedef struct simpatico_turn_change {
    /**
     * The turn itself.
     */
    struct simpatico_turn_analysis turn;
    /**
     * Needs that it raised for the first time, or again after they were answered.
     */
    const struct simpatico_need_record *raised;
    /**
     * Number of those.
     */
    size_t raised_count;
    /**
     * Needs that it answered, in full or in part.
     */
    const struct simpatico_need_record *answered;
    /**
     * Number of those.
     */
    size_t answered_count;
    /**
     * The turning point that it shows; NULL where it shows none. A later turn of the same message may move or undo it.
     */
    const struct simpatico_turning_point *turning_point;
    /**
     * What it was called on to give and did not. A later turn of the same reply may give it.
     */
    const struct simpatico_missed_opportunity *missed_opportunities;
    /**
     * Number of those.
     */
    size_t missed_opportunity_count;
    /**
     * Whether the matter is settled by now.
     */
    simpatico_resolved resolved;
    /**
     * What that was read off.
     */
    simpatico_resolution_reason resolution_reason;
    /**
     * What was peculiar about it.
     */
    const struct simpatico_turn_note *notes;
    /**
     * Number of notes.
     */
    size_t note_count;
} simpatico_turn_change;

/**
 * Options of a reflection. Begin with those of `simpatico_reflection_options_default`.
 */
typedef struct simpatico_reflection_options {
    /**
     * A `simpatico_period`: what figures are followed over.
     */
    uint32_t period;
    /**
     * How many conversations, for `SIMPATICO_PERIOD_CONVERSATIONS`; 1 or more.
     */
    uint32_t period_conversations;
    /**
     * Below so many opportunities no mean, trend, habit, strength or area is claimed.
     */
    size_t least_opportunities;
    /**
     * Nor below so many conversations; at least 5.
     */
    size_t least_conversations;
    /**
     * A `simpatico_agent_order`.
     */
    uint32_t order;
    /**
     * A `simpatico_locale`: the language of the page.
     */
    uint32_t locale;
    /**
     * The page's title, UTF-8; the page has one of its own where `data` is NULL.
     */
    struct simpatico_str title;
} simpatico_reflection_options;

/**
 * How much was looked back on.
 */
typedef struct simpatico_overview {
    /**
     * Conversations.
     */
    size_t conversations;
    /**
     * Their turns.
     */
    size_t turns;
    /**
     * Conversations without any time.
     */
    size_t untimed;
    /**
     * The earliest time of any turn, in milliseconds since 1970-01-01T00:00:00Z; NULL where no turn has a time.
     */
    const int64_t *first_milliseconds;
    /**
     * The latest; NULL likewise.
     */
    const int64_t *last_milliseconds;
    /**
     * Parts of conversations by agents beyond the limit of 500; the team has them.
     */
    size_t left_out;
    /**
     * Corrections taken.
     */
    size_t corrections;
    /**
     * Those whose turn was found.
     */
    size_t corrections_found;
} simpatico_overview;

/**
 * A mean and its 95 % interval.
 */
typedef struct simpatico_interval {
    /**
     * The mean.
     */
    double mean;
    /**
     * The interval's lower end.
     */
    double low;
    /**
     * Its upper end.
     */
    double high;
} simpatico_interval;

/**
 * The slope of the line over all periods.
 */
typedef struct simpatico_trend {
    /**
     * Points a period.
     */
    double per_period;
    /**
     * Lower end of its 95 % interval.
     */
    double low;
    /**
     * Upper end.
     */
    double high;
    /**
     * What can be claimed, all questions that are asked of a profile taken together.
     */
    simpatico_direction direction;
    /**
     * Opportunities with a time.
     */
    size_t n;
    /**
     * Conversations with a time.
     */
    size_t conversations;
} simpatico_trend;

/**
 * A figure from 0 to 100 of many opportunities.
 */
typedef struct simpatico_measure {
    /**
     * Opportunities: replies, or techniques that were called for.
     */
    size_t n;
    /**
     * Conversations with any.
     */
    size_t conversations;
    /**
     * The mean of all; NULL below the minimum sample.
     */
    const struct simpatico_interval *interval;
    /**
     * The line over the periods, where there are three or more; NULL else, and below the minimum sample.
     */
    const struct simpatico_trend *trend;
} simpatico_measure;

/**
 * A pillar over time; `n` counts techniques that were called for.
 */
typedef struct simpatico_pillar_measure {
    /**
     * Which.
     */
    simpatico_pillar pillar;
    /**
     * Its figures.
     */
    struct simpatico_measure measure;
} simpatico_pillar_measure;

/**
 * A pillar that is surely better, or surely less, than adequate.
 */
typedef struct simpatico_pillar_claim {
    /**
     * Which.
     */
    simpatico_pillar pillar;
    /**
     * Opportunities.
     */
    size_t n;
    /**
     * Its mean.
     */
    struct simpatico_interval interval;
} simpatico_pillar_claim;

/**
 * What many conversations show of an agent or a team. The JSON has more: periods, habits, samples with better
 * versions.
 */
typedef struct simpatico_profile {
    /**
     * Who; NULL for the team, and for agents without a name.
     */
    const struct simpatico_str *agent;
    /**
     * Conversations with a turn of this agent; for a team, all.
     */
    size_t conversations;
    /**
     * Those of them that other agents had a part in.
     */
    size_t shared;
    /**
     * Replies that were judged.
     */
    size_t replies;
    /**
     * Empathy; `n` counts replies.
     */
    struct simpatico_measure empathy;
    /**
     * The five pillars.
     */
    const struct simpatico_pillar_measure *pillars;
    /**
     * Number of pillars.
     */
    size_t pillar_count;
    /**
     * Pillars that are surely better than adequate, best first.
     */
    const struct simpatico_pillar_claim *strengths;
    /**
     * Number of those.
     */
    size_t strength_count;
    /**
     * Pillars that are surely less than adequate, lowest first; at most two.
     */
    const struct simpatico_pillar_claim *areas;
    /**
     * Number of those.
     */
    size_t area_count;
    /**
     * Conversations that began negative; of an agent, as the rest, those that no other had a part in.
     */
    size_t began_upset;
    /**
     * Those of them that did not end negative.
     */
    size_t recovered;
    /**
     * Conversations whose matter was settled.
     */
    size_t resolved;
    /**
     * Not settled.
     */
    size_t unresolved;
    /**
     * The words do not tell.
     */
    size_t unclear;
} simpatico_profile;

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/**
 * Version of the library that runs, which may be newer than the header's: compare with `SIMPATICO_VERSION`. The text
 * lives as long as the process.
 *
 * Threads: any.
 */
struct simpatico_str simpatico_version(void);

/**
 * ABI version of the library that runs.
 *
 * Threads: any.
 */
uint32_t simpatico_abi_version(void);

/**
 * Version of the JSON contract that the library writes.
 *
 * Threads: any.
 */
uint32_t simpatico_schema(void);

/**
 * Whether a program can work with the library that runs. Call it once at the start as
 * `simpatico_check_abi(SIMPATICO_ABI_VERSION)`, above all where the library is loaded by hand.
 *
 * Fails: `SIMPATICO_STATUS_ABI_MISMATCH`. Threads: any.
 */
simpatico_status simpatico_check_abi(uint32_t abi_version);

/**
 * Whether the accurate model is compiled in: `*out` is true or false.
 *
 * Fails: `SIMPATICO_STATUS_NULL_ARGUMENT`. Threads: any.
 */
simpatico_status simpatico_has_accurate(bool *out);

/**
 * Whether pages of `simpatico_reflection_page` are compiled in: `*out` is true or false.
 *
 * Fails: `SIMPATICO_STATUS_NULL_ARGUMENT`. Threads: any.
 */
simpatico_status simpatico_has_report(bool *out);

/**
 * Frees an owned text and leaves `{NULL, 0}` in its place, so that a second call does no harm. NULL is fine.
 *
 * Threads: any, one at a time for the same string.
 */
void simpatico_string_free(struct simpatico_string *string);

/**
 * Why the last call on this thread failed: the value that was refused, and the limit. Empty where none has failed.
 * `SIMPATICO_STATUS_ABSENT` is no failure.
 *
 * Gives: a text that stands until another call fails on this thread. Threads: any; each has its own.
 */
struct simpatico_str simpatico_last_error(void);

/**
 * What a status means, for any value of it, in a few words that live as long as the process.
 *
 * Threads: any.
 */
struct simpatico_str simpatico_status_message(uint32_t status);

/**
 * Number of labels of a family: they are 0 to one less.
 *
 * Takes: a `simpatico_family`. Fails: `SIMPATICO_STATUS_INVALID_ARGUMENT` where it is none. Threads: any.
 */
simpatico_status simpatico_label_count(uint32_t family, uint32_t *out);

/**
 * The codebook's name of a label, as in the JSON contract.
 *
 * Takes: a `simpatico_family`, and a label of it. Gives: a text that lives as long as the process. Fails:
 * `SIMPATICO_STATUS_INVALID_ARGUMENT` where there is no such family or label. Threads: any.
 */
simpatico_status simpatico_label_name(uint32_t family, uint32_t label, struct simpatico_str *out);

/**
 * A label in plain words, for people to read: short, in lower case, without a full stop.
 *
 * Takes: a `simpatico_family`, a label of it, and a `simpatico_locale`. Gives: a text that lives as long as the
 * process. Fails: `SIMPATICO_STATUS_INVALID_ARGUMENT` where there is no such family, label or locale. Threads: any.
 */
simpatico_status simpatico_label_title(uint32_t family,
                                       uint32_t label,
                                       uint32_t locale,
                                       struct simpatico_str *out);

/**
 * The label that a name of the codebook stands for.
 *
 * Takes: a `simpatico_family`, and UTF-8. Fails: `SIMPATICO_STATUS_UNKNOWN_LABEL`;
 * `SIMPATICO_STATUS_INVALID_ARGUMENT` where there is no such family. Threads: any.
 */
simpatico_status simpatico_label_from_name(uint32_t family, const char *name, size_t len, uint32_t *out);

/**
 * A redactor with the usual masks. Order numbers, dates and amounts stay unless `simpatico_redactor_figures` asks for
 * them.
 *
 * Gives: a handle that you free with `simpatico_redactor_free`. Threads: any.
 */
simpatico_status simpatico_redactor_new(struct simpatico_redactor **out);

/**
 * Also masks this name wherever it stands, in any case: a customer's from your records, for instance.
 *
 * Takes: UTF-8, copied. Threads: any, one at a time for the same redactor.
 */
simpatico_status simpatico_redactor_name(struct simpatico_redactor *redactor, const char *name, size_t len);

/**
 * Also masks every figure: order numbers, dates, amounts.
 *
 * Threads: any, one at a time for the same redactor.
 */
simpatico_status simpatico_redactor_figures(struct simpatico_redactor *redactor);

/**
 * Masks a text, in time linear in its length.
 *
 * Takes: UTF-8, copied. Gives: a handle that you free with `simpatico_redacted_free`. Threads: any, at once.
 */
simpatico_status simpatico_redactor_redact(const struct simpatico_redactor *redactor,
                                           const char *text,
                                           size_t len,
                                           struct simpatico_redacted **out);

/**
 * Frees a redactor. NULL is fine. What it masked, and analyzers that were built with it, live on.
 *
 * Threads: any, once no other thread uses it.
 */
void simpatico_redactor_free(struct simpatico_redactor *redactor);

/**
 * The text with its masks, as long as the text that was given, in bytes and in code points.
 *
 * Gives: a text that belongs to the handle. Threads: any, at once.
 */
simpatico_status simpatico_redacted_text(const struct simpatico_redacted *redacted,
                                         struct simpatico_str *out);

/**
 * What was masked, in the order of the text.
 *
 * Gives: the address of `*count` entries, which belong to the handle. Threads: any, at once.
 */
simpatico_status simpatico_redacted_masks(const struct simpatico_redacted *redacted,
                                          const struct simpatico_mask **out,
                                          size_t *count);

/**
 * Frees a masked text with its masks. NULL is fine.
 *
 * Threads: any, once no other thread uses it.
 */
void simpatico_redacted_free(struct simpatico_redacted *redacted);

/**
 * A builder with no option set.
 *
 * Gives: a handle that you free with `simpatico_builder_free`. Fails: `SIMPATICO_STATUS_NULL_ARGUMENT`. Threads: any.
 */
simpatico_status simpatico_builder_new(struct simpatico_builder **out);

/**
 * Which model answers: a `simpatico_model`. Without this the accurate one does where it is compiled in.
 *
 * Fails: `SIMPATICO_STATUS_INVALID_ARGUMENT` where `model` is none. Threads: any, one at a time for the same builder.
 */
simpatico_status simpatico_builder_model(struct simpatico_builder *builder,
                                         uint32_t model);

/**
 * Uses this data pack in place of the embedded one. The embedded network goes with the embedded pack only.
 *
 * Takes: `len` bytes, copied. The content is read by `simpatico_builder_build`. Threads: any, one at a time for the
 * same builder.
 */
simpatico_status simpatico_builder_data(struct simpatico_builder *builder,
                                        const uint8_t *data,
                                        size_t len);

/**
 * As `simpatico_builder_data`, from a file; the path is UTF-8.
 *
 * Fails: `SIMPATICO_STATUS_IO`. Threads: any, one at a time for the same builder.
 */
simpatico_status simpatico_builder_data_file(struct simpatico_builder *builder, const char *path, size_t len);

/**
 * Uses this network, trained beside the pack, in place of the embedded one.
 *
 * Takes: `len` bytes, copied. Threads: any, one at a time for the same builder.
 */
simpatico_status simpatico_builder_network(struct simpatico_builder *builder,
                                           const uint8_t *data,
                                           size_t len);

/**
 * As `simpatico_builder_network`, from a file; the path is UTF-8.
 *
 * Fails: `SIMPATICO_STATUS_IO`. Threads: any, one at a time for the same builder.
 */
simpatico_status simpatico_builder_network_file(struct simpatico_builder *builder,
                                                const char *path,
                                                size_t len);

/**
 * Adds a pack of your own, in TOML: phrases, names to ignore, thresholds, labels. Can be called several times.
 *
 * Takes: UTF-8, copied; its faults are told by `simpatico_builder_build`. Threads: any, one at a time for the same
 * builder.
 */
simpatico_status simpatico_builder_pack(struct simpatico_builder *builder,
                                        const char *toml,
                                        size_t len);

/**
 * As `simpatico_builder_pack`, from a file; the path is UTF-8.
 *
 * Fails: `SIMPATICO_STATUS_IO`; `SIMPATICO_STATUS_INVALID_UTF8` where the file is not UTF-8. Threads: any, one at a
 * time for the same builder.
 */
simpatico_status simpatico_builder_pack_file(struct simpatico_builder *builder,
                                             const char *path,
                                             size_t len);

/**
 * Asserts a label, written `family.label` as in "emotions.anger", from this score on: above 0 and below 1.
 *
 * Takes: UTF-8, copied; label and score are checked by `simpatico_builder_build`. Threads: any, one at a time for
 * the same builder.
 */
simpatico_status simpatico_builder_threshold(struct simpatico_builder *builder,
                                             const char *label,
                                             size_t len,
                                             double score);

/**
 * Leaves a rule out; ids are those of `simpatico_analyzer_rule_at`.
 *
 * Takes: UTF-8, copied; the id is checked by `simpatico_builder_build`. Threads: any, one at a time for the same
 * builder.
 */
simpatico_status simpatico_builder_disable(struct simpatico_builder *builder,
                                           const char *rule,
                                           size_t len);

/**
 * Masks what the redactor finds in every text that results contain; analysis reads the texts as they are, and every
 * position stays true.
 *
 * Takes: a redactor, copied as it is now. Threads: any, one at a time for the same builder.
 */
simpatico_status simpatico_builder_redact(struct simpatico_builder *builder,
                                          const struct simpatico_redactor *redactor);

/**
 * Checks the options and builds an analyzer. The builder stays as it is and can build again.
 *
 * Gives: a handle that you free with `simpatico_analyzer_free`. Fails: `SIMPATICO_STATUS_INVALID_DATA`,
 * `..._UNSUPPORTED_VERSION`, `..._UNKNOWN_RULE`, `..._UNKNOWN_LABEL`, `..._INVALID_OPTION` (a threshold out of
 * range; the accurate model is asked for and not there, or does not go with the pack), `..._INVALID_PACK` with one
 * line for each fault. Threads: any, one at a time for the same builder.
 */
simpatico_status simpatico_builder_build(const struct simpatico_builder *builder,
                                         struct simpatico_analyzer **out);

/**
 * Frees a builder. NULL is fine. Analyzers that it built live on.
 *
 * Threads: any, one at a time for the same builder.
 */
void simpatico_builder_free(struct simpatico_builder *builder);

/**
 * An analyzer with the embedded data: the accurate model where it is compiled in, else the fast one.
 *
 * Gives: a handle that you free with `simpatico_analyzer_free`. Fails: `SIMPATICO_STATUS_NULL_ARGUMENT`. Threads:
 * any. The first call of a process unpacks the data, which takes tens of milliseconds; later ones take microseconds.
 */
simpatico_status simpatico_analyzer_new(struct simpatico_analyzer **out);

/**
 * An analyzer of the fast model with data of your own, as `simpatico.pack` holds it.
 *
 * Takes: `len` bytes, not kept. Gives: a handle that you free with `simpatico_analyzer_free`. Fails:
 * `SIMPATICO_STATUS_INVALID_DATA`, `SIMPATICO_STATUS_UNSUPPORTED_VERSION`. Threads: any.
 */
simpatico_status simpatico_analyzer_new_from_data(const uint8_t *data,
                                                  size_t len,
                                                  struct simpatico_analyzer **out);

/**
 * Another handle on the same analyzer, for a part of your program that frees its own. Costs next to nothing.
 *
 * Gives: a handle that you free with `simpatico_analyzer_free`, in any order. Threads: any, at once.
 */
simpatico_status simpatico_analyzer_clone(const struct simpatico_analyzer *analyzer,
                                          struct simpatico_analyzer **out);

/**
 * Frees an analyzer. NULL is fine. What it judged lives on.
 *
 * Threads: any, once no other thread uses this handle.
 */
void simpatico_analyzer_free(struct simpatico_analyzer *analyzer);

/**
 * The model that answers.
 *
 * Threads: any, at once.
 */
simpatico_status simpatico_analyzer_model(const struct simpatico_analyzer *analyzer, simpatico_model *out);

/**
 * Version of the data: equal versions give equal results.
 *
 * Gives: a text of the analyzer. Threads: any, at once.
 */
simpatico_status simpatico_analyzer_data_version(const struct simpatico_analyzer *analyzer,
                                                 struct simpatico_str *out);

/**
 * Number of rules: those of the data, then those of your own packs.
 *
 * Threads: any, at once.
 */
simpatico_status simpatico_analyzer_rule_count(const struct simpatico_analyzer *analyzer, size_t *out);

/**
 * A rule.
 *
 * Gives: texts of the analyzer. Fails: `SIMPATICO_STATUS_OUT_OF_RANGE`. Threads: any, at once.
 */
simpatico_status simpatico_analyzer_rule_at(const struct simpatico_analyzer *analyzer,
                                            size_t index,
                                            struct simpatico_rule *out);

/**
 * Analyzes a customer's message. Any text gives an analysis, in time linear in its length.
 *
 * Takes: UTF-8, copied. Gives: a judgement without a reply, which you free with `simpatico_judgement_free`. Fails:
 * `SIMPATICO_STATUS_INVALID_UTF8`. Threads: any, at once.
 */
simpatico_status simpatico_analyzer_analyze(const struct simpatico_analyzer *analyzer,
                                            const char *text,
                                            size_t len,
                                            struct simpatico_judgement **out);

/**
 * Judges an agent's reply against the customer's message that it answers. In a live loop, call it at each pause with
 * the reply as it stands.
 *
 * Takes: UTF-8, copied. Gives: a judgement of both, which you free with `simpatico_judgement_free`. Fails:
 * `SIMPATICO_STATUS_INVALID_UTF8`. Threads: any, at once.
 */
simpatico_status simpatico_analyzer_score_reply(const struct simpatico_analyzer *analyzer,
                                                const char *customer,
                                                size_t customer_len,
                                                const char *reply,
                                                size_t reply_len,
                                                struct simpatico_judgement **out);

/**
 * Judges an exchange: a message, the reply where there is one, and how many turns came before.
 *
 * Takes: UTF-8, copied. Gives: a judgement, which you free with `simpatico_judgement_free`. Fails:
 * `SIMPATICO_STATUS_INVALID_UTF8`. Threads: any, at once.
 */
simpatico_status simpatico_analyzer_judge(const struct simpatico_analyzer *analyzer,
                                          const struct simpatico_exchange *exchange,
                                          struct simpatico_judgement **out);

/**
 * Frees a judgement and all that was borrowed from it. NULL is fine.
 *
 * Threads: any, once no other thread uses it. A judgement of a batch belongs to the batch: do not free it.
 */
void simpatico_judgement_free(struct simpatico_judgement *judgement);

/**
 * What was found in the customer's message.
 *
 * Gives: a part of the judgement, which you do not free. Threads: any, at once.
 */
simpatico_status simpatico_judgement_customer(const struct simpatico_judgement *judgement,
                                              const struct simpatico_analysis **out);

/**
 * How well the reply meets the message; `SIMPATICO_STATUS_ABSENT` where there is no reply.
 *
 * Gives: a part of the judgement, which you do not free. Threads: any, at once.
 */
simpatico_status simpatico_judgement_reply(const struct simpatico_judgement *judgement,
                                           const struct simpatico_reply_score **out);

/**
 * The judgement as one line of the JSON contract, without a line break: byte for byte what every other interface
 * writes.
 *
 * Takes: the line's id, UTF-8; `(NULL, 0)` gives `null`. Gives: a string that you free with `simpatico_string_free`.
 * Fails: `SIMPATICO_STATUS_INVALID_UTF8`. Threads: any, at once.
 */
simpatico_status simpatico_judgement_to_json(const struct simpatico_judgement *judgement,
                                             const char *id,
                                             size_t id_len,
                                             struct simpatico_string *out);

/**
 * What a coach would write beside the exchange: one plain sentence a line.
 *
 * Takes: a `simpatico_locale`. Gives: a string that you free with `simpatico_string_free`. Fails:
 * `SIMPATICO_STATUS_INVALID_ARGUMENT` where `locale` is none. Threads: any, at once.
 */
simpatico_status simpatico_judgement_note(const struct simpatico_judgement *judgement,
                                          uint32_t locale,
                                          struct simpatico_string *out);

/**
 * The judgement as a page for people, with the evidence beside each label.
 *
 * Takes: a heading, UTF-8, which may be empty; whether to use ANSI colours; the columns to wrap at, 40 or more; the
 * `simpatico_locale` of the coach's note. Gives: a string that you free with `simpatico_string_free`. Fails:
 * `SIMPATICO_STATUS_INVALID_UTF8`, `SIMPATICO_STATUS_INVALID_ARGUMENT`. Threads: any, at once.
 */
simpatico_status simpatico_judgement_explain(const struct simpatico_judgement *judgement,
                                             const char *title,
                                             size_t title_len,
                                             bool colour,
                                             size_t width,
                                             uint32_t locale,
                                             struct simpatico_string *out);

/**
 * The language of the message.
 *
 * Gives: a copy; its list belongs to the judgement. Threads: any, at once.
 */
simpatico_status simpatico_analysis_language(const struct simpatico_analysis *analysis,
                                             struct simpatico_language *out);

/**
 * How the customer feels about it.
 *
 * Gives: a copy; its list belongs to the judgement. Threads: any, at once.
 */
simpatico_status simpatico_analysis_sentiment(const struct simpatico_analysis *analysis,
                                              struct simpatico_sentiment *out);

/**
 * Emotions shown; none for a calm message.
 *
 * Gives: the address of `*count` entries, which belong to the judgement. Threads: any, at once.
 */
simpatico_status simpatico_analysis_emotions(const struct simpatico_analysis *analysis,
                                             const struct simpatico_emotion_score **out,
                                             size_t *count);

/**
 * What the customer wants done.
 *
 * Gives: the address of `*count` entries, which belong to the judgement. Threads: any, at once.
 */
simpatico_status simpatico_analysis_service_needs(const struct simpatico_analysis *analysis,
                                                  const struct simpatico_service_need_score **out,
                                                  size_t *count);

/**
 * What the customer needs to feel.
 *
 * Gives: the address of `*count` entries, which belong to the judgement. Threads: any, at once.
 */
simpatico_status simpatico_analysis_emotional_needs(const struct simpatico_analysis *analysis,
                                                    const struct simpatico_emotional_need_score **out,
                                                    size_t *count);

/**
 * Why the customer is in this state.
 *
 * Gives: the address of `*count` entries, which belong to the judgement. Threads: any, at once.
 */
simpatico_status simpatico_analysis_reasons(const struct simpatico_analysis *analysis,
                                            const struct simpatico_reason_score **out,
                                            size_t *count);

/**
 * What may follow if the message is met badly.
 *
 * Gives: the address of `*count` entries, which belong to the judgement. Threads: any, at once.
 */
simpatico_status simpatico_analysis_risks(const struct simpatico_analysis *analysis,
                                          const struct simpatico_risk_score **out,
                                          size_t *count);

/**
 * Labels of your own packs; none without packs.
 *
 * Gives: the address of `*count` entries, which belong to the judgement. Threads: any, at once.
 */
simpatico_status simpatico_analysis_custom_labels(const struct simpatico_analysis *analysis,
                                                  const struct simpatico_custom_score **out,
                                                  size_t *count);

/**
 * What the feeling is about; `SIMPATICO_STATUS_ABSENT` where there is none.
 *
 * Threads: any, at once.
 */
simpatico_status simpatico_analysis_target(const struct simpatico_analysis *analysis,
                                           struct simpatico_target_score *out);

/**
 * Before, during or after the service.
 *
 * Threads: any, at once.
 */
simpatico_status simpatico_analysis_phase(const struct simpatico_analysis *analysis,
                                          struct simpatico_phase_score *out);

/**
 * Customer or employee.
 *
 * Threads: any, at once.
 */
simpatico_status simpatico_analysis_relationship(const struct simpatico_analysis *analysis,
                                                 struct simpatico_relationship_score *out);

/**
 * How pressing it is, 0 to 1.
 *
 * Threads: any, at once.
 */
simpatico_status simpatico_analysis_urgency(const struct simpatico_analysis *analysis, double *out);

/**
 * How much work the customer has already had, 0 to 1.
 *
 * Threads: any, at once.
 */
simpatico_status simpatico_analysis_effort(const struct simpatico_analysis *analysis, double *out);

/**
 * Why no judgement is given; `SIMPATICO_STATUS_ABSENT` for most messages.
 *
 * Threads: any, at once.
 */
simpatico_status simpatico_analysis_abstained(const struct simpatico_analysis *analysis,
                                              simpatico_abstain_reason *out);

/**
 * True where the customer is in evident distress: strongly negative, or a grave risk to a person is plain.
 *
 * Threads: any, at once.
 */
simpatico_status simpatico_analysis_is_distressed(const struct simpatico_analysis *analysis, bool *out);

/**
 * The empathy of the reply, 0 to 100.
 *
 * Threads: any, at once.
 */
simpatico_status simpatico_reply_score_empathy(const struct simpatico_reply_score *reply_score,
                                               struct simpatico_empathy *out);

/**
 * A pillar's score, 0 to 100; `SIMPATICO_STATUS_ABSENT` where nothing it judges was called for.
 *
 * Takes: a `simpatico_pillar`. Fails: `SIMPATICO_STATUS_INVALID_ARGUMENT` where it is none. Threads: any, at once.
 */
simpatico_status simpatico_reply_score_pillar(const struct simpatico_reply_score *reply_score,
                                              uint32_t pillar,
                                              double *out);

/**
 * All ten techniques, in the codebook's order.
 *
 * Gives: the address of `*count` entries, which belong to the judgement. Threads: any, at once.
 */
simpatico_status simpatico_reply_score_techniques(const struct simpatico_reply_score *reply_score,
                                                  const struct simpatico_technique_score **out,
                                                  size_t *count);

/**
 * What harmed, strongest first.
 *
 * Gives: the address of `*count` entries, which belong to the judgement. Threads: any, at once.
 */
simpatico_status simpatico_reply_score_antipatterns(const struct simpatico_reply_score *reply_score,
                                                    const struct simpatico_antipattern_score **out,
                                                    size_t *count);

/**
 * How far the reply answers the needs on the whole; none needed where the message asks for nothing.
 *
 * Threads: any, at once.
 */
simpatico_status simpatico_reply_score_coverage(const struct simpatico_reply_score *reply_score,
                                                simpatico_coverage *out);

/**
 * How far each detected need is answered, service needs first.
 *
 * Gives: the address of `*count` entries, which belong to the judgement. Threads: any, at once.
 */
simpatico_status simpatico_reply_score_needs(const struct simpatico_reply_score *reply_score,
                                             const struct simpatico_need_coverage **out,
                                             size_t *count);

/**
 * Facts taken up, promises with a time, apologies that own or evade and the like, in the labels' order.
 *
 * Gives: the address of `*count` entries, which belong to the judgement. Threads: any, at once.
 */
simpatico_status simpatico_reply_score_specifics(const struct simpatico_reply_score *reply_score,
                                                 const struct simpatico_specific_found **out,
                                                 size_t *count);

/**
 * True where the reply is in the customer's language.
 *
 * Threads: any, at once.
 */
simpatico_status simpatico_reply_score_language_match(const struct simpatico_reply_score *reply_score,
                                                      bool *out);

/**
 * At most three ways to do better, largest gain first.
 *
 * Gives: the address of `*count` entries, which belong to the judgement. Threads: any, at once.
 */
simpatico_status simpatico_reply_score_suggestions(const struct simpatico_reply_score *reply_score,
                                                   const struct simpatico_suggestion **out,
                                                   size_t *count);

/**
 * Judges many exchanges. A row that cannot be used loses no other: each has a status of its own.
 *
 * Takes: `count` exchanges, not kept; their texts are copied. `threads` is the number of threads to work on, the
 * calling one among them; 0 stands for all cores. They end with the call. Gives: a batch that you free with
 * `simpatico_batch_free`. Fails: `SIMPATICO_STATUS_NULL_ARGUMENT`; bad UTF-8 is the row's status. Threads: any, at
 * once.
 */
simpatico_status simpatico_analyzer_judge_batch(const struct simpatico_analyzer *analyzer,
                                                const struct simpatico_exchange *exchanges,
                                                size_t count,
                                                size_t threads,
                                                struct simpatico_batch **out);

/**
 * As `simpatico_analyzer_judge_batch`, for messages without replies.
 */
simpatico_status simpatico_analyzer_analyze_batch(const struct simpatico_analyzer *analyzer,
                                                  const struct simpatico_str *texts,
                                                  size_t count,
                                                  size_t threads,
                                                  struct simpatico_batch **out);

/**
 * Number of rows, as many as exchanges were given.
 *
 * Threads: any, at once.
 */
simpatico_status simpatico_batch_count(const struct simpatico_batch *batch, size_t *out);

/**
 * The judgement of a row, or the status of a row that could not be judged, with its message in `simpatico_last_error`.
 *
 * Gives: a part of the batch, which you do not free. Fails: `SIMPATICO_STATUS_OUT_OF_RANGE`, and as the row did.
 * Threads: any, at once.
 */
simpatico_status simpatico_batch_at(const struct simpatico_batch *batch,
                                    size_t index,
                                    const struct simpatico_judgement **out);

/**
 * Frees a batch with all its judgements. NULL is fine.
 *
 * Threads: any, once no other thread uses it.
 */
void simpatico_batch_free(struct simpatico_batch *batch);

/**
 * Reads a customer's message once, for `simpatico_draft_check`. In a session, `simpatico_session_check` does this
 * itself.
 *
 * Takes: UTF-8, copied. Gives: a handle that you free with `simpatico_draft_free`. Threads: any, at once.
 */
simpatico_status simpatico_analyzer_draft(const struct simpatico_analyzer *analyzer,
                                          const char *customer,
                                          size_t len,
                                          struct simpatico_draft **out);

/**
 * Judges the reply as it stands, for what the reply costs: the same as `simpatico_analyzer_score_reply` gives.
 *
 * Takes: UTF-8, copied. Gives: a judgement of both, which you free with `simpatico_judgement_free`, before or after
 * the draft. Threads: any, at once.
 */
simpatico_status simpatico_draft_check(const struct simpatico_draft *draft,
                                       const char *reply,
                                       size_t len,
                                       struct simpatico_judgement **out);

/**
 * Frees a draft. NULL is fine. Its judgements live on.
 *
 * Threads: any, once no other thread uses it.
 */
void simpatico_draft_free(struct simpatico_draft *draft);

/**
 * Analyzes a whole conversation: what the customer felt and needed turn by turn, what each reply did to it, and how it
 * ended. The result is the one that a session gives to which the same turns are pushed.
 *
 * Takes: the conversation's id, UTF-8, `(NULL, 0)` for none; `count` turns; all copied. Gives: a conversation that you
 * free with `simpatico_conversation_free`. Fails: `SIMPATICO_STATUS_INVALID_UTF8`, `SIMPATICO_STATUS_INVALID_ARGUMENT`
 * where a speaker or a kind of time is none, `SIMPATICO_STATUS_INVALID_TIME`; the message names the turn. Threads:
 * any, at once.
 */
simpatico_status simpatico_analyzer_analyze_conversation(const struct simpatico_analyzer *analyzer,
                                                         const char *id,
                                                         size_t id_len,
                                                         const struct simpatico_turn *turns,
                                                         size_t count,
                                                         struct simpatico_conversation **out);

/**
 * As `simpatico_analyzer_analyze_conversation`, from a line of the JSON contract: an object with `turns`, and where
 * wanted an `id` and the `agent` whose the turns are that name nobody.
 *
 * Takes: UTF-8. Gives: a conversation that you free with `simpatico_conversation_free`. Fails:
 * `SIMPATICO_STATUS_INVALID_LINE` where it is no such object, `SIMPATICO_STATUS_UNKNOWN_LABEL` where a speaker is
 * none, `SIMPATICO_STATUS_INVALID_TIME`; the message names the field. Threads: any, at once.
 */
simpatico_status simpatico_analyzer_analyze_conversation_json(const struct simpatico_analyzer *analyzer,
                                                              const char *line,
                                                              size_t len,
                                                              struct simpatico_conversation **out);

/**
 * The conversation's id; `SIMPATICO_STATUS_ABSENT` where it has none.
 *
 * Gives: a text that belongs to the conversation. Threads: any, at once.
 */
simpatico_status simpatico_conversation_id(const struct simpatico_conversation *conversation,
                                           struct simpatico_str *out);

/**
 * What it came to: the course of sentiment, whether the matter is settled, experience, risks, timing.
 *
 * Gives: a copy; what it points to belongs to the conversation. Threads: any, at once.
 */
simpatico_status simpatico_conversation_course(const struct simpatico_conversation *conversation,
                                               struct simpatico_course *out);

/**
 * The turns one by one, the newest `SIMPATICO_SESSION_MOST_TURNS` of them: what each message shows, and how each reply
 * is judged.
 *
 * Gives: the address of `*count` entries, which belong to the conversation. Threads: any, at once.
 */
simpatico_status simpatico_conversation_turns(const struct simpatico_conversation *conversation,
                                              const struct simpatico_turn_analysis **out,
                                              size_t *count);

/**
 * Emotions shown, in the codebook's order.
 *
 * Gives: the address of `*count` entries, which belong to the conversation. Threads: any, at once.
 */
simpatico_status simpatico_conversation_emotions(const struct simpatico_conversation *conversation,
                                                 const struct simpatico_emotion_course **out,
                                                 size_t *count);

/**
 * Needs raised, answered or open, in the order in which they were raised.
 *
 * Gives: the address of `*count` entries, which belong to the conversation. Threads: any, at once.
 */
simpatico_status simpatico_conversation_needs(const struct simpatico_conversation *conversation,
                                              const struct simpatico_need_record **out,
                                              size_t *count);

/**
 * Recoveries, damage and stalls, in order.
 *
 * Gives: the address of `*count` entries, which belong to the conversation. Threads: any, at once.
 */
simpatico_status simpatico_conversation_turning_points(const struct simpatico_conversation *conversation,
                                                       const struct simpatico_turning_point **out,
                                                       size_t *count);

/**
 * What messages called for and replies did not give, in order.
 *
 * Gives: the address of `*count` entries, which belong to the conversation. Threads: any, at once.
 */
simpatico_status simpatico_conversation_missed_opportunities(const struct simpatico_conversation *conversation,
                                                             const struct simpatico_missed_opportunity **out,
                                                             size_t *count);

/**
 * Agents with their means, in the order in which they came.
 *
 * Gives: the address of `*count` entries, which belong to the conversation. Threads: any, at once.
 */
simpatico_status simpatico_conversation_agents(const struct simpatico_conversation *conversation,
                                               const struct simpatico_agent_summary **out,
                                               size_t *count);

/**
 * Where one agent or bot took over from another.
 *
 * Gives: the address of `*count` entries, which belong to the conversation. Threads: any, at once.
 */
simpatico_status simpatico_conversation_hand_overs(const struct simpatico_conversation *conversation,
                                                   const struct simpatico_hand_over **out,
                                                   size_t *count);

/**
 * What was peculiar about turns.
 *
 * Gives: the address of `*count` entries, which belong to the conversation. Threads: any, at once.
 */
simpatico_status simpatico_conversation_notes(const struct simpatico_conversation *conversation,
                                              const struct simpatico_turn_note **out,
                                              size_t *count);

/**
 * The conversation as one line of the JSON contract, without a line break: byte for byte what every other interface
 * writes.
 *
 * Gives: a string that you free with `simpatico_string_free`. Threads: any, at once.
 */
simpatico_status simpatico_conversation_to_json(const struct simpatico_conversation *conversation,
                                                struct simpatico_string *out);

/**
 * The conversation as a page for people. Of a long session, the oldest turns stand without their words.
 *
 * Takes: a heading, UTF-8, which may be empty; whether to use ANSI colours; the columns to wrap at, 40 or more. Gives:
 * a string that you free with `simpatico_string_free`. Fails: `SIMPATICO_STATUS_INVALID_UTF8`,
 * `SIMPATICO_STATUS_INVALID_ARGUMENT`. Threads: any, at once.
 */
simpatico_status simpatico_conversation_explain(const struct simpatico_conversation *conversation,
                                                const char *title,
                                                size_t title_len,
                                                bool colour,
                                                size_t width,
                                                struct simpatico_string *out);

/**
 * Frees a conversation and all that was borrowed from it. NULL is fine.
 *
 * Threads: any, once no other thread uses it.
 */
void simpatico_conversation_free(struct simpatico_conversation *conversation);

/**
 * A session without turns.
 *
 * Takes: the conversation's id, UTF-8, copied; `(NULL, 0)` for none. Gives: a handle that you free with
 * `simpatico_session_free`, before or after the analyzer. Fails: `SIMPATICO_STATUS_INVALID_UTF8`. Threads: any, at
 * once.
 */
simpatico_status simpatico_session_new(const struct simpatico_analyzer *analyzer,
                                       const char *id,
                                       size_t id_len,
                                       struct simpatico_session **out);

/**
 * Takes the next turn, and tells what it changed. A refused turn leaves the session as it was.
 *
 * Takes: a turn, copied. Gives: a change that you free with `simpatico_change_free`, before or after the session;
 * `out` may be NULL where you do not want it. Fails: `SIMPATICO_STATUS_INVALID_UTF8`,
 * `SIMPATICO_STATUS_INVALID_ARGUMENT` where the speaker or the kind of time is none, `SIMPATICO_STATUS_INVALID_TIME`.
 * Threads: any, one at a time for the same session.
 */
simpatico_status simpatico_session_push(struct simpatico_session *session,
                                        const struct simpatico_turn *turn,
                                        struct simpatico_change **out);

/**
 * Judges the reply that is being written, as it stands, against the message that it answers: the customer's turns
 * since an agent last spoke before them, the newest 64 and 16 KiB of them at most, joined by line breaks.
 * `SIMPATICO_STATUS_ABSENT` before the customer has spoken. The session stays as it was: push the reply when it is sent. The message is read at the first check after a
 * push; each check costs what the reply costs. Turns that the agent has sent already are no part of what is judged.
 *
 * Takes: UTF-8, copied. Gives: a judgement of message and draft, which you free with `simpatico_judgement_free`,
 * before or after the session. Fails: `SIMPATICO_STATUS_INVALID_UTF8`. Threads: any, one at a time for the same
 * session.
 */
simpatico_status simpatico_session_check(struct simpatico_session *session,
                                         const char *reply,
                                         size_t len,
                                         struct simpatico_judgement **out);

/**
 * Number of turns pushed so far.
 *
 * Threads: any, one at a time for the same session.
 */
simpatico_status simpatico_session_turn_count(const struct simpatico_session *session, size_t *out);

/**
 * What the conversation is found to be, as far as it went: the same as `simpatico_analyzer_analyze_conversation` gives
 * of the turns pushed. The session can go on.
 *
 * Gives: a conversation that you free with `simpatico_conversation_free`, before or after the session. Threads: any,
 * one at a time for the same session.
 */
simpatico_status simpatico_session_conversation(const struct simpatico_session *session,
                                                struct simpatico_conversation **out);

/**
 * Frees a session. NULL is fine. What it gave lives on.
 *
 * Threads: any, once no other thread uses it.
 */
void simpatico_session_free(struct simpatico_session *session);

/**
 * What the turn changed.
 *
 * Gives: a copy; what it points to belongs to the change. Threads: any, at once.
 */
simpatico_status simpatico_change_read(const struct simpatico_change *change,
                                       struct simpatico_turn_change *out);

/**
 * Frees a change and all that was borrowed from it. NULL is fine.
 *
 * Threads: any, once no other thread uses it.
 */
void simpatico_change_free(struct simpatico_change *change);

/**
 * The usual options: weeks, 20 opportunities and 8 conversations at least, agents by name, a page in English.
 *
 * Gives: a copy. Threads: any.
 */
simpatico_status simpatico_reflection_options_default(struct simpatico_reflection_options *out);

/**
 * A reflection on conversations that this analyzer analyzed.
 *
 * Takes: options, copied; NULL for the usual ones. Gives: a handle that you free with `simpatico_reflection_free`,
 * before or after the analyzer. Fails: `SIMPATICO_STATUS_INVALID_ARGUMENT` where a number is none of its enum,
 * `SIMPATICO_STATUS_INVALID_OPTION` where an option lies outside its range, `SIMPATICO_STATUS_INVALID_UTF8`. Threads:
 * any, at once.
 */
simpatico_status simpatico_reflection_new(const struct simpatico_analyzer *analyzer,
                                          const struct simpatico_reflection_options *options,
                                          struct simpatico_reflection **out);

/**
 * Takes a correction: a person's value for one field of one turn, which is counted beside the machine's. It must come
 * before its conversation, and is kept until then.
 *
 * Takes: a line of JSON with `id`, `turn`, `field`, `value` and, where wanted, `reviewer`; UTF-8. Fails:
 * `SIMPATICO_STATUS_INVALID_CORRECTION`, `SIMPATICO_STATUS_UNKNOWN_LABEL` where its field names no label. Threads:
 * any, one at a time for the same reflection.
 */
simpatico_status simpatico_reflection_correct(struct simpatico_reflection *reflection,
                                              const char *line,
                                              size_t len);

/**
 * Takes a conversation. Of a session, give what `simpatico_session_conversation` gives at its end.
 *
 * Takes: a conversation, which you still own. Threads: any, one at a time for the same reflection.
 */
simpatico_status simpatico_reflection_add(struct simpatico_reflection *reflection,
                                          const struct simpatico_conversation *conversation);

/**
 * What was seen so far. Judges the replies that are shown again, to offer better versions: some milliseconds. More can
 * be added afterwards.
 *
 * Gives: a handle that you free with `simpatico_reflection_analysis_free`, before or after the reflection. Threads:
 * any, one at a time for the same reflection.
 */
simpatico_status simpatico_reflection_analyze(const struct simpatico_reflection *reflection,
                                              struct simpatico_reflection_analysis **out);

/**
 * What was seen so far as one page of HTML that needs nothing from outside and no scripts.
 *
 * Gives: a string that you free with `simpatico_string_free`. Fails: `SIMPATICO_STATUS_NOT_COMPILED` where the library
 * was built without pages. Threads: any, one at a time for the same reflection.
 */
simpatico_status simpatico_reflection_page(const struct simpatico_reflection *reflection,
                                           struct simpatico_string *out);

/**
 * Frees a reflection. NULL is fine. What it gave lives on.
 *
 * Threads: any, once no other thread uses it.
 */
void simpatico_reflection_free(struct simpatico_reflection *reflection);

/**
 * How much was looked back on.
 *
 * Gives: a copy; what it points to belongs to the analysis. Threads: any, at once.
 */
simpatico_status simpatico_reflection_analysis_overview(const struct simpatico_reflection_analysis *reflection_analysis,
                                                        struct simpatico_overview *out);

/**
 * Everybody together.
 *
 * Gives: a copy; what it points to belongs to the analysis. Threads: any, at once.
 */
simpatico_status simpatico_reflection_analysis_team(const struct simpatico_reflection_analysis *reflection_analysis,
                                                    struct simpatico_profile *out);

/**
 * Each agent alone, in the order that was asked for; agents without a name last.
 *
 * Gives: the address of `*count` entries, which belong to the analysis. Threads: any, at once.
 */
simpatico_status simpatico_reflection_analysis_agents(const struct simpatico_reflection_analysis *reflection_analysis,
                                                      const struct simpatico_profile **out,
                                                      size_t *count);

/**
 * All of it as one object of the JSON contract, without a line break: byte for byte what every other interface writes.
 *
 * Gives: a string that you free with `simpatico_string_free`. Threads: any, at once.
 */
simpatico_status simpatico_reflection_analysis_to_json(const struct simpatico_reflection_analysis *reflection_analysis,
                                                       struct simpatico_string *out);

/**
 * Frees an analysis and all that was borrowed from it. NULL is fine.
 *
 * Threads: any, once no other thread uses it.
 */
void simpatico_reflection_analysis_free(struct simpatico_reflection_analysis *reflection_analysis);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* SIMPATICO_H */
