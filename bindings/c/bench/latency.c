/*
 * Latency of the live loop: a reply grows word by word, and is judged against its message at each pause; turns are
 * pushed to a session as they come.
 * `bindings/c/bench/run` builds and runs it. Argument 1: how many times the reply is written with the fast model (a
 * hundredth of that, at least once, with the accurate one). Prints wall time, which is what an agent waits, and the
 * thread's own time, which other work on the machine moves less.
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
static const char REPLY[] = "I'm so sorry, five emails without an answer is not acceptable, and after three weeks I "
                            "understand that you have had "
                            "enough. I have refunded the full amount just now; it will be on your card by Thursday, "
                            "and I will write to you myself "
                            "that day to make sure that it has arrived.";

static void check(simpatico_status status) {
    if (status != SIMPATICO_STATUS_OK) {
        simpatico_str why = simpatico_last_error();
        fprintf(stderr, "latency: %" SIMPATICO_PRI "\n", SIMPATICO_ARG(why));
        exit(EXIT_FAILURE);
    }
}

static double microseconds(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

/* Times of calls by both clocks. */
typedef struct times {
    double *wall;
    double *own;
    size_t count;
} times;

static void start(const times *all) {
    all->wall[all->count] = microseconds(CLOCK_MONOTONIC);
    all->own[all->count] = microseconds(CLOCK_THREAD_CPUTIME_ID);
}

static void stop(times *all) {
    all->own[all->count] = microseconds(CLOCK_THREAD_CPUTIME_ID) - all->own[all->count];
    all->wall[all->count] = microseconds(CLOCK_MONOTONIC) - all->wall[all->count];
    ++all->count;
}

