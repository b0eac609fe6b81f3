CREATE TABLE public.kept (id integer PRIMARY KEY);
CREATE SCHEMA app;
CREATE TABLE app.t (id integer PRIMARY KEY);
