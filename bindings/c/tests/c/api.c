/* The whole interface from C: results, ownership, and every way to be refused. Argument 1: fast or accurate. */
#include "check.h"

#include <math.h>

static const char CUSTOMER[] =
    "I ordered a café table three weeks ago and it never arrived. I've emailed five times and "
    "nobody answers me. I want a refund, I'm so frustrated!";
static const char REPLY[] = "Please calm down, these things take time. Fill in the form on our website.";

static void evidence_points_into_the_texts(const simpatico_evidence *evidence, size_t count) {
    for (size_t i = 0; i < count; ++i) {
        const char *text = evidence[i].speaker == SIMPATICO_SPEAKER_CUSTOMER ? CUSTOMER : REPLY;
        size_t len = evidence[i].byte_end - evidence[i].byte_start;
        CHECK(evidence[i].byte_end <= strlen(text) && evidence[i].text.len == len && len > 0);
        CHECK(memcmp(text + evidence[i].byte_start, evidence[i].text.data, len) == 0);
        CHECK(evidence[i].end - evidence[i].start <= len && evidence[i].source.len > 0);
    }
}

static double sum_of(const simpatico_evidence *evidence, size_t count) {
    double sum = 0.0;
    for (size_t i = 0; i < count; ++i) {
        sum += evidence[i].contribution;
    }
    return sum;
}

/* Score between 0 and 1, evidence that points into the texts and adds up with the base to the raw score. */
#define CHECK_SCORED(entry)                                                                                            \
    do {                                                                                                               \
        CHECK((entry).score >= 0.0 && (entry).score <= 1.0);                                                           \
        evidence_points_into_the_texts((entry).evidence, (entry).evidence_count);                                      \
        CHECK(fabs((entry).base + sum_of((entry).evidence, (entry).evidence_count) - (entry).raw) < 1e-9);             \
    } while (0)

/* Every list accessor at once: all entries hold, and there is one where `some` says so. */
#define CHECK_LIST(type, call, handle, some)                                                                           \
    do {                                                                                                               \
        const type *entries = NULL;                                                                                    \
        size_t count = 0;                                                                                              \
        CHECK_OK(call(handle, &entries, &count));                                                                      \
        CHECK(count > 0 || !(some));                                                                                   \
        for (size_t i = 0; i < count; ++i) {                                                                           \
            CHECK_SCORED(entries[i]);                                                                                  \
            CHECK(i == 0 || entries[i - 1].score >= entries[i].score);                                                 \
        }                                                                                                              \
        CHECK(call(handle, NULL, &count) == SIMPATICO_STATUS_NULL_ARGUMENT);                                           \
        CHECK(call(handle, &entries, NULL) == SIMPATICO_STATUS_NULL_ARGUMENT);                                         \
        CHECK(call(NULL, &entries, &count) == SIMPATICO_STATUS_NULL_ARGUMENT);                                         \
    } while (0)

