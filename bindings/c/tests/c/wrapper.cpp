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
    CHECK(title(SIMPATICO_EMOTION_ANXIETY) == "worry" &&
          title(SIMPATICO_RESOLVED_YES, SIMPATICO_LOCALE_SPANISH) != title(SIMPATICO_RESOLVED_YES));
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
    auto needs = customer.service_needs();
    CHECK(std::any_of(needs.begin(), needs.end(), [](const auto &need) {
        return need.label == SIMPATICO_SERVICE_NEED_REFUND && need.expressed == SIMPATICO_EXPRESSED_EXPLICIT;
    }));
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

const std::vector<Turn> TURNS = {
    Turn::customer("Second time I write: my parcel is lost and nobody cares. I'm really upset.")
        .at("2026-03-12T14:02:11Z"),
    Turn::by_agent("Please calm down.", "Leo").at(1773324191000),
    Turn::by_agent("Losing it and then silence is not good enough, I'm sorry. A new one leaves today and is with you "
                   "tomorrow by noon; I'll write to you myself when it's there.",
                   "Noemi"),
    Turn::customer("It's here already, all sorted. Thank you so much Noemi, what a relief!"),
};

void conversations_are_values(const Analyzer &analyzer) {
    // The conversation is gone before its parts are used.
    auto turns = analyzer.try_analyze_conversation(TURNS, "a")->turns();
    CHECK(turns.size() == 4 && !turns[1].customer && turns[1].agent == "Leo");
    std::optional<CustomerTurn> first = turns[0].customer;
    CHECK(first && first->sentiment.score < -0.2 && !first->emotions.empty() && !first->needs.empty());
    CHECK(TURNS[0].text.find(first->sentiment.words->text) != std::string_view::npos);
    CHECK(turns[0].milliseconds == 1773324131000 && turns[1].delay_seconds == 60.0 && !turns[2].milliseconds);
    CHECK(turns[1].reply && turns[1].reply->techniques.size() == 10 && turns[1].reply->answers.size() == 1);
    CHECK(turns[1].reply->empathy.score < turns[2].reply->empathy.score && turns[1].reply->pillars.empathetic_language);
    CHECK(turns[1].reply->antipatterns.front().label == SIMPATICO_ANTIPATTERN_INVALIDATING);

    Conversation conversation = *analyzer.try_analyze_conversation(TURNS, "a");
    Course course = conversation.course();
    CHECK(course.resolved == SIMPATICO_RESOLVED_YES && course.sentiment.recovery > 0.4 && course.turn_count == 4);
    CHECK(course.sentiment.lowest->turn == 0 && course.sentiment.quarters[0] && !course.sentiment.quarters[3]);
    CHECK(course.estimated_experience > 1.0 && course.escalation && !course.human_asked_at);
    CHECK(course.timing.longest_wait->seconds == 60.0 && course.left_out.turns == 0);
    CHECK(conversation.turning_points().front().agent == "Noemi");
    CHECK(name(conversation.turning_points().front().kind) == "recovery");
    std::size_t answered = 0;
    for (NeedRecord need : conversation.needs())
        answered += !need.is_open();
    CHECK(answered > 0 && !conversation.missed_opportunities().empty() && !conversation.emotions().empty());
    CHECK(conversation.agents().size() == 2 && conversation.agents()[1].empathy->n == 1);
    CHECK(conversation.hand_overs().size() == 1 && conversation.hand_overs().front().to_agent == "Noemi");
    CHECK(conversation.notes().empty() && conversation.id() == "a");
    CHECK(!analyzer.try_analyze_conversation({})->id());
    CHECK(conversation.explain("title").find("title") != std::string::npos);
    CHECK(analyzer.try_analyze_conversation_json("{}").error().status == SIMPATICO_STATUS_INVALID_LINE);
    CHECK(analyzer.try_analyze_conversation({TURNS[0].at("noon")}).error().status == SIMPATICO_STATUS_INVALID_TIME);
}

