CREATE POLICY platform ON auth.users USING (true);
CREATE FUNCTION auth.hook() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$;
CREATE TRIGGER hook BEFORE INSERT ON auth.users FOR EACH ROW EXECUTE FUNCTION auth.hook();
CREATE TABLE auth.more (id integer PRIMARY KEY);
GRANT SELECT ON auth.more TO PUBLIC;
