CREATE TABLE app.t (id integer PRIMARY KEY);
