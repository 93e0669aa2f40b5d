ALTER TABLE "Note" ALTER "at" SET DEFAULT transaction_timestamp(), ALTER "data" SET DEFAULT '{ "a" : 1 }',
  ALTER "tags" SET DEFAULT '{a,b}', ALTER "rate" SET DEFAULT '1.50'::numeric, ALTER "open" SET DEFAULT 'yes';
ALTER TABLE "Note" ALTER "span" SET DEFAULT '2 days';