static void customer_is_read(const simpatico_analysis *analysis) {
    simpatico_sentiment sentiment;
    CHECK_OK(simpatico_analysis_sentiment(analysis, &sentiment));
    CHECK(sentiment.score < -0.2 && sentiment.score >= -1.0 && sentiment.label == SIMPATICO_POLARITY_NEGATIVE);
    CHECK(sentiment.band == SIMPATICO_BAND_NEGATIVE || sentiment.band == SIMPATICO_BAND_VERY_NEGATIVE);
    CHECK(sentiment.evidence_count > 0);
    evidence_points_into_the_texts(sentiment.evidence, sentiment.evidence_count);
    CHECK(fabs(sentiment.base + sum_of(sentiment.evidence, sentiment.evidence_count) - sentiment.raw) < 1e-9);

    simpatico_language language;
    CHECK_OK(simpatico_analysis_language(analysis, &language));
    CHECK(language.code == SIMPATICO_LANGUAGE_CODE_ENGLISH && language.run_count > 0 && language.confidence > 0.5);

    CHECK_LIST(simpatico_emotion_score, simpatico_analysis_emotions, analysis, true);
    CHECK_LIST(simpatico_service_need_score, simpatico_analysis_service_needs, analysis, true);
    CHECK_LIST(simpatico_emotional_need_score, simpatico_analysis_emotional_needs, analysis, true);
    CHECK_LIST(simpatico_reason_score, simpatico_analysis_reasons, analysis, true);
    CHECK_LIST(simpatico_risk_score, simpatico_analysis_risks, analysis, false);
    CHECK_LIST(simpatico_custom_score, simpatico_analysis_custom_labels, analysis, false);

    const simpatico_emotion_score *emotions;
    size_t count;
    CHECK_OK(simpatico_analysis_emotions(analysis, &emotions, &count));
    CHECK(count > 0 && emotions[0].label == SIMPATICO_EMOTION_FRUSTRATION);
    const simpatico_reason_score *reasons;
    size_t reason_count;
    CHECK_OK(simpatico_analysis_reasons(analysis, &reasons, &reason_count));
    bool is_ignored = false;
    for (size_t i = 0; i < reason_count; ++i) {
        is_ignored = is_ignored || reasons[i].label == SIMPATICO_REASON_LACK_OF_RESPONSE;
        CHECK(reasons[i].emotion_count > 0 && reasons[i].emotion_count <= count);
        CHECK(reasons[i].emotions[0] <= SIMPATICO_EMOTION_RELIEF);
    }
    CHECK(is_ignored);
    const simpatico_service_need_score *needs;
    CHECK_OK(simpatico_analysis_service_needs(analysis, &needs, &count));
    bool wants_refund = false;
    for (size_t i = 0; i < count; ++i) {
        wants_refund = wants_refund || (needs[i].label == SIMPATICO_SERVICE_NEED_REFUND &&
                                        needs[i].expressed == SIMPATICO_EXPRESSED_EXPLICIT);
    }
    CHECK(wants_refund);

    simpatico_target_score target;
    CHECK_OK(simpatico_analysis_target(analysis, &target));
    simpatico_phase_score phase;
    CHECK_OK(simpatico_analysis_phase(analysis, &phase));
    CHECK(phase.label == SIMPATICO_PHASE_DURING && phase.score > 0.3);
    simpatico_relationship_score relationship;
    CHECK_OK(simpatico_analysis_relationship(analysis, &relationship));
    CHECK(relationship.label == SIMPATICO_RELATIONSHIP_CUSTOMER);
    double urgency = -1.0, effort = -1.0;
    CHECK_OK(simpatico_analysis_urgency(analysis, &urgency));
    CHECK_OK(simpatico_analysis_effort(analysis, &effort));
    CHECK(urgency >= 0.0 && urgency <= 1.0 && effort > 0.2 && effort <= 1.0);
    bool is_distressed;
    CHECK_OK(simpatico_analysis_is_distressed(analysis, &is_distressed));
    simpatico_abstain_reason reason = 99;
    CHECK(simpatico_analysis_abstained(analysis, &reason) == SIMPATICO_STATUS_ABSENT && reason == 99);
}

