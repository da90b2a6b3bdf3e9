-- Schema 3. Search reads spellings beside words, and summaries apart from quotes: the
-- indexes are filled anew after this. Regions are found by where they are.
DROP TABLE names;
DROP TABLE texts;
CREATE VIRTUAL TABLE names USING fts5(words, content='', contentless_delete=1, detail=none, tokenize='ascii', prefix='2 3');
CREATE VIRTUAL TABLE summaries USING fts5(words, content='', contentless_delete=1, detail=none, tokenize='ascii', prefix='2 3');
CREATE VIRTUAL TABLE quotes USING fts5(words, content='', contentless_delete=1, detail=none, tokenize='ascii');

CREATE INDEX "Region_location" ON "Region" ("locationLatitude", "locationLongitude") WHERE "locationLatitude" IS NOT NULL;
