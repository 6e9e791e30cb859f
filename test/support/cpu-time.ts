/** Milliseconds that this process has computed: other than the time of a clock, not a matter of who else is computing. */
export function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
