CREATE EXTENSION btree_gist;

CREATE TABLE "Booking" (
    "id" SERIAL NOT NULL,
    "roomId" INTEGER NOT NULL,
    "during" tsrange NOT NULL,
    "code" VARCHAR(9),
    "active" BOOLEAN NOT NULL,

    CONSTRAINT "Booking_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "Booking" ADD CONSTRAINT "one_at_a_time" EXCLUDE USING gist ("roomId" WITH =, "during" WITH &&) WHERE ("active");
ALTER TABLE "Booking" ADD CONSTRAINT "codes" EXCLUDE (lower("code") WITH =) WHERE ("code" IN ('a', 'b')) DEFERRABLE INITIALLY DEFERRED;
