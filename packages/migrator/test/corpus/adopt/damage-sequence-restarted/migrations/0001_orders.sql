CREATE SEQUENCE public.order_numbers;
CREATE TABLE public.orders (id bigint PRIMARY KEY DEFAULT nextval('public.order_numbers'));
