/*
 * Judges one reply against the message that it answers, and prints what was found with its evidence.
 *
 *   cc judge.c $(pkg-config --cflags --libs simpatico) -o judge && ./judge
 */
#include <simpatico.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Ends the program where a call failed, with its reason. */
static void check(simpatico_status status) {
    if (status != SIMPATICO_STATUS_OK) {
        simpatico_str why = simpatico_last_error();
        fprintf(stderr, "judge: status %u: %" SIMPATICO_PRI "\n", (unsigned)status, SIMPATICO_ARG(why));
        exit(EXIT_FAILURE);
    }
}

static void print_label(simpatico_family family, uint32_t label) {
    simpatico_str name;
    check(simpatico_label_name(family, label, &name));
    printf("%" SIMPATICO_PRI, SIMPATICO_ARG(name));
}

static void print_evidence(const simpatico_evidence *evidence, size_t count) {
    for (size_t i = 0; i < count; ++i) {
        printf("  \"%" SIMPATICO_PRI "\" %+.2f", SIMPATICO_ARG(evidence[i].text), evidence[i].contribution);
    }
    printf("\n");
}

static void print_customer(const simpatico_analysis *customer) {
    simpatico_sentiment sentiment;
    check(simpatico_analysis_sentiment(customer, &sentiment));
    printf("sentiment %.2f", sentiment.score);
    print_evidence(sentiment.evidence, sentiment.evidence_count);

    const simpatico_emotion_score *emotions;
    size_t count;
    check(simpatico_analysis_emotions(customer, &emotions, &count));
    for (size_t i = 0; i < count; ++i) {
        printf("feels ");
        print_label(SIMPATICO_FAMILY_EMOTION, emotions[i].label);
        printf(" %.2f", emotions[i].score);
        print_evidence(emotions[i].evidence, emotions[i].evidence_count);
    }
}

static void print_reply(const simpatico_reply_score *reply) {
    simpatico_empathy empathy;
    check(simpatico_reply_score_empathy(reply, &empathy));
    printf("empathy %.0f of 100\n", empathy.score);

    const simpatico_suggestion *suggestions;
    size_t count;
    check(simpatico_reply_score_suggestions(reply, &suggestions, &count));
    for (size_t i = 0; i < count; ++i) {
        printf("%+.0f %" SIMPATICO_PRI ": %" SIMPATICO_PRI "\n", suggestions[i].gain,
               SIMPATICO_ARG(suggestions[i].name), SIMPATICO_ARG(suggestions[i].example));
    }
}

int main(int argc, char **argv) {
    const char *customer =
        argc > 1 ? argv[1] : "Third time I call about the same leak, nobody ever comes back to me. I'm fed up!";
    const char *reply = argc > 2 ? argv[2] : "Please calm down and fill in the form on our website.";

    check(simpatico_check_abi(SIMPATICO_ABI_VERSION));
    simpatico_analyzer *analyzer;
    check(simpatico_analyzer_new(&analyzer));

    simpatico_judgement *judgement;
    check(simpatico_analyzer_score_reply(analyzer, customer, strlen(customer), reply, strlen(reply), &judgement));

    const simpatico_analysis *analysis;
    check(simpatico_judgement_customer(judgement, &analysis));
    print_customer(analysis);
    const simpatico_reply_score *score;
    check(simpatico_judgement_reply(judgement, &score));
    print_reply(score);

    simpatico_string json;
    check(simpatico_judgement_to_json(judgement, NULL, 0, &json));
    printf("the same as JSON: %zu bytes\n", json.len);

    simpatico_string_free(&json);
    simpatico_judgement_free(judgement);
    simpatico_analyzer_free(analyzer);
    return EXIT_SUCCESS;
}
