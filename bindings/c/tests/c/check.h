/* What the C tests share: checks that stay on in release builds, and analyzers of one model. */
#ifndef CHECK_H
#define CHECK_H

#include <simpatico.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static inline void check_failed(const char *file, int line, const char *what) {
    simpatico_str last = simpatico_last_error();
    fprintf(stderr, "%s:%d: %s does not hold (last error: %" SIMPATICO_PRI ")\n", file, line, what,
            SIMPATICO_ARG(last));
    exit(EXIT_FAILURE);
}

#define CHECK(holds) ((holds) ? (void)0 : check_failed(__FILE__, __LINE__, #holds))
#define CHECK_OK(call) CHECK((call) == SIMPATICO_STATUS_OK)

static inline simpatico_str text_of(const char *literal) {
    simpatico_str text = {literal, strlen(literal)};
    return text;
}

static inline int is_text(simpatico_str text, const char *wanted) {
    return text.len == strlen(wanted) && memcmp(text.data, wanted, text.len) == 0;
}

static inline int last_error_is(const char *wanted) { return is_text(simpatico_last_error(), wanted); }

static inline simpatico_analyzer *analyzer_of(uint32_t model) {
    simpatico_builder *builder = NULL;
    simpatico_analyzer *analyzer = NULL;
    CHECK_OK(simpatico_builder_new(&builder));
    CHECK_OK(simpatico_builder_model(builder, model));
    CHECK_OK(simpatico_builder_build(builder, &analyzer));
    simpatico_builder_free(builder);
    return analyzer;
}

#endif
