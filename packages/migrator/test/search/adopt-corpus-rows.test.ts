import { describeCorpus } from './describe-corpus.ts';

// What has moved rows once and would do so again.
describeCorpus(/^(damage|loss|traceless)-/);
