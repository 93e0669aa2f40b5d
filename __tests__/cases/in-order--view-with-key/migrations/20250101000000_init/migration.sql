CREATE TABLE "Loan" (
    "id" SERIAL NOT NULL,
    "book" TEXT NOT NULL,
    "reader" TEXT NOT NULL,

    CONSTRAINT "Loan_pkey" PRIMARY KEY ("id")
);

CREATE VIEW "shelves" AS SELECT "book", count(*)::int AS "loans" FROM "Loan" GROUP BY "book";
CREATE VIEW "Visit" AS SELECT DISTINCT "book", "reader" FROM "Loan";
