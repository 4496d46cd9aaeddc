// C++17 interface of simpatico: a header over simpatico.h, with no other dependency.
//
// Objects free what they own. Texts come in as std::string_view; results are values that keep what they point into
// alive, so that `for (auto emotion : analyzer.analyze(text).customer().emotions())` is sound. A std::string_view
// inside a result is sound as long as the result, the list it came from or its Judgement lives.
//
// Failures come by choice: `analyze` throws simpatico::Error, `try_analyze` gives a simpatico::Result. Without
// exceptions
// (-fno-exceptions, or SIMPATICO_NO_EXCEPTIONS defined) only the second kind is there, and a fault of the library in an
// accessor, which nothing but a bug can cause, ends the process.
//
// Threads: an Analyzer and a Judgement may be used by any number of threads at once; a Builder by one at a time.
#ifndef SIMPATICO_HPP
#define SIMPATICO_HPP

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
#undef SIMPATICO_FAMILY

using Owner = std::shared_ptr<const void>;

} // namespace detail

// The codebook's name of a label, as in the JSON contract.
template <class L> std::string_view name(L label) {
    simpatico_str text{};
    detail::must(simpatico_label_name(detail::Family<L>::number, label, &text));
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
        T value{};
        detail::must(call(raw_, &value));
        return value;
    }
    template <class C, class V> V one(Status (*call)(const simpatico_analysis *, C *)) const {
        return V(owner_, plain<C>(call));
    }
    template <class V, class C>
    List<C, V> many(Status (*call)(const simpatico_analysis *, const C **, std::size_t *)) const {
        const C *data = nullptr;
        std::size_t count = 0;
        detail::must(call(raw_, &data, &count));
        return List<C, V>(owner_, data, count);
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
        const C *data = nullptr;
        std::size_t count = 0;
        detail::must(call(raw_, &data, &count));
        return List<C, V>(owner_, data, count);
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
        simpatico_str none{nullptr, 0};
        simpatico_str given = none;
        if (reply)
            given = reply->data() == nullptr ? simpatico_str{"", 0} : detail::borrow(*reply);
        return {detail::borrow(customer), given, turns_before};
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
        const char *data = !id ? nullptr : id->data() == nullptr ? "" : id->data();
        detail::must(simpatico_judgement_to_json(raw_.get(), data, id ? id->size() : 0, &json));
        return detail::take(json);
    }
    // A page for people; width is 40 or more.
    std::string explain(std::string_view title = "", bool colour = false, std::size_t width = 100) const {
        simpatico_string page{};
        detail::must(simpatico_judgement_explain(raw_.get(), title.data(), title.size(), colour, width, &page));
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

// Reads messages and judges replies. Copies share one analyzer, which serves all threads.
class Analyzer {
public:
    // The accurate model where it is compiled in, else the fast one.
    static Result<Analyzer> try_new() {
        return made<Analyzer, simpatico_analyzer>([](auto **out) { return simpatico_analyzer_new(out); });
    }
    Result<Judgement> try_analyze(std::string_view text) const {
        return made<Judgement, simpatico_judgement>(
            [&](auto **out) { return simpatico_analyzer_analyze(get(), text.data(), text.size(), out); });
    }
    Result<Judgement> try_score_reply(std::string_view customer, std::string_view reply) const {
        return try_judge(Exchange{customer, reply});
    }
    Result<Judgement> try_judge(const Exchange &exchange) const {
        simpatico_exchange raw = exchange.raw();
        return made<Judgement, simpatico_judgement>(
            [&](auto **out) { return simpatico_analyzer_judge(get(), &raw, out); });
    }
    // On `threads` threads, the calling one among them; 0 stands for all cores.
    Result<Batch> try_judge_batch(const std::vector<Exchange> &exchanges, std::size_t threads = 0) const {
        std::vector<simpatico_exchange> raw;
        raw.reserve(exchanges.size());
        for (const Exchange &exchange : exchanges)
            raw.push_back(exchange.raw());
        return made<Batch, simpatico_batch>(
            [&](auto **out) { return simpatico_analyzer_judge_batch(get(), raw.data(), raw.size(), threads, out); });
    }
#ifndef SIMPATICO_NO_EXCEPTIONS
    Analyzer() : Analyzer(try_new().value()) {}
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
    friend class Builder;
    explicit Analyzer(std::shared_ptr<const simpatico_analyzer> raw) : raw_(std::move(raw)) {}

    static std::shared_ptr<const simpatico_analyzer> own(simpatico_analyzer *raw) {
        return {raw, simpatico_analyzer_free};
    }
    static std::shared_ptr<const simpatico_judgement> own(simpatico_judgement *raw) {
        return {raw, simpatico_judgement_free};
    }
    static std::shared_ptr<const simpatico_batch> own(simpatico_batch *raw) { return {raw, simpatico_batch_free}; }

    template <class T, class C, class Call> static Result<T> made(Call call) {
        C *raw = nullptr;
        Status status = call(&raw);
        if (status != SIMPATICO_STATUS_OK)
            return detail::failure(status);
        return T(own(raw));
    }
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

    Result<Analyzer> try_build() const {
        if (failure_)
            return *failure_;
        return Analyzer::made<Analyzer, simpatico_analyzer>(
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
