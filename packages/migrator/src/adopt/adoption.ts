import type { AdoptedFile } from '../model/adoption.ts';
import type { Config } from '../model/config.ts';
import type { Catalog, FactKey, FactRename } from '../model/fact.ts';
import type { Finding } from '../model/finding.ts';
import type { Migration } from '../model/migration.ts';
import type { Session } from '../model/ports.ts';
import type { Shadow } from '../model/shadow.ts';
import type { ParsedMigration } from '../model/statement.ts';
import type { Judgement } from './judge/judge.ts';
import type { KeyRules } from './judge/key-rules.ts';
import type { Replay } from './read/read-states.ts';

/** What is held against one another, and what the user allows. */
export interface AdoptInput {
  readonly session: Session;
  readonly shadow: Shadow;
  /** What is recorded already; replayed before the start, judged no more. */
  readonly past: readonly ParsedMigration[];
  /** What is to be judged, in order. */
  readonly files: readonly { readonly migration: Migration; readonly parsed: ParsedMigration }[];
  /** What the user allows, and has decided already. */
  readonly allowed: Pick<Config, 'dataChoices' | 'allowDataLoss' | 'strict' | 'trustUnproven'>;
}

/** Shadow and target read, and what they say of each file: the same whatever is chosen about data. */
export interface JudgedAdoption {
  readonly rules: KeyRules;
  readonly replay: Replay;
  readonly judgement: Judgement;
  /** Policies of the target that are there without their expressions. */
  readonly lost: readonly FactKey[];
  /** Objects of the target that are as the files say but for their name. */
  readonly renames: readonly FactRename[];
  /** Makes a later reading of the target comparable with this one. */
  readonly align: (now: Catalog) => Promise<Catalog>;
  /** The target as it was found. */
  readonly target: Catalog;
}

/** An adoption decided: what to do with each file, or the findings that stop it. */
export interface DecidedAdoption extends JudgedAdoption {
  readonly files: readonly AdoptedFile[];
  readonly findings: readonly Finding[];
}
