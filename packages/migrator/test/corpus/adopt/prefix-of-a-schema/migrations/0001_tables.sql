CREATE TABLE public.authors (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
CREATE TABLE public.books (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, author integer NOT NULL, title text NOT NULL, price numeric(10, 2) DEFAULT 0);
ALTER TABLE public.books ADD CONSTRAINT books_author_fk FOREIGN KEY (author) REFERENCES public.authors ON DELETE CASCADE;
