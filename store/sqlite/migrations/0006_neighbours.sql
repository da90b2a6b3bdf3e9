-- Schema 6. Two more lists: the demands that an actor has to do with, and those that concern
-- a region itself. They are filled from what is there.
CREATE TEMP TABLE neighbour (name TEXT NOT NULL, sort TEXT NOT NULL, node INTEGER NOT NULL, PRIMARY KEY (name, sort, node)) WITHOUT ROWID;
INSERT OR IGNORE INTO neighbour SELECT 'demands/actor:' || a.key, d.sort, d.id FROM "Position" p JOIN "Demand" d ON d.id = p."ON" JOIN "Actor" a ON a.id = p."TOOK";
INSERT OR IGNORE INTO neighbour SELECT 'demands/actor:' || a.key, d.sort, d.id FROM "Position" p JOIN "Demand" d ON d.id = p."ON" JOIN "Actor" a ON a.id = p."FOR";
INSERT OR IGNORE INTO neighbour SELECT 'demands/actor:' || a.key, d.sort, d.id FROM "Demand_ADDRESSED_TO_Actor" e JOIN "Demand" d ON d.id = e.src JOIN "Actor" a ON a.id = e.dst;
INSERT OR IGNORE INTO neighbour SELECT 'demands/concerning:' || r.key, d.sort, d.id FROM "Demand_CONCERNS_Region" e JOIN "Demand" d ON d.id = e.src JOIN "Region" r ON r.id = e.dst;
DELETE FROM entry WHERE list IN (SELECT id FROM list WHERE name >= 'demands/actor:' AND name < 'demands/actor;' OR name >= 'demands/concerning:' AND name < 'demands/concerning;');
INSERT INTO list (name, n) SELECT name, count(*) FROM neighbour WHERE 1 GROUP BY name ON CONFLICT (name) DO UPDATE SET n = excluded.n;
INSERT INTO entry (list, sort, node) SELECT l.id, x.sort, x.node FROM neighbour x JOIN list l ON l.name = x.name;
DROP TABLE neighbour;