static void reply_is_judged(const simpatico_reply_score *reply) {
    simpatico_empathy empathy;
    CHECK_OK(simpatico_reply_score_empathy(reply, &empathy));
    CHECK(empathy.score >= 0.0 && empathy.score < 37.5 && empathy.level == SIMPATICO_EMPATHY_LEVEL_LOW);

    const simpatico_technique_score *techniques;
    size_t count;
    CHECK_OK(simpatico_reply_score_techniques(reply, &techniques, &count));
    CHECK(count == 10);
    int missed = 0;
    for (size_t i = 0; i < count; ++i) {
        CHECK(techniques[i].label == i && techniques[i].level <= 2);
        evidence_points_into_the_texts(techniques[i].evidence, techniques[i].evidence_count);
        if (techniques[i].opportunity == SIMPATICO_OPPORTUNITY_MISSED && techniques[i].evidence_count > 0) {
            CHECK(techniques[i].evidence[0].speaker == SIMPATICO_SPEAKER_CUSTOMER);
            ++missed;
        }
    }
    CHECK(missed > 0);

    const simpatico_antipattern_score *antipatterns;
    CHECK_OK(simpatico_reply_score_antipatterns(reply, &antipatterns, &count));
    int invalidating = 0;
    for (size_t i = 0; i < count; ++i) {
        evidence_points_into_the_texts(antipatterns[i].evidence, antipatterns[i].evidence_count);
        CHECK(antipatterns[i].evidence_count > 0 && antipatterns[i].evidence[0].speaker == SIMPATICO_SPEAKER_AGENT);
        invalidating += antipatterns[i].label == SIMPATICO_ANTIPATTERN_INVALIDATING;
    }
    CHECK(invalidating == 1);

    simpatico_coverage coverage = 99;
    CHECK_OK(simpatico_reply_score_coverage(reply, &coverage));
    CHECK(coverage == SIMPATICO_COVERAGE_OPEN);
    const simpatico_need_coverage *needs;
    CHECK_OK(simpatico_reply_score_needs(reply, &needs, &count));
    CHECK(count > 0);
    for (size_t i = 0; i < count; ++i) {
        simpatico_str name;
        uint32_t family = needs[i].kind == SIMPATICO_NEED_KIND_SERVICE ? SIMPATICO_FAMILY_SERVICE_NEED
                                                                       : SIMPATICO_FAMILY_EMOTIONAL_NEED;
        CHECK_OK(simpatico_label_name(family, needs[i].label, &name));
        CHECK(name.len == needs[i].name.len && memcmp(name.data, needs[i].name.data, name.len) == 0);
    }
    bool match = false;
    CHECK_OK(simpatico_reply_score_language_match(reply, &match));
    CHECK(match);

    const simpatico_suggestion *suggestions;
    CHECK_OK(simpatico_reply_score_suggestions(reply, &suggestions, &count));
    CHECK(count > 0 && count <= 3);
    for (size_t i = 0; i < count; ++i) {
        CHECK(suggestions[i].gain >= 1.0 && suggestions[i].why.len > 0 && suggestions[i].example.len > 0);
        evidence_points_into_the_texts(suggestions[i].answers, suggestions[i].answer_count);
        if (suggestions[i].replaces) {
            evidence_points_into_the_texts(suggestions[i].replaces, 1);
        }
        simpatico_str name;
        uint32_t family = suggestions[i].kind == SIMPATICO_SUGGESTION_KIND_TECHNIQUE ? SIMPATICO_FAMILY_TECHNIQUE
                                                                                     : SIMPATICO_FAMILY_ANTIPATTERN;
        CHECK_OK(simpatico_label_name(family, suggestions[i].label, &name));
        CHECK(name.len == suggestions[i].name.len && memcmp(name.data, suggestions[i].name.data, name.len) == 0);
    }

    double pillar = -1.0;
    CHECK_OK(simpatico_reply_score_pillar(reply, SIMPATICO_PILLAR_EMPATHETIC_LANGUAGE, &pillar));
    CHECK(pillar >= 0.0 && pillar <= 100.0);
    CHECK(simpatico_reply_score_pillar(reply, 5, &pillar) == SIMPATICO_STATUS_INVALID_ARGUMENT);
    CHECK(last_error_is("pillar 5 is not below 5"));
}

