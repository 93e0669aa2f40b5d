-- AlterTable
ALTER TABLE "sessions" ADD COLUMN     "cancelled_at" TIMESTAMPTZ(6);
