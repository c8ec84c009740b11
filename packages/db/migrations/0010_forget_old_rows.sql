-- The worker forgets webhooks it has worked and mails it has sent once nobody asks for them any more. Nobody else deletes either.
GRANT DELETE ON inbox_events, mails TO peony_worker;