static void results_are_right(const simpatico_analyzer *analyzer) {
    simpatico_judgement *judgement = NULL;
    CHECK_OK(simpatico_analyzer_score_reply(analyzer, CUSTOMER, strlen(CUSTOMER), REPLY, strlen(REPLY), &judgement));
    const simpatico_analysis *analysis = NULL;
    CHECK_OK(simpatico_judgement_customer(judgement, &analysis));
    customer_is_read(analysis);
    const simpatico_reply_score *reply = NULL;
    CHECK_OK(simpatico_judgement_reply(judgement, &reply));
    reply_is_judged(reply);

    simpatico_string json, page;
    CHECK_OK(simpatico_judgement_to_json(judgement, "a\"b", 3, &json));
    CHECK(json.data[json.len] == '\0' && strlen(json.data) == json.len);
    CHECK(strstr(json.data, "\"id\":\"a\\\"b\"") && strstr(json.data, "\"reply\":{\"empathy\""));
    CHECK_OK(simpatico_judgement_explain(judgement, "title", 5, false, 100, SIMPATICO_LOCALE_ENGLISH, &page));
    CHECK(strstr(page.data, "title") && strstr(page.data, "frustration"));
    simpatico_string_free(&page);
    CHECK_OK(simpatico_judgement_explain(judgement, "", 0, true, 40, SIMPATICO_LOCALE_SPANISH, &page));
    CHECK(strstr(page.data, "\x1b["));
    CHECK(simpatico_judgement_explain(judgement, "", 0, true, 39, 0, &page) == SIMPATICO_STATUS_INVALID_ARGUMENT);
    CHECK(last_error_is("width 39 is below 40"));
    simpatico_string_free(&page);
    simpatico_string_free(&page);
    CHECK(page.data == NULL && page.len == 0);
    simpatico_string_free(&json);
    simpatico_string_free(NULL);
    CHECK_OK(simpatico_judgement_to_json(judgement, NULL, 0, &json));
    CHECK(strstr(json.data, "\"id\":null"));
    simpatico_string_free(&json);
    CHECK_OK(simpatico_judgement_to_json(judgement, "", 0, &json));
    CHECK(strstr(json.data, "\"id\":\"\""));
    simpatico_string_free(&json);
    simpatico_judgement_free(judgement);
}

static void messages_stand_alone(const simpatico_analyzer *analyzer) {
    simpatico_judgement *judgement = NULL;
    CHECK_OK(simpatico_analyzer_analyze(analyzer, NULL, 0, &judgement));
    const simpatico_analysis *analysis = NULL;
    CHECK_OK(simpatico_judgement_customer(judgement, &analysis));
    simpatico_abstain_reason reason = 99;
    CHECK_OK(simpatico_analysis_abstained(analysis, &reason));
    CHECK(reason == SIMPATICO_ABSTAIN_REASON_NO_TEXT);
    const simpatico_reply_score *reply = NULL;
    CHECK(simpatico_judgement_reply(judgement, &reply) == SIMPATICO_STATUS_ABSENT && reply == NULL);
    simpatico_target_score target;
    CHECK(simpatico_analysis_target(analysis, &target) == SIMPATICO_STATUS_ABSENT);
    simpatico_judgement_free(judgement);

    /* A NUL is a character like another. */
    CHECK_OK(simpatico_analyzer_analyze(analyzer, "I am\0 furious!", 14, &judgement));
    simpatico_judgement_free(judgement);
}

