// C++17 interface of simpatico: a header over simpatico.h, with no other dependency.
//
// Objects free what they own. Texts come in as std::string_view; results are values that keep what they point into
// alive, so that `for (auto emotion : analyzer.analyze(text).customer().emotions())` is sound: a loop over what a
// function gives. Before a loop over a member behind an optional or a Result (`turn.customer->emotions`,
// `session.try_push(turn)->raised`), give the turn or the Result a name: C++ ends the life of the unnamed one early.
// A std::string_view inside a result is sound as long as the result, the list it came from or its Judgement lives.
//
// Failures come by choice: `analyze` throws simpatico::Error, `try_analyze` gives a simpatico::Result. Without
// exceptions (-fno-exceptions, or SIMPATICO_NO_EXCEPTIONS defined) only the second kind is there; a function without a
// `try_` that is refused ends the process: an accessor, which only a bug of the library can cause, or a page whose
// title is no UTF-8 or whose width is below 40.
//
// Threads: an Analyzer, a Draft and every result may be used by any number of threads at once; a Builder, a Redactor
// that is being set up, a Session and a Reflection by one at a time. All may move between threads.
#ifndef SIMPATICO_HPP
#define SIMPATICO_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "simpatico.h"

#if !defined(SIMPATICO_NO_EXCEPTIONS) && !defined(__cpp_exceptions) && !defined(_CPPUNWIND)
#define SIMPATICO_NO_EXCEPTIONS
#endif
#ifndef SIMPATICO_NO_EXCEPTIONS
#include <stdexcept>
#endif

