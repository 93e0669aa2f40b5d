SELECT nextval('"Account_no_seq"'), setval('"Account_id_seq"', 5000);