static void what_cannot_be_used_is_refused(const simpatico_analyzer *analyzer) {
    simpatico_judgement *judgement = (simpatico_judgement *)analyzer; /* any value: it must stay */
    CHECK(simpatico_analyzer_analyze(NULL, "x", 1, &judgement) == SIMPATICO_STATUS_NULL_ARGUMENT);
    CHECK(last_error_is("analyzer is NULL"));
    CHECK(simpatico_analyzer_analyze(analyzer, "x", 1, NULL) == SIMPATICO_STATUS_NULL_ARGUMENT);
    CHECK(last_error_is("out is NULL"));
    CHECK(simpatico_analyzer_analyze(analyzer, NULL, 1, &judgement) == SIMPATICO_STATUS_NULL_ARGUMENT);
    CHECK(last_error_is("text is NULL"));
    CHECK(simpatico_analyzer_analyze(analyzer, "caf\xe9 x", 6, &judgement) == SIMPATICO_STATUS_INVALID_UTF8);
    CHECK(last_error_is("text is not UTF-8 at byte 3 of 6"));
    CHECK(simpatico_analyzer_analyze(analyzer, "x", SIZE_MAX, &judgement) == SIMPATICO_STATUS_INVALID_ARGUMENT);
    CHECK(simpatico_analyzer_score_reply(analyzer, "x", 1, "\xff", 1, &judgement) == SIMPATICO_STATUS_INVALID_UTF8);
    CHECK(last_error_is("reply is not UTF-8 at byte 0 of 1"));
    CHECK(simpatico_analyzer_judge(analyzer, NULL, &judgement) == SIMPATICO_STATUS_NULL_ARGUMENT);
    CHECK(judgement == (simpatico_judgement *)analyzer);

    /* A handle of another type, and an address that no handle has. */
    CHECK(simpatico_judgement_customer(judgement, &(const simpatico_analysis *){NULL}) ==
          SIMPATICO_STATUS_INVALID_HANDLE);
    CHECK(last_error_is("judgement is no living simpatico_judgement"));
    simpatico_judgement_free(judgement);
    simpatico_model model;
    const simpatico_analyzer *odd = (const simpatico_analyzer *)(const void *)((const char *)analyzer + 1);
    CHECK(simpatico_analyzer_model(odd, &model) == SIMPATICO_STATUS_INVALID_HANDLE);
    CHECK_OK(simpatico_analyzer_model(analyzer, &model));

    CHECK(simpatico_label_name(99, 0, &(simpatico_str){NULL, 0}) == SIMPATICO_STATUS_INVALID_ARGUMENT);
    CHECK(last_error_is("family 99 is not below 28"));
    CHECK(simpatico_label_name(SIMPATICO_FAMILY_EMOTION, 12, &(simpatico_str){NULL, 0}) ==
          SIMPATICO_STATUS_INVALID_ARGUMENT);
    CHECK(last_error_is("label 12 of emotions is not below 12"));
    CHECK(simpatico_label_title(SIMPATICO_FAMILY_EMOTION, 0, 2, &(simpatico_str){NULL, 0}) ==
          SIMPATICO_STATUS_INVALID_ARGUMENT);
    CHECK(last_error_is("locale 2 is not below 2"));
    uint32_t label = 77;
    CHECK(simpatico_label_from_name(SIMPATICO_FAMILY_EMOTION, "fury", 4, &label) == SIMPATICO_STATUS_UNKNOWN_LABEL);
    CHECK(label == 77);
    CHECK_OK(simpatico_label_from_name(SIMPATICO_FAMILY_EMOTION, "relief", 6, &label));
    CHECK(label == SIMPATICO_EMOTION_RELIEF);
}

static void batches_keep_their_rows(const simpatico_analyzer *analyzer) {
    simpatico_exchange exchanges[40];
    for (size_t i = 0; i < 40; ++i) {
        exchanges[i].customer = text_of(i % 2 ? "Where is my refund?" : "Mi paquete no llega, ¡qué desastre!");
        exchanges[i].reply = i % 3 ? text_of("We are looking into it.") : (simpatico_str){NULL, 0};
        exchanges[i].turns_before = i % 4;
    }
    exchanges[7].customer = text_of("bad \xff");
    exchanges[8].reply = (simpatico_str){NULL, 3};
    size_t counts[] = {0, 1, 3};
    for (size_t t = 0; t < 3; ++t) {
        simpatico_batch *batch = NULL;
        CHECK_OK(simpatico_analyzer_judge_batch(analyzer, exchanges, 40, counts[t], &batch));
        size_t count = 0;
        CHECK_OK(simpatico_batch_count(batch, &count));
        CHECK(count == 40);
        for (size_t i = 0; i < count; ++i) {
            const simpatico_judgement *row = NULL;
            simpatico_status status = simpatico_batch_at(batch, i, &row);
            if (i == 7) {
                CHECK(status == SIMPATICO_STATUS_INVALID_UTF8 && last_error_is("customer is not UTF-8 at byte 4 of 5"));
                continue;
            }
            if (i == 8) {
                CHECK(status == SIMPATICO_STATUS_NULL_ARGUMENT && last_error_is("reply is NULL"));
                continue;
            }
            CHECK(status == SIMPATICO_STATUS_OK);
            simpatico_judgement *alone = NULL;
            simpatico_string of_row, of_alone;
            CHECK_OK(simpatico_analyzer_judge(analyzer, &exchanges[i], &alone));
            CHECK_OK(simpatico_judgement_to_json(row, NULL, 0, &of_row));
            CHECK_OK(simpatico_judgement_to_json(alone, NULL, 0, &of_alone));
            CHECK(of_row.len == of_alone.len && memcmp(of_row.data, of_alone.data, of_row.len) == 0);
            simpatico_string_free(&of_row);
            simpatico_string_free(&of_alone);
            simpatico_judgement_free(alone);
        }
        const simpatico_judgement *row = NULL;
        CHECK(simpatico_batch_at(batch, 40, &row) == SIMPATICO_STATUS_OUT_OF_RANGE && row == NULL);
        CHECK(last_error_is("index 40 is not below 40"));
        simpatico_batch_free(batch);
    }
    simpatico_str texts[] = {SIMPATICO_LITERAL("Hola"), SIMPATICO_LITERAL("x\xff"), SIMPATICO_LITERAL("Thanks!")};
    simpatico_batch *batch = NULL;
    CHECK_OK(simpatico_analyzer_analyze_batch(analyzer, texts, 3, 2, &batch));
    const simpatico_judgement *row = NULL;
    CHECK_OK(simpatico_batch_at(batch, 0, &row));
    CHECK(simpatico_batch_at(batch, 1, &row) == SIMPATICO_STATUS_INVALID_UTF8);
    CHECK_OK(simpatico_batch_at(batch, 2, &row));
    simpatico_batch_free(batch);
    CHECK_OK(simpatico_analyzer_analyze_batch(analyzer, NULL, 0, 0, &batch));
    size_t count = 7;
    CHECK_OK(simpatico_batch_count(batch, &count));
    CHECK(count == 0);
    simpatico_batch_free(batch);
    simpatico_batch_free(NULL);
    CHECK(simpatico_analyzer_analyze_batch(analyzer, NULL, 1, 0, &batch) == SIMPATICO_STATUS_NULL_ARGUMENT);
    size_t many = SIZE_MAX / sizeof(simpatico_str);
    CHECK(simpatico_analyzer_analyze_batch(analyzer, texts, many, 0, &batch) == SIMPATICO_STATUS_INVALID_ARGUMENT);
}