namespace simpatico {

using Status = ::simpatico_status;
using Model = ::simpatico_model;
using Emotion = ::simpatico_emotion;
using ServiceNeed = ::simpatico_service_need;
using EmotionalNeed = ::simpatico_emotional_need;
using Reason = ::simpatico_reason;
using Target = ::simpatico_target;
using Phase = ::simpatico_phase;
using Relationship = ::simpatico_relationship;
using Risk = ::simpatico_risk;
using Technique = ::simpatico_technique;
using Antipattern = ::simpatico_antipattern;
using Pillar = ::simpatico_pillar;
using Polarity = ::simpatico_polarity;
using Band = ::simpatico_band;
using Expressed = ::simpatico_expressed;
using Opportunity = ::simpatico_opportunity;
using Coverage = ::simpatico_coverage;
using EmpathyLevel = ::simpatico_empathy_level;
using LanguageCode = ::simpatico_language_code;
using AbstainReason = ::simpatico_abstain_reason;
using Speaker = ::simpatico_speaker;
using NeedKind = ::simpatico_need_kind;
using SuggestionKind = ::simpatico_suggestion_kind;
using Specific = ::simpatico_specific;
using TurningPointKind = ::simpatico_turning_point_kind;
using Resolved = ::simpatico_resolved;
using ResolutionReason = ::simpatico_resolution_reason;
using NoteKind = ::simpatico_note_kind;
using PrivateKind = ::simpatico_private_kind;
using Direction = ::simpatico_direction;
using MissedKind = ::simpatico_missed_kind;
using Locale = ::simpatico_locale;
using Period = ::simpatico_period;
using AgentOrder = ::simpatico_agent_order;

// A status other than OK, and the sentence that says why.
struct Failure {
    Status status;
    std::string message;
};

#ifndef SIMPATICO_NO_EXCEPTIONS
// What the functions without `try_` throw.
class Error : public std::runtime_error {
public:
    explicit Error(const Failure &failure) : std::runtime_error(failure.message), status_(failure.status) {}
    Status status() const noexcept { return status_; }

private:
    Status status_;
};
#endif

namespace detail {

inline std::string_view view(simpatico_str text) noexcept { return {text.data, text.len}; }
inline simpatico_str borrow(std::string_view text) noexcept { return {text.data(), text.size()}; }

// The failure of the call before, on this thread.
inline Failure failure(Status status) {
    std::string_view message = view(simpatico_last_error());
    if (message.empty())
        message = view(simpatico_status_message(status));
    return {status, std::string(message)};
}

[[noreturn]] inline void raise(const Failure &failure) {
#ifdef SIMPATICO_NO_EXCEPTIONS
    (void)failure;
    std::abort();
#else
    throw Error(failure);
#endif
}

inline void must(Status status) {
    if (status != SIMPATICO_STATUS_OK)
        raise(failure(status));
}

// True where the value is there; a failure is raised.
inline bool present(Status status) {
    if (status == SIMPATICO_STATUS_ABSENT)
        return false;
    must(status);
    return true;
}

inline std::string take(simpatico_string owned) {
    std::unique_ptr<simpatico_string, void (*)(simpatico_string *)> guard(&owned, simpatico_string_free);
    return std::string(owned.data, owned.len);
}

template <class L> struct Family;
#define SIMPATICO_FAMILY(type, value)                                                                                  \
    template <> struct Family<type> { static constexpr std::uint32_t number = value; };
SIMPATICO_FAMILY(Model, SIMPATICO_FAMILY_MODEL)
SIMPATICO_FAMILY(Emotion, SIMPATICO_FAMILY_EMOTION)
SIMPATICO_FAMILY(ServiceNeed, SIMPATICO_FAMILY_SERVICE_NEED)
SIMPATICO_FAMILY(EmotionalNeed, SIMPATICO_FAMILY_EMOTIONAL_NEED)
SIMPATICO_FAMILY(Reason, SIMPATICO_FAMILY_REASON)
SIMPATICO_FAMILY(Target, SIMPATICO_FAMILY_TARGET)
SIMPATICO_FAMILY(Phase, SIMPATICO_FAMILY_PHASE)
SIMPATICO_FAMILY(Relationship, SIMPATICO_FAMILY_RELATIONSHIP)
SIMPATICO_FAMILY(Risk, SIMPATICO_FAMILY_RISK)
SIMPATICO_FAMILY(Technique, SIMPATICO_FAMILY_TECHNIQUE)
SIMPATICO_FAMILY(Antipattern, SIMPATICO_FAMILY_ANTIPATTERN)
SIMPATICO_FAMILY(Pillar, SIMPATICO_FAMILY_PILLAR)
SIMPATICO_FAMILY(Polarity, SIMPATICO_FAMILY_POLARITY)
SIMPATICO_FAMILY(Band, SIMPATICO_FAMILY_BAND)
SIMPATICO_FAMILY(Expressed, SIMPATICO_FAMILY_EXPRESSED)
SIMPATICO_FAMILY(Opportunity, SIMPATICO_FAMILY_OPPORTUNITY)
SIMPATICO_FAMILY(Coverage, SIMPATICO_FAMILY_COVERAGE)
SIMPATICO_FAMILY(EmpathyLevel, SIMPATICO_FAMILY_EMPATHY_LEVEL)
SIMPATICO_FAMILY(LanguageCode, SIMPATICO_FAMILY_LANGUAGE_CODE)
SIMPATICO_FAMILY(AbstainReason, SIMPATICO_FAMILY_ABSTAIN_REASON)
SIMPATICO_FAMILY(Speaker, SIMPATICO_FAMILY_SPEAKER)
SIMPATICO_FAMILY(Specific, SIMPATICO_FAMILY_SPECIFIC)
SIMPATICO_FAMILY(TurningPointKind, SIMPATICO_FAMILY_TURNING_POINT_KIND)
SIMPATICO_FAMILY(Resolved, SIMPATICO_FAMILY_RESOLVED)
SIMPATICO_FAMILY(ResolutionReason, SIMPATICO_FAMILY_RESOLUTION_REASON)
SIMPATICO_FAMILY(NoteKind, SIMPATICO_FAMILY_NOTE_KIND)
SIMPATICO_FAMILY(PrivateKind, SIMPATICO_FAMILY_PRIVATE_KIND)
SIMPATICO_FAMILY(Direction, SIMPATICO_FAMILY_DIRECTION)
#undef SIMPATICO_FAMILY

using Owner = std::shared_ptr<const void>;

// Handles with what frees them: shared where nothing changes them, else unique.
#define SIMPATICO_SHARED(handle)                                                                                       \
    inline std::shared_ptr<const handle> own(handle *raw) { return {raw, handle##_free}; }
#define SIMPATICO_UNIQUE(handle)                                                                                       \
    inline std::unique_ptr<handle, void (*)(handle *)> own(handle *raw) { return {raw, handle##_free}; }
SIMPATICO_SHARED(simpatico_analyzer)
SIMPATICO_SHARED(simpatico_judgement)
SIMPATICO_SHARED(simpatico_batch)
SIMPATICO_SHARED(simpatico_draft)
SIMPATICO_SHARED(simpatico_redacted)
SIMPATICO_SHARED(simpatico_conversation)
SIMPATICO_SHARED(simpatico_change)
SIMPATICO_SHARED(simpatico_reflection_analysis)
SIMPATICO_UNIQUE(simpatico_builder)
SIMPATICO_UNIQUE(simpatico_redactor)
SIMPATICO_UNIQUE(simpatico_session)
SIMPATICO_UNIQUE(simpatico_reflection)
#undef SIMPATICO_SHARED
#undef SIMPATICO_UNIQUE

// The value behind an address; none behind NULL.
template <class T> std::optional<T> maybe(const T *value) {
    return value == nullptr ? std::nullopt : std::optional<T>(*value);
}
inline std::optional<std::string_view> maybe(const simpatico_str *text) {
    return text == nullptr ? std::nullopt : std::optional<std::string_view>(view(*text));
}
template <class V, class C> std::optional<V> maybe(const Owner &owner, const C *value) {
    return value == nullptr ? std::nullopt : std::optional<V>(V(owner, *value));
}

// A text argument that may be left out, which an address of NULL says to the C interface.
inline simpatico_str optional_text(std::optional<std::string_view> text) noexcept {
    if (!text)
        return {nullptr, 0};
    return text->data() == nullptr ? simpatico_str{"", 0} : borrow(*text);
}

} // namespace detail

// The codebook's name of a label, as in the JSON contract.
template <class L> std::string_view name(L label) {
    simpatico_str text{};
    detail::must(simpatico_label_name(detail::Family<L>::number, label, &text));
    return detail::view(text);
}

// A label in plain words, for people to read.
template <class L> std::string_view title(L label, Locale locale = SIMPATICO_LOCALE_ENGLISH) {
    simpatico_str text{};
    detail::must(simpatico_label_title(detail::Family<L>::number, label, locale, &text));
    return detail::view(text);
}

// The label of a name; none where the codebook has no such name.
template <class L> std::optional<L> parse(std::string_view name) {
    std::uint32_t label = 0;
    Status status = simpatico_label_from_name(detail::Family<L>::number, name.data(), name.size(), &label);
    if (status == SIMPATICO_STATUS_UNKNOWN_LABEL)
        return std::nullopt;
    detail::must(status);
    return static_cast<L>(label);
}

// Every label of a family, in the codebook's order.
template <class L> std::vector<L> all() {
    std::uint32_t count = 0;
    detail::must(simpatico_label_count(detail::Family<L>::number, &count));
    std::vector<L> labels;
    for (std::uint32_t label = 0; label < count; ++label)
        labels.push_back(static_cast<L>(label));
    return labels;
}

// A value, or why there is none.
template <class T> class Result {
public:
    Result(T value) : content_(std::move(value)) {}
    Result(Failure failure) : content_(std::move(failure)) {}

    bool has_value() const noexcept { return content_.index() == 0; }
    explicit operator bool() const noexcept { return has_value(); }
    // The value; a failure is raised as an Error (without exceptions the process ends).
    const T &value() const & { return check(), std::get<0>(content_); }
    T &&value() && { return check(), std::get<0>(std::move(content_)); }
    const T &operator*() const & { return value(); }
    const T *operator->() const { return &value(); }
    // The failure; only where there is no value.
    const Failure &error() const { return std::get<1>(content_); }

private:
    void check() const {
        if (!has_value())
            detail::raise(std::get<1>(content_));
    }
    std::variant<T, Failure> content_;
};

namespace detail {

// A handle of type C that `call` gives, as a T.
template <class T, class C, class Call> Result<T> made(Call call) {
    C *raw = nullptr;
    Status status = call(&raw);
    if (status != SIMPATICO_STATUS_OK)
        return failure(status);
    return T(own(raw));
}

// A part of a handle.
template <class T, class H> T part(Status (*call)(const H *, T *), const H *handle) {
    T value{};
    must(call(handle, &value));
    return value;
}

// A text that a handle gives to keep.
template <class H> std::string text(Status (*call)(const H *, simpatico_string *), const H *handle) {
    simpatico_string owned{};
    must(call(handle, &owned));
    return take(owned);
}

} // namespace detail

// A list of results: values made from what the C interface lays out. Random access, and alive by itself.
template <class C, class V> class List {
public:
    class iterator {
    public:
        using iterator_category = std::input_iterator_tag;
        using value_type = V;
        using difference_type = std::ptrdiff_t;
        using pointer = void;
        using reference = V;

        iterator(const List *list, std::size_t index) : list_(list), index_(index) {}
        V operator*() const { return (*list_)[index_]; }
        iterator &operator++() { return ++index_, *this; }
        iterator operator++(int) { return iterator(list_, index_++); }
        bool operator==(const iterator &other) const { return index_ == other.index_; }
        bool operator!=(const iterator &other) const { return index_ != other.index_; }

    private:
        const List *list_;
        std::size_t index_;
    };

    List(detail::Owner owner, const C *data, std::size_t size) : owner_(std::move(owner)), data_(data), size_(size) {}

    std::size_t size() const noexcept { return size_; }
    bool empty() const noexcept { return size_ == 0; }
    V operator[](std::size_t index) const { return V(owner_, data_[index]); }
    V front() const { return (*this)[0]; }
    iterator begin() const { return iterator(this, 0); }
    iterator end() const { return iterator(this, size_); }
    // The entries as the C interface lays them out.
    const C *data() const noexcept { return data_; }

private:
    detail::Owner owner_;
    const C *data_;
    std::size_t size_;
};

namespace detail {

// A list that belongs to a handle.
template <class V, class C, class H>
List<C, V> list(const Owner &owner, Status (*call)(const H *, const C **, std::size_t *), const H *handle) {
    const C *data = nullptr;
    std::size_t count = 0;
    must(call(handle, &data, &count));
    return List<C, V>(owner, data, count);
}

} // namespace detail

// Words that carried a score.
struct Evidence {
    Evidence(const detail::Owner &owner, const simpatico_evidence &raw)
        : text(detail::view(raw.text)), source(detail::view(raw.source)), byte_start(raw.byte_start),
          byte_end(raw.byte_end), start(raw.start), end(raw.end), contribution(raw.contribution), speaker(raw.speaker),
          owner_(owner) {}

    std::string_view text;   // the words themselves
    std::string_view source; // id of the rule, or of the kind of model feature
    std::size_t byte_start;  // in the text that you gave
    std::size_t byte_end;
    std::size_t start; // in code points
    std::size_t end;
    double contribution;
    Speaker speaker; // whose text

private:
    detail::Owner owner_;
};

using EvidenceList = List<simpatico_evidence, Evidence>;

struct LanguageRun {
    LanguageRun(const detail::Owner &, const simpatico_language_run &raw)
        : code(raw.code), start(raw.start), end(raw.end) {}
    LanguageCode code;
    std::size_t start; // in code points
    std::size_t end;
};

struct Language {
    Language(const detail::Owner &owner, const simpatico_language &raw)
        : code(raw.code), confidence(raw.confidence), runs(owner, raw.runs, raw.run_count) {}
    LanguageCode code;
    double confidence;
    List<simpatico_language_run, LanguageRun> runs;
};

struct Sentiment {
    Sentiment(const detail::Owner &owner, const simpatico_sentiment &raw)
        : score(raw.score), label(raw.label), band(raw.band), intensity(raw.intensity), confidence(raw.confidence),
          base(raw.base), raw(raw.raw), evidence(owner, raw.evidence, raw.evidence_count) {}
    double score; // -1 to 1
    Polarity label;
    Band band;
    double intensity;
    double confidence;
    double base;
    double raw;
    EvidenceList evidence;
};

// What all asserted labels have in common.
template <class L> struct Scored {
    template <class C>
    Scored(const detail::Owner &owner, const C &raw)
        : label(raw.label), score(raw.score), base(raw.base), raw(raw.raw),
          evidence(owner, raw.evidence, raw.evidence_count) {}
    L label;
    double score;
    double base;
    double raw;
    EvidenceList evidence;
};

using EmotionScore = Scored<Emotion>;
using RiskScore = Scored<Risk>;

template <class L> struct NeedScore : Scored<L> {
    template <class C>
    NeedScore(const detail::Owner &owner, const C &raw) : Scored<L>(owner, raw), expressed(raw.expressed) {}
    Expressed expressed;
};

struct ReasonScore : Scored<Reason> {
    ReasonScore(const detail::Owner &owner, const simpatico_reason_score &raw)
        : Scored(owner, raw), emotions(raw.emotions, raw.emotions + raw.emotion_count) {}
    std::vector<Emotion> emotions; // those that stand with the reason
};

// A label of your own packs.
struct CustomScore {
    CustomScore(const detail::Owner &owner, const simpatico_custom_score &raw)
        : family(detail::view(raw.family)), label(detail::view(raw.label)), score(raw.score), base(raw.base),
          raw(raw.raw), evidence(owner, raw.evidence, raw.evidence_count) {}
    std::string_view family;
    std::string_view label; // pack.label
    double score;
    double base;
    double raw;
    EvidenceList evidence;
};

// An exclusive label with its probability.
template <class L> struct Choice {
    L label;
    double score;
};

// What was found in a customer's message.
class Analysis {
public:
    Analysis(detail::Owner owner, const simpatico_analysis *raw) : owner_(std::move(owner)), raw_(raw) {}

    Language language() const { return one<simpatico_language, Language>(simpatico_analysis_language); }
    Sentiment sentiment() const { return one<simpatico_sentiment, Sentiment>(simpatico_analysis_sentiment); }
    List<simpatico_emotion_score, EmotionScore> emotions() const {
        return many<EmotionScore>(simpatico_analysis_emotions);
    }
    List<simpatico_service_need_score, NeedScore<ServiceNeed>> service_needs() const {
        return many<NeedScore<ServiceNeed>>(simpatico_analysis_service_needs);
    }
    List<simpatico_emotional_need_score, NeedScore<EmotionalNeed>> emotional_needs() const {
        return many<NeedScore<EmotionalNeed>>(simpatico_analysis_emotional_needs);
    }
    List<simpatico_reason_score, ReasonScore> reasons() const { return many<ReasonScore>(simpatico_analysis_reasons); }
    List<simpatico_risk_score, RiskScore> risks() const { return many<RiskScore>(simpatico_analysis_risks); }
    List<simpatico_custom_score, CustomScore> custom_labels() const {
        return many<CustomScore>(simpatico_analysis_custom_labels);
    }
    std::optional<Choice<Target>> target() const {
        simpatico_target_score score{};
        if (!detail::present(simpatico_analysis_target(raw_, &score)))
            return std::nullopt;
        return Choice<Target>{score.label, score.score};
    }
    Choice<Phase> phase() const {
        simpatico_phase_score score{};
        detail::must(simpatico_analysis_phase(raw_, &score));
        return {score.label, score.score};
    }
    Choice<Relationship> relationship() const {
        simpatico_relationship_score score{};
        detail::must(simpatico_analysis_relationship(raw_, &score));
        return {score.label, score.score};
    }
    double urgency() const { return plain<double>(simpatico_analysis_urgency); }
    double effort() const { return plain<double>(simpatico_analysis_effort); }
    bool is_distressed() const { return plain<bool>(simpatico_analysis_is_distressed); }
    std::optional<AbstainReason> abstained() const {
        AbstainReason reason{};
        if (!detail::present(simpatico_analysis_abstained(raw_, &reason)))
            return std::nullopt;
        return reason;
    }
    const simpatico_analysis *get() const noexcept { return raw_; }

private:
    template <class T> T plain(Status (*call)(const simpatico_analysis *, T *)) const {
        return detail::part(call, raw_);
    }
    template <class C, class V> V one(Status (*call)(const simpatico_analysis *, C *)) const {
        return V(owner_, plain<C>(call));
    }
    template <class V, class C>
    List<C, V> many(Status (*call)(const simpatico_analysis *, const C **, std::size_t *)) const {
        return detail::list<V>(owner_, call, raw_);
    }
    detail::Owner owner_;
    const simpatico_analysis *raw_;
};

struct Empathy {
    double score; // 0 to 100
    EmpathyLevel level;
    double confidence;
};

struct TechniqueScore {
    TechniqueScore(const detail::Owner &owner, const simpatico_technique_score &raw)
        : label(raw.label), level(raw.level), opportunity(raw.opportunity), score(raw.score),
          evidence(owner, raw.evidence, raw.evidence_count) {}
    Technique label;
    std::uint32_t level; // 0 absent, 1 weak or generic, 2 strong and specific
    Opportunity opportunity;
    double score;
    EvidenceList evidence;
};

struct AntipatternScore {
    AntipatternScore(const detail::Owner &owner, const simpatico_antipattern_score &raw)
        : label(raw.label), score(raw.score), evidence(owner, raw.evidence, raw.evidence_count) {}
    Antipattern label;
    double score;
    EvidenceList evidence;
};

struct NeedCoverage {
    NeedCoverage(const detail::Owner &owner, const simpatico_need_coverage &raw)
        : kind(raw.kind), label(raw.label), name(detail::view(raw.name)), coverage(raw.coverage), owner_(owner) {}
    NeedKind kind;
    std::uint32_t label; // a ServiceNeed or an EmotionalNeed, as kind says
    std::string_view name;
    Coverage coverage;

private:
    detail::Owner owner_;
};

// One way to do better.
struct Suggestion {
    Suggestion(const detail::Owner &owner, const simpatico_suggestion &raw)
        : kind(raw.kind), label(raw.label), name(detail::view(raw.name)), why(detail::view(raw.why)),
          example(detail::view(raw.example)), gain(raw.gain), answers(owner, raw.answers, raw.answer_count) {
        if (raw.replaces != nullptr)
            replaces.emplace(owner, *raw.replaces);
    }
    SuggestionKind kind;
    std::uint32_t label; // a Technique or an Antipattern, as kind says
    std::string_view name;
    std::string_view why;
    std::string_view example;
    double gain; // points of 0 to 100
    EvidenceList answers;
    std::optional<Evidence> replaces; // none where the example is to be added
};

// What a careful reader points at beside techniques and antipatterns.
struct SpecificFound {
    SpecificFound(const detail::Owner &owner, const simpatico_specific_found &raw)
        : label(raw.label), is_helpful(raw.is_helpful), evidence(owner, raw.evidence, raw.evidence_count) {}
    Specific label;
    bool is_helpful; // serves the customer; else a coach would ask to change it
    EvidenceList evidence;
};

// How well a reply meets its message.
class ReplyScore {
public:
    ReplyScore(detail::Owner owner, const simpatico_reply_score *raw) : owner_(std::move(owner)), raw_(raw) {}

    Empathy empathy() const {
        simpatico_empathy empathy{};
        detail::must(simpatico_reply_score_empathy(raw_, &empathy));
        return {empathy.score, empathy.level, empathy.confidence};
    }
    // 0 to 100; none where nothing the pillar judges was called for.
    std::optional<double> pillar(Pillar pillar) const {
        double score = 0.0;
        if (!detail::present(simpatico_reply_score_pillar(raw_, pillar, &score)))
            return std::nullopt;
        return score;
    }
    List<simpatico_technique_score, TechniqueScore> techniques() const {
        return many<TechniqueScore>(simpatico_reply_score_techniques);
    }
    List<simpatico_antipattern_score, AntipatternScore> antipatterns() const {
        return many<AntipatternScore>(simpatico_reply_score_antipatterns);
    }
    Coverage coverage() const {
        Coverage coverage{};
        detail::must(simpatico_reply_score_coverage(raw_, &coverage));
        return coverage;
    }
    List<simpatico_need_coverage, NeedCoverage> needs() const {
        return many<NeedCoverage>(simpatico_reply_score_needs);
    }
    List<simpatico_specific_found, SpecificFound> specifics() const {
        return many<SpecificFound>(simpatico_reply_score_specifics);
    }
    bool language_match() const {
        bool match = false;
        detail::must(simpatico_reply_score_language_match(raw_, &match));
        return match;
    }
    List<simpatico_suggestion, Suggestion> suggestions() const {
        return many<Suggestion>(simpatico_reply_score_suggestions);
    }
    const simpatico_reply_score *get() const noexcept { return raw_; }

private:
    template <class V, class C>
    List<C, V> many(Status (*call)(const simpatico_reply_score *, const C **, std::size_t *)) const {
        return detail::list<V>(owner_, call, raw_);
    }
    detail::Owner owner_;
    const simpatico_reply_score *raw_;
};

// A message, the reply to it where there is one, and how many turns came before.
struct Exchange {
    std::string_view customer;
    std::optional<std::string_view> reply = std::nullopt;
    std::size_t turns_before = 0;

    // As the C interface takes it, where an address of NULL means that there is no reply.
    simpatico_exchange raw() const noexcept {
        return {detail::borrow(customer), detail::optional_text(reply), turns_before};
    }
};

// What an exchange was found to be. Copies share it.
class Judgement {
public:
    explicit Judgement(std::shared_ptr<const simpatico_judgement> raw) : raw_(std::move(raw)) {}

    Analysis customer() const {
        const simpatico_analysis *analysis = nullptr;
        detail::must(simpatico_judgement_customer(raw_.get(), &analysis));
        return Analysis(raw_, analysis);
    }
    // None where the exchange had no reply.
    std::optional<ReplyScore> reply() const {
        const simpatico_reply_score *reply = nullptr;
        if (!detail::present(simpatico_judgement_reply(raw_.get(), &reply)))
            return std::nullopt;
        return ReplyScore(raw_, reply);
    }
    // One line of the JSON contract, without a line break.
    std::string to_json(std::optional<std::string_view> id = std::nullopt) const {
        simpatico_string json{};
        simpatico_str text = detail::optional_text(id);
        detail::must(simpatico_judgement_to_json(raw_.get(), text.data, text.len, &json));
        return detail::take(json);
    }
    // What a coach would write: one sentence a line.
    std::string note(Locale locale = SIMPATICO_LOCALE_ENGLISH) const {
        simpatico_string note{};
        detail::must(simpatico_judgement_note(raw_.get(), locale, &note));
        return detail::take(note);
    }
    // A page for people; width is 40 or more.
    std::string explain(std::string_view title = "", bool colour = false, std::size_t width = 100,
                        Locale locale = SIMPATICO_LOCALE_ENGLISH) const {
        simpatico_string page{};
        detail::must(simpatico_judgement_explain(raw_.get(), title.data(), title.size(), colour, width, locale, &page));
        return detail::take(page);
    }
    const simpatico_judgement *get() const noexcept { return raw_.get(); }

private:
    std::shared_ptr<const simpatico_judgement> raw_;
};

// Judgements of many exchanges, in their order; a row that could not be judged has its failure.
class Batch {
public:
    explicit Batch(std::shared_ptr<const simpatico_batch> raw) : raw_(std::move(raw)) {
        detail::must(simpatico_batch_count(raw_.get(), &size_));
    }
    std::size_t size() const noexcept { return size_; }
    Result<Judgement> operator[](std::size_t index) const {
        const simpatico_judgement *row = nullptr;
        Status status = simpatico_batch_at(raw_.get(), index, &row);
        if (status != SIMPATICO_STATUS_OK)
            return detail::failure(status);
        return Judgement(std::shared_ptr<const simpatico_judgement>(raw_, row));
    }

private:
    std::shared_ptr<const simpatico_batch> raw_;
    std::size_t size_ = 0;
};

// A turn to be analyzed. The time is RFC 3339, or milliseconds since 1970-01-01T00:00:00Z, or none.
struct Turn {
    Speaker speaker;
    std::string_view text;
    std::optional<std::string_view> agent = std::nullopt;
    std::variant<std::monostate, std::int64_t, std::string_view> time = {};

    static Turn customer(std::string_view text) { return {SIMPATICO_SPEAKER_CUSTOMER, text}; }
    static Turn by_agent(std::string_view text, std::optional<std::string_view> agent = std::nullopt) {
        return {SIMPATICO_SPEAKER_AGENT, text, agent};
    }
    // The same turn at a time.
    Turn at(std::string_view when) const { return {speaker, text, agent, when}; }
    Turn at(std::int64_t milliseconds) const { return {speaker, text, agent, milliseconds}; }

    // As the C interface takes it.
    simpatico_turn raw() const noexcept {
        simpatico_turn raw{};
        raw.speaker = speaker;
        raw.text = detail::borrow(text);
        raw.agent = detail::optional_text(agent);
        if (const auto *milliseconds = std::get_if<std::int64_t>(&time)) {
            raw.time_kind = SIMPATICO_TIME_KIND_MILLISECONDS;
            raw.milliseconds = *milliseconds;
        } else if (const auto *when = std::get_if<std::string_view>(&time)) {
            raw.time_kind = SIMPATICO_TIME_KIND_TEXT;
            raw.time = detail::borrow(*when);
        }
        return raw;
    }
};

// Words of a turn; positions are within that turn's text.
struct Quote {
    Quote(const detail::Owner &owner, const simpatico_quote &raw)
        : text(detail::view(raw.text)), turn(raw.turn), byte_start(raw.byte_start), byte_end(raw.byte_end),
          start(raw.start), end(raw.end), owner_(owner) {}
    std::string_view text;
    std::size_t turn;
    std::size_t byte_start;
    std::size_t byte_end;
    std::size_t start; // in code points
    std::size_t end;

private:
    detail::Owner owner_;
};

// A label that is asserted of a turn, and the words that carried it most.
template <class L> struct Finding {
    Finding(const detail::Owner &owner, const simpatico_finding &raw)
        : label(static_cast<L>(raw.label)), score(raw.score), words(detail::maybe<Quote>(owner, raw.words)) {}
    L label;
    double score;
    std::optional<Quote> words;
};

template <class L> using Findings = List<simpatico_finding, Finding<L>>;

// A need that a turn raises.
struct NeedFinding {
    NeedFinding(const detail::Owner &owner, const simpatico_need_finding &raw)
        : kind(raw.kind), label(raw.label), name(detail::view(raw.name)), score(raw.score), expressed(raw.expressed),
          words(detail::maybe<Quote>(owner, raw.words)) {}
    NeedKind kind;
    std::uint32_t label; // a ServiceNeed or an EmotionalNeed, as kind says
    std::string_view name;
    double score;
    Expressed expressed;
    std::optional<Quote> words;
};

// A label of your own packs in a turn.
struct CustomFinding {
    CustomFinding(const detail::Owner &owner, const simpatico_custom_finding &raw)
        : family(detail::view(raw.family)), label(detail::view(raw.label)), score(raw.score),
          words(detail::maybe<Quote>(owner, raw.words)), owner_(owner) {}
    std::string_view family;
    std::string_view label; // pack.label
    double score;
    std::optional<Quote> words;

private:
    detail::Owner owner_;
};

struct TurnSentiment {
    TurnSentiment(const detail::Owner &owner, const simpatico_turn_sentiment &raw)
        : score(raw.score), label(raw.label), band(raw.band), intensity(raw.intensity), confidence(raw.confidence),
          words(detail::maybe<Quote>(owner, raw.words)) {}
    double score; // -1 to 1
    Polarity label;
    Band band;
    double intensity;
    double confidence;
    std::optional<Quote> words;
};

// What a customer's turn shows.
struct CustomerTurn {
    CustomerTurn(const detail::Owner &owner, const simpatico_customer_turn &raw)
        : language(raw.language), sentiment(owner, raw.sentiment), emotions(owner, raw.emotions, raw.emotion_count),
          carried(raw.carried, raw.carried + raw.carried_count), needs(owner, raw.needs, raw.need_count),
          reasons(owner, raw.reasons, raw.reason_count), risks(owner, raw.risks, raw.risk_count),
          custom_labels(owner, raw.custom_labels, raw.custom_label_count), phase{raw.phase.label, raw.phase.score},
          escalation(raw.escalation), churn(raw.churn), urgency(raw.urgency), effort(raw.effort),
          confirms(raw.confirms), abstained(detail::maybe(raw.abstained)) {
        if (raw.target != nullptr)
            target = Choice<Target>{raw.target->label, raw.target->score};
    }
    LanguageCode language;
    TurnSentiment sentiment;
    Findings<Emotion> emotions;
    std::vector<Emotion> carried; // shown by the message before the reply as well
    List<simpatico_need_finding, NeedFinding> needs;
    Findings<Reason> reasons;
    Findings<Risk> risks;
    List<simpatico_custom_finding, CustomFinding> custom_labels;
    std::optional<Choice<Target>> target;
    Choice<Phase> phase;
    double escalation;
    double churn;
    double urgency;
    double effort;
    bool confirms; // says that the matter is done
    std::optional<AbstainReason> abstained;
};

// The five pillars, 0 to 100; none where nothing a pillar judges was called for.
struct Pillars {
    explicit Pillars(const simpatico_pillars &raw)
        : active_listening(detail::maybe(raw.active_listening)),
          perspective_taking(detail::maybe(raw.perspective_taking)),
          empathetic_language(detail::maybe(raw.empathetic_language)), action(detail::maybe(raw.action)),
          human_touch(detail::maybe(raw.human_touch)) {}
    std::optional<double> active_listening;
    std::optional<double> perspective_taking;
    std::optional<double> empathetic_language;
    std::optional<double> action;
    std::optional<double> human_touch;
};

struct TechniqueLevel : simpatico_technique_level {
    TechniqueLevel(const detail::Owner &, const simpatico_technique_level &raw) : simpatico_technique_level(raw) {}
};

// An agent's reply: all turns of one agent between two of the customer's.
struct AgentReply {
    AgentReply(const detail::Owner &owner, const simpatico_agent_reply &raw)
        : answers(raw.answers, raw.answers + raw.answer_count),
          parts(raw.parts, raw.parts + raw.part_count), empathy{raw.empathy.score, raw.empathy.level,
                                                                raw.empathy.confidence},
          pillars(raw.pillars), techniques(owner, raw.techniques, raw.technique_count),
          antipatterns(owner, raw.antipatterns, raw.antipattern_count), coverage(raw.coverage),
          needs(owner, raw.needs, raw.need_count), language_match(raw.language_match) {}
    std::vector<std::size_t> answers; // the customer's turns
    std::vector<std::size_t> parts;   // the agent's turns
    Empathy empathy;
    Pillars pillars;
    List<simpatico_technique_level, TechniqueLevel> techniques;
    Findings<Antipattern> antipatterns;
    Coverage coverage;
    List<simpatico_need_coverage, NeedCoverage> needs;
    bool language_match;
};

// One turn of a conversation.
struct TurnAnalysis {
    TurnAnalysis(const detail::Owner &owner, const simpatico_turn_analysis &raw)
        : turn(raw.turn), speaker(raw.speaker), agent(detail::maybe(raw.agent)),
          milliseconds(detail::maybe(raw.milliseconds)), delay_seconds(detail::maybe(raw.delay_seconds)),
          customer(detail::maybe<CustomerTurn>(owner, raw.customer)),
          reply(detail::maybe<AgentReply>(owner, raw.reply)), owner_(owner) {}
    std::size_t turn;
    Speaker speaker;
    std::optional<std::string_view> agent;
    std::optional<std::int64_t> milliseconds; // since 1970-01-01T00:00:00Z
    std::optional<double> delay_seconds;
    std::optional<CustomerTurn> customer; // of a customer's turn
    std::optional<AgentReply> reply;      // of the agent's turn that a reply ends with

private:
    detail::Owner owner_;
};

using Point = ::simpatico_point;
using Mean = ::simpatico_mean;
using Wait = ::simpatico_wait;
using RiskCourse = ::simpatico_risk_course;
using LeftOut = ::simpatico_left_out;

// How the customer's sentiment moved; none where no turn could be judged.
struct SentimentCourse {
    explicit SentimentCourse(const simpatico_sentiment_course &raw)
        : judged(raw.judged), overall(detail::maybe(raw.overall)), begin(detail::maybe(raw.begin)),
          end(detail::maybe(raw.end)), lowest(detail::maybe(raw.lowest)), trend(detail::maybe(raw.trend)),
          recovery(detail::maybe(raw.recovery)), quarters{detail::maybe(raw.first_quarter),
                                                          detail::maybe(raw.second_quarter),
                                                          detail::maybe(raw.third_quarter),
                                                          detail::maybe(raw.fourth_quarter)} {}
    std::size_t judged;
    std::optional<double> overall;
    std::optional<double> begin;
    std::optional<double> end;
    std::optional<Point> lowest;
    std::optional<double> trend;
    std::optional<double> recovery;
    std::array<std::optional<double>, 4> quarters;
};

struct Timing {
    explicit Timing(const simpatico_timing &raw)
        : timed_turns(raw.timed_turns), first_reply_seconds(detail::maybe(raw.first_reply_seconds)),
          reply_seconds(detail::maybe(raw.reply_seconds)), longest_wait(detail::maybe(raw.longest_wait)),
          handling_seconds(detail::maybe(raw.handling_seconds)) {}
    std::size_t timed_turns;
    std::optional<double> first_reply_seconds;
    std::optional<Mean> reply_seconds;
    std::optional<Wait> longest_wait;
    std::optional<double> handling_seconds;
};

// A sign that the customer has been in touch about this before.
struct RepeatContact {
    RepeatContact(const detail::Owner &owner, const simpatico_repeat_contact &raw)
        : turn(raw.turn), effort(raw.effort), words(detail::maybe<Quote>(owner, raw.words)) {}
    std::size_t turn;
    double effort;
    std::optional<Quote> words;
};

// What a conversation came to.
struct Course {
    Course(const detail::Owner &owner, const simpatico_course &raw)
        : turn_count(raw.turn_count), sentiment(raw.sentiment), resolved(raw.resolved),
          resolution_reason(raw.resolution_reason), estimated_experience(detail::maybe(raw.estimated_experience)),
          escalation(detail::maybe(raw.escalation)), churn(detail::maybe(raw.churn)),
          repeat_contact(detail::maybe<RepeatContact>(owner, raw.repeat_contact)), bot_turns(raw.bot_turns),
          human_asked_at(detail::maybe(raw.human_asked_at)), timing(raw.timing), left_out(raw.left_out) {}
    std::size_t turn_count;
    SentimentCourse sentiment;
    Resolved resolved;
    ResolutionReason resolution_reason;
    std::optional<double> estimated_experience; // 1 to 5; nobody was asked
    std::optional<RiskCourse> escalation;
    std::optional<RiskCourse> churn;
    std::optional<RepeatContact> repeat_contact;
    std::size_t bot_turns;
    std::optional<std::size_t> human_asked_at;
    Timing timing;
    LeftOut left_out;
};

struct EmotionCourse : simpatico_emotion_course {
    EmotionCourse(const detail::Owner &, const simpatico_emotion_course &raw) : simpatico_emotion_course(raw) {}
};

struct TurnNote : simpatico_turn_note {
    TurnNote(const detail::Owner &, const simpatico_turn_note &raw) : simpatico_turn_note(raw) {}
};

// A need over a conversation.
struct NeedRecord {
    NeedRecord(const detail::Owner &owner, const simpatico_need_record &raw)
        : kind(raw.kind), label(raw.label), name(detail::view(raw.name)), state(raw.state), raised(raw.raised),
          words(detail::maybe<Quote>(owner, raw.words)),
          raised_again(raw.raised_again, raw.raised_again + raw.raised_again_count),
          partly_at(detail::maybe(raw.partly_at)), answered_at(detail::maybe(raw.answered_at)),
          agent(detail::maybe(raw.agent)), owner_(owner) {}
    bool is_open() const noexcept { return state != SIMPATICO_COVERAGE_ANSWERED; }
    NeedKind kind;
    std::uint32_t label; // a ServiceNeed or an EmotionalNeed, as kind says
    std::string_view name;
    Coverage state;
    std::size_t raised;
    std::optional<Quote> words;
    std::vector<std::size_t> raised_again;
    std::optional<std::size_t> partly_at;
    std::optional<std::size_t> answered_at;
    std::optional<std::string_view> agent;

private:
    detail::Owner owner_;
};

// A change of the customer's mood, credited to the reply before it.
struct TurningPoint {
    TurningPoint(const detail::Owner &owner, const simpatico_turning_point &raw)
        : kind(raw.kind), turn(raw.turn), agent(detail::maybe(raw.agent)), before(raw.before), after(raw.after),
          customer_turn(raw.customer_turn), until(raw.until), words(detail::maybe<Quote>(owner, raw.words)),
          owner_(owner) {}
    TurningPointKind kind;
    std::size_t turn; // the agent's
    std::optional<std::string_view> agent;
    double before;
    double after;
    std::size_t customer_turn;
    std::size_t until;
    std::optional<Quote> words;

private:
    detail::Owner owner_;
};

// What a message called for and the reply to it did not give.
struct MissedOpportunity {
    MissedOpportunity(const detail::Owner &owner, const simpatico_missed_opportunity &raw)
        : kind(raw.kind), label(raw.label), name(detail::view(raw.name)), customer_turn(raw.customer_turn),
          words(detail::maybe<Quote>(owner, raw.words)), turn(raw.turn), agent(detail::maybe(raw.agent)),
          owner_(owner) {}
    MissedKind kind;
    std::uint32_t label; // a Technique, a ServiceNeed or an EmotionalNeed, as kind says
    std::string_view name;
    std::size_t customer_turn;
    std::optional<Quote> words;
    std::size_t turn; // the agent's
    std::optional<std::string_view> agent;

private:
    detail::Owner owner_;
};

struct PillarMeans {
    explicit PillarMeans(const simpatico_pillar_means &raw)
        : active_listening(detail::maybe(raw.active_listening)),
          perspective_taking(detail::maybe(raw.perspective_taking)),
          empathetic_language(detail::maybe(raw.empathetic_language)), action(detail::maybe(raw.action)),
          human_touch(detail::maybe(raw.human_touch)) {}
    std::optional<Mean> active_listening;
    std::optional<Mean> perspective_taking;
    std::optional<Mean> empathetic_language;
    std::optional<Mean> action;
    std::optional<Mean> human_touch;
};

// An agent in a conversation.
struct AgentSummary {
    AgentSummary(const detail::Owner &owner, const simpatico_agent_summary &raw)
        : agent(detail::maybe(raw.agent)), turns(raw.turns), first_turn(raw.first_turn), last_turn(raw.last_turn),
          empathy(detail::maybe(raw.empathy)), pillars(raw.pillars), owner_(owner) {}
    std::optional<std::string_view> agent;
    std::size_t turns;
    std::size_t first_turn;
    std::size_t last_turn;
    std::optional<Mean> empathy;
    PillarMeans pillars;

private:
    detail::Owner owner_;
};

// Somebody else takes the conversation over.
struct HandOver {
    HandOver(const detail::Owner &owner, const simpatico_hand_over &raw)
        : turn(raw.turn), from(raw.from), from_agent(detail::maybe(raw.from_agent)), to(raw.to),
          to_agent(detail::maybe(raw.to_agent)), owner_(owner) {}
    std::size_t turn;
    Speaker from;
    std::optional<std::string_view> from_agent;
    Speaker to;
    std::optional<std::string_view> to_agent;

private:
    detail::Owner owner_;
};

// What one more turn of a session changed.
struct TurnChange {
    TurnChange(const detail::Owner &owner, const simpatico_turn_change &raw)
        : turn(owner, raw.turn), raised(owner, raw.raised, raw.raised_count),
          answered(owner, raw.answered, raw.answered_count),
          turning_point(detail::maybe<TurningPoint>(owner, raw.turning_point)),
          missed_opportunities(owner, raw.missed_opportunities, raw.missed_opportunity_count), resolved(raw.resolved),
          resolution_reason(raw.resolution_reason), notes(owner, raw.notes, raw.note_count) {}
    TurnAnalysis turn;
    List<simpatico_need_record, NeedRecord> raised;
    List<simpatico_need_record, NeedRecord> answered;
    std::optional<TurningPoint> turning_point;
    List<simpatico_missed_opportunity, MissedOpportunity> missed_opportunities;
    Resolved resolved;
    ResolutionReason resolution_reason;
    List<simpatico_turn_note, TurnNote> notes;
};

// What a conversation was found to be, as far as it went. Copies share it.
class Conversation {
public:
    explicit Conversation(std::shared_ptr<const simpatico_conversation> raw) : raw_(std::move(raw)) {}

    std::optional<std::string_view> id() const {
        simpatico_str id{};
        if (!detail::present(simpatico_conversation_id(get(), &id)))
            return std::nullopt;
        return detail::view(id);
    }
    Course course() const { return Course(raw_, detail::part(simpatico_conversation_course, get())); }
    List<simpatico_turn_analysis, TurnAnalysis> turns() const {
        return detail::list<TurnAnalysis>(raw_, simpatico_conversation_turns, get());
    }
    List<simpatico_emotion_course, EmotionCourse> emotions() const {
        return detail::list<EmotionCourse>(raw_, simpatico_conversation_emotions, get());
    }
    List<simpatico_need_record, NeedRecord> needs() const {
        return detail::list<NeedRecord>(raw_, simpatico_conversation_needs, get());
    }
    List<simpatico_turning_point, TurningPoint> turning_points() const {
        return detail::list<TurningPoint>(raw_, simpatico_conversation_turning_points, get());
    }
    List<simpatico_missed_opportunity, MissedOpportunity> missed_opportunities() const {
        return detail::list<MissedOpportunity>(raw_, simpatico_conversation_missed_opportunities, get());
    }
    List<simpatico_agent_summary, AgentSummary> agents() const {
        return detail::list<AgentSummary>(raw_, simpatico_conversation_agents, get());
    }
    List<simpatico_hand_over, HandOver> hand_overs() const {
        return detail::list<HandOver>(raw_, simpatico_conversation_hand_overs, get());
    }
    List<simpatico_turn_note, TurnNote> notes() const {
        return detail::list<TurnNote>(raw_, simpatico_conversation_notes, get());
    }
    // One line of the JSON contract, without a line break.
    std::string to_json() const { return detail::text(simpatico_conversation_to_json, get()); }
    // A page for people; width is 40 or more.
    std::string explain(std::string_view title = "", bool colour = false, std::size_t width = 100) const {
        simpatico_string page{};
        detail::must(simpatico_conversation_explain(get(), title.data(), title.size(), colour, width, &page));
        return detail::take(page);
    }
    const simpatico_conversation *get() const noexcept { return raw_.get(); }

private:
    std::shared_ptr<const simpatico_conversation> raw_;
};

// A message, read once, to judge the versions of its reply. Copies share it.
class Draft {
public:
    explicit Draft(std::shared_ptr<const simpatico_draft> raw) : raw_(std::move(raw)) {}

    Result<Judgement> try_check(std::string_view reply) const {
        return detail::made<Judgement, simpatico_judgement>(
            [&](auto **out) { return simpatico_draft_check(raw_.get(), reply.data(), reply.size(), out); });
    }
#ifndef SIMPATICO_NO_EXCEPTIONS
    Judgement check(std::string_view reply) const { return try_check(reply).value(); }
#endif

private:
    std::shared_ptr<const simpatico_draft> raw_;
};

// A conversation under way. Not copied; one thread at a time.
class Session {
public:
    explicit Session(std::unique_ptr<simpatico_session, void (*)(simpatico_session *)> raw) : raw_(std::move(raw)) {}

    // Takes the next turn. A refused one leaves the session as it was.
    Result<TurnChange> try_push(const Turn &turn) {
        simpatico_turn raw = turn.raw();
        simpatico_change *change = nullptr;
        Status status = simpatico_session_push(raw_.get(), &raw, &change);
        if (status != SIMPATICO_STATUS_OK)
            return detail::failure(status);
        auto owner = detail::own(change);
        return TurnChange(owner, detail::part(simpatico_change_read, owner.get()));
    }
    // Judges the reply that is being written; none before the customer has spoken.
    Result<std::optional<Judgement>> try_check(std::string_view reply) {
        simpatico_judgement *raw = nullptr;
        Status status = simpatico_session_check(raw_.get(), reply.data(), reply.size(), &raw);
        if (status == SIMPATICO_STATUS_ABSENT)
            return std::optional<Judgement>();
        if (status != SIMPATICO_STATUS_OK)
            return detail::failure(status);
        return std::optional<Judgement>(Judgement(detail::own(raw)));
    }
#ifndef SIMPATICO_NO_EXCEPTIONS
    TurnChange push(const Turn &turn) { return try_push(turn).value(); }
    std::optional<Judgement> check(std::string_view reply) { return try_check(reply).value(); }
#endif
    std::size_t turn_count() const { return detail::part(simpatico_session_turn_count, get()); }
    // What it is found to be so far.
    Conversation conversation() const {
        simpatico_conversation *raw = nullptr;
        detail::must(simpatico_session_conversation(get(), &raw));
        return Conversation(detail::own(raw));
    }
    const simpatico_session *get() const noexcept { return raw_.get(); }

private:
    std::unique_ptr<simpatico_session, void (*)(simpatico_session *)> raw_;
};

// Options of a Reflection; as the C interface says.
struct ReflectionOptions {
    Period period = SIMPATICO_PERIOD_WEEKS;
    std::uint32_t period_conversations = 0; // for SIMPATICO_PERIOD_CONVERSATIONS
    std::size_t least_opportunities = 20;
    std::size_t least_conversations = 8;
    AgentOrder order = SIMPATICO_AGENT_ORDER_NAME;
    Locale locale = SIMPATICO_LOCALE_ENGLISH; // of the page
    std::optional<std::string_view> title = std::nullopt;

    simpatico_reflection_options raw() const noexcept {
        return {static_cast<std::uint32_t>(period),
                period_conversations,
                least_opportunities,
                least_conversations,
                static_cast<std::uint32_t>(order),
                static_cast<std::uint32_t>(locale),
                detail::optional_text(title)};
    }
};

using Interval = ::simpatico_interval;
using Trend = ::simpatico_trend;
using Overview = ::simpatico_overview;

// A figure from 0 to 100 of many opportunities; nothing is claimed below the minimum sample.
struct Measure {
    explicit Measure(const simpatico_measure &raw)
        : n(raw.n), conversations(raw.conversations), interval(detail::maybe(raw.interval)),
          trend(detail::maybe(raw.trend)) {}
    std::size_t n;
    std::size_t conversations;
    std::optional<Interval> interval;
    std::optional<Trend> trend;
};

struct PillarMeasure : Measure {
    PillarMeasure(const detail::Owner &, const simpatico_pillar_measure &raw)
        : Measure(raw.measure), pillar(raw.pillar) {}
    Pillar pillar;
};

// A pillar that is surely better, or surely less, than adequate.
struct PillarClaim : simpatico_pillar_claim {
    PillarClaim(const detail::Owner &, const simpatico_pillar_claim &raw) : simpatico_pillar_claim(raw) {}
};

// What many conversations show of an agent or a team.
struct Profile {
    Profile(const detail::Owner &owner, const simpatico_profile &raw)
        : agent(detail::maybe(raw.agent)), conversations(raw.conversations), shared(raw.shared), replies(raw.replies),
          empathy(raw.empathy), pillars(owner, raw.pillars, raw.pillar_count),
          strengths(owner, raw.strengths, raw.strength_count), areas(owner, raw.areas, raw.area_count),
          began_upset(raw.began_upset), recovered(raw.recovered), resolved(raw.resolved), unresolved(raw.unresolved),
          unclear(raw.unclear) {}
    std::optional<std::string_view> agent; // none for the team
    std::size_t conversations;
    std::size_t shared;
    std::size_t replies;
    Measure empathy;
    List<simpatico_pillar_measure, PillarMeasure> pillars;
    List<simpatico_pillar_claim, PillarClaim> strengths;
    List<simpatico_pillar_claim, PillarClaim> areas;
    std::size_t began_upset;
    std::size_t recovered;
    std::size_t resolved;
    std::size_t unresolved;
    std::size_t unclear;
};

// What many conversations show. Copies share it.
class ReflectionAnalysis {
public:
    explicit ReflectionAnalysis(std::shared_ptr<const simpatico_reflection_analysis> raw) : raw_(std::move(raw)) {}

    // Its addresses are sound as long as this, or a copy, lives.
    Overview overview() const { return detail::part(simpatico_reflection_analysis_overview, get()); }
    Profile team() const { return Profile(raw_, detail::part(simpatico_reflection_analysis_team, get())); }
    List<simpatico_profile, Profile> agents() const {
        return detail::list<Profile>(raw_, simpatico_reflection_analysis_agents, get());
    }
    // One object of the JSON contract, without a line break.
    std::string to_json() const { return detail::text(simpatico_reflection_analysis_to_json, get()); }
    const simpatico_reflection_analysis *get() const noexcept { return raw_.get(); }

private:
    std::shared_ptr<const simpatico_reflection_analysis> raw_;
};

// Looks back on many conversations. Not copied; one thread at a time.
class Reflection {
public:
    explicit Reflection(std::unique_ptr<simpatico_reflection, void (*)(simpatico_reflection *)> raw)
        : raw_(std::move(raw)) {}

    // A correction must come before its conversation; the failure, where the line is none.
    std::optional<Failure> try_correct(std::string_view line) {
        Status status = simpatico_reflection_correct(raw_.get(), line.data(), line.size());
        if (status == SIMPATICO_STATUS_OK)
            return std::nullopt;
        return detail::failure(status);
    }
#ifndef SIMPATICO_NO_EXCEPTIONS
    void correct(std::string_view line) {
        if (auto failure = try_correct(line))
            detail::raise(*failure);
    }
#endif
    void add(const Conversation &conversation) {
        detail::must(simpatico_reflection_add(raw_.get(), conversation.get()));
    }
    ReflectionAnalysis analyze() const {
        simpatico_reflection_analysis *raw = nullptr;
        detail::must(simpatico_reflection_analyze(raw_.get(), &raw));
        return ReflectionAnalysis(detail::own(raw));
    }
    // One page of HTML; the failure where the library was built without pages.
    Result<std::string> try_page() const {
        simpatico_string page{};
        Status status = simpatico_reflection_page(raw_.get(), &page);
        if (status != SIMPATICO_STATUS_OK)
            return detail::failure(status);
        return detail::take(page);
    }
#ifndef SIMPATICO_NO_EXCEPTIONS
    std::string page() const { return try_page().value(); }
#endif

private:
    std::unique_ptr<simpatico_reflection, void (*)(simpatico_reflection *)> raw_;
};

// A masked piece of a text.
struct Mask : simpatico_mask {
    Mask(const detail::Owner &, const simpatico_mask &raw) : simpatico_mask(raw) {}
};

// A text with masks. Copies share it.
class Redacted {
public:
    explicit Redacted(std::shared_ptr<const simpatico_redacted> raw) : raw_(std::move(raw)) {}

    // Sound as long as this, or a copy, lives.
    std::string_view text() const { return detail::view(detail::part(simpatico_redacted_text, raw_.get())); }
    List<simpatico_mask, Mask> masks() const { return detail::list<Mask>(raw_, simpatico_redacted_masks, raw_.get()); }

private:
    std::shared_ptr<const simpatico_redacted> raw_;
};

// Masks what tells who somebody is.
class Redactor {
public:
    Redactor() : raw_(make()) {}

    // Also this name; a failure is told by the next `redact`.
    Redactor &name(std::string_view name) {
        return note(simpatico_redactor_name(raw_.get(), name.data(), name.size()));
    }
    // Also every figure.
    Redactor &figures() { return note(simpatico_redactor_figures(raw_.get())); }
    Result<Redacted> try_redact(std::string_view text) const {
        if (failure_)
            return *failure_;
        return detail::made<Redacted, simpatico_redacted>(
            [&](auto **out) { return simpatico_redactor_redact(raw_.get(), text.data(), text.size(), out); });
    }
#ifndef SIMPATICO_NO_EXCEPTIONS
    Redacted redact(std::string_view text) const { return try_redact(text).value(); }
#endif
    const simpatico_redactor *get() const noexcept { return raw_.get(); }

private:
    friend class Builder;
    static std::unique_ptr<simpatico_redactor, void (*)(simpatico_redactor *)> make() {
        simpatico_redactor *raw = nullptr;
        detail::must(simpatico_redactor_new(&raw));
        return detail::own(raw);
    }
    Redactor &note(Status status) {
        if (status != SIMPATICO_STATUS_OK && !failure_)
            failure_ = detail::failure(status);
        return *this;
    }
    std::unique_ptr<simpatico_redactor, void (*)(simpatico_redactor *)> raw_;
    std::optional<Failure> failure_;
};

// Reads messages and judges replies. Copies share one analyzer, which serves all threads.
class Analyzer {
public:
    explicit Analyzer(std::shared_ptr<const simpatico_analyzer> raw) : raw_(std::move(raw)) {}
    // The accurate model where it is compiled in, else the fast one.
    static Result<Analyzer> try_new() {
        return detail::made<Analyzer, simpatico_analyzer>([](auto **out) { return simpatico_analyzer_new(out); });
    }
    Result<Judgement> try_analyze(std::string_view text) const {
        return detail::made<Judgement, simpatico_judgement>(
            [&](auto **out) { return simpatico_analyzer_analyze(get(), text.data(), text.size(), out); });
    }
    Result<Judgement> try_score_reply(std::string_view customer, std::string_view reply) const {
        return try_judge(Exchange{customer, reply});
    }
    Result<Judgement> try_judge(const Exchange &exchange) const {
        simpatico_exchange raw = exchange.raw();
        return detail::made<Judgement, simpatico_judgement>(
            [&](auto **out) { return simpatico_analyzer_judge(get(), &raw, out); });
    }
    // On `threads` threads, the calling one among them; 0 stands for all cores.
    Result<Batch> try_judge_batch(const std::vector<Exchange> &exchanges, std::size_t threads = 0) const {
        std::vector<simpatico_exchange> raw;
        raw.reserve(exchanges.size());
        for (const Exchange &exchange : exchanges)
            raw.push_back(exchange.raw());
        return detail::made<Batch, simpatico_batch>(
            [&](auto **out) { return simpatico_analyzer_judge_batch(get(), raw.data(), raw.size(), threads, out); });
    }
    // A draft reads the message once, for the many versions of the reply to it.
    Result<Draft> try_draft(std::string_view customer) const {
        return detail::made<Draft, simpatico_draft>(
            [&](auto **out) { return simpatico_analyzer_draft(get(), customer.data(), customer.size(), out); });
    }
    Result<Conversation> try_analyze_conversation(const std::vector<Turn> &turns,
                                                  std::optional<std::string_view> id = std::nullopt) const {
        std::vector<simpatico_turn> raw;
        raw.reserve(turns.size());
        for (const Turn &turn : turns)
            raw.push_back(turn.raw());
        simpatico_str name = detail::optional_text(id);
        return detail::made<Conversation, simpatico_conversation>([&](auto **out) {
            return simpatico_analyzer_analyze_conversation(get(), name.data, name.len, raw.data(), raw.size(), out);
        });
    }
    // From a line of the JSON contract.
    Result<Conversation> try_analyze_conversation_json(std::string_view line) const {
        return detail::made<Conversation, simpatico_conversation>([&](auto **out) {
            return simpatico_analyzer_analyze_conversation_json(get(), line.data(), line.size(), out);
        });
    }
    Result<Session> try_session(std::optional<std::string_view> id = std::nullopt) const {
        simpatico_str name = detail::optional_text(id);
        return detail::made<Session, simpatico_session>(
            [&](auto **out) { return simpatico_session_new(get(), name.data, name.len, out); });
    }
    Result<Reflection> try_reflection(const ReflectionOptions &options = {}) const {
        simpatico_reflection_options raw = options.raw();
        return detail::made<Reflection, simpatico_reflection>(
            [&](auto **out) { return simpatico_reflection_new(get(), &raw, out); });
    }
#ifndef SIMPATICO_NO_EXCEPTIONS
    Analyzer() : Analyzer(try_new().value()) {}
    Draft draft(std::string_view customer) const { return try_draft(customer).value(); }
    Conversation analyze_conversation(const std::vector<Turn> &turns,
                                      std::optional<std::string_view> id = std::nullopt) const {
        return try_analyze_conversation(turns, id).value();
    }
    Conversation analyze_conversation_json(std::string_view line) const {
        return try_analyze_conversation_json(line).value();
    }
    Session session(std::optional<std::string_view> id = std::nullopt) const { return try_session(id).value(); }
    Reflection reflection(const ReflectionOptions &options = {}) const { return try_reflection(options).value(); }
    Judgement analyze(std::string_view text) const { return try_analyze(text).value(); }
    Judgement score_reply(std::string_view customer, std::string_view reply) const {
        return try_score_reply(customer, reply).value();
    }
    Judgement judge(const Exchange &exchange) const { return try_judge(exchange).value(); }
    Batch judge_batch(const std::vector<Exchange> &exchanges, std::size_t threads = 0) const {
        return try_judge_batch(exchanges, threads).value();
    }
#endif
    Model model() const {
        Model model{};
        detail::must(simpatico_analyzer_model(get(), &model));
        return model;
    }
    std::string_view data_version() const {
        simpatico_str version{};
        detail::must(simpatico_analyzer_data_version(get(), &version));
        return detail::view(version);
    }
    // Ids and meanings of all rules; the texts live as long as the analyzer.
    std::vector<std::pair<std::string_view, std::string_view>> rules() const {
        std::size_t count = 0;
        detail::must(simpatico_analyzer_rule_count(get(), &count));
        std::vector<std::pair<std::string_view, std::string_view>> rules;
        for (std::size_t index = 0; index < count; ++index) {
            simpatico_rule rule{};
            detail::must(simpatico_analyzer_rule_at(get(), index, &rule));
            rules.emplace_back(detail::view(rule.id), detail::view(rule.message));
        }
        return rules;
    }
    const simpatico_analyzer *get() const noexcept { return raw_.get(); }

private:
    std::shared_ptr<const simpatico_analyzer> raw_;
};

// Options for an analyzer. The first option that fails decides what `build` says.
class Builder {
public:
    Builder() : raw_(make(), simpatico_builder_free) {}

    Builder &model(Model model) { return note(simpatico_builder_model(raw_.get(), model)); }
    Builder &data(const std::vector<std::uint8_t> &data) {
        return note(simpatico_builder_data(raw_.get(), data.data(), data.size()));
    }
    Builder &data_file(std::string_view path) {
        return note(simpatico_builder_data_file(raw_.get(), path.data(), path.size()));
    }
    Builder &network(const std::vector<std::uint8_t> &data) {
        return note(simpatico_builder_network(raw_.get(), data.data(), data.size()));
    }
    Builder &network_file(std::string_view path) {
        return note(simpatico_builder_network_file(raw_.get(), path.data(), path.size()));
    }
    Builder &pack(std::string_view toml) { return note(simpatico_builder_pack(raw_.get(), toml.data(), toml.size())); }
    Builder &pack_file(std::string_view path) {
        return note(simpatico_builder_pack_file(raw_.get(), path.data(), path.size()));
    }
    Builder &threshold(std::string_view label, double score) {
        return note(simpatico_builder_threshold(raw_.get(), label.data(), label.size(), score));
    }
    Builder &disable(std::string_view rule) {
        return note(simpatico_builder_disable(raw_.get(), rule.data(), rule.size()));
    }
    // Masks what the redactor finds in every text of every result.
    Builder &redact(const Redactor &redactor) {
        if (redactor.failure_ && !failure_)
            failure_ = redactor.failure_;
        return note(simpatico_builder_redact(raw_.get(), redactor.get()));
    }

    Result<Analyzer> try_build() const {
        if (failure_)
            return *failure_;
        return detail::made<Analyzer, simpatico_analyzer>(
            [&](auto **out) { return simpatico_builder_build(raw_.get(), out); });
    }
#ifndef SIMPATICO_NO_EXCEPTIONS
    Analyzer build() const { return try_build().value(); }
#endif

private:
    static simpatico_builder *make() {
        simpatico_builder *raw = nullptr;
        detail::must(simpatico_builder_new(&raw));
        return raw;
    }
    Builder &note(Status status) {
        if (status != SIMPATICO_STATUS_OK && !failure_)
            failure_ = detail::failure(status);
        return *this;
    }
    std::unique_ptr<simpatico_builder, void (*)(simpatico_builder *)> raw_;
    std::optional<Failure> failure_;
};

// Version of the library that runs.
inline std::string_view version() { return detail::view(simpatico_version()); }
// Whether this header goes with the library that runs.
inline bool is_compatible() { return simpatico_check_abi(SIMPATICO_ABI_VERSION) == SIMPATICO_STATUS_OK; }

} // namespace simpatico

#endif // SIMPATICO_HPP
