// Search reads spellings beside words, and summaries apart from quotes: the words of all
// nodes are written anew after this. Regions are found by where they are.
DROP INDEX textWords IF EXISTS;
CREATE FULLTEXT INDEX summaryWords IF NOT EXISTS FOR (n:Demand|Term) ON EACH [n.textWords]
  OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace', `fulltext.eventually_consistent`: false}};
CREATE FULLTEXT INDEX quoteWords IF NOT EXISTS FOR (n:Annotation) ON EACH [n.textWords]
  OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace', `fulltext.eventually_consistent`: false}};
CREATE POINT INDEX Region_location IF NOT EXISTS FOR (n:Region) ON (n.location);
