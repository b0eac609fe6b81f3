/** What keeps a use case from doing what it has planned and told. */
export interface AskFirst {
  /** Only look. */
  readonly dryRun?: boolean;
  /** Asked when what will be done has been told by events; without it nobody is. */
  readonly confirm?: () => Promise<boolean>;
}
