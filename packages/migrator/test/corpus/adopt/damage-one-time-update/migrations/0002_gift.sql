UPDATE public.accounts SET credit = credit + 10;
