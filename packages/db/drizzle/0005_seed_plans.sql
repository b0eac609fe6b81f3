-- Pattern: seed. DO NOTHING rather than DO UPDATE: a price changed since then is kept.
INSERT INTO public.subscription_plans (name, price, features)
VALUES
  ('Free', 0, ARRAY['Private notes', 'Your own profile']),
  ('Pro', 12, ARRAY['Everything in Free', 'Priority support'])
ON CONFLICT (name) DO NOTHING;
