/**
 * Squawk's rules, and whether they are ours. A test checks that the pinned squawk knows each.
 * What is on warns of statements that break running programs or keep them waiting; what is off has its reason.
 */
export const SQUAWK_RULES = {
  // Statements that make others wait for as long as the table is large.
  'adding-field-with-default': true, // a volatile default rewrites every row under ACCESS EXCLUSIVE
  'adding-not-nullable-field': true, // SET NOT NULL reads every row under ACCESS EXCLUSIVE
  'adding-serial-primary-key-field': true, // builds its index under ACCESS EXCLUSIVE
  'ban-alter-domain-with-add-constraint': true, // checks every table that uses the domain, under a lock
  'changing-column-type': true, // rewrites the table, and programs read another type
  'constraint-missing-not-valid': true, // NOT VALID first, VALIDATE in a later file: no long lock
  'disallowed-unique-constraint': true, // builds its index under ACCESS EXCLUSIVE
  'prefer-repack': true, // VACUUM FULL and CLUSTER close the table for as long as they take
  'require-concurrent-index-creation': true, // CREATE INDEX keeps writes waiting
  'require-concurrent-index-deletion': true, // DROP INDEX waits for readers, and everybody waits behind it
  'require-concurrent-partition-detach': true, // DETACH PARTITION locks the whole table
  'require-concurrent-reindex': true, // REINDEX keeps writes waiting

  // Statements that break programs which still run, or lose rows.
  'adding-required-field': true, // NOT NULL without default fails where there are rows
  'ban-drop-column': true, // programs that name the column fail, and its values are gone
  'ban-drop-database': true, // never part of a migration
  'ban-drop-not-null': true, // programs that expect a value meet NULL
  'ban-drop-table': true, // programs that name the table fail, and its rows are gone
  'ban-truncate-cascade': true, // empties tables that are not named
  'renaming-column': true, // the deployed program knows the old name
  'renaming-table': true, // the same

  // Mistakes that Postgres accepts in silence.
  'ban-char-field': true, // char(n) pads with blanks, which then count or not, by operator
  'identifier-too-long': true, // Postgres cuts at 63 bytes: drizzle's name is then not the database's
  'prefer-timestamp-tz': true, // timestamp without time zone forgets which moment it was

  // The runner does better than the rule.
  'ban-concurrent-index-creation-in-transaction': false, // the runner sends it outside of the transaction
  'ban-uncommitted-transaction': false, // the runner refuses or closes it, and knows the file's segments
  'transaction-nesting': false, // BEGIN and COMMIT are the runner's to judge
  'require-lock-timeout': false, // the runner sets one and tries again
  'require-statement-timeout': false, // a flag of the runner
  'require-timeout-settings': false, // older name of the two
  'prefer-robust-stmts': false, // our not-rerunnable knows which files a tool wrote, and check proves it

  // Advice on style that would bury what matters.
  'ban-create-domain-with-constraint': false, // a new domain locks nobody
  'prefer-bigint-over-int': false, // drizzle's integer() is right for most columns
  'prefer-bigint-over-smallint': false, // the same
  'prefer-identity': false, // serial works
  'prefer-text-field': false, // varchar(n) is a check like any other
  'require-enum-value-ordering': false, // the end is where a new label usually belongs
  'require-table-schema': false, // the runner starts each file with the same search_path

  // Said by another rule already.
  'adding-foreign-key-constraint': false, // constraint-missing-not-valid, at the same place, with the same cure

  // Ours are silenced by "-- migrate: allow", which has a finding of its own when it is not needed.
  'unused-ignore': false,
} as const satisfies Record<string, boolean>;

/** What is off, as squawk wants it named; it does not know its own `unused-ignore` by name. */
export const SQUAWK_OFF: readonly string[] = Object.entries(SQUAWK_RULES)
  .filter(([name, on]) => !on && name !== 'unused-ignore')
  .map(([name]) => name);

export const SQUAWK_ON: readonly string[] = Object.entries(SQUAWK_RULES)
  .filter(([, on]) => on)
  .map(([name]) => name);
