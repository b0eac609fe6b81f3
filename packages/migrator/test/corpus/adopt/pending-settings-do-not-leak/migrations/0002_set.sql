SET LOCAL search_path = '';
SET ROLE anon;
SET default_transaction_read_only = on;
RESET ROLE;
CREATE TABLE public.u (id integer PRIMARY KEY);
SET ROLE anon;
