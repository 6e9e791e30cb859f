/** `unitc/unit`: the codec of systemd unit files, for other programs. */
export * from './codec/unit/index.ts';
