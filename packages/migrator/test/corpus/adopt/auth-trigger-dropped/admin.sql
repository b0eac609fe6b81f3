INSERT INTO auth.users (id, email) VALUES ('00000000-0000-0000-0000-000000000001', 'a@b.c');
DROP TRIGGER on_auth_user_created ON auth.users;
INSERT INTO auth.users (id, email) VALUES ('00000000-0000-0000-0000-000000000002', 'd@e.f');
