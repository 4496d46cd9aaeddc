/*
 * 100,000 calls leave as many allocations as they found. Linked with the static library and
 * -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc,--wrap=free,--wrap=posix_memalign,--wrap=aligned_alloc
 */
#include "check.h"

#include <stdatomic.h>

static atomic_long living;
static atomic_long made;

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void __real_free(void *old);
int __real_posix_memalign(void **out, size_t alignment, size_t size);
void *__real_aligned_alloc(size_t alignment, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
void __wrap_free(void *old);
int __wrap_posix_memalign(void **out, size_t alignment, size_t size);
void *__wrap_aligned_alloc(size_t alignment, size_t size);

static void *counted(void *address) {
    if (address) {
        atomic_fetch_add(&living, 1);
        atomic_fetch_add(&made, 1);
    }
    return address;
}

void *__wrap_malloc(size_t size) { return counted(__real_malloc(size)); }
void *__wrap_calloc(size_t count, size_t size) { return counted(__real_calloc(count, size)); }
void *__wrap_aligned_alloc(size_t alignment, size_t size) { return counted(__real_aligned_alloc(alignment, size)); }
void *__wrap_realloc(void *old, size_t size) {
    void *address = __real_realloc(old, size);
    return old ? address : counted(address);
}
void __wrap_free(void *old) {
    if (old) {
        atomic_fetch_sub(&living, 1);
    }
    __real_free(old);
}
int __wrap_posix_memalign(void **out, size_t alignment, size_t size) {
    int status = __real_posix_memalign(out, alignment, size);
    if (status == 0) {
        counted(*out);
    }
    return status;
}

static const char *const TEXTS[] = {"Where is my refund?", "¡No llega!", "Thanks!", "I am furious with you."};

/* A conversation under way, looked at, kept and let go. */
static void converse(const simpatico_analyzer *analyzer, simpatico_reflection *reflection) {
    simpatico_session *session = NULL;
    simpatico_conversation *conversation = NULL;
    CHECK_OK(simpatico_session_new(analyzer, "id", 2, &session));
    for (uint32_t i = 0; i < 4; ++i) {
        simpatico_turn turn = {.speaker = i % 2, .text = text_of(TEXTS[i]), .agent = text_of("Ana")};
        simpatico_change *change = NULL;
        simpatico_judgement *judgement = NULL;
        simpatico_turn_change changed;
        CHECK_OK(simpatico_session_push(session, &turn, &change));
        CHECK_OK(simpatico_change_read(change, &changed));
        simpatico_change_free(change);
        CHECK_OK(simpatico_session_check(session, "We'll see.", 10, &judgement));
        simpatico_judgement_free(judgement);
        turn.speaker = 4;
        CHECK(simpatico_session_push(session, &turn, &change) == SIMPATICO_STATUS_INVALID_ARGUMENT);
    }
    CHECK_OK(simpatico_session_conversation(session, &conversation));
    simpatico_course course;
    simpatico_string json;
    CHECK_OK(simpatico_conversation_course(conversation, &course));
    CHECK_OK(simpatico_conversation_to_json(conversation, &json));
    simpatico_string_free(&json);
    /* Added only once: what a reflection keeps has a limit, but one that is reached late. */
    if (reflection) {
        CHECK_OK(simpatico_reflection_add(reflection, conversation));
    }
    simpatico_conversation_free(conversation);
    simpatico_session_free(session);
}

/* Handles that live for one call. */
static void handle(const simpatico_analyzer *analyzer, const simpatico_reflection *reflection) {
    simpatico_reflection_analysis *analysis = NULL;
    simpatico_profile team;
    CHECK_OK(simpatico_reflection_analyze(reflection, &analysis));
    CHECK_OK(simpatico_reflection_analysis_team(analysis, &team));
    simpatico_reflection_analysis_free(analysis);
    simpatico_redactor *redactor = NULL;
    simpatico_redacted *redacted = NULL;
    CHECK_OK(simpatico_redactor_new(&redactor));
    CHECK_OK(simpatico_redactor_name(redactor, "Ana", 3));
    CHECK_OK(simpatico_redactor_redact(redactor, "I'm Ana", 7, &redacted));
    simpatico_redacted_free(redacted);
    simpatico_redactor_free(redactor);
    simpatico_draft *draft = NULL;
    simpatico_judgement *judgement = NULL;
    CHECK_OK(simpatico_analyzer_draft(analyzer, TEXTS[0], strlen(TEXTS[0]), &draft));
    CHECK_OK(simpatico_draft_check(draft, "Soon.", 5, &judgement));
    simpatico_draft_free(draft);
    simpatico_judgement_free(judgement);
}

/* A call of each kind that a live program makes, the refused ones too. */
static void call(const simpatico_analyzer *analyzer, const simpatico_reflection *reflection, size_t round) {
    const char *text = TEXTS[round % 4];
    simpatico_judgement *judgement = NULL;
    if (round % 10 == 0) {
        CHECK_OK(simpatico_analyzer_score_reply(analyzer, text, strlen(text), "We'll see.", 10, &judgement));
        const simpatico_reply_score *reply = NULL;
        const simpatico_suggestion *suggestions = NULL;
        size_t count = 0;
        CHECK_OK(simpatico_judgement_reply(judgement, &reply));
        CHECK_OK(simpatico_reply_score_suggestions(reply, &suggestions, &count));
    } else {
        CHECK_OK(simpatico_analyzer_analyze(analyzer, text, strlen(text), &judgement));
    }
    const simpatico_analysis *analysis = NULL;
    const simpatico_emotion_score *emotions = NULL;
    size_t count = 0;
    CHECK_OK(simpatico_judgement_customer(judgement, &analysis));
    CHECK_OK(simpatico_analysis_emotions(analysis, &emotions, &count));
    simpatico_string json;
    CHECK_OK(simpatico_judgement_to_json(judgement, NULL, 0, &json));
    simpatico_string_free(&json);
    simpatico_judgement_free(judgement);
    if (round % 16 == 1) {
        CHECK(simpatico_analyzer_analyze(analyzer, "\xff", 1, &judgement) == SIMPATICO_STATUS_INVALID_UTF8);
    }
    if (round % 1000 == 2) {
        simpatico_str texts[] = {SIMPATICO_LITERAL("Hola"), SIMPATICO_LITERAL("\xff"), SIMPATICO_LITERAL("Bad.")};
        simpatico_batch *batch = NULL;
        CHECK_OK(simpatico_analyzer_analyze_batch(analyzer, texts, 3, 1, &batch));
        simpatico_batch_free(batch);
    }
    if (round % 100 == 3) {
        converse(analyzer, NULL);
    }
    if (round % 1000 == 4) {
        handle(analyzer, reflection);
    }
}

int main(void) {
    simpatico_analyzer *analyzer = analyzer_of(SIMPATICO_MODEL_FAST);
    simpatico_reflection *reflection = NULL;
    CHECK_OK(simpatico_reflection_new(analyzer, NULL, &reflection));
    converse(analyzer, reflection);
    for (size_t round = 0; round < 2000; ++round) {
        call(analyzer, reflection, round);
    }
    long before = atomic_load(&living), made_before = atomic_load(&made);
    for (size_t round = 0; round < 100000; ++round) {
        call(analyzer, reflection, round);
    }
    long after = atomic_load(&living), made_after = atomic_load(&made);
    if (after != before || made_after - made_before < 100000) {
        fprintf(stderr, "%ld allocations live before, %ld after; %ld were made\n", before, after,
                made_after - made_before);
        return EXIT_FAILURE;
    }
    simpatico_reflection_free(reflection);
    simpatico_analyzer_free(analyzer);
    printf("growth: none over 100000 calls and %ld allocations\n", made_after - made_before);
    return EXIT_SUCCESS;
}
