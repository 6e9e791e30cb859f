/* Says what the kernel keeps of a process: its user, capabilities, limits and control groups. */
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

static void lines(const char *file, const char *prefix) {
  char line[4096];
  FILE *from = fopen(file, "r");
  if (!from) return;
  while (fgets(line, sizeof line, from))
    if (!strncmp(line, prefix, strlen(prefix))) fputs(line, stdout);
  fclose(from);
}

int main(void) {
  struct rlimit files;
  printf("Uid: %d\n", (int)getuid());
  lines("/proc/self/status", "Cap");
  if (!getrlimit(RLIMIT_NOFILE, &files)) printf("Files: %ld %ld\n", (long)files.rlim_cur, (long)files.rlim_max);
  lines("/sys/fs/cgroup/memory/memory.limit_in_bytes", "");
  lines("/sys/fs/cgroup/memory.max", "");
  lines("/sys/fs/cgroup/cpu/cpu.cfs_quota_us", "");
  lines("/sys/fs/cgroup/cpu.max", "");
  lines("/sys/fs/cgroup/pids/pids.max", "");
  lines("/sys/fs/cgroup/pids.max", "");
  return 0;
}