static void write_file(const char *path, const char *content, size_t len) {
    FILE *file = fopen(path, "wb");
    CHECK(file && fwrite(content, 1, len, file) == len && fclose(file) == 0);
}

static void options_are_heeded(uint32_t model, const char *folder) {
    static const char PACK[] =
        "name = \"acme\"\n"
        "[[phrase]]\npattern = [\"blinks red\"]\nlabel = \"reasons.technical_failure\"\nweight = 5.0\n"
        "[[label]]\nname = \"loyalty_points\"\nfamily = \"service_needs\"\n"
        "[[label.phrase]]\npattern = [\"my|the ..2 points\"]\nweight = 5.0\n";
    simpatico_builder *builder = NULL;
    simpatico_analyzer *analyzer = NULL;
    CHECK_OK(simpatico_builder_new(&builder));
    CHECK(simpatico_builder_model(builder, 2) == SIMPATICO_STATUS_INVALID_ARGUMENT);
    CHECK(last_error_is("model 2 is not below 2"));
    CHECK_OK(simpatico_builder_model(builder, model));
    char path[4096];
    snprintf(path, sizeof path, "%s/acme.toml", folder);
    write_file(path, PACK, sizeof PACK - 1);
    CHECK_OK(simpatico_builder_pack_file(builder, path, strlen(path)));
    CHECK_OK(simpatico_builder_threshold(builder, "emotions.anger", 14, 0.9999));
    CHECK_OK(simpatico_builder_build(builder, &analyzer));

    static const char TEXT[] = "The router blinks red. Where are my points?";
    simpatico_judgement *judgement = NULL;
    CHECK_OK(simpatico_analyzer_analyze(analyzer, TEXT, strlen(TEXT), &judgement));
    const simpatico_analysis *analysis = NULL;
    CHECK_OK(simpatico_judgement_customer(judgement, &analysis));
    const simpatico_custom_score *custom = NULL;
    size_t count = 0;
    CHECK_OK(simpatico_analysis_custom_labels(analysis, &custom, &count));
    CHECK(count == 1 && is_text(custom[0].label, "acme.loyalty_points") && is_text(custom[0].family, "service_needs"));
    CHECK(custom[0].evidence_count == 1 && is_text(custom[0].evidence[0].text, "my points"));
    const simpatico_reason_score *reasons = NULL;
    CHECK_OK(simpatico_analysis_reasons(analysis, &reasons, &count));
    CHECK(count > 0 && reasons[0].label == SIMPATICO_REASON_TECHNICAL_FAILURE);
    simpatico_analyzer_free(analyzer); /* what it judged lives on */
    simpatico_string json;
    CHECK_OK(simpatico_judgement_to_json(judgement, NULL, 0, &json));
    CHECK(strstr(json.data, "acme.loyalty_points"));
    simpatico_string_free(&json);
    simpatico_judgement_free(judgement);

    /* Faults of options are told when the analyzer is built; nothing is written then. */
    analyzer = NULL;
    CHECK_OK(simpatico_builder_threshold(builder, "emotions.hunger", 15, 0.5));
    CHECK(simpatico_builder_build(builder, &analyzer) == SIMPATICO_STATUS_UNKNOWN_LABEL && analyzer == NULL);
    CHECK(strstr(simpatico_last_error().data, "emotions.hunger"));
    simpatico_builder_free(builder);

    CHECK_OK(simpatico_builder_new(&builder));
    CHECK_OK(simpatico_builder_threshold(builder, "emotions.anger", 14, 1.5));
    CHECK(simpatico_builder_build(builder, &analyzer) == SIMPATICO_STATUS_INVALID_OPTION);
    simpatico_builder_free(builder);
    CHECK_OK(simpatico_builder_new(&builder));
    CHECK_OK(simpatico_builder_disable(builder, "no/such-rule", 12));
    CHECK(simpatico_builder_build(builder, &analyzer) == SIMPATICO_STATUS_UNKNOWN_RULE);
    simpatico_builder_free(builder);
    CHECK_OK(simpatico_builder_new(&builder));
    CHECK_OK(simpatico_builder_pack(builder, "name = 3", 8));
    CHECK(simpatico_builder_build(builder, &analyzer) == SIMPATICO_STATUS_INVALID_PACK);
    simpatico_builder_free(builder);
    CHECK_OK(simpatico_builder_new(&builder));
    CHECK_OK(simpatico_builder_data(builder, (const uint8_t *)"nonsense", 8));
    CHECK(simpatico_builder_build(builder, &analyzer) == SIMPATICO_STATUS_INVALID_DATA);
    CHECK(simpatico_builder_pack_file(builder, "/no/such/file", 13) == SIMPATICO_STATUS_IO);
    CHECK(simpatico_builder_data_file(builder, "/no/such/file", 13) == SIMPATICO_STATUS_IO);
    CHECK(simpatico_builder_network_file(builder, "/no/such/file", 13) == SIMPATICO_STATUS_IO);
    write_file(path, "name = \"caf\xe9\"", 13);
    CHECK(simpatico_builder_pack_file(builder, path, strlen(path)) == SIMPATICO_STATUS_INVALID_UTF8);
    CHECK_OK(simpatico_builder_network(builder, (const uint8_t *)"nonsense", 8));
    simpatico_builder_free(builder);
    remove(path);

    CHECK(simpatico_analyzer_new_from_data(NULL, 0, &analyzer) == SIMPATICO_STATUS_INVALID_DATA);
    CHECK(simpatico_analyzer_new_from_data((const uint8_t *)"x", 1, &analyzer) == SIMPATICO_STATUS_INVALID_DATA);
    CHECK(analyzer == NULL);
    simpatico_builder_free(NULL);
}

