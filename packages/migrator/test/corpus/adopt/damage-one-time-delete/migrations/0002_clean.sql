DELETE FROM public.mails WHERE spam;
