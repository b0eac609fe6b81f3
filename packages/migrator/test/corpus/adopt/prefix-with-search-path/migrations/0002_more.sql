SET search_path = app;
ALTER TABLE t ADD COLUMN v text;
CREATE INDEX t_v ON t (v);
