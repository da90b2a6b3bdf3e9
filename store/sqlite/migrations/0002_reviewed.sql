-- Schema 2. Whether what was made of a name has been reviewed, and the profile that an import used.
ALTER TABLE "Actor" ADD COLUMN "reviewed" INTEGER;
ALTER TABLE "Region" ADD COLUMN "reviewed" INTEGER;
ALTER TABLE "Topic" ADD COLUMN "reviewed" INTEGER;
ALTER TABLE "Event" ADD COLUMN "reviewed" INTEGER;
ALTER TABLE "Import" ADD COLUMN "profile" TEXT;
