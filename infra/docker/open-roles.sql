-- Lets the programs sign in, each as its own database user; to be repeated after every migration, which makes the users.
-- psql --set=web=… --set=worker=… --set=operator=… --file=open-roles.sql
alter role peony_web login password :'web';
alter role peony_worker login password :'worker';
alter role peony_operator login password :'operator';
