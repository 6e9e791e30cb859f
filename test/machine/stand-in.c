/*
 * Stands in for kube-apiserver, kube-controller-manager and kube-scheduler 1.5 in the machine tests.
 *
 * It writes its words to stdout, then answers GET /healthz on its insecure port as slowly as a real component does:
 * nothing listens for the first 0.5 s, then 403, then 500, and 200 from 2 s on. It ends on SIGTERM: the apiserver
 * with 0, the others with 2, as the real ones do.
 *
 *   --stand-in=exit-at-once   ends with 1 before it listens
 *   --stand-in=never-ready    answers 500 for ever
 *   --stand-in=ignore-term    does not end on SIGTERM
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static volatile sig_atomic_t terminated;

static void on_term(int signal_number) {
  (void)signal_number;
  terminated = 1;
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void say(const char *format, ...) {
  va_list list;
  va_start(list, format);
  vprintf(format, list);
  va_end(list);
  putchar('\n');
  fflush(stdout);
}

/* The value of the last --NAME=VALUE or --NAME VALUE; 1.5's flags are read the same way. */
static const char *flag(int argc, char **argv, const char *name, const char *otherwise) {
  const char *value = otherwise;
  size_t length = strlen(name);
  for (int i = 1; i < argc; i++) {
    if (strncmp(argv[i], "--", 2) != 0 || strncmp(argv[i] + 2, name, length) != 0) continue;
    const char *rest = argv[i] + 2 + length;
    if (*rest == '=') value = rest + 1;
    else if (*rest == '\0' && i + 1 < argc) value = argv[i + 1];
  }
  return value;
}

static int listen_on(const char *address, int port) {
  struct sockaddr_in name = {.sin_family = AF_INET, .sin_port = htons((unsigned short)port)};
  int one = 1, fd = socket(AF_INET, SOCK_STREAM, 0);
  if (inet_pton(AF_INET, address, &name.sin_addr) != 1) {
    say("stand-in bad address %s", address);
    exit(1);
  }
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  if (bind(fd, (struct sockaddr *)&name, sizeof name) != 0 || listen(fd, 16) != 0) {
    perror("stand-in listen");
    exit(1);
  }
  return fd;
}

static void answer(int listener, int status) {
  char request[4096], reply[256];
  int fd = accept(listener, NULL, NULL);
  if (fd < 0) return;
  ssize_t got = read(fd, request, sizeof request - 1);
  request[got > 0 ? got : 0] = '\0';
  if (strncmp(request, "GET /healthz ", 13) != 0) status = 404;
  const char *body = status == 200 ? "ok" : "not ok";
  int length = snprintf(reply, sizeof reply,
                        "HTTP/1.1 %d Stand-in\r\nContent-Length: %zu\r\nConnection: close\r\n\r\n%s", status,
                        strlen(body), body);
  if (write(fd, reply, (size_t)length) != length) say("stand-in short write");
  shutdown(fd, SHUT_WR);
  while (read(fd, request, sizeof request) > 0) {}
  close(fd);
  static int told;
  if (status == 200 && !told++) say("stand-in ready");
}

static void record(int argc, char **argv) {
  printf("stand-in argv");
  for (int i = 0; i < argc; i++) {
    printf(" x");
    for (const unsigned char *c = (const unsigned char *)argv[i]; *c; c++) printf("%02x", *c);
  }
  say("");
}

int main(int argc, char **argv) {
  double start = now();
  int apiserver = strstr(argv[0], "kube-apiserver") != NULL;
  int scheduler = strstr(argv[0], "kube-scheduler") != NULL;
  record(argc, argv);
  const char *mode = flag(argc, argv, "stand-in", "");
  if (strcmp(mode, "exit-at-once") == 0) return 1;

  /* PID 1 of a container gets no signal that it does not handle (pid_namespaces(7)). */
  struct sigaction action = {.sa_handler = strcmp(mode, "ignore-term") == 0 ? SIG_IGN : on_term};
  sigaction(SIGTERM, &action, NULL);
  signal(SIGPIPE, SIG_IGN);

  const char *port = flag(argc, argv, apiserver ? "insecure-port" : "port", apiserver ? "8080" : scheduler ? "10251" : "10252");
  const char *address = flag(argc, argv, apiserver ? "insecure-bind-address" : "address", apiserver ? "127.0.0.1" : "0.0.0.0");
  /* The names that 1.5's apiserver still takes for the same two flags. */
  if (apiserver) port = flag(argc, argv, "port", port);
  if (apiserver) address = flag(argc, argv, "address", address);

  while (!terminated && now() - start < 0.5) poll(NULL, 0, 20);
  int listener = terminated ? -1 : listen_on(address, atoi(port));
  while (!terminated) {
    struct pollfd waiting = {.fd = listener, .events = POLLIN};
    if (poll(&waiting, 1, 200) <= 0) continue;
    double age = now() - start;
    answer(listener, strcmp(mode, "never-ready") == 0 ? 500 : age < 1.2 ? 403 : age < 2.0 ? 500 : 200);
  }
  say("stand-in stopped");
  return apiserver ? 0 : 2;
}
