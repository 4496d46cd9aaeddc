/*
 * Skeleton of a server on POSIX systems: one analyzer, shared by a pool of threads.
 *
 *   cc server.c $(pkg-config --cflags --libs simpatico) -pthread -o server && ./server [PORT [THREADS]]
 *
 * A client sends lines `MESSAGE` or `MESSAGE<tab>REPLY` and gets a line of the JSON contract for each, or
 * {"error": status}. Listens on the local host only, on a free port unless told; prints the port; ends at SIGINT or
 * SIGTERM.
 */
#define _POSIX_C_SOURCE 200809L
#include <simpatico.h>

#include <arpa/inet.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

typedef struct server {
    const simpatico_analyzer *analyzer; /* const: any number of threads may use it at once */
    int listener;
} server;

/* Answers one line. */
static void answer(const simpatico_analyzer *analyzer, const char *line, size_t len, FILE *out) {
    const char *tab = memchr(line, '\t', len);
    simpatico_exchange exchange = {{line, tab ? (size_t)(tab - line) : len}, {NULL, 0}, 0};
    if (tab) {
        exchange.reply.data = tab + 1;
        exchange.reply.len = len - exchange.customer.len - 1;
    }
    simpatico_judgement *judgement = NULL;
    simpatico_string json = {NULL, 0};
    simpatico_status status = simpatico_analyzer_judge(analyzer, &exchange, &judgement);
    if (status == SIMPATICO_STATUS_OK) {
        status = simpatico_judgement_to_json(judgement, NULL, 0, &json);
    }
    if (status == SIMPATICO_STATUS_OK) {
        fwrite(json.data, 1, json.len, out);
        fputc('\n', out);
    } else {
        fprintf(out, "{\"error\": %u}\n", (unsigned)status);
    }
    fflush(out);
    simpatico_string_free(&json);
    simpatico_judgement_free(judgement);
}

static void serve_client(const simpatico_analyzer *analyzer, int client) {
    int copy = dup(client);
    FILE *in = fdopen(client, "r");
    FILE *out = copy < 0 ? NULL : fdopen(copy, "w");
    char *line = NULL;
    size_t capacity = 0;
    ssize_t len;
    while (in && out && (len = getline(&line, &capacity, in)) > 0) {
        size_t end = (size_t)len;
        while (end > 0 && (line[end - 1] == '\n' || line[end - 1] == '\r')) {
            --end;
        }
        answer(analyzer, line, end, out);
    }
    free(line);
    if (out) {
        fclose(out);
    } else if (copy >= 0) {
        close(copy);
    }
    if (in) {
        fclose(in);
    } else {
        close(client);
    }
}

/* A thread of the pool: serves one client after the other until the listener is shut down. */
static void *work(void *argument) {
    const server *shared = argument;
    int client;
    while ((client = accept(shared->listener, NULL, NULL)) >= 0) {
        serve_client(shared->analyzer, client);
    }
    return NULL;
}

static int listen_on(unsigned short port) {
    struct sockaddr_in address = {0};
    socklen_t size = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (listener < 0 || bind(listener, (struct sockaddr *)&address, size) != 0 || listen(listener, 64) != 0 ||
        getsockname(listener, (struct sockaddr *)&address, &size) != 0) {
        perror("server");
        exit(EXIT_FAILURE);
    }
    printf("listening on 127.0.0.1:%u\n", (unsigned)ntohs(address.sin_port));
    fflush(stdout);
    return listener;
}

int main(int argc, char **argv) {
    unsigned long port = argc > 1 ? strtoul(argv[1], NULL, 10) : 0;
    size_t threads = argc > 2 ? strtoul(argv[2], NULL, 10) : 4;
    if (port > 65535 || threads == 0 || threads > 1024) {
        fprintf(stderr, "server: a port is at most 65535, and there are 1 to 1024 threads\n");
        return 2;
    }
    /* All threads are born with these signals blocked, so that only sigwait below sees them. */
    sigset_t stop;
    sigemptyset(&stop);
    sigaddset(&stop, SIGINT);
    sigaddset(&stop, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &stop, NULL);
    signal(SIGPIPE, SIG_IGN);

    simpatico_analyzer *analyzer = NULL;
    simpatico_builder *builder = NULL;
    simpatico_status status = simpatico_builder_new(&builder);
    if (status == SIMPATICO_STATUS_OK) {
        status = simpatico_builder_model(builder, SIMPATICO_MODEL_FAST);
    }
    if (status == SIMPATICO_STATUS_OK) {
        status = simpatico_builder_build(builder, &analyzer);
    }
    simpatico_builder_free(builder);
    if (status != SIMPATICO_STATUS_OK) {
        simpatico_str why = simpatico_last_error();
        fprintf(stderr, "server: %" SIMPATICO_PRI "\n", SIMPATICO_ARG(why));
        return EXIT_FAILURE;
    }

    server shared = {analyzer, listen_on((unsigned short)port)};
    pthread_t *pool = calloc(threads, sizeof *pool);
    size_t started = 0;
    while (pool && started < threads && pthread_create(&pool[started], NULL, work, &shared) == 0) {
        ++started;
    }
    if (started > 0) {
        int signal_number;
        sigwait(&stop, &signal_number);
    }
    shutdown(shared.listener, SHUT_RDWR);
    for (size_t i = 0; i < started; ++i) {
        pthread_join(pool[i], NULL);
    }
    free(pool);
    close(shared.listener);
    simpatico_analyzer_free(analyzer);
    return started > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
