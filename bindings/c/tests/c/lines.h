/* Files line by line, for tests that read JSON Lines. */
#ifndef LINES_H
#define LINES_H

#include "check.h"

static inline FILE *open_file(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file) {
        fprintf(stderr, "no %s\n", path);
        exit(EXIT_FAILURE);
    }
    return file;
}

/* The length of the next line, or (size_t)-1 at the end of the file. */
static inline size_t read_line(FILE *file, char **line, size_t *capacity) {
    size_t len = 0;
    int c;
    while ((c = fgetc(file)) != EOF && c != '\n') {
        if (len + 1 >= *capacity) {
            *capacity = *capacity ? *capacity * 2 : 4096;
            *line = realloc(*line, *capacity);
            CHECK(*line != NULL);
        }
        (*line)[len++] = (char)c;
    }
    return c == EOF && len == 0 ? (size_t)-1 : len;
}

/* Ends the program where a result is not the next line of the expected ones. */
static inline void hold_to_line(const char *path, FILE *golden, size_t number, simpatico_string result) {
    char *wanted = NULL;
    size_t capacity = 0, len = read_line(golden, &wanted, &capacity);
    if (len != result.len || memcmp(wanted, result.data, len) != 0) {
        fprintf(stderr, "%s: line %zu differs:\n%.*s\n", path, number, (int)result.len, result.data);
        exit(EXIT_FAILURE);
    }
    free(wanted);
}

#endif
