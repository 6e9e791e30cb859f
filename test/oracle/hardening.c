/* Says what the kernel refuses this process, and uses what it was told to: `memory`, `pids`, `devices DIRECTORY`. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <unistd.h>

static void *idle(void *nothing) { return nothing; }

static void said(const char *what, long result) {
  printf("%s: %s\n", what, result < 0 ? strerrorname_np(errno) : "done");
}

static void status(void) {
  char line[4096];
  FILE *file = fopen("/proc/self/status", "r");
  while (file && fgets(line, sizeof line, file))
    if (!strncmp(line, "Cap", 3) || !strncmp(line, "NoNewPrivs:", 11) || !strncmp(line, "Seccomp:", 8))
      fputs(line, stdout);
}

static void masked(const char *path) {
  char byte;
  int file = open(path, O_RDONLY);
  if (file < 0) printf("%s: %s\n", path, strerrorname_np(errno));
  else printf("%s: %ld bytes\n", path, (long)read(file, &byte, 1));
}

static void pids(void) {
  for (int made = 0; made < 200; made++) {
    pid_t child = fork();
    if (child < 0) {
      printf("fork: %s\n", strerrorname_np(errno));
      return;
    }
    if (child == 0) {
      sleep(30);
      _exit(0);
    }
  }
  puts("fork: done");
}

static void memory(void) {
  for (int made = 0; made < 512; made++) memset(malloc(1 << 20), 1, 1 << 20);
  puts("memory: done");
}

/* Opens a node of its own. Where no driver has that number, ENXIO is the answer to who may have it. */
static void device(const char *name, mode_t type, unsigned major, unsigned minor) {
  if (mknod(name, type | 0600, makedev(major, minor))) printf("mknod of ");
  said(name, open(name, O_RDONLY));
  unlink(name);
}

static void devices(const char *directory) {
  if (chdir(directory)) return said(directory, -1);
  device("null-2", S_IFCHR, 1, 3);
  device("block-240-7", S_IFBLK, 240, 7);
  device("character-240-7", S_IFCHR, 240, 7);
}

int main(int count, char **words) {
  pthread_t thread;
  struct rlimit files;
  setvbuf(stdout, NULL, _IOLBF, 0);
  for (int at = 1; at < count; at++) {
    if (!strcmp(words[at], "memory")) return memory(), 0;
    if (!strcmp(words[at], "pids")) return pids(), 0;
    if (!strcmp(words[at], "devices") && at + 1 < count) return devices(words[at + 1]), 0;
  }
  status();
  if (!getrlimit(RLIMIT_NOFILE, &files)) printf("files: %ld %ld\n", (long)files.rlim_cur, (long)files.rlim_max);
  said("unshare", unshare(CLONE_NEWUSER));
  said("clone", syscall(SYS_clone, CLONE_NEWUSER | SIGCHLD, 0, 0, 0, 0));
  said("mount", syscall(SYS_mount, "none", "/tmp", "tmpfs", 0, ""));
  said("ptrace", syscall(SYS_ptrace, 16, 1, 0, 0));
  said("keyctl", syscall(SYS_keyctl, 0, -3, 0));
  said("bpf", syscall(SYS_bpf, 0, 0, 0));
  said("swapon", syscall(SYS_swapon, "/none", 0));
  said("personality", syscall(SYS_personality, 0x0040000));
  said("clone3", syscall(SYS_clone3, 0, 0));
  said("thread", -pthread_create(&thread, NULL, idle, NULL));
  said("epoll", epoll_create1(EPOLL_CLOEXEC));
  said("socket", socket(AF_INET, SOCK_STREAM, 0));
  said("netlink", socket(AF_NETLINK, SOCK_RAW, 0));
  said("anonymous", mmap(NULL, 1 << 20, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED ? -1 : 0);
  said("getrandom", syscall(SYS_getrandom, &files, 8, 0));
  said("/proc/sys", open("/proc/sys/kernel/hostname", O_WRONLY));
  masked("/proc/kcore");
  masked("/proc/keys");
  masked("/proc/timer_list");
  return 0;
}
