INSERT INTO public.a VALUES (1, 1);
DROP INDEX public.a_v;
