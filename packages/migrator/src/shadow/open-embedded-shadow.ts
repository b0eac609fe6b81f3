import type { Shadow, ShadowDatabase } from '../model/shadow.ts';
import { type Cluster, claimCluster } from './claim-cluster.ts';
import { connect } from './connect.ts';
import { giveBack } from './give-back.ts';
import { openShadowDatabase, type ReplayOptions } from './open-shadow-database.ts';

/**
 * Shadow databases on embedded clusters of their own. Mostly one cluster does; a database that is opened while files
 * replayed in an earlier one have changed roles gets another.
 * @throws {MigratorError} `shadow_unavailable`.
 */
export async function openEmbeddedShadow(directory: string, options: ReplayOptions): Promise<Shadow> {
  const clusters: Cluster[] = [await claimCluster(directory)];
  const databases = new Set<ShadowDatabase>();
  let turn: Promise<unknown> = Promise.resolve();
  let closed: Promise<void> | undefined;
  return {
    oneAtATime: false,
    open({ logged = true } = {}) {
      // One after the other: two at once would each take a cluster.
      const opened = turn.then(() => open(logged));
      turn = opened.catch(() => undefined);
      return opened;
    },
    close() {
      closed ??= close();
      return closed;
    },
  };

  async function open(logged: boolean): Promise<ShadowDatabase> {
    const database = await openIn(await findCluster(), { ...options, logged });
    databases.add(database);
    return database;
  }

  async function findCluster(): Promise<Cluster> {
    for (const cluster of clusters) if (await cluster.isClean()) return cluster;
    const another = await claimCluster(directory);
    clusters.push(another);
    return another;
  }

  async function close(): Promise<void> {
    await turn;
    await giveBack([...databases].map((database) => () => database.close()));
    await giveBack(clusters.map((cluster) => () => cluster.release()));
  }
}

async function openIn(cluster: Cluster, options: ReplayOptions): Promise<ShadowDatabase> {
  const database = await cluster.createDatabase();
  const admin = connect(database.targetAs('supabase_admin'));
  const session = connect(database.targetAs('postgres'));
  const opened = await Promise.allSettled([admin, session]);
  const sessions = opened.flatMap((result) => (result.status === 'fulfilled' ? [result.value.session] : []));
  const dispose = () => giveBack([...sessions.map((one) => () => one.close()), () => database.drop()]);
  try {
    return await openShadowDatabase(
      {
        session: (await session).session,
        admin: (await admin).session,
        target: database.targetAs('postgres'),
        becomeRole: '',
        onTargetServer: false,
        sharedRoles: new Set(),
        dispose,
      },
      options,
    );
  } catch (error) {
    await dispose();
    throw error;
  }
}
