/*
 * Stands in for flanneld 0.7 in the machine tests.
 *
 * It reads PREFIX/config from the real etcd through API 2, once a second until it is there, takes a lease below
 * PREFIX/subnets (the one that has its address already, else the first that is free), makes the interface flannel.1
 * and writes /run/flannel/subnet.env. That takes two seconds more than a real one needs at its best. As with
 * flanneld, a flag may be a variable: FLANNELD_ and its name in upper case. It ends on SIGTERM.
 *
 *   -stand-in=fail-until:FILE   ends with 1 while FILE is not there
 *   -stand-in=fail-once:FILE    ends with 1 where FILE is not there, and makes it
 *   -stand-in=ignore-term       does not end on SIGTERM, as flanneld 0.7
 */
#include <arpa/inet.h>
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/sockios.h>
#include <net/if.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

static int words;
static char **word;

static void say(const char *format, ...) {
  va_list list;
  va_start(list, format);
  vprintf(format, list);
  va_end(list);
  putchar('\n');
  fflush(stdout);
}

static void fail(const char *what, const char *name) {
  say("stand-in %s %s: %s", what, name, strerror(errno));
  exit(1);
}

/* The value of the last -NAME=VALUE or -NAME VALUE, else of the variable. */
static const char *flag(const char *name) {
  const char *value = NULL;
  size_t length = strlen(name);
  for (int i = 1; i < words; i++) {
    const char *text = word[i] + strspn(word[i], "-");
    if (text == word[i] || strncmp(text, name, length) != 0) continue;
    if (text[length] == '=') value = text + length + 1;
    else if (text[length] == '\0' && i + 1 < words) value = word[i + 1];
  }
  if (value != NULL) return value;
  char variable[100] = "FLANNELD_";
  for (size_t i = 0, at = strlen(variable); i < length; i++) {
    variable[at + i] = name[i] == '-' ? '_' : (char)toupper((unsigned char)name[i]);
  }
  return getenv(variable);
}

/* This host's address, as the connection to etcd has it. */
static char own[INET_ADDRSTRLEN];

static int dial(const char *endpoint) {
  char host[100];
  int port;
  if (sscanf(endpoint, "http://%99[0-9.]:%d", host, &port) != 2) fail("cannot use the endpoint", endpoint);
  struct sockaddr_in name = {.sin_family = AF_INET, .sin_port = htons((unsigned short)port)};
  inet_pton(AF_INET, host, &name.sin_addr);
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  if (connect(fd, (struct sockaddr *)&name, sizeof name) != 0) {
    say("stand-in cannot reach %s: %s", endpoint, strerror(errno));
    close(fd);
    return -1;
  }
  socklen_t size = sizeof name;
  getsockname(fd, (struct sockaddr *)&name, &size);
  inet_ntop(AF_INET, &name.sin_addr, own, sizeof own);
  return fd;
}

/* Asks etcd about a key below the prefix; the status, or 0 where nobody answers. Body is the key's value. */
static int ask(const char *method, const char *key, const char *form, char *value, size_t size) {
  char request[2000], reply[20000];
  int fd = dial(flag("etcd-endpoints"));
  if (fd < 0) return 0;
  int length = snprintf(request, sizeof request,
                        "%s /v2/keys%s/%s HTTP/1.0\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                        "Content-Length: %zu\r\n\r\n%s",
                        method, flag("etcd-prefix"), key, strlen(form), form);
  if (write(fd, request, (size_t)length) != length) fail("cannot ask for", key);
  size_t got = 0;
  for (ssize_t n; got < sizeof reply - 1 && (n = read(fd, reply + got, sizeof reply - 1 - got)) > 0;) got += (size_t)n;
  reply[got] = '\0';
  close(fd);
  const char *from = strstr(reply, "\"value\":\"");
  size_t at = 0;
  for (from = from == NULL ? "" : from + 9; *from != '\0' && *from != '"' && at < size - 1; from++) {
    if (*from == '\\') from++;
    value[at++] = *from;
  }
  value[at] = '\0';
  int status = 0;
  sscanf(reply, "HTTP/%*s %d", &status);
  return status;
}

/* Text behind "NAME": in JSON. */
static const char *field(const char *json, const char *name) {
  char quoted[50];
  snprintf(quoted, sizeof quoted, "\"%s\"", name);
  const char *at = strstr(json, quoted);
  if (at == NULL) return NULL;
  at += strlen(quoted);
  return at + strspn(at, " :\"");
}

struct network {
  unsigned address;
  int length, subnet;
  char text[40];
};