void sessions_go_on(const Analyzer &analyzer) {
    Result<Session> made = analyzer.try_session("a");
    Session session = std::move(made).value();
    CHECK(!*session.try_check("Hi"));
    std::optional<TurnChange> last;
    for (const Turn &turn : TURNS)
        last = *session.try_push(turn);
    CHECK(!session.try_push(Turn::customer("\xff")) && session.turn_count() == 4);
    CHECK(last->turning_point && last->turn.customer->confirms && last->resolved == SIMPATICO_RESOLVED_YES);
    CHECK(session.conversation().to_json() == analyzer.try_analyze_conversation(TURNS, "a")->to_json());
    Judgement judgement = **session.try_check("Glad to hear it!");
    CHECK(judgement.to_json() == analyzer.try_score_reply(TURNS[3].text, "Glad to hear it!")->to_json());
    CHECK(!judgement.note().empty() && judgement.note(SIMPATICO_LOCALE_SPANISH) != judgement.note());
    Judgement drafted = *analyzer.try_draft(CUSTOMER)->try_check(REPLY);
    CHECK(drafted.to_json() == analyzer.try_score_reply(CUSTOMER, REPLY)->to_json());
    for (SpecificFound found : drafted.reply()->specifics())
        CHECK(!name(found.label).empty() && !found.evidence.empty());
    // A session may move to another thread.
    std::thread([moved = std::move(session)]() mutable { CHECK(moved.try_push(TURNS[0]).has_value()); }).join();
    static_assert(!std::is_copy_constructible_v<Session> && std::is_nothrow_move_constructible_v<Session>);
}

void reflections_look_back(const Analyzer &analyzer) {
    ReflectionOptions options;
    options.least_conversations = options.least_opportunities = 5;
    options.title = "Team";
    Result<Reflection> made = analyzer.try_reflection(options);
    Reflection reflection = std::move(made).value();
    CHECK(reflection.try_correct("{}")->status == SIMPATICO_STATUS_INVALID_CORRECTION);
    CHECK(!reflection.try_correct("{\"id\": \"a\", \"field\": \"resolved\", \"value\": \"yes\"}"));
    for (int i = 0; i < 6; ++i)
        reflection.add(*analyzer.try_analyze_conversation(TURNS, "a"));
    ReflectionAnalysis analysis = reflection.analyze();
    CHECK(analysis.overview().conversations == 6 && analysis.overview().corrections_found == 1);
    CHECK(analysis.team().empathy.n == 12 && analysis.team().empathy.interval && analysis.team().pillars.size() == 5);
    CHECK(analysis.agents().size() == 2 && analysis.agents()[0].agent == "Leo" && !analysis.team().agent);
    CHECK(analysis.agents()[0].areas.front().interval.mean < 50.0);
    CHECK(analysis.to_json().find("\"reflection\"") != std::string::npos);
    CHECK(reflection.try_page()->find("<h1>Team</h1>") != std::string::npos);
    options.least_conversations = 4;
    CHECK(analyzer.try_reflection(options).error().status == SIMPATICO_STATUS_INVALID_OPTION);
}

void masks_are_values() {
    Redactor redactor;
    auto masks = redactor.name("Zoe").try_redact("zoe, write to ana@example.com")->masks();
    CHECK(masks.size() == 2 && name(masks[0].kind) == "name" && masks[1].kind == SIMPATICO_PRIVATE_KIND_EMAIL);
    CHECK(redactor.try_redact("zoe")->text() == "***");
    Analyzer masked = *Builder().model(SIMPATICO_MODEL_FAST).redact(redactor).try_build();
    CHECK(masked.try_analyze("Zoe is so rude!")->to_json().find("Zoe") == std::string::npos);
    CHECK(redactor.name("\xff").try_redact("x").error().status == SIMPATICO_STATUS_INVALID_UTF8);
    CHECK(Builder().redact(redactor).try_build().error().status == SIMPATICO_STATUS_INVALID_UTF8);
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
    CHECK(analyzer.analyze_conversation(TURNS).course().turn_count == 4);
    Session session = analyzer.session();
    CHECK(session.push(TURNS[0]).raised.size() > 0 && session.check("Hi")->reply() &&
          analyzer.draft("Hi").check("Hi").reply());
    CHECK(analyzer.reflection().page().find("<!doctype html>") == 0 &&
          Redactor().redact("a@b.com").masks().size() == 1);
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
    conversations_are_values(analyzer);
    sessions_go_on(analyzer);
    reflections_look_back(analyzer);
    masks_are_values();
    failures_are_told(analyzer);
    threads_share_an_analyzer(analyzer);
    std::puts("wrapper: all hold");
    return EXIT_SUCCESS;
}
