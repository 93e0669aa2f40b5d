CREATE TABLE "Post" (
    "id" SERIAL NOT NULL,
    "title" TEXT NOT NULL,

    CONSTRAINT "Post_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "cache_entries" (
    "key" TEXT NOT NULL,
    "expires" BIGINT NOT NULL,

    CONSTRAINT "cache_entries_pkey" PRIMARY KEY ("key")
);
