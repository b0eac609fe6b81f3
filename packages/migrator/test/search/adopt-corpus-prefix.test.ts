import { describeCorpus } from '../describe-corpus.ts';
import { DEEP } from './depth.ts';

describeCorpus(/^prefix-/, !DEEP);