static int by_size(const void *a, const void *b) {
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

static void print_times(const char *what, times *all) {
    size_t median = all->count / 2, last = (all->count * 99) / 100;
    qsort(all->wall, all->count, sizeof *all->wall, by_size);
    qsort(all->own, all->count, sizeof *all->own, by_size);
    printf("%-34s %9.0f %9.0f %9.0f %9.0f %7zu\n", what, all->wall[median], all->wall[last], all->own[median],
           all->own[last], all->count);
    all->count = 0;
}

/* The message once, as it arrives. */
static void time_message(const simpatico_analyzer *analyzer, times *all, size_t rounds) {
    for (size_t round = 0; round < rounds; ++round) {
        start(all);
        simpatico_judgement *judgement;
        const simpatico_analysis *analysis;
        const simpatico_emotion_score *emotions;
        size_t count;
        check(simpatico_analyzer_analyze(analyzer, CUSTOMER, strlen(CUSTOMER), &judgement));
        check(simpatico_judgement_customer(judgement, &analysis));
        check(simpatico_analysis_emotions(analysis, &emotions, &count));
        simpatico_judgement_free(judgement);
        stop(all);
    }
    print_times("message, its emotions read", all);
}

static void read_advice(const simpatico_judgement *judgement) {
    const simpatico_reply_score *reply;
    simpatico_empathy empathy;
    const simpatico_suggestion *suggestions;
    size_t count;
    check(simpatico_judgement_reply(judgement, &reply));
    check(simpatico_reply_score_empathy(reply, &empathy));
    check(simpatico_reply_score_suggestions(reply, &suggestions, &count));
}

/* The reply at each pause between two words, with its score and advice read. */
static void time_drafts(const simpatico_analyzer *analyzer, times *all, size_t rounds) {
    for (size_t round = 0; round < rounds; ++round) {
        for (size_t len = 1; len <= strlen(REPLY); ++len) {
            if (REPLY[len] != ' ' && REPLY[len] != '\0') {
                continue;
            }
            start(all);
            simpatico_judgement *judgement;
            check(simpatico_analyzer_score_reply(analyzer, CUSTOMER, strlen(CUSTOMER), REPLY, len, &judgement));
            read_advice(judgement);
            simpatico_judgement_free(judgement);
            stop(all);
        }
    }
    print_times("draft at each word, advice read", all);
}

static simpatico_session *session_of(const simpatico_analyzer *analyzer) {
    simpatico_session *session;
    check(simpatico_session_new(analyzer, NULL, 0, &session));
    return session;
}

static void push(simpatico_session *session, simpatico_speaker speaker, const char *text) {
    simpatico_turn turn = {.speaker = speaker, .text = {text, strlen(text)}};
    simpatico_change *change;
    simpatico_turn_change changed;
    check(simpatico_session_push(session, &turn, &change));
    check(simpatico_change_read(change, &changed));
    simpatico_change_free(change);
}

/* A turn of either side as it comes, and what it changed read: twenty of each in a session. */
static void time_pushes(const simpatico_analyzer *analyzer, times *all, size_t rounds) {
    static const char *const TEXTS[] = {CUSTOMER, REPLY};
    static const char *const NAMES[] = {"session push, a message", "session push, a reply"};
    for (simpatico_speaker speaker = SIMPATICO_SPEAKER_CUSTOMER; speaker <= SIMPATICO_SPEAKER_AGENT; ++speaker) {
        for (size_t done = 0; done < rounds; done += 20) {
            simpatico_session *session = session_of(analyzer);
            for (size_t turn = 0; turn < 20; ++turn) {
                if (speaker == SIMPATICO_SPEAKER_AGENT) {
                    push(session, SIMPATICO_SPEAKER_CUSTOMER, CUSTOMER);
                }
                start(all);
                push(session, speaker, TEXTS[speaker]);
                stop(all);
                if (speaker == SIMPATICO_SPEAKER_CUSTOMER) {
                    push(session, SIMPATICO_SPEAKER_AGENT, REPLY);
                }
            }
            simpatico_session_free(session);
        }
        print_times(NAMES[speaker], all);
    }
}

/* The reply at each pause within a session, whose message is read at the first. */
static void time_checks(const simpatico_analyzer *analyzer, times *all, size_t rounds) {
    for (size_t round = 0; round < rounds; ++round) {
        simpatico_session *session = session_of(analyzer);
        push(session, SIMPATICO_SPEAKER_CUSTOMER, CUSTOMER);
        for (size_t len = 1; len <= strlen(REPLY); ++len) {
            if (REPLY[len] != ' ' && REPLY[len] != '\0') {
                continue;
            }
            start(all);
            simpatico_judgement *judgement;
            check(simpatico_session_check(session, REPLY, len, &judgement));
            read_advice(judgement);
            simpatico_judgement_free(judgement);
            stop(all);
        }
        simpatico_session_free(session);
    }
    print_times("session check at each word", all);
}

static void run(simpatico_model model, const char *name, size_t rounds) {
    simpatico_builder *builder;
    simpatico_analyzer *analyzer;
    double before = microseconds(CLOCK_MONOTONIC);
    check(simpatico_builder_new(&builder));
    check(simpatico_builder_model(builder, model));
    check(simpatico_builder_build(builder, &analyzer));
    simpatico_builder_free(builder);
    printf("%s model, ready after %.0f ms\n", name, (microseconds(CLOCK_MONOTONIC) - before) / 1e3);
    size_t capacity = rounds * strlen(REPLY); /* more than the reply has words */
    times all = {malloc(capacity * sizeof(double)), malloc(capacity * sizeof(double)), 0};
    if (!all.wall || !all.own) {
        exit(EXIT_FAILURE);
    }
    time_message(analyzer, &all, rounds * 10);
    time_drafts(analyzer, &all, rounds);
    time_checks(analyzer, &all, rounds);
    time_pushes(analyzer, &all, rounds);
    free(all.wall);
    free(all.own);
    simpatico_analyzer_free(analyzer);
}

int main(int argc, char **argv) {
    size_t rounds = argc > 1 ? strtoul(argv[1], NULL, 10) : 200;
    if (rounds < 1 || rounds > 100000) {
        fprintf(stderr, "latency: 1 to 100000 rounds\n");
        return 2;
    }
    printf("%-34s %9s %9s %9s %9s %7s\n", "one call, in microseconds", "wall p50", "wall p99", "own p50", "own p99",
           "calls");
    run(SIMPATICO_MODEL_FAST, "fast", rounds);
    bool has_accurate;
    check(simpatico_has_accurate(&has_accurate));
    if (has_accurate) {
        run(SIMPATICO_MODEL_ACCURATE, "accurate", rounds / 100 > 0 ? rounds / 100 : 1);
    }
    return EXIT_SUCCESS;
}