static struct network configuration(void) {
  char json[4000];
  for (int status; (status = ask("GET", "config", "", json, sizeof json)) != 200; sleep(1)) {
    if (status != 0) say("stand-in no network configuration: status %d", status);
  }
  struct network found = {.subnet = 24};
  unsigned a, b, c, d;
  const char *network = field(json, "Network"), *subnet = field(json, "SubnetLen");
  if (network == NULL || sscanf(network, "%u.%u.%u.%u/%d", &a, &b, &c, &d, &found.length) != 5) fail("cannot read", json);
  if (subnet != NULL) found.subnet = atoi(subnet);
  found.address = a << 24 | b << 16 | c << 8 | d;
  snprintf(found.text, sizeof found.text, "%u.%u.%u.%u/%d", a, b, c, d, found.length);
  return found;
}

static const char *dotted(unsigned address) {
  struct in_addr in = {htonl(address)};
  return inet_ntoa(in);
}

/* The first subnet of the network is not given away. */
static unsigned lease(struct network network) {
  char key[100], form[200], value[1000], mine[100];
  for (unsigned i = 1; i < 1u << (network.subnet - network.length); i++) {
    unsigned subnet = network.address + (i << (32 - network.subnet));
    snprintf(key, sizeof key, "subnets/%s-%d?prevExist=false", dotted(subnet), network.subnet);
    snprintf(form, sizeof form, "ttl=86400&value={\"PublicIP\":\"%s\",\"BackendType\":\"vxlan\"}", own);
    int status = ask("PUT", key, form, value, sizeof value);
    if (status == 201) return subnet;
    if (status != 412) fail("cannot take", key);
    *strchr(key, '?') = '\0';
    snprintf(mine, sizeof mine, "%s\"", own);
    if (ask("GET", key, "", value, sizeof value) == 200 && field(value, "PublicIP") != NULL &&
        strncmp(field(value, "PublicIP"), mine, strlen(mine)) == 0) {
      return subnet;
    }
  }
  fail("finds no free subnet in", network.text);
  return 0;
}

/* In the host's network, which takes CAP_NET_ADMIN. */
static void interface(unsigned subnet) {
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  struct ifreq request = {.ifr_name = "flannel.1"};
  if (ioctl(fd, SIOCBRADDBR, request.ifr_name) != 0 && errno != EEXIST) fail("cannot make", request.ifr_name);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr = {htonl(subnet)}};
  memcpy(&request.ifr_addr, &address, sizeof address);
  if (ioctl(fd, SIOCSIFADDR, &request) != 0) fail("cannot address", request.ifr_name);
  request.ifr_flags = IFF_UP;
  if (ioctl(fd, SIOCSIFFLAGS, &request) != 0) fail("cannot set up", request.ifr_name);
  close(fd);
}

static void write_lease(struct network network, unsigned subnet) {
  const char *masquerade = flag("ip-masq");
  FILE *file = fopen("/run/flannel/.subnet.env", "w");
  if (file == NULL) fail("cannot write", "/run/flannel/.subnet.env");
  fprintf(file, "FLANNEL_NETWORK=%s\nFLANNEL_SUBNET=%s/%d\nFLANNEL_MTU=1450\nFLANNEL_IPMASQ=%s\n", network.text,
          dotted(subnet + 1), network.subnet, masquerade != NULL && strcmp(masquerade, "true") == 0 ? "true" : "false");
  fclose(file);
  if (rename("/run/flannel/.subnet.env", "/run/flannel/subnet.env") != 0) fail("cannot write", "subnet.env");
  say("stand-in has the lease %s/%d", dotted(subnet), network.subnet);
}

static void end(int signal_number) {
  (void)signal_number;
  _exit(0);
}

/* flanneld reads its certificates before anything else. */
static void read_certificates(void) {
  const char *names[] = {"etcd-cafile", "etcd-certfile", "etcd-keyfile"};
  for (int i = 0; i < 3; i++) {
    const char *file = flag(names[i]);
    if (file != NULL && access(file, R_OK) != 0) fail("cannot read", file);
  }
}

static void obey(const char *mode) {
  int until = strncmp(mode, "fail-until:", 11) == 0, once = strncmp(mode, "fail-once:", 10) == 0;
  const char *file = strchr(mode, ':');
  if ((until || once) && access(file + 1, F_OK) != 0) {
    if (once) close(open(file + 1, O_CREAT | O_WRONLY, 0644));
    say("stand-in fails as told");
    exit(1);
  }
  /* PID 1 of a container gets no signal that it does not handle (pid_namespaces(7)). */
  if (strcmp(mode, "ignore-term") != 0) signal(SIGTERM, end);
}

int main(int argc, char **argv) {
  words = argc;
  word = argv;
  obey(flag("stand-in") == NULL ? "" : flag("stand-in"));
  read_certificates();
  if (flag("etcd-endpoints") == NULL || flag("etcd-prefix") == NULL) fail("is not told", "where etcd is");
  struct network network = configuration();
  sleep(2);
  unsigned subnet = lease(network);
  interface(subnet);
  write_lease(network, subnet);
  for (;;) pause();
}
