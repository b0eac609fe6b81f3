/** A schema with something of every kind, as its owner would write it. */
export const SCHEMA = `
CREATE TYPE public.mood AS ENUM ('calm', 'cross');
CREATE TYPE public.place AS (street text, number integer);
CREATE DOMAIN public.email AS text NOT NULL DEFAULT 'a@b' CONSTRAINT email_at CHECK (value ~ '@');
CREATE FUNCTION public.double(n integer) RETURNS integer LANGUAGE sql IMMUTABLE SET search_path = '' AS 'SELECT n * 2';
CREATE TABLE public.owners (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
CREATE TABLE public.pets (
  id serial PRIMARY KEY,
  owner integer NOT NULL CONSTRAINT pets_owner_fk REFERENCES public.owners ON DELETE CASCADE,
  name text NOT NULL DEFAULT 'x',
  price numeric(10, 2),
  mood public.mood DEFAULT 'calm',
  tags text[] NOT NULL DEFAULT '{}',
  twice integer GENERATED ALWAYS AS (2 * id) STORED,
  born date,
  CONSTRAINT pets_price CHECK (price >= 0),
  CONSTRAINT pets_name_key UNIQUE (name),
  CONSTRAINT pets_once EXCLUDE USING btree (owner WITH =) WHERE (born IS NULL)
);
CREATE INDEX pets_born_idx ON public.pets (born DESC NULLS LAST) WHERE price > 0;
CREATE SEQUENCE public.tickets START 100;
CREATE VIEW public.cheap AS SELECT p.id, p.name FROM public.pets p WHERE p.id < 10;
CREATE MATERIALIZED VIEW public.counts AS SELECT owner, count(*) AS n FROM public.pets GROUP BY owner;
CREATE FUNCTION public.stamp() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS
  $$ BEGIN new.name := new.name || '!'; RETURN new; END $$;
CREATE TRIGGER stamp BEFORE UPDATE ON public.pets FOR EACH ROW EXECUTE FUNCTION public.stamp();
CREATE TRIGGER on_user AFTER INSERT ON auth.users FOR EACH ROW EXECUTE FUNCTION public.stamp();
CREATE RULE keep AS ON DELETE TO public.pets DO INSTEAD NOTHING;
ALTER TABLE public.pets ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own rows" ON public.pets FOR UPDATE TO authenticated USING (owner > 1) WITH CHECK (owner > 2);
CREATE POLICY everyone ON public.pets FOR SELECT TO anon, authenticated USING (true);
COMMENT ON TABLE public.pets IS 'animals';
COMMENT ON COLUMN public.pets.name IS 'how it is called';
REVOKE ALL ON public.pets, public.owners FROM anon, authenticated, service_role;
GRANT SELECT, UPDATE (name) ON public.pets TO authenticated;
CREATE SCHEMA private;
CREATE TABLE private."Odd.Name" (id integer PRIMARY KEY, "a (b)" text);
CREATE TABLE public.events (at date NOT NULL, what text) PARTITION BY RANGE (at);
CREATE TABLE public.events_2026 PARTITION OF public.events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
`;

export interface Mutation {
  readonly name: string;
  readonly sql: string;
  /** Only a superuser may. */
  readonly admin?: true;
  /** Nobody would want to go there again: no SQL leads there. */
  readonly oneWay?: true;
}

const pets = (change: string) => `ALTER TABLE public.pets ${change}`;

