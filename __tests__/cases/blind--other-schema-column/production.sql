ALTER TABLE "audit"."entry" ADD "text" text NOT NULL DEFAULT '';
