/*
 * What runs in the pods of the cluster tests, in place of pause and of a web server: it answers every connection to
 * port 8080 with the name of its host, and ends on SIGTERM.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void on_term(int signal_number) {
  (void)signal_number;
  _exit(0);
}

/* The container of a pod's network runs without words, and only sleeps. */
int main(int count, char **words) {
  signal(SIGTERM, on_term);
  signal(SIGINT, on_term);
  if (count < 2 || strcmp(words[1], "web") != 0)
    for (;;) pause();
  char name[65] = "", answer[256];
  gethostname(name, sizeof name - 1);
  struct sockaddr_in any = {.sin_family = AF_INET, .sin_port = htons(8080)};
  int one = 1, listener = socket(AF_INET, SOCK_STREAM, 0);
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  if (bind(listener, (struct sockaddr *)&any, sizeof any) != 0 || listen(listener, 16) != 0) {
    perror("port 8080");
    return 1;
  }
  printf("listening as %s\n", name);
  fflush(stdout);
  for (;;) {
    int client = accept(listener, NULL, NULL);
    if (client < 0) continue;
    char request[1024];
    if (read(client, request, sizeof request) >= 0) {
      int length = snprintf(answer, sizeof answer, "HTTP/1.0 200 OK\r\nContent-Length: %zu\r\n\r\n%s\n",
                            strlen(name) + 1, name);
      if (write(client, answer, (size_t)length) < 0) perror("write");
    }
    close(client);
  }
}
