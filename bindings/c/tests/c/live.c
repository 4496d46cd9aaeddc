/* Conversations, sessions, drafts, reflections and masks from C: results, lifetimes, and every way to be refused. */
#include "check.h"

#include <math.h>

#define TURN(who, words)                                                                                               \
    { .speaker = SIMPATICO_SPEAKER_##who, .text = SIMPATICO_LITERAL(words) }

enum { TURNS = 6 };

/* A conversation with most of what can happen in one: a bot, a hand-over, a cold reply, a wait, a recovery. */
static void fill(simpatico_turn *turns) {
    const simpatico_turn all[TURNS] = {
        TURN(CUSTOMER, "Third time I write: the café table I paid for never arrived and nobody answers. I'm furious!"),
        TURN(BOT, "Hello! Please choose: 1 for orders, 2 for refunds."),
        TURN(CUSTOMER, "I want a refund and a real person, not a bot!"),
        TURN(AGENT, "Please calm down and fill in the form on our website."),
        TURN(AGENT,
             "Three letters without an answer is not good enough, I'm sorry. I have refunded the table just now; "
             "the money is on your card by Thursday, and I will write to you myself that day."),
        TURN(CUSTOMER, "It's there already, all sorted. Thank you so much, what a relief!"),
    };
    memcpy(turns, all, sizeof all);
    turns[3].agent = text_of("Leo");
    turns[4].agent = text_of("Noemi");
    turns[0].time_kind = SIMPATICO_TIME_KIND_TEXT;
    turns[0].time = text_of("2026-03-12T14:02:11-05:00");
    turns[3].time_kind = SIMPATICO_TIME_KIND_MILLISECONDS;
    turns[3].milliseconds = 1773342191000; /* a minute later */
}

static void quote_points_into_its_turn(const simpatico_quote *quote, const simpatico_turn *turns) {
    if (!quote) {
        return;
    }
    CHECK(quote->turn < TURNS && quote->byte_end <= turns[quote->turn].text.len);
    CHECK(quote->text.len == quote->byte_end - quote->byte_start && quote->text.len > 0);
    CHECK(memcmp(turns[quote->turn].text.data + quote->byte_start, quote->text.data, quote->text.len) == 0);
    CHECK(quote->end - quote->start <= quote->text.len);
}

static void findings_hold(uint32_t family, const simpatico_finding *found, size_t count, const simpatico_turn *turns) {
    for (size_t i = 0; i < count; ++i) {
        simpatico_str name;
        CHECK_OK(simpatico_label_name(family, found[i].label, &name));
        CHECK(name.len == found[i].name.len && memcmp(name.data, found[i].name.data, name.len) == 0);
        CHECK(found[i].score > 0.0 && found[i].score <= 1.0 && (i == 0 || found[i - 1].score >= found[i].score));
        quote_points_into_its_turn(found[i].words, turns);
    }
}

static void need_has_its_name(simpatico_need_kind kind, uint32_t label, simpatico_str named) {
    uint32_t family =
        kind == SIMPATICO_NEED_KIND_SERVICE ? SIMPATICO_FAMILY_SERVICE_NEED : SIMPATICO_FAMILY_EMOTIONAL_NEED;
    simpatico_str name;
    CHECK_OK(simpatico_label_name(family, label, &name));
    CHECK(name.len == named.len && memcmp(name.data, named.data, name.len) == 0);
}

static void message_is_read(const simpatico_customer_turn *customer, const simpatico_turn *turns) {
    CHECK(customer->language == SIMPATICO_LANGUAGE_CODE_ENGLISH && !customer->abstained && !customer->confirms);
    CHECK(customer->sentiment.score < -0.2 && customer->sentiment.label == SIMPATICO_POLARITY_NEGATIVE);
    quote_points_into_its_turn(customer->sentiment.words, turns);
    CHECK(customer->emotion_count > 0 && customer->need_count > 0 && customer->reason_count > 0);
    findings_hold(SIMPATICO_FAMILY_EMOTION, customer->emotions, customer->emotion_count, turns);
    findings_hold(SIMPATICO_FAMILY_REASON, customer->reasons, customer->reason_count, turns);
    findings_hold(SIMPATICO_FAMILY_RISK, customer->risks, customer->risk_count, turns);
    for (size_t i = 0; i < customer->need_count; ++i) {
        need_has_its_name(customer->needs[i].kind, customer->needs[i].label, customer->needs[i].name);
        quote_points_into_its_turn(customer->needs[i].words, turns);
    }
    CHECK(customer->escalation >= 0.0 && customer->churn >= 0.0 && customer->urgency >= 0.0 && customer->effort > 0.0);
}

static void reply_is_judged(const simpatico_agent_reply *reply, const simpatico_turn *turns) {
    CHECK(reply->technique_count == 10 && reply->need_count > 0 && reply->language_match);
    CHECK(reply->answer_count == 2 && reply->answers[0] == 0 && reply->answers[1] == 2);
    CHECK(reply->part_count == 1 && reply->parts[0] == 3);
    CHECK(reply->empathy.level == SIMPATICO_EMPATHY_LEVEL_LOW && reply->coverage == SIMPATICO_COVERAGE_OPEN);
    CHECK(reply->antipattern_count > 0 && reply->pillars.empathetic_language &&
          *reply->pillars.empathetic_language < 50.0);
    findings_hold(SIMPATICO_FAMILY_ANTIPATTERN, reply->antipatterns, reply->antipattern_count, turns);
    for (size_t i = 0; i < reply->technique_count; ++i) {
        CHECK(reply->techniques[i].label == i && reply->techniques[i].level <= 2);
    }
}

static void course_is_told(const simpatico_conversation *conversation) {
    simpatico_course course;
    CHECK_OK(simpatico_conversation_course(conversation, &course));
    CHECK(course.turn_count == TURNS && course.sentiment.judged == 3 && course.bot_turns == 1);
    CHECK(course.resolved == SIMPATICO_RESOLVED_YES);
    CHECK(course.resolution_reason == SIMPATICO_RESOLUTION_REASON_CONFIRMED);
    CHECK(course.sentiment.begin && *course.sentiment.begin < -0.2 && *course.sentiment.end > 0.2);
    CHECK(fabs(*course.sentiment.trend - (*course.sentiment.end - *course.sentiment.begin) / 2.0) < 1e-9);
    CHECK(course.sentiment.lowest && course.sentiment.lowest->turn == 0);
    CHECK(*course.sentiment.recovery > 0.4 && course.sentiment.overall);
    CHECK(course.sentiment.first_quarter && course.sentiment.third_quarter);
    CHECK(!course.sentiment.fourth_quarter != !course.sentiment.second_quarter); /* three turns are in three of four */
    CHECK(course.estimated_experience && *course.estimated_experience > 1.0 && *course.estimated_experience <= 5.0);
    CHECK(course.escalation && course.escalation->highest.score >= course.escalation->end && course.churn);
    CHECK(course.human_asked_at && *course.human_asked_at == 2);
    CHECK(course.timing.timed_turns == 2 && *course.timing.first_reply_seconds == 60.0);
    CHECK(course.timing.reply_seconds->n == 1 && course.timing.longest_wait->turn == 3);
    CHECK(course.left_out.turns == 0 && course.left_out.needs == 0);
}

static void lists_are_right(const simpatico_conversation *conversation, const simpatico_turn *turns) {
    const simpatico_turn_analysis *entries;
    size_t count;
    CHECK_OK(simpatico_conversation_turns(conversation, &entries, &count));
    CHECK(count == TURNS);
    for (size_t i = 0; i < count; ++i) {
        CHECK(entries[i].turn == i && entries[i].speaker == turns[i].speaker);
        CHECK(!entries[i].customer == (turns[i].speaker != SIMPATICO_SPEAKER_CUSTOMER));
    }
    message_is_read(entries[0].customer, turns);
    CHECK(entries[0].milliseconds && *entries[0].milliseconds == 1773342131000 && !entries[1].milliseconds);
    CHECK(entries[3].agent && is_text(*entries[3].agent, "Leo") && !entries[0].agent);
    CHECK(entries[3].delay_seconds && *entries[3].delay_seconds == 60.0);
    reply_is_judged(entries[3].reply, turns);
    CHECK(entries[5].customer->confirms);

    const simpatico_emotion_course *emotions;
    CHECK_OK(simpatico_conversation_emotions(conversation, &emotions, &count));
    CHECK(count > 1 && emotions[0].turns > 0 && emotions[0].first_turn <= emotions[0].last_turn);

    const simpatico_need_record *needs;
    CHECK_OK(simpatico_conversation_needs(conversation, &needs, &count));
    bool is_refunded = false;
    for (size_t i = 0; i < count; ++i) {
        need_has_its_name(needs[i].kind, needs[i].label, needs[i].name);
        quote_points_into_its_turn(needs[i].words, turns);
        CHECK((needs[i].state == SIMPATICO_COVERAGE_ANSWERED) == (needs[i].answered_at != NULL));
        CHECK(!needs[i].answered_at || *needs[i].answered_at > needs[i].raised);
        is_refunded = is_refunded || (needs[i].kind == SIMPATICO_NEED_KIND_SERVICE &&
                                      needs[i].label == SIMPATICO_SERVICE_NEED_REFUND && needs[i].answered_at);
    }
    CHECK(is_refunded);

    const simpatico_turning_point *points;
    CHECK_OK(simpatico_conversation_turning_points(conversation, &points, &count));
    CHECK(count == 1 && points[0].kind == SIMPATICO_TURNING_POINT_KIND_RECOVERY && points[0].turn == 4);
    CHECK(is_text(*points[0].agent, "Noemi") && points[0].customer_turn == 5 && points[0].after > points[0].before);
    quote_points_into_its_turn(points[0].words, turns);

    const simpatico_missed_opportunity *missed;
    CHECK_OK(simpatico_conversation_missed_opportunities(conversation, &missed, &count));
    size_t techniques = 0, words = 0;
    for (size_t i = 0; i < count; ++i) {
        static const uint32_t FAMILIES[] = {SIMPATICO_FAMILY_TECHNIQUE, SIMPATICO_FAMILY_SERVICE_NEED,
                                            SIMPATICO_FAMILY_EMOTIONAL_NEED};
        simpatico_str name;
        CHECK_OK(simpatico_label_name(FAMILIES[missed[i].kind], missed[i].label, &name));
        CHECK(name.len == missed[i].name.len && memcmp(name.data, missed[i].name.data, name.len) == 0);
        CHECK(missed[i].customer_turn < missed[i].turn);
        quote_points_into_its_turn(missed[i].words, turns);
        techniques += missed[i].kind == SIMPATICO_MISSED_KIND_TECHNIQUE;
        words += missed[i].words != NULL;
    }
    CHECK(techniques > 0 && count > techniques && words > 0 && is_text(*missed[0].agent, "Leo"));

    const simpatico_agent_summary *agents;
    CHECK_OK(simpatico_conversation_agents(conversation, &agents, &count));
    CHECK(count == 2 && is_text(*agents[0].agent, "Leo") && agents[0].turns == 1 && agents[0].empathy->n == 1);
    CHECK(agents[1].empathy->mean > agents[0].empathy->mean && agents[1].pillars.action->n == 1);

    const simpatico_hand_over *overs;
    CHECK_OK(simpatico_conversation_hand_overs(conversation, &overs, &count));
    CHECK(count == 2 && overs[0].from == SIMPATICO_SPEAKER_BOT && !overs[0].from_agent && overs[0].turn == 3);
    CHECK(is_text(*overs[1].from_agent, "Leo") && is_text(*overs[1].to_agent, "Noemi"));

    const simpatico_turn_note *notes;
    CHECK_OK(simpatico_conversation_notes(conversation, &notes, &count));
    CHECK(count == 0);
}

static simpatico_string json_of(const simpatico_conversation *conversation) {
    simpatico_string json;
    CHECK_OK(simpatico_conversation_to_json(conversation, &json));
    CHECK(json.data[json.len] == '\0' && strlen(json.data) == json.len);
    return json;
}

static void same(simpatico_string left, simpatico_string right) {
    CHECK(left.len == right.len && memcmp(left.data, right.data, left.len) == 0);
    simpatico_string_free(&left);
    simpatico_string_free(&right);
}

static void conversations_are_read(const simpatico_analyzer *analyzer) {
    simpatico_turn turns[TURNS];
    fill(turns);
    simpatico_conversation *conversation = NULL;
    CHECK_OK(simpatico_analyzer_analyze_conversation(analyzer, "chat 7", 6, turns, TURNS, &conversation));
    course_is_told(conversation);
    lists_are_right(conversation, turns);
    simpatico_str id;
    CHECK_OK(simpatico_conversation_id(conversation, &id));
    CHECK(is_text(id, "chat 7"));
    simpatico_string page;
    CHECK_OK(simpatico_conversation_explain(conversation, "A table", 7, false, 80, &page));
    CHECK(strstr(page.data, "A table") && strstr(page.data, "real person") && strstr(page.data, "Noemi"));
    simpatico_string_free(&page);
    CHECK(simpatico_conversation_explain(conversation, "", 0, false, 10, &page) == SIMPATICO_STATUS_INVALID_ARGUMENT);
    CHECK(last_error_is("width 10 is below 40"));

    /* The same from a line of the contract: an agent for all, a number as id, fields that nobody knows. */
    static const char LINE[] =
        "{\"id\": 7, \"agent\": \"Ana\", \"other\": [], \"turns\": [{\"speaker\": \"customer\", \"text\": \"Where is "
        "it?\"}, "
        "{\"speaker\": \"agent\", \"text\": \"With you at 5.\", \"time\": \"2026-03-12T14:02:11Z\", \"agent\": null}]}";
    simpatico_turn two[] = {TURN(CUSTOMER, "Where is it?"), TURN(AGENT, "With you at 5.")};
    two[1].agent = text_of("Ana");
    two[1].time_kind = SIMPATICO_TIME_KIND_TEXT;
    two[1].time = text_of("2026-03-12T14:02:11Z");
    simpatico_conversation *of_line = NULL, *of_turns = NULL;
    CHECK_OK(simpatico_analyzer_analyze_conversation_json(analyzer, LINE, strlen(LINE), &of_line));
    CHECK_OK(simpatico_analyzer_analyze_conversation(analyzer, "7", 1, two, 2, &of_turns));
    same(json_of(of_line), json_of(of_turns));
    simpatico_conversation_free(of_line);
    simpatico_conversation_free(of_turns);

    /* No turns, no id, no customer: still a conversation. */
    simpatico_conversation *empty = NULL;
    CHECK_OK(simpatico_analyzer_analyze_conversation(analyzer, NULL, 0, NULL, 0, &empty));
    simpatico_course course;
    CHECK_OK(simpatico_conversation_course(empty, &course));
    CHECK(course.turn_count == 0 && !course.sentiment.begin && !course.estimated_experience && !course.churn);
    CHECK(course.resolution_reason == SIMPATICO_RESOLUTION_REASON_NO_MESSAGE && !course.repeat_contact);
    id = text_of("kept");
    CHECK(simpatico_conversation_id(empty, &id) == SIMPATICO_STATUS_ABSENT && is_text(id, "kept"));
    simpatico_conversation_free(empty);
    simpatico_conversation_free(conversation);
    simpatico_conversation_free(NULL);
}

static void a_session_gives_what_the_whole_call_gives(const simpatico_analyzer *analyzer) {
    simpatico_turn turns[TURNS];
    fill(turns);
    simpatico_session *session = NULL;
    CHECK_OK(simpatico_session_new(analyzer, "live", 4, &session));
    simpatico_judgement *judgement = (simpatico_judgement *)session; /* any value: it must stay */
    CHECK(simpatico_session_check(session, "Hi", 2, &judgement) == SIMPATICO_STATUS_ABSENT);
    CHECK(judgement == (simpatico_judgement *)session);
    for (size_t i = 0; i < TURNS; ++i) {
        simpatico_change *change = NULL;
        CHECK_OK(simpatico_session_push(session, &turns[i], i == 1 ? NULL : &change));
        if (change) {
            simpatico_turn_change changed;
            CHECK_OK(simpatico_change_read(change, &changed));
            CHECK(changed.turn.turn == i && changed.turn.speaker == turns[i].speaker);
            CHECK((changed.raised_count > 0) == (i == 0 || i == 2) && (i != 4 || changed.answered_count > 0));
            CHECK((changed.turning_point != NULL) == (i == 5) && (changed.missed_opportunity_count > 0 || i != 3));
            CHECK(i != 2 || changed.resolution_reason == SIMPATICO_RESOLUTION_REASON_AWAITING_REPLY);
            simpatico_change_free(change);
        }
        simpatico_conversation *so_far = NULL, *whole = NULL;
        CHECK_OK(simpatico_session_conversation(session, &so_far));
        CHECK_OK(simpatico_analyzer_analyze_conversation(analyzer, "live", 4, turns, i + 1, &whole));
        same(json_of(so_far), json_of(whole));
        simpatico_conversation_free(so_far);
        simpatico_conversation_free(whole);
    }
    size_t count = 0;
    CHECK_OK(simpatico_session_turn_count(session, &count));
    CHECK(count == TURNS);

    /* What is refused leaves the session as it was. */
    simpatico_conversation *before = NULL, *after = NULL;
    CHECK_OK(simpatico_session_conversation(session, &before));
    simpatico_turn bad = TURN(CUSTOMER, "caf\xe9");
    simpatico_change *change = NULL;
    CHECK(simpatico_session_push(session, &bad, &change) == SIMPATICO_STATUS_INVALID_UTF8 && !change);
    CHECK(last_error_is("turn.text is not UTF-8 at byte 3 of 4"));
    CHECK_OK(simpatico_session_conversation(session, &after));
    same(json_of(before), json_of(after));
    simpatico_conversation_free(before);
    /* What it gave lives on. */
    simpatico_session_free(session);
    simpatico_string page;
    CHECK_OK(simpatico_conversation_explain(after, "", 0, false, 100, &page));
    CHECK(strstr(page.data, "all sorted"));
    simpatico_string_free(&page);
    simpatico_conversation_free(after);
    simpatico_session_free(NULL);
    simpatico_change_free(NULL);
}

static simpatico_string judged(const simpatico_judgement *judgement) {
    simpatico_string json;
    CHECK_OK(simpatico_judgement_to_json(judgement, NULL, 0, &json));
    return json;
}

static void drafts_are_judged_like_replies(const simpatico_analyzer *analyzer) {
    static const char JOINED[] = "My card was charged twice\nand rent is due tomorrow, I'm scared!";
    static const char *const DRAFTS[] = {"", "Please hold.",
                                         "That is frightening. I have sent the second charge back."};
    simpatico_turn turns[] = {TURN(CUSTOMER, "My card was charged twice"),
                              TURN(CUSTOMER, "and rent is due tomorrow, I'm scared!")};
    simpatico_session *session = NULL;
    simpatico_draft *draft = NULL;
    CHECK_OK(simpatico_session_new(analyzer, NULL, 0, &session));
    CHECK_OK(simpatico_session_push(session, &turns[0], NULL));
    simpatico_judgement *early = NULL;
    CHECK_OK(simpatico_session_check(session, "Hi", 2, &early)); /* the next push makes the message another */
    CHECK_OK(simpatico_session_push(session, &turns[1], NULL));
    CHECK_OK(simpatico_analyzer_draft(analyzer, JOINED, strlen(JOINED), &draft));
    for (size_t i = 0; i < 3; ++i) {
        simpatico_judgement *in_session = NULL, *of_draft = NULL, *alone = NULL;
        size_t len = strlen(DRAFTS[i]);
        CHECK_OK(simpatico_session_check(session, DRAFTS[i], len, &in_session));
        CHECK_OK(simpatico_draft_check(draft, DRAFTS[i], len, &of_draft));
        CHECK_OK(simpatico_analyzer_score_reply(analyzer, JOINED, strlen(JOINED), DRAFTS[i], len, &alone));
        same(judged(in_session), judged(alone));
        same(judged(of_draft), judged(alone));
        simpatico_judgement_free(in_session);
        simpatico_judgement_free(alone);
        if (i == 2) {
            simpatico_draft_free(draft);
            simpatico_session_free(session); /* judgements keep what they need */
            const simpatico_reply_score *reply = NULL;
            const simpatico_specific_found *specifics = NULL;
            size_t count = 0;
            CHECK_OK(simpatico_judgement_reply(of_draft, &reply));
            CHECK_OK(simpatico_reply_score_specifics(reply, &specifics, &count));
            for (size_t j = 0; j < count; ++j) {
                CHECK(specifics[j].evidence_count > 0 && specifics[j].evidence[0].contribution == 0.0);
                CHECK(specifics[j].label <= SIMPATICO_SPECIFIC_ONLY_WE);
            }
            simpatico_string note, page;
            CHECK_OK(simpatico_judgement_note(of_draft, SIMPATICO_LOCALE_SPANISH, &note));
            CHECK(strstr(note.data, "cliente") && strchr(note.data, '\n'));
            CHECK_OK(simpatico_judgement_explain(of_draft, "", 0, false, 100, SIMPATICO_LOCALE_SPANISH, &page));
            CHECK(strstr(page.data, "cliente"));
            simpatico_string_free(&note);
            simpatico_string_free(&page);
            CHECK(simpatico_judgement_note(of_draft, 2, &note) == SIMPATICO_STATUS_INVALID_ARGUMENT);
            CHECK(last_error_is("locale 2 is not below 2"));
        }
        simpatico_judgement_free(of_draft);
    }
    simpatico_judgement_free(early);
    simpatico_draft_free(NULL);
}

static void specifics_point_at_facts(const simpatico_analyzer *analyzer) {
    static const char CUSTOMER[] = "I was charged 49.90 twice on Monday!";
    static const char REPLY[] = "Sorry if that caused any inconvenience. I will refund the 49.90 by Thursday.";
    simpatico_judgement *judgement = NULL;
    const simpatico_reply_score *reply = NULL;
    const simpatico_specific_found *specifics = NULL;
    size_t count = 0, helpful = 0;
    CHECK_OK(simpatico_analyzer_score_reply(analyzer, CUSTOMER, strlen(CUSTOMER), REPLY, strlen(REPLY), &judgement));
    CHECK_OK(simpatico_judgement_reply(judgement, &reply));
    CHECK_OK(simpatico_reply_score_specifics(reply, &specifics, &count));
    bool taken_up = false, conditional = false;
    for (size_t i = 0; i < count; ++i) {
        const simpatico_evidence *words = specifics[i].evidence;
        CHECK(memcmp(REPLY + words[0].byte_start, words[0].text.data, words[0].text.len) == 0);
        taken_up = taken_up || (specifics[i].label == SIMPATICO_SPECIFIC_FACT_TAKEN_UP && specifics[i].is_helpful);
        conditional =
            conditional || (specifics[i].label == SIMPATICO_SPECIFIC_CONDITIONAL_APOLOGY && !specifics[i].is_helpful);
        helpful += specifics[i].is_helpful;
    }
    CHECK(taken_up && conditional && helpful < count);
    simpatico_judgement_free(judgement);
}

static void reflections_look_back(const simpatico_analyzer *analyzer) {
    simpatico_reflection_options options;
    CHECK_OK(simpatico_reflection_options_default(&options));
    CHECK(options.least_conversations == 8 && options.period == SIMPATICO_PERIOD_WEEKS);
    options.period = SIMPATICO_PERIOD_CONVERSATIONS;
    options.period_conversations = 2;
    options.least_conversations = options.least_opportunities = 5;
    options.locale = SIMPATICO_LOCALE_SPANISH;
    options.title = text_of("Marzo & más");
    simpatico_reflection *reflection = NULL;
    CHECK_OK(simpatico_reflection_new(analyzer, &options, &reflection));
    static const char RIGHT[] = "{\"id\": \"0\", \"field\": \"resolved\", \"value\": \"no\", \"reviewer\": \"Inés\"}";
    static const char WRONG[] = "{\"id\": \"0\", \"turn\": 3, \"field\": \"empathy\", \"value\": 400}";
    static const char STRANGE[] = "{\"id\": \"0\", \"turn\": 3, \"field\": \"emotions.fury\", \"value\": true}";
    CHECK_OK(simpatico_reflection_correct(reflection, RIGHT, strlen(RIGHT)));
    CHECK(simpatico_reflection_correct(reflection, WRONG, strlen(WRONG)) == SIMPATICO_STATUS_INVALID_CORRECTION);
    CHECK(last_error_is("empathy is 400, not a number from 0 to 100"));
    CHECK(simpatico_reflection_correct(reflection, STRANGE, strlen(STRANGE)) == SIMPATICO_STATUS_UNKNOWN_LABEL);

    simpatico_turn turns[TURNS];
    fill(turns);
    for (size_t i = 0; i < 8; ++i) { /* every other one from a session */
        char id[2] = {(char)('0' + i), '\0'};
        simpatico_conversation *conversation = NULL;
        if (i % 2) {
            simpatico_session *session = NULL;
            CHECK_OK(simpatico_session_new(analyzer, id, 1, &session));
            for (size_t turn = 0; turn < TURNS; ++turn) {
                CHECK_OK(simpatico_session_push(session, &turns[turn], NULL));
            }
            CHECK_OK(simpatico_session_conversation(session, &conversation));
            simpatico_session_free(session);
        } else {
            CHECK_OK(simpatico_analyzer_analyze_conversation(analyzer, id, 1, turns, TURNS, &conversation));
        }
        CHECK_OK(simpatico_reflection_add(reflection, conversation));
        simpatico_conversation_free(conversation);
    }
    simpatico_reflection_analysis *analysis = NULL;
    CHECK_OK(simpatico_reflection_analyze(reflection, &analysis));
    simpatico_string page;
    bool has_report = false;
    CHECK_OK(simpatico_has_report(&has_report));
    if (has_report) {
        CHECK_OK(simpatico_reflection_page(reflection, &page));
        CHECK(strstr(page.data, "<html lang=\"es\">") && strstr(page.data, "Marzo &amp; más"));
        CHECK(strstr(page.data, "Noemi") && strstr(page.data, "real person"));
        simpatico_string_free(&page);
    } else {
        CHECK(simpatico_reflection_page(reflection, &page) == SIMPATICO_STATUS_NOT_COMPILED);
    }
    simpatico_reflection_free(reflection); /* the analysis lives on */

    simpatico_overview overview;
    CHECK_OK(simpatico_reflection_analysis_overview(analysis, &overview));
    CHECK(overview.conversations == 8 && overview.turns == 8 * TURNS && overview.untimed == 0);
    CHECK(overview.first_milliseconds && *overview.first_milliseconds == 1773342131000);
    CHECK(*overview.last_milliseconds == 1773342191000 && overview.left_out == 0);
    CHECK(overview.corrections == 1 && overview.corrections_found == 1);
    simpatico_profile team;
    CHECK_OK(simpatico_reflection_analysis_team(analysis, &team));
    CHECK(!team.agent && team.conversations == 8 && team.shared == 8 && team.replies == 16 && team.pillar_count == 5);
    CHECK(team.empathy.n == 16 && team.empathy.interval && team.empathy.interval->low <= team.empathy.interval->mean);
    CHECK(team.empathy.trend && team.empathy.trend->direction == SIMPATICO_DIRECTION_UNCLEAR);
    CHECK(team.began_upset == 8 && team.recovered == 8 && team.resolved == 8 && team.unresolved + team.unclear == 0);
    const simpatico_profile *agents;
    size_t count;
    CHECK_OK(simpatico_reflection_analysis_agents(analysis, &agents, &count));
    CHECK(count == 2 && is_text(*agents[0].agent, "Leo") && is_text(*agents[1].agent, "Noemi"));
    CHECK(agents[0].empathy.interval->mean < agents[1].empathy.interval->mean);
    for (size_t i = 0; i < agents[0].area_count; ++i) {
        CHECK(agents[0].areas[i].interval.mean < 50.0);
    }
    for (size_t i = 0; i < agents[1].strength_count; ++i) {
        CHECK(agents[1].strengths[i].interval.mean > 50.0);
    }
    CHECK(agents[0].area_count > 0 && agents[1].strength_count > 0);
    simpatico_string json;
    CHECK_OK(simpatico_reflection_analysis_to_json(analysis, &json));
    CHECK(strstr(json.data, "\"reflection\":{") && strstr(json.data, "Inés"));
    simpatico_string_free(&json);
    simpatico_reflection_analysis_free(analysis);
    simpatico_reflection_analysis_free(NULL);
    simpatico_reflection_free(NULL);
}

static void masks_hide_and_keep_places(void) {
    static const char TEXT[] = "Soy Ana Núñez, write to ana@example.com about order 20418!";
    simpatico_redactor *redactor = NULL;
    simpatico_redacted *redacted = NULL;
    CHECK_OK(simpatico_redactor_new(&redactor));
    CHECK_OK(simpatico_redactor_redact(redactor, TEXT, strlen(TEXT), &redacted));
    simpatico_str text;
    const simpatico_mask *masks;
    size_t count;
    CHECK_OK(simpatico_redacted_text(redacted, &text));
    CHECK_OK(simpatico_redacted_masks(redacted, &masks, &count));
    CHECK(text.len == strlen(TEXT) && count >= 2 && masks[count - 1].kind == SIMPATICO_PRIVATE_KIND_EMAIL);
    CHECK(memcmp(TEXT + masks[count - 1].byte_start, "ana@example.com", 15) == 0);
    CHECK(masks[count - 1].end - masks[count - 1].start == 15 && masks[0].kind == SIMPATICO_PRIVATE_KIND_NAME);
    CHECK(masks[count - 1].start + 2 == masks[count - 1].byte_start); /* ú and ñ are two bytes each */
    simpatico_redacted_free(redacted);

    CHECK_OK(simpatico_redactor_figures(redactor));
    CHECK_OK(simpatico_redactor_name(redactor, "order", 5));
    CHECK(simpatico_redactor_name(redactor, "\xff", 1) == SIMPATICO_STATUS_INVALID_UTF8);
    CHECK_OK(simpatico_redactor_redact(redactor, TEXT, strlen(TEXT), &redacted));
    CHECK_OK(simpatico_redacted_masks(redacted, &masks, &count));
    CHECK(masks[count - 1].kind == SIMPATICO_PRIVATE_KIND_FIGURE &&
          masks[count - 2].kind == SIMPATICO_PRIVATE_KIND_NAME);
    CHECK(simpatico_redactor_redact(redactor, "\xff", 1, &redacted) == SIMPATICO_STATUS_INVALID_UTF8);
    simpatico_redacted_free(redacted);
    simpatico_redacted_free(NULL);

    /* Analyzers mask what they show. */
    static const char ANGRY[] = "I'm furious, write to ana@example.com at once!";
    simpatico_builder *builder = NULL;
    simpatico_analyzer *analyzer = NULL;
    CHECK_OK(simpatico_builder_new(&builder));
    CHECK_OK(simpatico_builder_model(builder, SIMPATICO_MODEL_FAST));
    CHECK_OK(simpatico_builder_redact(builder, redactor));
    simpatico_redactor_free(redactor);
    simpatico_redactor_free(NULL);
    CHECK_OK(simpatico_builder_build(builder, &analyzer));
    simpatico_builder_free(builder);
    simpatico_turn turns[] = {TURN(CUSTOMER, "I'm furious, write to ana@example.com at once!"),
                              TURN(AGENT, "I wrote to ana@example.com, sorry.")};
    simpatico_conversation *conversation = NULL;
    simpatico_judgement *judgement = NULL;
    CHECK_OK(simpatico_analyzer_analyze_conversation(analyzer, NULL, 0, turns, 2, &conversation));
    CHECK_OK(simpatico_analyzer_analyze(analyzer, ANGRY, strlen(ANGRY), &judgement));
    simpatico_string of_conversation = json_of(conversation), of_message = judged(judgement);
    CHECK(!strstr(of_conversation.data, "ana@example") && !strstr(of_message.data, "ana@example"));
    simpatico_string_free(&of_conversation);
    simpatico_string_free(&of_message);
    simpatico_conversation_free(conversation);
    simpatico_judgement_free(judgement);
    simpatico_analyzer_free(analyzer);
}

/* The status of a conversation of one turn. */
static simpatico_status one(const simpatico_analyzer *analyzer, simpatico_turn turn) {
    simpatico_turn turns[] = {TURN(AGENT, "Hello."), turn};
    simpatico_conversation *conversation = NULL;
    simpatico_status status = simpatico_analyzer_analyze_conversation(analyzer, NULL, 0, turns, 2, &conversation);
    CHECK((status == SIMPATICO_STATUS_OK) == (conversation != NULL));
    simpatico_conversation_free(conversation);
    return status;
}

static simpatico_status line(const simpatico_analyzer *analyzer, const char *text) {
    simpatico_conversation *conversation = NULL;
    simpatico_status status = simpatico_analyzer_analyze_conversation_json(analyzer, text, strlen(text), &conversation);
    CHECK((status == SIMPATICO_STATUS_OK) == (conversation != NULL));
    simpatico_conversation_free(conversation);
    return status;
}

static void what_cannot_be_used_is_refused(const simpatico_analyzer *analyzer) {
    simpatico_turn turn = TURN(CUSTOMER, "Hi");
    CHECK(one(analyzer, turn) == SIMPATICO_STATUS_OK);
    turn.speaker = 9;
    CHECK(one(analyzer, turn) == SIMPATICO_STATUS_INVALID_ARGUMENT &&
          last_error_is("turns[1].speaker 9 is not below 4"));
    turn.speaker = SIMPATICO_SPEAKER_BOT;
    turn.time_kind = 3;
    CHECK(one(analyzer, turn) == SIMPATICO_STATUS_INVALID_ARGUMENT &&
          last_error_is("turns[1].time_kind 3 is not below 3"));
    turn.time_kind = SIMPATICO_TIME_KIND_MILLISECONDS;
    turn.milliseconds = INT64_MAX;
    CHECK(one(analyzer, turn) == SIMPATICO_STATUS_INVALID_TIME);
    CHECK(strstr(simpatico_last_error().data, "turns[1].milliseconds: 9223372036854775807 ms"));
    turn.time_kind = SIMPATICO_TIME_KIND_TEXT;
    turn.time = text_of("yesterday");
    CHECK(one(analyzer, turn) == SIMPATICO_STATUS_INVALID_TIME);
    CHECK(strstr(simpatico_last_error().data, "turns[1].time: \"yesterday\" is no time"));
    turn.time_kind = SIMPATICO_TIME_KIND_NONE;
    turn.agent = text_of("\xff");
    CHECK(one(analyzer, turn) == SIMPATICO_STATUS_INVALID_UTF8 &&
          last_error_is("turns[1].agent is not UTF-8 at byte 0 of 1"));
    turn.agent = (simpatico_str){NULL, 0};
    turn.text = (simpatico_str){NULL, 2};
    CHECK(one(analyzer, turn) == SIMPATICO_STATUS_NULL_ARGUMENT && last_error_is("turns[1].text is NULL"));
    turn.text.len = 0;
    CHECK(one(analyzer, turn) == SIMPATICO_STATUS_OK);

    CHECK(line(analyzer, "{\"turns\": []}") == SIMPATICO_STATUS_OK);
    CHECK(line(analyzer, "") == SIMPATICO_STATUS_INVALID_LINE);
    CHECK(line(analyzer, "[[]]") == SIMPATICO_STATUS_INVALID_LINE);
    CHECK(line(analyzer, "{\"customer\": \"Hi\"}") == SIMPATICO_STATUS_INVALID_LINE &&
          last_error_is("line: no list \"turns\""));
    CHECK(line(analyzer, "{\"turns\": [7]}") == SIMPATICO_STATUS_INVALID_LINE &&
          last_error_is("line: turns[0] is no object"));
    CHECK(line(analyzer, "{\"turns\": [{\"speaker\": \"customer\"}]}") == SIMPATICO_STATUS_INVALID_LINE);
    CHECK(last_error_is("line: turns[0].text is missing"));
    CHECK(line(analyzer, "{\"turns\": [{\"speaker\": \"robot\", \"text\": \"\"}]}") == SIMPATICO_STATUS_UNKNOWN_LABEL);
    CHECK(last_error_is("line: turns[0].speaker: no label \"robot\" in speaker"));
    CHECK(line(analyzer, "{\"turns\": [{\"speaker\": \"bot\", \"text\": \"\", \"time\": \"12:30\"}]}") ==
          SIMPATICO_STATUS_INVALID_TIME);
    CHECK(line(analyzer, "{\"id\": [], \"turns\": []}") == SIMPATICO_STATUS_INVALID_LINE);
    CHECK(last_error_is("line: id is neither a string nor a number"));
    CHECK(line(analyzer, "{\"turns\": \xff}") == SIMPATICO_STATUS_INVALID_UTF8);

    simpatico_conversation *conversation = NULL;
    simpatico_session *session = NULL;
    simpatico_reflection *reflection = NULL;
    CHECK(simpatico_analyzer_analyze_conversation(analyzer, NULL, 0, NULL, 2, &conversation) ==
          SIMPATICO_STATUS_NULL_ARGUMENT);
    CHECK(simpatico_analyzer_analyze_conversation(analyzer, NULL, 1, NULL, 0, &conversation) ==
          SIMPATICO_STATUS_NULL_ARGUMENT);
    CHECK(simpatico_analyzer_analyze_conversation(analyzer, "\xff", 1, NULL, 0, &conversation) ==
          SIMPATICO_STATUS_INVALID_UTF8);
    CHECK(simpatico_analyzer_analyze_conversation(analyzer, NULL, 0, &turn, SIZE_MAX / 8, &conversation) ==
          SIMPATICO_STATUS_INVALID_ARGUMENT);
    CHECK(simpatico_session_new(NULL, NULL, 0, &session) == SIMPATICO_STATUS_NULL_ARGUMENT);
    CHECK(simpatico_session_push(NULL, &turn, NULL) == SIMPATICO_STATUS_NULL_ARGUMENT);
    CHECK_OK(simpatico_session_new(analyzer, NULL, 0, &session));
    CHECK(simpatico_session_push(session, NULL, NULL) == SIMPATICO_STATUS_NULL_ARGUMENT &&
          last_error_is("turn is NULL"));
    CHECK(simpatico_session_check(session, "\xff", 1, &(simpatico_judgement *){NULL}) == SIMPATICO_STATUS_INVALID_UTF8);
    CHECK(simpatico_session_push((simpatico_session *)analyzer, &turn, NULL) == SIMPATICO_STATUS_INVALID_HANDLE);
    CHECK(last_error_is("session is no living simpatico_session"));
    CHECK(simpatico_conversation_course((const simpatico_conversation *)session, &(simpatico_course){0}) ==
          SIMPATICO_STATUS_INVALID_HANDLE);
    simpatico_conversation_free((simpatico_conversation *)session); /* the wrong function to free with does nothing */
    size_t count = 7;
    CHECK_OK(simpatico_session_turn_count(session, &count));
    CHECK(count == 0);

    simpatico_reflection_options options;
    CHECK_OK(simpatico_reflection_options_default(&options));
    options.order = 2;
    CHECK(simpatico_reflection_new(analyzer, &options, &reflection) == SIMPATICO_STATUS_INVALID_ARGUMENT);
    CHECK(last_error_is("order 2 is not below 2"));
    options.order = SIMPATICO_AGENT_ORDER_EMPATHY;
    options.period = SIMPATICO_PERIOD_CONVERSATIONS;
    CHECK(simpatico_reflection_new(analyzer, &options, &reflection) == SIMPATICO_STATUS_INVALID_OPTION);
    options.period = 4;
    CHECK(simpatico_reflection_new(analyzer, &options, &reflection) == SIMPATICO_STATUS_INVALID_ARGUMENT);
    options.period = SIMPATICO_PERIOD_DAYS;
    options.least_conversations = 4;
    CHECK(simpatico_reflection_new(analyzer, &options, &reflection) == SIMPATICO_STATUS_INVALID_OPTION);
    CHECK(last_error_is("least_conversations is 4, and must be 5 or more") && !reflection);
    CHECK_OK(simpatico_reflection_new(analyzer, NULL, &reflection));
    CHECK(simpatico_reflection_add(reflection, NULL) == SIMPATICO_STATUS_NULL_ARGUMENT);
    CHECK(simpatico_reflection_add(reflection, (const simpatico_conversation *)session) ==
          SIMPATICO_STATUS_INVALID_HANDLE);
    CHECK(simpatico_reflection_analyze(reflection, NULL) == SIMPATICO_STATUS_NULL_ARGUMENT);
    simpatico_reflection_free(reflection);
    simpatico_session_free(session);
}

int main(int argc, char **argv) {
    uint32_t model = SIMPATICO_MODEL_FAST;
    if (argc > 1) {
        CHECK_OK(simpatico_label_from_name(SIMPATICO_FAMILY_MODEL, argv[1], strlen(argv[1]), &model));
    }
    simpatico_analyzer *analyzer = analyzer_of(model);
    conversations_are_read(analyzer);
    a_session_gives_what_the_whole_call_gives(analyzer);
    drafts_are_judged_like_replies(analyzer);
    specifics_point_at_facts(analyzer);
    reflections_look_back(analyzer);
    masks_hide_and_keep_places();
    what_cannot_be_used_is_refused(analyzer);
    simpatico_analyzer_free(analyzer);
    puts("live: all hold");
    return EXIT_SUCCESS;
}
