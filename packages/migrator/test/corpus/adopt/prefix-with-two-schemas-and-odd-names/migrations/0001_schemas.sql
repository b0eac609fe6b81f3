CREATE SCHEMA "Sales Data";
CREATE TABLE "Sales Data"."Order" ("Id" integer PRIMARY KEY, "select" text, "a (b).c" text DEFAULT 'it''s');
CREATE TABLE public."Order" (id integer PRIMARY KEY);
