CREATE TABLE public.events_other PARTITION OF public.events DEFAULT;
CREATE INDEX events_what_idx ON public.events (what);
ALTER TABLE public.rooms ADD CONSTRAINT rooms_once EXCLUDE USING gist (during WITH &&);
ALTER TABLE public.rooms ALTER COLUMN width SET STORAGE PLAIN;
