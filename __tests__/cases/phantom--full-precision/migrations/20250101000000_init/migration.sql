CREATE TABLE "Visit" (
    "id" SERIAL NOT NULL,
    "entered" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "left" TIMESTAMPTZ NOT NULL,
    "opens" TIME NOT NULL,
    "bare" TIMESTAMP(6) NOT NULL,

    CONSTRAINT "Visit_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "Visit_entered_check" CHECK ("entered" > '2020-01-01'::timestamptz)
);
