// The first schema: what a graph is found by. Statements end with a semicolon at the end of a line.
CREATE CONSTRAINT Actor_key IF NOT EXISTS FOR (n:Actor) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT Region_key IF NOT EXISTS FOR (n:Region) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT Topic_key IF NOT EXISTS FOR (n:Topic) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT Event_key IF NOT EXISTS FOR (n:Event) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT Demand_key IF NOT EXISTS FOR (n:Demand) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT Position_key IF NOT EXISTS FOR (n:Position) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT Term_key IF NOT EXISTS FOR (n:Term) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT Article_key IF NOT EXISTS FOR (n:Article) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT Annotation_key IF NOT EXISTS FOR (n:Annotation) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT Import_key IF NOT EXISTS FOR (n:Import) REQUIRE n.key IS UNIQUE;
CREATE RANGE INDEX Actor_cameoCode IF NOT EXISTS FOR (n:Actor) ON (n.cameoCode);
CREATE RANGE INDEX Actor_iso3 IF NOT EXISTS FOR (n:Actor) ON (n.iso3);
CREATE RANGE INDEX Actor_wikidataId IF NOT EXISTS FOR (n:Actor) ON (n.wikidataId);
CREATE RANGE INDEX Region_isoCode IF NOT EXISTS FOR (n:Region) ON (n.isoCode);
CREATE RANGE INDEX Region_geonamesId IF NOT EXISTS FOR (n:Region) ON (n.geonamesId);
CREATE RANGE INDEX Region_wikidataId IF NOT EXISTS FOR (n:Region) ON (n.wikidataId);
CREATE RANGE INDEX Article_url IF NOT EXISTS FOR (n:Article) ON (n.url);
CREATE RANGE INDEX Article_sha256 IF NOT EXISTS FOR (n:Article) ON (n.sha256);
// Lists are read in the order of sort, see package demand.
CREATE RANGE INDEX LISTED_list_sort IF NOT EXISTS FOR ()-[l:LISTED]-() ON (l.list, l.sort);
CREATE CONSTRAINT List_name IF NOT EXISTS FOR (n:List) REQUIRE n.name IS UNIQUE;
// Words are split by blanks alone, as they were split and folded before they were written.
CREATE FULLTEXT INDEX nameWords IF NOT EXISTS FOR (n:Actor|Region|Topic|Event|Article) ON EACH [n.nameWords]
  OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace', `fulltext.eventually_consistent`: false}};
CREATE FULLTEXT INDEX textWords IF NOT EXISTS FOR (n:Demand|Term|Annotation) ON EACH [n.textWords]
  OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace', `fulltext.eventually_consistent`: false}};
CREATE CONSTRAINT ChangeLog_name IF NOT EXISTS FOR (n:ChangeLog) REQUIRE n.name IS UNIQUE;
CREATE CONSTRAINT Change_version IF NOT EXISTS FOR (n:Change) REQUIRE n.version IS UNIQUE;
CREATE CONSTRAINT Contribution_id IF NOT EXISTS FOR (n:Contribution) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT Claim_id IF NOT EXISTS FOR (n:Claim) REQUIRE n.id IS UNIQUE;
CREATE RANGE INDEX Claim_kind_key IF NOT EXISTS FOR (n:Claim) ON (n.kind, n.key);
CREATE CONSTRAINT Redirect_kind_key IF NOT EXISTS FOR (n:Redirect) REQUIRE (n.kind, n.key) IS UNIQUE;
