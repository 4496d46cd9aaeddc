/*
 * Latency of the live loop: a reply grows word by word, and is judged against its message at each pause. `bindings/c/bench/run`
 * builds and runs it. Argument 1: how many times the reply is written with the fast model (a hundredth of that, at least
 * once, with the accurate one).
 */
#define _POSIX_C_SOURCE 200809L
#include <simpatico.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char CUSTOMER[] =
    "I ordered a table three weeks ago and it never arrived. I've emailed five times and nobody answers me. "
    "I want a refund, I'm so frustrated!";
static const char REPLY[] =
    "I'm so sorry, five emails without an answer is not acceptable, and after three weeks I understand that you have had "
    "enough. I have refunded the full amount just now; it will be on your card by Thursday, and I will write to you myself "
    "that day to make sure that it has arrived.";

static void check(simpatico_status status) {
    if (status != SIMPATICO_STATUS_OK) {
        simpatico_str why = simpatico_last_error();
        fprintf(stderr, "latency: %" SIMPATICO_PRI "\n", SIMPATICO_ARG(why));
        exit(EXIT_FAILURE);
    }
}

static double microseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static int by_size(const void *a, const void *b) {
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

static void print_times(const char *what, double *times, size_t count) {
    qsort(times, count, sizeof *times, by_size);
    printf("%-34s %10.0f %10.0f %8zu\n", what, times[count / 2], times[(count * 99) / 100], count);
}

/* The message once, as it arrives. */
static void time_message(const simpatico_analyzer *analyzer, double *times, size_t rounds) {
    for (size_t round = 0; round < rounds; ++round) {
        double start = microseconds();
        simpatico_judgement *judgement;
        const simpatico_analysis *analysis;
        const simpatico_emotion_score *emotions;
        size_t count;
        check(simpatico_analyzer_analyze(analyzer, CUSTOMER, strlen(CUSTOMER), &judgement));
        check(simpatico_judgement_customer(judgement, &analysis));
        check(simpatico_analysis_emotions(analysis, &emotions, &count));
        simpatico_judgement_free(judgement);
        times[round] = microseconds() - start;
    }
    print_times("message, its emotions read", times, rounds);
}

/* The reply at each pause between two words, with its score and advice read. */
static void time_drafts(const simpatico_analyzer *analyzer, double *times, size_t rounds, size_t capacity) {
    size_t calls = 0;
    for (size_t round = 0; round < rounds; ++round) {
        for (size_t len = 1; len <= strlen(REPLY) && calls < capacity; ++len) {
            if (REPLY[len] != ' ' && REPLY[len] != '\0') {
                continue;
            }
            double start = microseconds();
            simpatico_judgement *judgement;
            const simpatico_reply_score *reply;
            simpatico_empathy empathy;
            const simpatico_suggestion *suggestions;
            size_t count;
            check(simpatico_analyzer_score_reply(analyzer, CUSTOMER, strlen(CUSTOMER), REPLY, len, &judgement));
            check(simpatico_judgement_reply(judgement, &reply));
            check(simpatico_reply_score_empathy(reply, &empathy));
            check(simpatico_reply_score_suggestions(reply, &suggestions, &count));
            simpatico_judgement_free(judgement);
            times[calls++] = microseconds() - start;
        }
    }
    print_times("draft at each word, advice read", times, calls);
}

static void run(simpatico_model model, const char *name, size_t rounds) {
    simpatico_builder *builder;
    simpatico_analyzer *analyzer;
    double start = microseconds();
    check(simpatico_builder_new(&builder));
    check(simpatico_builder_model(builder, model));
    check(simpatico_builder_build(builder, &analyzer));
    simpatico_builder_free(builder);
    printf("%s model, ready after %.0f ms\n", name, (microseconds() - start) / 1e3);
    size_t capacity = rounds * strlen(REPLY);
    double *times = malloc(capacity * sizeof *times);
    if (!times) {
        exit(EXIT_FAILURE);
    }
    time_message(analyzer, times, rounds * 10);
    time_drafts(analyzer, times, rounds, capacity);
    free(times);
    simpatico_analyzer_free(analyzer);
}

int main(int argc, char **argv) {
    size_t rounds = argc > 1 ? strtoul(argv[1], NULL, 10) : 200;
    if (rounds < 1 || rounds > 100000) {
        fprintf(stderr, "latency: 1 to 100000 rounds\n");
        return 2;
    }
    printf("%-34s %10s %10s %8s\n", "one call, one thread", "p50 in us", "p99 in us", "calls");
    run(SIMPATICO_MODEL_FAST, "fast", rounds);
    bool has_accurate;
    check(simpatico_has_accurate(&has_accurate));
    if (has_accurate) {
        run(SIMPATICO_MODEL_ACCURATE, "accurate", rounds / 100 > 0 ? rounds / 100 : 1);
    }
    return EXIT_SUCCESS;
}
