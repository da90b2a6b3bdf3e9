-- Schema 1. The tables of nodes and edges are those that follow from package
-- demand; a test compares them. Never change a migration: add the next one.

-- The change log: one row for each write transaction. The lists of nodes are
-- JSON arrays of {"kind", "key"}.
CREATE TABLE change (
  version INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  import TEXT NOT NULL,
  created TEXT NOT NULL,
  updated TEXT NOT NULL,
  deleted TEXT NOT NULL
) STRICT;

-- What documents assert.
CREATE TABLE contribution (
  id TEXT PRIMARY KEY,
  source TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE contribution_claim (
  contribution TEXT NOT NULL,
  place INTEGER NOT NULL,
  claim TEXT NOT NULL,
  import TEXT NOT NULL,
  line INTEGER NOT NULL,
  PRIMARY KEY (contribution, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX contribution_claim_claim ON contribution_claim (claim);
CREATE INDEX contribution_claim_import ON contribution_claim (import);
CREATE TABLE claim (
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  body TEXT NOT NULL,
  imports TEXT NOT NULL -- JSON: import key -> number of contributions
) STRICT;
CREATE INDEX claim_subject ON claim (kind, key);

-- Keys that a merge has given up, with the key of the winner.
CREATE TABLE redirect (
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  "to" TEXT NOT NULL,
  PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;

-- List entries, and the kept count of each list. A list named after the plural
-- of a kind may have a count only.
CREATE TABLE list (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  n INTEGER NOT NULL
) STRICT;
CREATE TABLE entry (
  list INTEGER NOT NULL REFERENCES list DEFERRABLE INITIALLY DEFERRED,
  sort TEXT NOT NULL,
  node INTEGER NOT NULL,
  PRIMARY KEY (list, sort, node)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_node ON entry (node);

-- Full text: one row for each node, its folded words joined by blanks. The
-- tokenizer splits at the blanks and does nothing else to such words.
CREATE VIRTUAL TABLE names USING fts5(words, content='', contentless_delete=1, detail=none, tokenize='ascii', prefix='2 3');
CREATE VIRTUAL TABLE texts USING fts5(words, content='', contentless_delete=1, detail=none, tokenize='ascii');

CREATE TABLE "Actor" (
  id INTEGER PRIMARY KEY,
  "key" TEXT NOT NULL UNIQUE,
  "createdAt" TEXT,
  "updatedAt" TEXT,
  "name" TEXT,
  "nameFolded" TEXT,
  "type" TEXT,
  "aliases" TEXT,
  "aliasesFolded" TEXT,
  "description" TEXT,
  "descriptionFolded" TEXT,
  "cameoCode" TEXT,
  "iso3" TEXT,
  "wikidataId" TEXT
) STRICT;
CREATE INDEX "Actor_cameoCode" ON "Actor" ("cameoCode") WHERE "cameoCode" IS NOT NULL;
CREATE INDEX "Actor_iso3" ON "Actor" ("iso3") WHERE "iso3" IS NOT NULL;
CREATE INDEX "Actor_wikidataId" ON "Actor" ("wikidataId") WHERE "wikidataId" IS NOT NULL;

CREATE TABLE "Region" (
  id INTEGER PRIMARY KEY,
  "key" TEXT NOT NULL UNIQUE,
  "createdAt" TEXT,
  "updatedAt" TEXT,
  "name" TEXT,
  "nameFolded" TEXT,
  "type" TEXT,
  "aliases" TEXT,
  "aliasesFolded" TEXT,
  "isoCode" TEXT,
  "geonamesId" TEXT,
  "wikidataId" TEXT,
  "locationLatitude" REAL,
  "locationLongitude" REAL,
  "boundary" TEXT
) STRICT;
CREATE INDEX "Region_isoCode" ON "Region" ("isoCode") WHERE "isoCode" IS NOT NULL;
CREATE INDEX "Region_geonamesId" ON "Region" ("geonamesId") WHERE "geonamesId" IS NOT NULL;
CREATE INDEX "Region_wikidataId" ON "Region" ("wikidataId") WHERE "wikidataId" IS NOT NULL;

CREATE TABLE "Topic" (
  id INTEGER PRIMARY KEY,
  "key" TEXT NOT NULL UNIQUE,
  "createdAt" TEXT,
  "updatedAt" TEXT,
  "name" TEXT,
  "nameFolded" TEXT,
  "aliases" TEXT,
  "aliasesFolded" TEXT,
  "description" TEXT,
  "descriptionFolded" TEXT
) STRICT;

CREATE TABLE "Event" (
  id INTEGER PRIMARY KEY,
  "key" TEXT NOT NULL UNIQUE,
  "TOOK_PLACE_IN" INTEGER REFERENCES "Region" DEFERRABLE INITIALLY DEFERRED,
  "createdAt" TEXT,
  "updatedAt" TEXT,
  "name" TEXT,
  "nameFolded" TEXT,
  "type" TEXT,
  "start" TEXT,
  "startFirst" TEXT,
  "startLast" TEXT,
  "end" TEXT,
  "endFirst" TEXT,
  "endLast" TEXT
) STRICT;
CREATE INDEX "Event_TOOK_PLACE_IN" ON "Event" ("TOOK_PLACE_IN") WHERE "TOOK_PLACE_IN" IS NOT NULL;

CREATE TABLE "Demand" (
  id INTEGER PRIMARY KEY,
  "key" TEXT NOT NULL UNIQUE,
  "createdAt" TEXT,
  "updatedAt" TEXT,
  "summary" TEXT,
  "summaryFolded" TEXT,
  "description" TEXT,
  "descriptionFolded" TEXT,
  "cameoCode" TEXT,
  "ploverCode" TEXT,
  "status" TEXT,
  "madeOn" TEXT,
  "madeOnFirst" TEXT,
  "madeOnLast" TEXT,
  "lastActionOn" TEXT,
  "lastActionOnFirst" TEXT,
  "lastActionOnLast" TEXT,
  "sort" TEXT
) STRICT;

CREATE TABLE "Position" (
  id INTEGER PRIMARY KEY,
  "key" TEXT NOT NULL UNIQUE,
  "TOOK" INTEGER REFERENCES "Actor" DEFERRABLE INITIALLY DEFERRED,
  "FOR" INTEGER REFERENCES "Actor" DEFERRABLE INITIALLY DEFERRED,
  "ON" INTEGER REFERENCES "Demand" DEFERRABLE INITIALLY DEFERRED,
  "AT" INTEGER REFERENCES "Event" DEFERRABLE INITIALLY DEFERRED,
  "ACCORDING_TO" INTEGER REFERENCES "Actor" DEFERRABLE INITIALLY DEFERRED,
  "TOOK_PLACE_IN" INTEGER REFERENCES "Region" DEFERRABLE INITIALLY DEFERRED,
  "createdAt" TEXT,
  "updatedAt" TEXT,
  "kind" TEXT,
  "side" TEXT,
  "phase" TEXT,
  "date" TEXT,
  "dateFirst" TEXT,
  "dateLast" TEXT,
  "order" INTEGER,
  "certainty" TEXT,
  "attribution" TEXT,
  "attributionFolded" TEXT,
  "cameoCode" TEXT,
  "ploverCode" TEXT,
  "note" TEXT,
  "noteFolded" TEXT,
  "sort" TEXT
) STRICT;
CREATE INDEX "Position_TOOK" ON "Position" ("TOOK") WHERE "TOOK" IS NOT NULL;
CREATE INDEX "Position_FOR" ON "Position" ("FOR") WHERE "FOR" IS NOT NULL;
CREATE INDEX "Position_ON" ON "Position" ("ON") WHERE "ON" IS NOT NULL;
CREATE INDEX "Position_AT" ON "Position" ("AT") WHERE "AT" IS NOT NULL;
CREATE INDEX "Position_ACCORDING_TO" ON "Position" ("ACCORDING_TO") WHERE "ACCORDING_TO" IS NOT NULL;
CREATE INDEX "Position_TOOK_PLACE_IN" ON "Position" ("TOOK_PLACE_IN") WHERE "TOOK_PLACE_IN" IS NOT NULL;

CREATE TABLE "Term" (
  id INTEGER PRIMARY KEY,
  "key" TEXT NOT NULL UNIQUE,
  "ACCORDING_TO" INTEGER REFERENCES "Actor" DEFERRABLE INITIALLY DEFERRED,
  "HAS_TERM" INTEGER REFERENCES "Demand" DEFERRABLE INITIALLY DEFERRED,
  "OFFERED_BY" INTEGER REFERENCES "Actor" DEFERRABLE INITIALLY DEFERRED,
  "REQUIRES" INTEGER REFERENCES "Demand" DEFERRABLE INITIALLY DEFERRED,
  "createdAt" TEXT,
  "updatedAt" TEXT,
  "kind" TEXT,
  "summary" TEXT,
  "summaryFolded" TEXT,
  "certainty" TEXT,
  "attribution" TEXT,
  "attributionFolded" TEXT
) STRICT;
CREATE INDEX "Term_ACCORDING_TO" ON "Term" ("ACCORDING_TO") WHERE "ACCORDING_TO" IS NOT NULL;
CREATE INDEX "Term_HAS_TERM" ON "Term" ("HAS_TERM") WHERE "HAS_TERM" IS NOT NULL;
CREATE INDEX "Term_OFFERED_BY" ON "Term" ("OFFERED_BY") WHERE "OFFERED_BY" IS NOT NULL;
CREATE INDEX "Term_REQUIRES" ON "Term" ("REQUIRES") WHERE "REQUIRES" IS NOT NULL;

CREATE TABLE "Article" (
  id INTEGER PRIMARY KEY,
  "key" TEXT NOT NULL UNIQUE,
  "createdAt" TEXT,
  "updatedAt" TEXT,
  "title" TEXT,
  "titleFolded" TEXT,
  "url" TEXT,
  "publisher" TEXT,
  "publisherFolded" TEXT,
  "authors" TEXT,
  "publishedAt" TEXT,
  "publishedAtFirst" TEXT,
  "publishedAtLast" TEXT,
  "language" TEXT,
  "extent" TEXT,
  "sha256" TEXT,
  "text" TEXT
) STRICT;
CREATE INDEX "Article_url" ON "Article" ("url") WHERE "url" IS NOT NULL;
CREATE INDEX "Article_sha256" ON "Article" ("sha256") WHERE "sha256" IS NOT NULL;

CREATE TABLE "Annotation" (
  id INTEGER PRIMARY KEY,
  "key" TEXT NOT NULL UNIQUE,
  "IN_ARTICLE" INTEGER REFERENCES "Article" DEFERRABLE INITIALLY DEFERRED,
  "createdAt" TEXT,
  "updatedAt" TEXT,
  "exact" TEXT,
  "exactFolded" TEXT,
  "prefix" TEXT,
  "suffix" TEXT,
  "start" INTEGER,
  "end" INTEGER,
  "labels" TEXT,
  "confidence" REAL,
  "annotator" TEXT,
  "tool" TEXT,
  "sort" TEXT
) STRICT;
CREATE INDEX "Annotation_IN_ARTICLE" ON "Annotation" ("IN_ARTICLE") WHERE "IN_ARTICLE" IS NOT NULL;

CREATE TABLE "Import" (
  id INTEGER PRIMARY KEY,
  "key" TEXT NOT NULL UNIQUE,
  "createdAt" TEXT,
  "updatedAt" TEXT,
  "source" TEXT,
  "sourceFolded" TEXT,
  "format" TEXT,
  "startedAt" TEXT,
  "endedAt" TEXT,
  "countsCreated" INTEGER,
  "countsUpdated" INTEGER,
  "countsUnchanged" INTEGER,
  "countsRemoved" INTEGER,
  "rejected" INTEGER
) STRICT;

CREATE TABLE "Actor_AFFILIATED_WITH_Actor" (
  "src" INTEGER NOT NULL REFERENCES "Actor" DEFERRABLE INITIALLY DEFERRED,
  "dst" INTEGER NOT NULL REFERENCES "Actor" DEFERRABLE INITIALLY DEFERRED,
  "role" TEXT NOT NULL DEFAULT '',
  "title" TEXT,
  "titleFolded" TEXT,
  "from" TEXT NOT NULL DEFAULT '',
  "fromFirst" TEXT,
  "fromLast" TEXT,
  "to" TEXT,
  "toFirst" TEXT,
  "toLast" TEXT,
  "annotationKeys" TEXT,
  "importKeys" TEXT,
  PRIMARY KEY (src, dst, "role", "from")
) STRICT, WITHOUT ROWID;
CREATE INDEX "Actor_AFFILIATED_WITH_Actor_dst" ON "Actor_AFFILIATED_WITH_Actor" (dst);

CREATE TABLE "Region_PART_OF_Region" (
  "src" INTEGER NOT NULL REFERENCES "Region" DEFERRABLE INITIALLY DEFERRED,
  "dst" INTEGER NOT NULL REFERENCES "Region" DEFERRABLE INITIALLY DEFERRED,
  "annotationKeys" TEXT,
  "importKeys" TEXT,
  PRIMARY KEY (src, dst)
) STRICT, WITHOUT ROWID;
CREATE INDEX "Region_PART_OF_Region_dst" ON "Region_PART_OF_Region" (dst);

CREATE TABLE "Demand_ADDRESSED_TO_Actor" (
  "src" INTEGER NOT NULL REFERENCES "Demand" DEFERRABLE INITIALLY DEFERRED,
  "dst" INTEGER NOT NULL REFERENCES "Actor" DEFERRABLE INITIALLY DEFERRED,
  "annotationKeys" TEXT,
  "importKeys" TEXT,
  PRIMARY KEY (src, dst)
) STRICT, WITHOUT ROWID;
CREATE INDEX "Demand_ADDRESSED_TO_Actor_dst" ON "Demand_ADDRESSED_TO_Actor" (dst);

CREATE TABLE "Demand_CONCERNS_Region" (
  "src" INTEGER NOT NULL REFERENCES "Demand" DEFERRABLE INITIALLY DEFERRED,
  "dst" INTEGER NOT NULL REFERENCES "Region" DEFERRABLE INITIALLY DEFERRED,
  "certainty" TEXT,
  "note" TEXT,
  "noteFolded" TEXT,
  "annotationKeys" TEXT,
  "importKeys" TEXT,
  PRIMARY KEY (src, dst)
) STRICT, WITHOUT ROWID;
CREATE INDEX "Demand_CONCERNS_Region_dst" ON "Demand_CONCERNS_Region" (dst);

CREATE TABLE "Demand_CONCERNS_Topic" (
  "src" INTEGER NOT NULL REFERENCES "Demand" DEFERRABLE INITIALLY DEFERRED,
  "dst" INTEGER NOT NULL REFERENCES "Topic" DEFERRABLE INITIALLY DEFERRED,
  "certainty" TEXT,
  "note" TEXT,
  "noteFolded" TEXT,
  "annotationKeys" TEXT,
  "importKeys" TEXT,
  PRIMARY KEY (src, dst)
) STRICT, WITHOUT ROWID;
CREATE INDEX "Demand_CONCERNS_Topic_dst" ON "Demand_CONCERNS_Topic" (dst);

CREATE TABLE "Demand_RELATES_TO_Demand" (
  "src" INTEGER NOT NULL REFERENCES "Demand" DEFERRABLE INITIALLY DEFERRED,
  "dst" INTEGER NOT NULL REFERENCES "Demand" DEFERRABLE INITIALLY DEFERRED,
  "kind" TEXT NOT NULL DEFAULT '',
  "annotationKeys" TEXT,
  "importKeys" TEXT,
  PRIMARY KEY (src, dst, "kind")
) STRICT, WITHOUT ROWID;
CREATE INDEX "Demand_RELATES_TO_Demand_dst" ON "Demand_RELATES_TO_Demand" (dst);

CREATE TABLE "Actor_TOOK_PART_IN_Event" (
  "src" INTEGER NOT NULL REFERENCES "Actor" DEFERRABLE INITIALLY DEFERRED,
  "dst" INTEGER NOT NULL REFERENCES "Event" DEFERRABLE INITIALLY DEFERRED,
  "role" TEXT,
  "annotationKeys" TEXT,
  "importKeys" TEXT,
  PRIMARY KEY (src, dst)
) STRICT, WITHOUT ROWID;
CREATE INDEX "Actor_TOOK_PART_IN_Event_dst" ON "Actor_TOOK_PART_IN_Event" (dst);

CREATE TABLE "Position_EVIDENCED_BY_Annotation" (
  "src" INTEGER NOT NULL REFERENCES "Position" DEFERRABLE INITIALLY DEFERRED,
  "dst" INTEGER NOT NULL REFERENCES "Annotation" DEFERRABLE INITIALLY DEFERRED,
  "telling" TEXT NOT NULL DEFAULT '',
  "certainty" TEXT,
  "attribution" TEXT,
  "attributionFolded" TEXT,
  "date" TEXT,
  "dateFirst" TEXT,
  "dateLast" TEXT,
  "order" INTEGER,
  "cameoCode" TEXT,
  "ploverCode" TEXT,
  "note" TEXT,
  "noteFolded" TEXT,
  PRIMARY KEY (src, dst, "telling")
) STRICT, WITHOUT ROWID;
CREATE INDEX "Position_EVIDENCED_BY_Annotation_dst" ON "Position_EVIDENCED_BY_Annotation" (dst);

CREATE TABLE "Term_EVIDENCED_BY_Annotation" (
  "src" INTEGER NOT NULL REFERENCES "Term" DEFERRABLE INITIALLY DEFERRED,
  "dst" INTEGER NOT NULL REFERENCES "Annotation" DEFERRABLE INITIALLY DEFERRED,
  "telling" TEXT NOT NULL DEFAULT '',
  "certainty" TEXT,
  "attribution" TEXT,
  "attributionFolded" TEXT,
  "date" TEXT,
  "dateFirst" TEXT,
  "dateLast" TEXT,
  "order" INTEGER,
  "cameoCode" TEXT,
  "ploverCode" TEXT,
  "note" TEXT,
  "noteFolded" TEXT,
  PRIMARY KEY (src, dst, "telling")
) STRICT, WITHOUT ROWID;
CREATE INDEX "Term_EVIDENCED_BY_Annotation_dst" ON "Term_EVIDENCED_BY_Annotation" (dst);

CREATE TABLE "Demand_EVIDENCED_BY_Annotation" (
  "src" INTEGER NOT NULL REFERENCES "Demand" DEFERRABLE INITIALLY DEFERRED,
  "dst" INTEGER NOT NULL REFERENCES "Annotation" DEFERRABLE INITIALLY DEFERRED,
  "telling" TEXT NOT NULL DEFAULT '',
  "certainty" TEXT,
  "attribution" TEXT,
  "attributionFolded" TEXT,
  "date" TEXT,
  "dateFirst" TEXT,
  "dateLast" TEXT,
  "order" INTEGER,
  "cameoCode" TEXT,
  "ploverCode" TEXT,
  "note" TEXT,
  "noteFolded" TEXT,
  PRIMARY KEY (src, dst, "telling")
) STRICT, WITHOUT ROWID;
CREATE INDEX "Demand_EVIDENCED_BY_Annotation_dst" ON "Demand_EVIDENCED_BY_Annotation" (dst);

CREATE TABLE "Event_EVIDENCED_BY_Annotation" (
  "src" INTEGER NOT NULL REFERENCES "Event" DEFERRABLE INITIALLY DEFERRED,
  "dst" INTEGER NOT NULL REFERENCES "Annotation" DEFERRABLE INITIALLY DEFERRED,
  "telling" TEXT NOT NULL DEFAULT '',
  "certainty" TEXT,
  "attribution" TEXT,
  "attributionFolded" TEXT,
  "date" TEXT,
  "dateFirst" TEXT,
  "dateLast" TEXT,
  "order" INTEGER,
  "cameoCode" TEXT,
  "ploverCode" TEXT,
  "note" TEXT,
  "noteFolded" TEXT,
  PRIMARY KEY (src, dst, "telling")
) STRICT, WITHOUT ROWID;
CREATE INDEX "Event_EVIDENCED_BY_Annotation_dst" ON "Event_EVIDENCED_BY_Annotation" (dst);

CREATE TABLE "Annotation_MENTIONS_Actor" (
  "src" INTEGER NOT NULL REFERENCES "Annotation" DEFERRABLE INITIALLY DEFERRED,
  "dst" INTEGER NOT NULL REFERENCES "Actor" DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (src, dst)
) STRICT, WITHOUT ROWID;
CREATE INDEX "Annotation_MENTIONS_Actor_dst" ON "Annotation_MENTIONS_Actor" (dst);

CREATE TABLE "Annotation_MENTIONS_Region" (
  "src" INTEGER NOT NULL REFERENCES "Annotation" DEFERRABLE INITIALLY DEFERRED,
  "dst" INTEGER NOT NULL REFERENCES "Region" DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (src, dst)
) STRICT, WITHOUT ROWID;
CREATE INDEX "Annotation_MENTIONS_Region_dst" ON "Annotation_MENTIONS_Region" (dst);

CREATE TABLE "Annotation_MENTIONS_Topic" (
  "src" INTEGER NOT NULL REFERENCES "Annotation" DEFERRABLE INITIALLY DEFERRED,
  "dst" INTEGER NOT NULL REFERENCES "Topic" DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (src, dst)
) STRICT, WITHOUT ROWID;
CREATE INDEX "Annotation_MENTIONS_Topic_dst" ON "Annotation_MENTIONS_Topic" (dst);

CREATE TABLE "Actor_IMPORTED_BY_Import" (
  "src" INTEGER NOT NULL REFERENCES "Actor" DEFERRABLE INITIALLY DEFERRED,
  "dst" INTEGER NOT NULL REFERENCES "Import" DEFERRABLE INITIALLY DEFERRED,
  "telling" TEXT NOT NULL DEFAULT '',
  "certainty" TEXT,
  "attribution" TEXT,
  "attributionFolded" TEXT,
  "date" TEXT,
  "dateFirst" TEXT,
  "dateLast" TEXT,
  "order" INTEGER,
  "cameoCode" TEXT,
  "ploverCode" TEXT,
  "note" TEXT,
  "noteFolded" TEXT,
  PRIMARY KEY (src, dst, "telling")
) STRICT, WITHOUT ROWID;
CREATE INDEX "Actor_IMPORTED_BY_Import_dst" ON "Actor_IMPORTED_BY_Import" (dst);

CREATE TABLE "Region_IMPORTED_BY_Import" (
  "src" INTEGER NOT NULL REFERENCES "Region" DEFERRABLE INITIALLY DEFERRED,
  "dst" INTEGER NOT NULL REFERENCES "Import" DEFERRABLE INITIALLY DEFERRED,
  "telling" TEXT NOT NULL DEFAULT '',
  "certainty" TEXT,
  "attribution" TEXT,
  "attributionFolded" TEXT,
  "date" TEXT,
  "dateFirst" TEXT,
  "dateLast" TEXT,
  "order" INTEGER,
  "cameoCode" TEXT,
  "ploverCode" TEXT,
  "note" TEXT,
  "noteFolded" TEXT,
  PRIMARY KEY (src, dst, "telling")
) STRICT, WITHOUT ROWID;
CREATE INDEX "Region_IMPORTED_BY_Import_dst" ON "Region_IMPORTED_BY_Import" (dst);

CREATE TABLE "Topic_IMPORTED_BY_Import" (
  "src" INTEGER NOT NULL REFERENCES "Topic" DEFERRABLE INITIALLY DEFERRED,
  "dst" INTEGER NOT NULL REFERENCES "Import" DEFERRABLE INITIALLY DEFERRED,
  "telling" TEXT NOT NULL DEFAULT '',
  "certainty" TEXT,
  "attribution" TEXT,
  "attributionFolded" TEXT,
  "date" TEXT,
  "dateFirst" TEXT,
  "dateLast" TEXT,
  "order" INTEGER,
  "cameoCode" TEXT,
  "ploverCode" TEXT,
  "note" TEXT,
  "noteFolded" TEXT,
  PRIMARY KEY (src, dst, "telling")
) STRICT, WITHOUT ROWID;
CREATE INDEX "Topic_IMPORTED_BY_Import_dst" ON "Topic_IMPORTED_BY_Import" (dst);

CREATE TABLE "Demand_IMPORTED_BY_Import" (
  "src" INTEGER NOT NULL REFERENCES "Demand" DEFERRABLE INITIALLY DEFERRED,
  "dst" INTEGER NOT NULL REFERENCES "Import" DEFERRABLE INITIALLY DEFERRED,
  "telling" TEXT NOT NULL DEFAULT '',
  "certainty" TEXT,
  "attribution" TEXT,
  "attributionFolded" TEXT,
  "date" TEXT,
  "dateFirst" TEXT,
  "dateLast" TEXT,
  "order" INTEGER,
  "cameoCode" TEXT,
  "ploverCode" TEXT,
  "note" TEXT,
  "noteFolded" TEXT,
  PRIMARY KEY (src, dst, "telling")
) STRICT, WITHOUT ROWID;
CREATE INDEX "Demand_IMPORTED_BY_Import_dst" ON "Demand_IMPORTED_BY_Import" (dst);

CREATE TABLE "Position_IMPORTED_BY_Import" (
  "src" INTEGER NOT NULL REFERENCES "Position" DEFERRABLE INITIALLY DEFERRED,
  "dst" INTEGER NOT NULL REFERENCES "Import" DEFERRABLE INITIALLY DEFERRED,
  "telling" TEXT NOT NULL DEFAULT '',
  "certainty" TEXT,
  "attribution" TEXT,
  "attributionFolded" TEXT,
  "date" TEXT,
  "dateFirst" TEXT,
  "dateLast" TEXT,
  "order" INTEGER,
  "cameoCode" TEXT,
  "ploverCode" TEXT,
  "note" TEXT,
  "noteFolded" TEXT,
  PRIMARY KEY (src, dst, "telling")
) STRICT, WITHOUT ROWID;
CREATE INDEX "Position_IMPORTED_BY_Import_dst" ON "Position_IMPORTED_BY_Import" (dst);

CREATE TABLE "Term_IMPORTED_BY_Import" (
  "src" INTEGER NOT NULL REFERENCES "Term" DEFERRABLE INITIALLY DEFERRED,
  "dst" INTEGER NOT NULL REFERENCES "Import" DEFERRABLE INITIALLY DEFERRED,
  "telling" TEXT NOT NULL DEFAULT '',
  "certainty" TEXT,
  "attribution" TEXT,
  "attributionFolded" TEXT,
  "date" TEXT,
  "dateFirst" TEXT,
  "dateLast" TEXT,
  "order" INTEGER,
  "cameoCode" TEXT,
  "ploverCode" TEXT,
  "note" TEXT,
  "noteFolded" TEXT,
  PRIMARY KEY (src, dst, "telling")
) STRICT, WITHOUT ROWID;
CREATE INDEX "Term_IMPORTED_BY_Import_dst" ON "Term_IMPORTED_BY_Import" (dst);

CREATE TABLE "Event_IMPORTED_BY_Import" (
  "src" INTEGER NOT NULL REFERENCES "Event" DEFERRABLE INITIALLY DEFERRED,
  "dst" INTEGER NOT NULL REFERENCES "Import" DEFERRABLE INITIALLY DEFERRED,
  "telling" TEXT NOT NULL DEFAULT '',
  "certainty" TEXT,
  "attribution" TEXT,
  "attributionFolded" TEXT,
  "date" TEXT,
  "dateFirst" TEXT,
  "dateLast" TEXT,
  "order" INTEGER,
  "cameoCode" TEXT,
  "ploverCode" TEXT,
  "note" TEXT,
  "noteFolded" TEXT,
  PRIMARY KEY (src, dst, "telling")
) STRICT, WITHOUT ROWID;
CREATE INDEX "Event_IMPORTED_BY_Import_dst" ON "Event_IMPORTED_BY_Import" (dst);

CREATE TABLE "Article_IMPORTED_BY_Import" (
  "src" INTEGER NOT NULL REFERENCES "Article" DEFERRABLE INITIALLY DEFERRED,
  "dst" INTEGER NOT NULL REFERENCES "Import" DEFERRABLE INITIALLY DEFERRED,
  "telling" TEXT NOT NULL DEFAULT '',
  "certainty" TEXT,
  "attribution" TEXT,
  "attributionFolded" TEXT,
  "date" TEXT,
  "dateFirst" TEXT,
  "dateLast" TEXT,
  "order" INTEGER,
  "cameoCode" TEXT,
  "ploverCode" TEXT,
  "note" TEXT,
  "noteFolded" TEXT,
  PRIMARY KEY (src, dst, "telling")
) STRICT, WITHOUT ROWID;
CREATE INDEX "Article_IMPORTED_BY_Import_dst" ON "Article_IMPORTED_BY_Import" (dst);

CREATE TABLE "Annotation_IMPORTED_BY_Import" (
  "src" INTEGER NOT NULL REFERENCES "Annotation" DEFERRABLE INITIALLY DEFERRED,
  "dst" INTEGER NOT NULL REFERENCES "Import" DEFERRABLE INITIALLY DEFERRED,
  "telling" TEXT NOT NULL DEFAULT '',
  "certainty" TEXT,
  "attribution" TEXT,
  "attributionFolded" TEXT,
  "date" TEXT,
  "dateFirst" TEXT,
  "dateLast" TEXT,
  "order" INTEGER,
  "cameoCode" TEXT,
  "ploverCode" TEXT,
  "note" TEXT,
  "noteFolded" TEXT,
  PRIMARY KEY (src, dst, "telling")
) STRICT, WITHOUT ROWID;
CREATE INDEX "Annotation_IMPORTED_BY_Import_dst" ON "Annotation_IMPORTED_BY_Import" (dst);
