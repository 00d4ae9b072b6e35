/** Something about the folder in which runs are kept that a person should know. */
export interface Finding {
  readonly what:
    | 'permissions'
    | 'not-writable'
    | 'no-space'
    | 'stranger'
    | 'leftover'
    | 'damaged'
    | 'newer'
    | 'torn'
    | 'copy'
    | 'incomplete'
    | 'altered'
    | 'unfinished'
    | 'elsewhere'
    | 'lock'
    | 'process';
  /** `problem` stands in the way of something · `note` is good to know. */
  readonly severity: 'problem' | 'note';
  /** A file, a folder or a process. */
  readonly where: string;
  readonly run?: string;
  readonly message: string;
  /** What to do about it. */
  readonly next: string;
}
