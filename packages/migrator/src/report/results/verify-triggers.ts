import type { CanaryCheck, VerifyTriggersResult } from '../../model/result.ts';
import type { Paper, PrintResult } from '../reporter.ts';

/** A line a trigger, a line a case of the canary, what is wrong, and the verdict. */
export const printVerifyTriggers: PrintResult<'verify-triggers'> = (result, paper) => {
  for (const { trigger, function: called, ok, at } of result.triggers)
    paper.out(`${ok ? '✅' : '❌'} ${trigger} → ${called} ${paper.paint.dim(`(${at.file}:${at.line})`)}`);
  printCanary(result, paper);
  for (const each of result.findings) paper.finding(each);
  const blockers = result.findings.filter(({ severity }) => severity === 'blocker').length;
  paper.out(
    result.clean
      ? `✅ ${cleanSentence(result)} ${paper.paint.dim(`(${result.target})`)}`
      : `❌ ${count(blockers, 'finding')} ${paper.paint.dim(`(${result.target})`)}`,
  );
};

function printCanary({ canary, triggers, pending, files }: VerifyTriggersResult, paper: Paper): void {
  if (triggers.length === 0)
    paper.out(`   The ${count(files, 'file')} looked at ${files === 1 ? 'makes' : 'make'} no trigger`);
  if (pending > 0)
    paper.out(`   ${count(pending, 'file')} ${pending === 1 ? 'is' : 'are'} pending and not looked at`);
  if (!canary.ran) paper.out(`   No canary: ${canary.reason}`);
  else {
    paper.out(`🐤 Canary, as ${canary.role}, rolled back:`);
    for (const check of canary.checks) paper.out(checkLine(check));
  }
  for (const note of canary.notes) paper.out(`   Note: ${note}`);
}

function checkLine({ title, ok, kept, broken }: CanaryCheck): string {
  const seen = [...kept, ...broken.map((promise) => `not: ${promise}`)];
  return `${ok ? '✅' : '❌'} ${title}${seen.length === 0 ? '' : ` → ${seen.join(', ')}`}`;
}

function cleanSentence({ triggers, canary }: VerifyTriggersResult): string {
  const compared =
    triggers.length === 0
      ? 'No trigger to verify'
      : `${count(triggers.length, 'trigger')} ${triggers.length === 1 ? 'is' : 'are'} as the files say`;
  if (!canary.ran) return compared;
  const left = canary.sequences.length === 0 ? ', nothing was left behind' : '';
  return `${compared}; ${count(canary.checks.length, 'canary check')} passed${left}`;
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}