/* The pack of the repository, given as data: as the embedded one, by both doors. */
static void data_can_be_given(const char *pack) {
    FILE *file = fopen(pack, "rb");
    CHECK(file != NULL);
    CHECK(fseek(file, 0, SEEK_END) == 0);
    long len = ftell(file);
    CHECK(len > 0);
    rewind(file);
    uint8_t *data = malloc((size_t)len);
    CHECK(data && fread(data, 1, (size_t)len, file) == (size_t)len);
    fclose(file);
    simpatico_analyzer *embedded = analyzer_of(SIMPATICO_MODEL_FAST), *given = NULL, *from_file = NULL;
    CHECK_OK(simpatico_analyzer_new_from_data(data, (size_t)len, &given));
    free(data);
    simpatico_builder *builder = NULL;
    CHECK_OK(simpatico_builder_new(&builder));
    CHECK_OK(simpatico_builder_data_file(builder, pack, strlen(pack)));
    CHECK_OK(simpatico_builder_build(builder, &from_file));
    simpatico_builder_free(builder);
    simpatico_str versions[3];
    CHECK_OK(simpatico_analyzer_data_version(embedded, &versions[0]));
    CHECK_OK(simpatico_analyzer_data_version(given, &versions[1]));
    CHECK_OK(simpatico_analyzer_data_version(from_file, &versions[2]));
    for (int i = 1; i < 3; ++i) {
        CHECK(versions[i].len == versions[0].len && memcmp(versions[i].data, versions[0].data, versions[0].len) == 0);
    }
    simpatico_analyzer_free(embedded);
    simpatico_analyzer_free(given);
    simpatico_analyzer_free(from_file);
}

