ALTER TYPE public.mood ADD VALUE 'new';
