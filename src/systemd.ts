/** `unitc/systemd`: names of units, their lookup and the effective unit, for other programs. */
export * from './systemd/index.ts';