/** One object altered, made or dropped. */
export const MUTATIONS: readonly Mutation[] = [
  { name: 'column type wider', sql: pets('ALTER price TYPE numeric') },
  {
    name: 'column type narrower',
    sql: pets('ALTER price TYPE integer USING price::integer'),
  },
  {
    name: 'column type under a view',
    sql: `DROP VIEW public.cheap; ALTER TABLE public.pets ALTER name TYPE varchar(80);
      CREATE VIEW public.cheap AS SELECT p.id, p.name FROM public.pets p WHERE p.id < 10`,
  },
  { name: 'column default', sql: pets(`ALTER name SET DEFAULT 'y'`) },
  { name: 'column default gone', sql: pets('ALTER name DROP DEFAULT') },
  { name: 'not null gone', sql: pets('ALTER name DROP NOT NULL') },
  { name: 'not null more', sql: pets('ALTER price SET NOT NULL') },
  { name: 'check gone', sql: pets('DROP CONSTRAINT pets_price') },
  {
    name: 'check other',
    sql: pets('DROP CONSTRAINT pets_price, ADD CONSTRAINT pets_price CHECK (price > 1)'),
  },
  { name: 'foreign key gone', sql: pets('DROP CONSTRAINT pets_owner_fk') },
  {
    name: 'foreign key other',
    sql: pets(
      'DROP CONSTRAINT pets_owner_fk, ADD CONSTRAINT pets_owner_fk FOREIGN KEY (owner) REFERENCES public.owners',
    ),
  },
  {
    name: 'foreign key not valid',
    sql: pets(
      'DROP CONSTRAINT pets_owner_fk, ADD CONSTRAINT pets_owner_fk FOREIGN KEY (owner) REFERENCES public.owners ON DELETE CASCADE NOT VALID',
    ),
  },
  { name: 'unique gone', sql: pets('DROP CONSTRAINT pets_name_key') },
  { name: 'primary key gone', sql: pets('DROP CONSTRAINT pets_pkey') },
  { name: 'exclusion gone', sql: pets('DROP CONSTRAINT pets_once') },
  { name: 'index gone', sql: 'DROP INDEX public.pets_born_idx' },
  {
    name: 'index other',
    sql: 'DROP INDEX public.pets_born_idx; CREATE INDEX pets_born_idx ON public.pets (born)',
  },
  { name: 'index more', sql: 'CREATE INDEX extra ON public.pets (lower(name))' },
  { name: 'column more', sql: pets('ADD extra text DEFAULT 1') },
  { name: 'column gone', sql: pets('DROP tags') },
  {
    name: 'generated gone',
    sql: pets('ALTER twice DROP EXPRESSION'),
  },
  { name: 'identity gone', sql: 'ALTER TABLE public.owners ALTER id DROP IDENTITY' },
  { name: 'identity kind', sql: 'ALTER TABLE public.owners ALTER id SET GENERATED BY DEFAULT' },
  { name: 'policy gone', sql: 'DROP POLICY "own rows" ON public.pets' },
  { name: 'policy expression', sql: 'ALTER POLICY "own rows" ON public.pets USING (owner > 7)' },
  { name: 'policy roles', sql: 'ALTER POLICY everyone ON public.pets TO public' },
  {
    name: 'policy command',
    sql: 'DROP POLICY everyone ON public.pets; CREATE POLICY everyone ON public.pets TO anon, authenticated USING (true)',
  },
  {
    name: 'policy restrictive',
    sql: 'DROP POLICY everyone ON public.pets; CREATE POLICY everyone ON public.pets AS RESTRICTIVE FOR SELECT TO anon, authenticated USING (true)',
  },
  {
    name: 'policy without expressions',
    sql: 'DROP POLICY "own rows" ON public.pets; CREATE POLICY "own rows" ON public.pets FOR UPDATE TO authenticated',
  },
  { name: 'policy more', sql: 'CREATE POLICY extra ON public.pets USING (true)' },
  { name: 'row level security off', sql: pets('DISABLE ROW LEVEL SECURITY') },
  { name: 'row level security forced', sql: pets('FORCE ROW LEVEL SECURITY') },
  { name: 'trigger gone', sql: 'DROP TRIGGER stamp ON public.pets' },
  { name: 'trigger off', sql: pets('DISABLE TRIGGER stamp') },
  {
    name: 'trigger other',
    sql: 'CREATE OR REPLACE TRIGGER stamp AFTER INSERT ON public.pets FOR EACH ROW EXECUTE FUNCTION public.stamp()',
  },
  {
    name: 'function body',
    sql: `CREATE OR REPLACE FUNCTION public.double(n integer) RETURNS integer LANGUAGE sql IMMUTABLE SET search_path = '' AS 'SELECT n * 3'`,
  },
  { name: 'function volatility', sql: 'ALTER FUNCTION public.double VOLATILE' },
  { name: 'function definer', sql: 'ALTER FUNCTION public.double SECURITY DEFINER' },
  { name: 'function search path', sql: 'ALTER FUNCTION public.double RESET search_path' },
  { name: 'function gone', sql: 'DROP FUNCTION public.double' },
  {
    name: 'function more',
    sql: `CREATE FUNCTION public.double(n text) RETURNS text LANGUAGE sql AS 'SELECT n || n'`,
  },
  {
    name: 'view other',
    sql: 'CREATE OR REPLACE VIEW public.cheap AS SELECT p.id, p.name FROM public.pets p WHERE p.id < 20',
  },
  { name: 'view option', sql: 'ALTER VIEW public.cheap SET (security_invoker = on)' },
  { name: 'view gone', sql: 'DROP VIEW public.cheap' },
  { name: 'materialized view gone', sql: 'DROP MATERIALIZED VIEW public.counts' },
  { name: 'rule gone', sql: 'DROP RULE keep ON public.pets' },
  { name: 'grant gone', sql: 'REVOKE SELECT ON public.pets FROM authenticated' },
  { name: 'grant more', sql: 'GRANT INSERT ON public.pets TO authenticated' },
  { name: 'grant to anon', sql: 'GRANT SELECT ON public.pets TO anon' },
  { name: 'grant to PUBLIC', sql: 'GRANT SELECT ON public.pets TO PUBLIC' },
  { name: 'grant option', sql: 'GRANT SELECT ON public.pets TO authenticated WITH GRANT OPTION' },
  { name: 'column grant', sql: 'REVOKE UPDATE (name) ON public.pets FROM authenticated' },
  { name: 'column grant more', sql: 'GRANT UPDATE (price) ON public.pets TO authenticated' },
  { name: 'function grant', sql: 'REVOKE EXECUTE ON FUNCTION public.double FROM PUBLIC, anon' },
  {
    name: 'default privileges',
    sql: 'ALTER DEFAULT PRIVILEGES IN SCHEMA private GRANT SELECT ON TABLES TO anon',
  },
  { name: 'comment other', sql: `COMMENT ON TABLE public.pets IS 'it''s "odd"'` },
  { name: 'comment gone', sql: 'COMMENT ON COLUMN public.pets.name IS NULL' },
  {
    name: 'enum label more',
    sql: `ALTER TYPE public.mood ADD VALUE 'glad' BEFORE 'cross'`,
  },
  {
    name: 'composite attribute',
    sql: 'ALTER TYPE public.place ADD ATTRIBUTE zip text',
  },
  { name: 'domain check gone', sql: 'ALTER DOMAIN public.email DROP CONSTRAINT email_at' },
  { name: 'domain default', sql: `ALTER DOMAIN public.email SET DEFAULT 'c@d'` },
  { name: 'domain not null', sql: 'ALTER DOMAIN public.email DROP NOT NULL' },
  { name: 'sequence step', sql: 'ALTER SEQUENCE public.tickets INCREMENT 5' },
  { name: 'sequence gone', sql: 'DROP SEQUENCE public.tickets' },
  { name: 'table gone', sql: 'DROP TABLE private."Odd.Name"' },
  { name: 'table more', sql: 'CREATE TABLE private.extra (id integer PRIMARY KEY)' },
  { name: 'odd column', sql: `ALTER TABLE private."Odd.Name" ALTER "a (b)" SET DEFAULT 'it''s'` },
  { name: 'table unlogged', sql: 'ALTER TABLE private."Odd.Name" SET UNLOGGED' },
  { name: 'table options', sql: pets('SET (fillfactor = 70)') },
  { name: 'replica identity', sql: pets('REPLICA IDENTITY FULL') },
  { name: 'partition gone', sql: 'DROP TABLE public.events_2026' },
  { name: 'publication', sql: 'ALTER PUBLICATION supabase_realtime ADD TABLE public.pets' },
  { name: 'triggers off', sql: pets('DISABLE TRIGGER ALL'), admin: true, oneWay: true },
  {
    name: 'constraint index invalid',
    sql: `UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'public.pets_name_key'::regclass`,
    admin: true,
    oneWay: true,
  },
  { name: 'column storage', sql: pets('ALTER name SET STORAGE EXTERNAL') },
  { name: 'column compression', sql: pets('ALTER name SET COMPRESSION pglz') },
];
