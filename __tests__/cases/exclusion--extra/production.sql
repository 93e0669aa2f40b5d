ALTER TABLE "Booking" ADD CONSTRAINT "one_at_a_time" EXCLUDE USING gist ("roomId" WITH =, "during" WITH &&);
