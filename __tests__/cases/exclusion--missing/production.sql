ALTER TABLE "Booking" DROP CONSTRAINT "one_at_a_time";
