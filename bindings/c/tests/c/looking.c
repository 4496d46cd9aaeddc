/*
 * The golden lines of conversations and of a reflection, byte for byte. Arguments: fast or accurate, the golden lines
 * of conversations, the conversations, the golden line of the reflection, its conversations.
 */
#include "lines.h"

static size_t conversations(const simpatico_analyzer *analyzer, const char *golden_path, const char *path) {
    FILE *golden = open_file(golden_path), *lines = open_file(path);
    char *line = NULL;
    size_t capacity = 0, count = 0, len;
    while ((len = read_line(lines, &line, &capacity)) != (size_t)-1) {
        simpatico_conversation *conversation = NULL;
        simpatico_string json;
        CHECK_OK(simpatico_analyzer_analyze_conversation_json(analyzer, line, len, &conversation));
        CHECK_OK(simpatico_conversation_to_json(conversation, &json));
        hold_to_line(golden_path, golden, ++count, json);
        simpatico_string_free(&json);
        simpatico_conversation_free(conversation);
    }
    CHECK(count > 4 && read_line(golden, &line, &capacity) == (size_t)-1);
    free(line);
    fclose(golden);
    fclose(lines);
    return count;
}

static size_t reflection(const simpatico_analyzer *analyzer, const char *golden_path, const char *path) {
    FILE *golden = open_file(golden_path), *lines = open_file(path);
    char *line = NULL;
    size_t capacity = 0, count = 0, len;
    simpatico_reflection *reflection = NULL;
    CHECK_OK(simpatico_reflection_new(analyzer, NULL, &reflection));
    while ((len = read_line(lines, &line, &capacity)) != (size_t)-1) {
        simpatico_conversation *conversation = NULL;
        CHECK_OK(simpatico_analyzer_analyze_conversation_json(analyzer, line, len, &conversation));
        CHECK_OK(simpatico_reflection_add(reflection, conversation));
        simpatico_conversation_free(conversation);
        ++count;
    }
    simpatico_reflection_analysis *analysis = NULL;
    simpatico_string json;
    CHECK_OK(simpatico_reflection_analyze(reflection, &analysis));
    CHECK_OK(simpatico_reflection_analysis_to_json(analysis, &json));
    hold_to_line(golden_path, golden, 1, json);
    simpatico_overview overview;
    CHECK_OK(simpatico_reflection_analysis_overview(analysis, &overview));
    CHECK(overview.conversations == count && overview.turns > count);
    simpatico_string_free(&json);
    simpatico_reflection_analysis_free(analysis);
    simpatico_reflection_free(reflection);
    free(line);
    fclose(golden);
    fclose(lines);
    return count;
}

int main(int argc, char **argv) {
    CHECK(argc == 4 || argc == 6);
    uint32_t model = 0;
    CHECK_OK(simpatico_label_from_name(SIMPATICO_FAMILY_MODEL, argv[1], strlen(argv[1]), &model));
    simpatico_analyzer *analyzer = analyzer_of(model);
    size_t whole = conversations(analyzer, argv[2], argv[3]);
    size_t looked_back_on = argc == 6 ? reflection(analyzer, argv[4], argv[5]) : 0;
    simpatico_analyzer_free(analyzer);
    printf("golden (%s): %zu conversations, and a reflection on %zu, byte for byte\n", argv[1], whole, looked_back_on);
    return EXIT_SUCCESS;
}
