/**
 * Settings of the server, given on its command line at each start, so that a newer version of this package reaches
 * clusters made by an older one. What stands here cannot be changed by ALTER SYSTEM.
 */
export const serverSettings: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  password_encryption: 'scram-sha-256',
  // A power cut may cost the data, a killed server may not: a commit that was answered is in the kernel.
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'on',
  // One message of a thousand migrations, or a shadow of a thousand tables, holds its locks at once.
  max_locks_per_transaction: '1024',
  max_connections: '150',
  // As hosted: publications and CREATE SUBSCRIPTION behave alike.
  wal_level: 'logical',
  min_wal_size: '32MB',
  max_wal_size: '512MB',
  // A database from the template makes two checkpoints of its own; timed ones only wake a laptop.
  checkpoint_timeout: '30min',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
};
