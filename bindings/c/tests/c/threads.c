/*
 * Eight threads hammer one analyzer, and one judgement; every answer is the one that a single thread gets. With the
 * argument `parts-first` the parts of the judgement are made before the threads start: ThreadSanitizer does not see the
 * locks of a library that is not built with it, and would take the first of the eight for a race.
 */
#include "check.h"

#include <pthread.h>

enum { THREADS = 8, ROUNDS = 200, TEXTS = 4 };

static const char *const CUSTOMERS[TEXTS] = {
    "Where is my refund?",
    "Mi paquete no llega y nadie me contesta, ¡qué desastre!",
    "Thanks so much, you made my day!",
    "I was charged twice and I'm scared my card was stolen.",
};
static const char REPLY[] = "Lo siento mucho, I'm checking this now and will write back today.";

typedef struct shared {
    const simpatico_analyzer *analyzer;
    const simpatico_judgement *judgement;
    simpatico_string wanted[TEXTS];
    const simpatico_turn *turns;
    const simpatico_conversation *conversation;
    simpatico_string conversation_json;
    const simpatico_draft *draft;
} shared;

static simpatico_string judge(const simpatico_analyzer *analyzer, const char *customer) {
    simpatico_judgement *judgement = NULL;
    simpatico_string json;
    CHECK_OK(simpatico_analyzer_score_reply(analyzer, customer, strlen(customer), REPLY, strlen(REPLY), &judgement));
    CHECK_OK(simpatico_judgement_to_json(judgement, NULL, 0, &json));
    simpatico_judgement_free(judgement);
    return json;
}

static const simpatico_turn *turns_of_all(void) {
    static simpatico_turn turns[2 * TEXTS];
    for (size_t i = 0; i < TEXTS; ++i) {
        turns[2 * i].speaker = SIMPATICO_SPEAKER_CUSTOMER;
        turns[2 * i].text = text_of(CUSTOMERS[i]);
        turns[2 * i + 1].speaker = SIMPATICO_SPEAKER_AGENT;
        turns[2 * i + 1].text = text_of(REPLY);
    }
    return turns;
}

/* A session of the thread's own: pushed turn by turn, it gives what the whole call gave another thread. */
static void converse(const shared *all) {
    simpatico_session *session = NULL;
    simpatico_conversation *conversation = NULL;
    simpatico_string json;
    CHECK_OK(simpatico_session_new(all->analyzer, NULL, 0, &session));
    for (size_t i = 0; i < 2 * TEXTS; ++i) {
        CHECK_OK(simpatico_session_push(session, &all->turns[i], NULL));
    }
    CHECK_OK(simpatico_session_conversation(session, &conversation));
    CHECK_OK(simpatico_conversation_to_json(conversation, &json));
    CHECK(json.len == all->conversation_json.len && memcmp(json.data, all->conversation_json.data, json.len) == 0);
    simpatico_string_free(&json);
    simpatico_conversation_free(conversation);
    simpatico_session_free(session);

    const simpatico_turn_analysis *entries = NULL;
    size_t count = 0;
    CHECK_OK(simpatico_conversation_turns(all->conversation, &entries, &count));
    CHECK(count == 2 * TEXTS && entries[0].customer && entries[1].reply);
    simpatico_judgement *judgement = NULL;
    CHECK_OK(simpatico_draft_check(all->draft, REPLY, strlen(REPLY), &judgement));
    CHECK_OK(simpatico_judgement_to_json(judgement, NULL, 0, &json));
    CHECK(json.len == all->wanted[0].len && memcmp(json.data, all->wanted[0].data, json.len) == 0);
    simpatico_string_free(&json);
    simpatico_judgement_free(judgement);
}

static void *hammer(void *argument) {
    const shared *all = argument;
    simpatico_analyzer *own = NULL;
    CHECK_OK(simpatico_analyzer_clone(all->analyzer, &own));
    for (size_t round = 0; round < ROUNDS; ++round) {
        size_t i = round % TEXTS;
        simpatico_string json = judge(round % 2 ? own : all->analyzer, CUSTOMERS[i]);
        CHECK(json.len == all->wanted[i].len && memcmp(json.data, all->wanted[i].data, json.len) == 0);
        simpatico_string_free(&json);

        /* The parts of a judgement are made when first asked for: by all threads at once. */
        const simpatico_analysis *analysis = NULL;
        const simpatico_emotion_score *emotions = NULL;
        size_t count = 0;
        CHECK_OK(simpatico_judgement_customer(all->judgement, &analysis));
        CHECK_OK(simpatico_analysis_emotions(analysis, &emotions, &count));
        CHECK(count > 0 && emotions[0].evidence_count > 0);

        if (round % 20 == 0) {
            converse(all);
        }

        /* Each thread has its own last error. */
        uint32_t label;
        char name[16];
        int len = snprintf(name, sizeof name, "x%zu", round);
        CHECK(simpatico_label_from_name(SIMPATICO_FAMILY_RISK, name, (size_t)len, &label) ==
              SIMPATICO_STATUS_UNKNOWN_LABEL);
        char message[64];
        snprintf(message, sizeof message, "no label \"%s\" in risks", name);
        CHECK(last_error_is(message));
    }
    simpatico_analyzer_free(own);
    return NULL;
}

int main(int argc, char **argv) {
    simpatico_analyzer *analyzer = analyzer_of(SIMPATICO_MODEL_FAST);
    simpatico_judgement *judgement = NULL;
    CHECK_OK(simpatico_analyzer_analyze(analyzer, CUSTOMERS[1], strlen(CUSTOMERS[1]), &judgement));
    if (argc > 1) {
        const simpatico_analysis *analysis = NULL;
        CHECK(strcmp(argv[1], "parts-first") == 0);
        CHECK_OK(simpatico_judgement_customer(judgement, &analysis));
    }
    const simpatico_turn *turns = turns_of_all();
    simpatico_conversation *conversation = NULL;
    simpatico_draft *draft = NULL;
    CHECK_OK(simpatico_analyzer_analyze_conversation(analyzer, NULL, 0, turns, 2 * TEXTS, &conversation));
    CHECK_OK(simpatico_analyzer_draft(analyzer, CUSTOMERS[0], strlen(CUSTOMERS[0]), &draft));
    if (argc > 1) {
        const simpatico_turn_analysis *entries = NULL;
        size_t count = 0;
        CHECK_OK(simpatico_conversation_turns(conversation, &entries, &count));
    }
    shared all = {analyzer, judgement, {{NULL, 0}}, turns, conversation, {NULL, 0}, draft};
    CHECK_OK(simpatico_conversation_to_json(conversation, &all.conversation_json));
    for (size_t i = 0; i < TEXTS; ++i) {
        all.wanted[i] = judge(analyzer, CUSTOMERS[i]);
    }
    pthread_t threads[THREADS];
    for (size_t i = 0; i < THREADS; ++i) {
        CHECK(pthread_create(&threads[i], NULL, hammer, &all) == 0);
    }
    for (size_t i = 0; i < THREADS; ++i) {
        CHECK(pthread_join(threads[i], NULL) == 0);
    }
    for (size_t i = 0; i < TEXTS; ++i) {
        simpatico_string_free(&all.wanted[i]);
    }
    simpatico_string_free(&all.conversation_json);
    simpatico_draft_free(draft);
    simpatico_conversation_free(conversation);
    simpatico_judgement_free(judgement);
    simpatico_analyzer_free(analyzer);
    printf("threads: %d times %d rounds on one analyzer agree\n", THREADS, ROUNDS);
    return EXIT_SUCCESS;
}
