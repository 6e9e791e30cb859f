/** What is found on a host to which a tree is to be applied. */
export interface Obstacle {
  /** `note`: what the host is. `stop`: apply does nothing before it is gone. */
  readonly level: 'note' | 'stop' | 'warn';
  readonly message: string;
}
