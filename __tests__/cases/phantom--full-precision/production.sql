ALTER TABLE "Visit" ALTER "left" TYPE timestamptz(3), ALTER "opens" TYPE time(6), ALTER "bare" TYPE timestamp;
ALTER TABLE "Visit" DROP CONSTRAINT "Visit_entered_check";
ALTER TABLE "Visit" ADD CONSTRAINT "Visit_entered_check" CHECK ("entered" > '2020-01-01'::timestamptz(6));
