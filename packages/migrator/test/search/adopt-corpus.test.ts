import { describeCorpus } from './describe-corpus.ts';

describeCorpus(/^(?!damage-|prefix-|loss-|traceless-)/);
