CREATE TABLE "spatial_ref_sys" ("srid" integer PRIMARY KEY);
