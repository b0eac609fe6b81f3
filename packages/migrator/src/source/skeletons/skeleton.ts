/** The statements of a kind, with comments above them, each ending in a semicolon. It can run twice as it is. */
export type Skeleton = (slug: string) => readonly string[];
