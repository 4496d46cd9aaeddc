// The C++ interface: values, lists, lifetimes, and failures of both kinds. Compiled with exceptions and without.
#include <simpatico.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <type_traits>

namespace {

void check(bool holds, int line, const char *what) {
    if (!holds) {
        std::fprintf(stderr, "wrapper.cpp:%d: %s does not hold\n", line, what);
        std::exit(EXIT_FAILURE);
    }
}
#define CHECK(holds) check((holds), __LINE__, #holds)

using namespace simpatico;

const std::string_view CUSTOMER =
    "I ordered a café table three weeks ago and it never arrived. I've emailed five times and "
    "nobody answers me. I want a refund, I'm so frustrated!";
const std::string_view REPLY = "Please calm down, these things take time. Fill in the form on our website.";

Analyzer fast() { return *Builder().model(SIMPATICO_MODEL_FAST).try_build(); }

void labels_have_names() {
    CHECK(name(SIMPATICO_EMOTION_ANGER) == "anger");
    CHECK(name(SIMPATICO_LANGUAGE_CODE_SPANISH) == "es");
    CHECK(parse<Technique>("concrete_action") == SIMPATICO_TECHNIQUE_CONCRETE_ACTION);
    CHECK(!parse<Emotion>("fury"));
    CHECK(all<Antipattern>().size() == 13 && all<Risk>().back() == SIMPATICO_RISK_ABUSE);
}

void results_are_values(const Analyzer &analyzer) {
    // The judgement and the analysis are gone before the lists are used.
    auto emotions = analyzer.try_analyze(CUSTOMER)->customer().emotions();
    CHECK(!emotions.empty() && emotions.front().label == SIMPATICO_EMOTION_FRUSTRATION);
    std::size_t seen = 0;
    for (EmotionScore emotion : analyzer.try_analyze(CUSTOMER)->customer().emotions()) {
        double sum = emotion.base;
        for (Evidence evidence : emotion.evidence) {
            CHECK(CUSTOMER.substr(evidence.byte_start, evidence.byte_end - evidence.byte_start) == evidence.text);
            CHECK(evidence.speaker == SIMPATICO_SPEAKER_CUSTOMER && !evidence.source.empty());
            sum += evidence.contribution;
        }
        CHECK(std::abs(sum - emotion.raw) < 1e-9);
        ++seen;
    }
    CHECK(seen == emotions.size());

    Judgement judgement = *analyzer.try_score_reply(CUSTOMER, REPLY);
    Analysis customer = judgement.customer();
    CHECK(customer.sentiment().score < -0.2 && customer.sentiment().label == SIMPATICO_POLARITY_NEGATIVE);
    CHECK(customer.language().code == SIMPATICO_LANGUAGE_CODE_ENGLISH && customer.language().runs.size() == 1);
    CHECK(!customer.reasons().empty() && !customer.reasons().front().emotions.empty());
    CHECK(customer.service_needs().front().label == SIMPATICO_SERVICE_NEED_REFUND);
    CHECK(customer.service_needs().front().expressed == SIMPATICO_EXPRESSED_EXPLICIT);
    CHECK(!customer.emotional_needs().empty());
    CHECK(customer.custom_labels().empty() && !customer.abstained() && customer.target());
    CHECK(customer.phase().label == SIMPATICO_PHASE_DURING);
    CHECK(customer.relationship().label == SIMPATICO_RELATIONSHIP_CUSTOMER);
    CHECK(customer.urgency() >= 0.0 && customer.effort() > 0.0);
    auto risks = customer.risks();
    CHECK(std::all_of(risks.begin(), risks.end(), [](const RiskScore &risk) { return risk.score <= 1.0; }));

    ReplyScore reply = *judgement.reply();
    CHECK(reply.empathy().level == SIMPATICO_EMPATHY_LEVEL_LOW && reply.language_match());
    CHECK(reply.techniques().size() == 10 && !reply.antipatterns().empty());
    CHECK(reply.coverage() == SIMPATICO_COVERAGE_OPEN && !reply.needs().empty());
    CHECK(reply.pillar(SIMPATICO_PILLAR_EMPATHETIC_LANGUAGE).value() <= 100.0);
    auto suggestions = reply.suggestions();
    CHECK(!suggestions.empty() && suggestions[0].gain >= 1.0 && !suggestions[0].example.empty());
    auto replacing = std::find_if(suggestions.begin(), suggestions.end(),
                                  [](const Suggestion &suggestion) { return suggestion.replaces.has_value(); });
    CHECK(replacing != suggestions.end() && REPLY.find((*replacing).replaces->text) != std::string_view::npos);

    CHECK(!analyzer.try_analyze("Hola")->reply());
    CHECK(analyzer.try_analyze({})->customer().abstained() == SIMPATICO_ABSTAIN_REASON_NO_TEXT);
    // An empty reply is a reply, also where its view has no address.
    CHECK(analyzer.try_judge({CUSTOMER, std::string_view()})->reply().has_value());
    CHECK(!analyzer.try_judge({CUSTOMER})->reply());
    CHECK(judgement.to_json("a").find("\"id\":\"a\"") != std::string::npos);
    CHECK(judgement.to_json().find("\"id\":null") != std::string::npos);
    CHECK(judgement.to_json(std::string_view()).find("\"id\":\"\"") != std::string::npos);
    CHECK(judgement.explain("title").find("title") != std::string::npos);
}

void copies_share_and_outlive() {
    std::optional<Judgement> judgement;
    {
        Analyzer analyzer = fast();
        Analyzer copy = analyzer;
        judgement = *copy.try_analyze(CUSTOMER);
    }
    Judgement other = *judgement;
    std::string wanted = judgement->to_json();
    judgement.reset();
    CHECK(other.to_json() == wanted);
    static_assert(std::is_copy_constructible_v<Analyzer> && std::is_nothrow_move_constructible_v<Judgement>);
}

void batches_hold_their_rows(const Analyzer &analyzer) {
    std::vector<Exchange> exchanges(20, Exchange{CUSTOMER, REPLY, 2});
    exchanges[3].customer = "\xff";
    std::optional<Judgement> kept;
    {
        Batch batch = *analyzer.try_judge_batch(exchanges, 3);
        CHECK(batch.size() == 20);
        CHECK(!batch[3] && batch[3].error().status == SIMPATICO_STATUS_INVALID_UTF8);
        CHECK(batch[3].error().message == "customer is not UTF-8 at byte 0 of 1");
        CHECK(batch[20].error().status == SIMPATICO_STATUS_OUT_OF_RANGE);
        kept = *batch[19];
    }
    CHECK(kept->to_json() == analyzer.try_judge(exchanges[0])->to_json());
    CHECK(analyzer.try_judge_batch({})->size() == 0);
}

void failures_are_told(const Analyzer &analyzer) {
    auto refused = analyzer.try_analyze("caf\xe9");
    CHECK(!refused && refused.error().status == SIMPATICO_STATUS_INVALID_UTF8);
    CHECK(refused.error().message == "text is not UTF-8 at byte 3 of 4");
    auto built =
        Builder().model(SIMPATICO_MODEL_FAST).pack_file("/no/such/file").threshold("emotions.x", 2.0).try_build();
    CHECK(!built && built.error().status == SIMPATICO_STATUS_IO); // the first fault counts
    CHECK(Builder().disable("no/such-rule").try_build().error().status == SIMPATICO_STATUS_UNKNOWN_RULE);
    CHECK(Builder().data({1, 2, 3}).try_build().error().status == SIMPATICO_STATUS_INVALID_DATA);
#ifndef SIMPATICO_NO_EXCEPTIONS
    try {
        analyzer.analyze("caf\xe9");
        CHECK(false);
    } catch (const Error &error) {
        CHECK(error.status() == SIMPATICO_STATUS_INVALID_UTF8);
        CHECK(std::string_view(error.what()) == "text is not UTF-8 at byte 3 of 4");
    }
    CHECK(analyzer.score_reply(CUSTOMER, REPLY).reply()->empathy().score < 37.5);
    CHECK(analyzer.judge_batch({{CUSTOMER}}).size() == 1);
    try {
        Builder().pack("name = 3").build();
        CHECK(false);
    } catch (const std::runtime_error &error) {
        CHECK(std::string_view(error.what()).find("line 1") != std::string_view::npos);
    }
#endif
}

void threads_share_an_analyzer(const Analyzer &analyzer) {
    std::string wanted = analyzer.try_analyze(CUSTOMER)->to_json();
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] {
            for (int round = 0; round < 20; ++round)
                CHECK(analyzer.try_analyze(CUSTOMER)->to_json() == wanted);
        });
    }
    for (auto &thread : threads)
        thread.join();
}

} // namespace

int main() {
    CHECK(is_compatible() && version() == SIMPATICO_VERSION);
    Analyzer analyzer = fast();
    CHECK(analyzer.model() == SIMPATICO_MODEL_FAST && !analyzer.data_version().empty() && analyzer.rules().size() > 50);
    labels_have_names();
    results_are_values(analyzer);
    copies_share_and_outlive();
    batches_hold_their_rows(analyzer);
    failures_are_told(analyzer);
    threads_share_an_analyzer(analyzer);
    std::puts("wrapper: all hold");
    return EXIT_SUCCESS;
}
