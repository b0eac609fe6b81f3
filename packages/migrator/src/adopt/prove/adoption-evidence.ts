import type { AdoptedFile } from '../../model/adoption.ts';
import type { Evidence } from '../../model/history.ts';
import type { DecidedAdoption } from '../adoption.ts';
import { hashFacts } from './hash-facts.ts';
import { provenKeys } from './prove.ts';

/** What is recorded of a file beside its outcome; of one that ran whole only where something was decided. */
export function adoptionEvidence(
  decided: DecidedAdoption,
): (file: AdoptedFile) => { readonly evidence?: Evidence } {
  const keys = provenKeys(decided, decided.target);
  const unproven = decided.replay.unmodelled;
  const hashes = {
    found: hashFacts(decided.target.hashes, keys),
    proven: hashFacts(decided.replay.end.hashes, keys),
  };
  return ({ outcome, verdict, facts, mends, data }) => {
    const decidedData = Object.keys(data).length > 0;
    if (outcome === 'applied' && unproven.length === 0 && !decidedData) return {};
    return {
      evidence: {
        verdict,
        facts,
        ...hashes,
        ...(unproven.length === 0 ? {} : { unproven }),
        ...(mends.length === 0 ? {} : { mends }),
        ...(decidedData ? { data } : {}),
      },
    };
  };
}
