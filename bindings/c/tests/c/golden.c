/*
 * The golden lines, byte for byte. Arguments: fast or accurate, the file of golden lines, the files of exchanges.
 *
 * The exchanges are objects with "id", "customer", "reply" and "context", one a line; the reader below knows as much
 * JSON as they need and refuses the rest.
 */
#include "lines.h"

#include <stdbool.h>

typedef struct cursor {
    const char *at;
    const char *end;
} cursor;

static void expect(cursor *in, char wanted) {
    while (in->at < in->end && (*in->at == ' ' || *in->at == '\t')) {
        ++in->at;
    }
    CHECK(in->at < in->end && *in->at == wanted);
    ++in->at;
}

static bool peek(cursor *in, char wanted) {
    while (in->at < in->end && (*in->at == ' ' || *in->at == '\t')) {
        ++in->at;
    }
    return in->at < in->end && *in->at == wanted;
}

static unsigned hex(cursor *in) {
    CHECK(in->end - in->at >= 4);
    char digits[5] = {in->at[0], in->at[1], in->at[2], in->at[3], '\0'};
    in->at += 4;
    return (unsigned)strtoul(digits, NULL, 16);
}

static size_t put_utf8(char *out, unsigned code) {
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        out[0] = (char)(0xc0 | code >> 6);
        out[1] = (char)(0x80 | (code & 0x3f));
        return 2;
    }
    if (code < 0x10000) {
        out[0] = (char)(0xe0 | code >> 12);
        out[1] = (char)(0x80 | (code >> 6 & 0x3f));
        out[2] = (char)(0x80 | (code & 0x3f));
        return 3;
    }
    out[0] = (char)(0xf0 | code >> 18);
    out[1] = (char)(0x80 | (code >> 12 & 0x3f));
    out[2] = (char)(0x80 | (code >> 6 & 0x3f));
    out[3] = (char)(0x80 | (code & 0x3f));
    return 4;
}

/* A string; its content is written to `out`, which is as long as the line. */
static size_t read_string(cursor *in, char *out) {
    size_t len = 0;
    expect(in, '"');
    while (true) {
        CHECK(in->at < in->end);
        char c = *in->at++;
        if (c == '"') {
            return len;
        }
        if (c != '\\') {
            out[len++] = c;
            continue;
        }
        CHECK(in->at < in->end);
        c = *in->at++;
        const char *escapes = "\"\\/bfnrt", *found = strchr(escapes, c);
        if (c == 'u') {
            unsigned code = hex(in);
            if (code >= 0xd800 && code < 0xdc00) {
                CHECK(in->end - in->at >= 2 && in->at[0] == '\\' && in->at[1] == 'u');
                in->at += 2;
                code = 0x10000 + ((code - 0xd800) << 10) + (hex(in) - 0xdc00);
            }
            len += put_utf8(out + len, code);
        } else {
            CHECK(found != NULL);
            out[len++] = "\"\\/\b\f\n\r\t"[found - escapes];
        }
    }
}

static simpatico_string judge_line(const simpatico_analyzer *analyzer, const char *line, size_t len) {
    cursor in = {line, line + len};
    char *room = malloc(len * 4 + 4), *next = room;
    CHECK(room != NULL);
    simpatico_str id = {NULL, 0};
    simpatico_exchange exchange = {{NULL, 0}, {NULL, 0}, 0};
    expect(&in, '{');
    do {
        if (peek(&in, ',')) {
            expect(&in, ',');
        }
        char *key = next;
        size_t key_len = read_string(&in, key);
        simpatico_str name = {key, key_len};
        expect(&in, ':');
        next += key_len;
        if (is_text(name, "context")) {
            expect(&in, '[');
            while (!peek(&in, ']')) {
                if (peek(&in, ',')) {
                    expect(&in, ',');
                }
                read_string(&in, next);
                ++exchange.turns_before;
            }
            expect(&in, ']');
            continue;
        }
        simpatico_str value = {next, read_string(&in, next)};
        next += value.len;
        if (is_text(name, "id")) {
            id = value;
        } else if (is_text(name, "customer")) {
            exchange.customer = value;
        } else {
            CHECK(is_text(name, "reply"));
            exchange.reply = value.len > 0 ? value : exchange.reply;
        }
    } while (peek(&in, ','));
    expect(&in, '}');
    simpatico_judgement *judgement = NULL;
    simpatico_string json;
    CHECK_OK(simpatico_analyzer_judge(analyzer, &exchange, &judgement));
    CHECK_OK(simpatico_judgement_to_json(judgement, id.data, id.len, &json));
    simpatico_judgement_free(judgement);
    free(room);
    return json;
}

int main(int argc, char **argv) {
    CHECK(argc >= 4);
    uint32_t model = 0;
    CHECK_OK(simpatico_label_from_name(SIMPATICO_FAMILY_MODEL, argv[1], strlen(argv[1]), &model));
    simpatico_analyzer *analyzer = analyzer_of(model);
    FILE *golden = open_file(argv[2]);
    char *line = NULL;
    size_t capacity = 0, lines = 0, len;
    for (int i = 3; i < argc; ++i) {
        FILE *exchanges = open_file(argv[i]);
        while ((len = read_line(exchanges, &line, &capacity)) != (size_t)-1) {
            if (len == 0) {
                continue;
            }
            simpatico_string json = judge_line(analyzer, line, len);
            hold_to_line(argv[2], golden, lines + 1, json);
            simpatico_string_free(&json);
            ++lines;
        }
        fclose(exchanges);
    }
    CHECK(lines > 50 && read_line(golden, &line, &capacity) == (size_t)-1);
    fclose(golden);
    free(line);
    simpatico_analyzer_free(analyzer);
    printf("golden (%s): %zu lines, byte for byte\n", argv[1], lines);
    return EXIT_SUCCESS;
}
