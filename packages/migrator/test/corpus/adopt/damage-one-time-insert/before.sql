UPDATE public.plans SET name = 'Gratis';
