SELECT nextval('counter'), setval('counter', 4711);
