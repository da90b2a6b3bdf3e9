-- Schema 4. By which imports the location of a region was told; of one that was told before,
-- it is known once it is told again.
ALTER TABLE "Region" ADD COLUMN "locationImports" TEXT;