static void analyzers_tell_of_themselves(simpatico_analyzer *analyzer, uint32_t model) {
    simpatico_analyzer *other = NULL;
    CHECK_OK(simpatico_analyzer_clone(analyzer, &other));
    simpatico_model got = 99;
    CHECK_OK(simpatico_analyzer_model(other, &got));
    CHECK(got == model);
    size_t count = 0;
    CHECK_OK(simpatico_analyzer_rule_count(other, &count));
    CHECK(count > 50);
    simpatico_rule rule;
    CHECK_OK(simpatico_analyzer_rule_at(other, count - 1, &rule));
    CHECK(rule.id.len > 0 && rule.message.len > 0);
    CHECK(simpatico_analyzer_rule_at(other, count, &rule) == SIMPATICO_STATUS_OUT_OF_RANGE);
    simpatico_analyzer_free(other);
    simpatico_analyzer_free(NULL);
}

static void versions_agree(void) {
    CHECK(is_text(simpatico_version(), SIMPATICO_VERSION));
    CHECK(simpatico_abi_version() == SIMPATICO_ABI_VERSION && simpatico_schema() == SIMPATICO_SCHEMA);
    CHECK_OK(simpatico_check_abi(SIMPATICO_ABI_VERSION));
    CHECK(simpatico_check_abi(SIMPATICO_ABI_VERSION + 1) == SIMPATICO_STATUS_ABI_MISMATCH);
    CHECK(is_text(simpatico_status_message(SIMPATICO_STATUS_OK), "done"));
    CHECK(is_text(simpatico_status_message(12345), "unknown status"));
    /* Numbers never change. */
    CHECK(SIMPATICO_STATUS_PANIC == 8 && SIMPATICO_STATUS_NOT_COMPILED == 11 && SIMPATICO_STATUS_INVALID_PACK == 26);
    CHECK(SIMPATICO_STATUS_INVALID_TIME == 27 && SIMPATICO_STATUS_INVALID_LINE == 29 &&
          SIMPATICO_FAMILY_SPECIFIC == 21);
}

int main(int argc, char **argv) {
    if (argc != 4) {
        fprintf(stderr, "usage: api fast|accurate FOLDER PACK\n");
        return 2;
    }
    uint32_t model = SIMPATICO_MODEL_FAST;
    CHECK_OK(simpatico_label_from_name(SIMPATICO_FAMILY_MODEL, argv[1], strlen(argv[1]), &model));
    versions_agree();
    simpatico_analyzer *analyzer = analyzer_of(model);
    analyzers_tell_of_themselves(analyzer, model);
    results_are_right(analyzer);
    messages_stand_alone(analyzer);
    what_cannot_be_used_is_refused(analyzer);
    if (model ==
        SIMPATICO_MODEL_FAST) { /* hundreds of judgements: the accurate model takes its time, and the rows are alike */
        batches_keep_their_rows(analyzer);
    }
    options_are_heeded(model, argv[2]);
    data_can_be_given(argv[3]);
    simpatico_analyzer_free(analyzer);
    printf("api (%s): all hold\n", argv[1]);
    return EXIT_SUCCESS;
}
